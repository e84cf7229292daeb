"""Asks this container's web server whether it can serve: `python -m factcheck.probe` (exit code 0 or 1)."""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException


def ready() -> bool:
    """Whether /readyz answers 200. It is asked by the site's own name, since others are refused."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    connection = HTTPConnection("127.0.0.1", 8000, timeout=4)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not ready())
