"""The desk's doors: each parses a request, calls one action or reading method, and answers."""
