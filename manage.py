#!/usr/bin/env python
"""The command line of the site: `python manage.py help`."""

import os
import signal
import sys

NO_DATABASE = "there is no database: start one with `make up`, or set DATABASE_URL."
NOT_MIGRATED = "the database has no tables yet, or old ones: run `manage.py migrate`."


def main() -> None:
    """Run one command. What is no mistake of ours ends it with a sentence: a setting, the database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError
    from psycopg.errors import UndefinedColumn, UndefinedTable

    try:
        try:
            execute_from_command_line(sys.argv)
        finally:
            print(end="", flush=True)
    except ImproperlyConfigured as error:
        without_database = "settings.DATABASES is improperly configured" in str(error)
        print(f"manage.py: {NO_DATABASE if without_database else error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:  # as in `list_claims | head`: whoever reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedColumn | UndefinedTable):
            raise
        print(f"manage.py: {NOT_MIGRATED}", file=sys.stderr)
        sys.exit(2)
    except OperationalError as error:
        print(f"manage.py: the database does not answer as it should: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
