"""Stories as they come off the wire, cleaned and parsed: plain Python, nothing saved."""
