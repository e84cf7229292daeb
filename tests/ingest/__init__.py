"""Cleaning, sniffing, reading and parsing: plain Python, no database."""
