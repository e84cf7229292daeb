"""Becomes a service: `python launch.py PARENT SIGNAL HOW COMMAND...`, run as a file, without the site.

A step between the supervisor and the service, so that nothing of ours runs between fork and exec: the
service will get SIGNAL when PARENT ends, and is not root where HOW says so, since PostgreSQL refuses root:
  same       as whoever runs this
  namespace  as user 1000 of a namespace of its own; to the files it is still root
  nobody     as the user nobody, where the kernel allows no such namespace
"""

from __future__ import annotations

import ctypes
import errno
import os
import pwd
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mortal import die_with_parent  # type: ignore[import-not-found]

CANNOT_RUN, NOT_FOUND = 126, 127  # exit codes, as a shell gives them
CLONE_NEWUSER = 0x10000000  # <linux/sched.h>


def enter_namespace() -> None:
    """Move into a user namespace in which this process has the number 1000. Raises OSError."""
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare(CLONE_NEWUSER)")
    Path("/proc/self/uid_map").write_text(f"1000 {user} 1")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/gid_map").write_text(f"1000 {group} 1")


def become_nobody() -> None:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


WAYS = {"same": lambda: None, "namespace": enter_namespace, "nobody": become_nobody}


def main(parent: str, number: str, how: str, *command: str) -> None:
    """Replace this process by `command`."""
    WAYS[how]()
    die_with_parent(int(number), int(parent))  # last: a change of user clears it
    try:
        os.execvp(command[0], command)
    except OSError as error:
        code = error.errno
        if code == errno.EACCES and not Path(command[0]).exists():
            code = errno.ENOENT  # only a folder on PATH refused to be read
        sys.stderr.write(f"{command[0]}: {os.strerror(code or errno.ENOENT)}\n")
        sys.exit(NOT_FOUND if code == errno.ENOENT else CANNOT_RUN)


if __name__ == "__main__":
    main(*sys.argv[1:])
