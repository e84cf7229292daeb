"""The API through the real site and a real database."""
