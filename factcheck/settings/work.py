"""Background work: Celery, its broker and what beat rings for."""

from __future__ import annotations

from typing import Any

from claims.dispatch import AGE, EMBARGO, RECONCILE, SEAL, TASKS, WATCH
from factcheck import environment as env
from factcheck.settings.desk import (
    FACTCHECK_AGE_SECONDS,
    FACTCHECK_EMBARGO_SECONDS,
    FACTCHECK_RECONCILE_SECONDS,
    FACTCHECK_SEAL_SECONDS,
    FACTCHECK_WATCH_SECONDS,
)
from factcheck.settings.site import FACTCHECK_HOME, PRODUCTION

# Celery; the reasons are facts F1 to F9, measured on this stack (factcheck/README.md tells them)
TIME_LIMIT = 300  # seconds for one task
UNSEEN_SECONDS = 3 * TIME_LIMIT  # when an unacknowledged task is handed out again
CELERY_BROKER_URL = (
    env.address("REDIS_URL", ["redis", "rediss", "valkey", "valkeys"], required=PRODUCTION).replace(
        "valkey", "redis", 1
    )
    or "redis://127.0.0.1:6379/0"
)
CELERY_BROKER_TRANSPORT = "workers.broker:Transport"  # kombu's own never forgets a lost acknowledgement
CELERY_TASK_ACKS_LATE = True  # F2: acknowledged early, a killed worker's task never comes back
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # F3, F4: redelivery has no end; the row counts attempts
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # a dead worker holds no more than it works on
CELERY_TASK_TIME_LIMIT = TIME_LIMIT  # the default is to hang for ever
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "visibility_timeout": UNSEEN_SECONDS,  # F5: much longer than a task may run, or it starts twice
    "unacked_restore_interval": 5,  # F1: 100 s with kombu's default
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,  # F9: the default is to wait for a frozen broker for ever
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "max_retries": 1,
}
CELERY_VISIBILITY_TIMEOUT = UNSEEN_SECONDS  # the shortest of these wins, so all say the same
CELERY_RESULT_BACKEND = None  # state lives in PostgreSQL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {  # F9: an accepted request does not wait for the broker
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
}
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30  # seconds to finish or hand back the story at hand
CELERY_WORKER_ENABLE_SOFT_SHUTDOWN_ON_IDLE = True  # celery #9213
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 120  # s to load the model: after the default 4 a slow child is killed
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500  # leaks only
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 1_500_000  # kB; acts after a task (F19)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # try for ever: the supervisor decides when to end
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False  # work is fenced; cancelling wastes it
CELERY_WORKER_DEDUPLICATE_SUCCESSFUL_TASKS = False  # needs a result backend; the row does it
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CONCURRENCY = env.whole("WORKER_CONCURRENCY", env.processors(most=4), 1, 64)
CELERY_TASK_DEFAULT_QUEUE = "ingest"
CELERY_BEAT_SCHEDULE = {
    "reconcile": {  # picks up whatever the broker lost; a late one is dropped, the next does its work
        "task": RECONCILE,
        "schedule": FACTCHECK_RECONCILE_SECONDS,
        "options": {"queue": TASKS[RECONCILE], "expires": FACTCHECK_RECONCILE_SECONDS},
    },
    "embargo": {  # writes down what has passed; nothing that is told or hidden waits for it
        "task": EMBARGO,
        "schedule": FACTCHECK_EMBARGO_SECONDS,
        "options": {"queue": TASKS[EMBARGO], "expires": FACTCHECK_EMBARGO_SECONDS},
    },
    "seal": {  # chains the history; a line is missed when it has no seal after ten minutes
        "task": SEAL,
        "schedule": FACTCHECK_SEAL_SECONDS,
        "options": {"queue": TASKS[SEAL], "expires": FACTCHECK_SEAL_SECONDS},
    },
    "age": {  # claims that have waited past another step; and what is left of weighing anew
        "task": AGE,
        "schedule": FACTCHECK_AGE_SECONDS,
        "options": {"queue": TASKS[AGE], "expires": FACTCHECK_AGE_SECONDS},
    },
    "watch": {  # looks at the folders and feeds whose time has come
        "task": WATCH,
        "schedule": FACTCHECK_WATCH_SECONDS,
        "options": {"queue": TASKS[WATCH], "expires": FACTCHECK_WATCH_SECONDS},
    },
}
CELERY_BEAT_SCHEDULE_FILENAME = str(FACTCHECK_HOME / "beat-schedule")
CELERY_TIMEZONE = "UTC"
