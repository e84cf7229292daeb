"""The desk's own settings: holds, leases, limits. Tests shorten the times."""

from __future__ import annotations

import os

from factcheck import environment as env

# How background work is kept alive; tests shorten all of these
FACTCHECK_LEASE_SECONDS = env.seconds("FACTCHECK_LEASE_SECONDS", 60, 0.2, 3600)
FACTCHECK_RENEW_SECONDS = env.seconds("FACTCHECK_RENEW_SECONDS", 15, 0.05, 1200)
FACTCHECK_RECONCILE_SECONDS = env.seconds("FACTCHECK_RECONCILE_SECONDS", 15, 0.1, 600)
FACTCHECK_EMBARGO_SECONDS = env.seconds("FACTCHECK_EMBARGO_SECONDS", 30, 0.1, 600)
FACTCHECK_SEAL_SECONDS = env.seconds("FACTCHECK_SEAL_SECONDS", 60, 0.1, 300)
FACTCHECK_AGE_SECONDS = env.seconds("FACTCHECK_AGE_SECONDS", 600, 1, 3600)  # steps of waiting claims
FACTCHECK_WATCH_SECONDS = env.seconds("FACTCHECK_WATCH_SECONDS", 5, 0.1, 600)
FACTCHECK_BACKLOG_LIMIT = env.whole("FACTCHECK_BACKLOG_LIMIT", 50_000, 1, 10_000_000)  # stories that wait
FACTCHECK_MAX_ATTEMPTS = env.whole("FACTCHECK_MAX_ATTEMPTS", 3, 1, 20)
FACTCHECK_HAND_BACK_SECONDS = env.seconds("FACTCHECK_HAND_BACK_SECONDS", 20, 0.1, 25)  # after SIGTERM
FACTCHECK_MODEL = os.environ.get("FACTCHECK_MODEL", "")  # a model folder; empty: the released one
FACTCHECK_KEEP_DAYS = env.whole("FACTCHECK_KEEP_DAYS", 0, 0, 36_500)  # of texts, once closed; 0: for ever
FACTCHECK_NAME_REVIEWERS = env.flag("FACTCHECK_NAME_REVIEWERS", default=False)  # on checks, for readers
FACTCHECK_HOLD_MINUTES = env.whole("FACTCHECK_HOLD_MINUTES", 15, 1, 1440)  # a person's silence on a claim
FACTCHECK_FILE_BYTES = env.whole("FACTCHECK_FILE_MB", 10, 1, 100) << 20  # of a file of the evidence
if FACTCHECK_RENEW_SECONDS * 2 > FACTCHECK_LEASE_SECONDS:  # one missed renewal must not lose the lease
    raise env.refuse(
        "FACTCHECK_RENEW_SECONDS",
        f"{FACTCHECK_RENEW_SECONDS:g} with a lease of {FACTCHECK_LEASE_SECONDS:g}",
        "at most half of FACTCHECK_LEASE_SECONDS",
    )
