"""Management commands as they are called."""
