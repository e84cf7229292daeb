"""Django's PostgreSQL, asked with a limit to the waiting: the engine of every database of the settings."""
