"""Waits for a process that is not our child to end, without asking again and again."""

from __future__ import annotations

import os
import select
import sys

if sys.platform == "linux":

    def wait_gone(pid: int, seconds: float) -> bool:
        """Whether process `pid` has ended within `seconds`."""
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            return True
        try:
            return bool(select.select([handle], [], [], seconds)[0])
        finally:
            os.close(handle)

else:

    def wait_gone(pid: int, seconds: float) -> bool:
        """Whether process `pid` has ended within `seconds`."""
        watch = select.kevent(
            pid, select.KQ_FILTER_PROC, select.KQ_EV_ADD | select.KQ_EV_ONESHOT, select.KQ_NOTE_EXIT
        )
        queue = select.kqueue()
        try:
            return bool(queue.control([watch], 1, seconds))
        except ProcessLookupError:
            return True
        finally:
            queue.close()
