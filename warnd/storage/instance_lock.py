"""One daemon a database: a lock beside the file, which the system lets go when its holder dies."""

import fcntl
import os
import weakref
from collections.abc import Callable
from pathlib import Path

from warnd.errors import StateForbidden, StoreInUse
from warnd.storage.owner import hand_over


class InstanceLock:
    """A held lock; `release` lets it go, and so does the end of the process, however it comes."""

    def __init__(self, path: Path) -> None:
        """Take the lock file at `path`.

        Raises StoreInUse, naming the process, when another holds it, and StateForbidden when the
        file cannot be opened.
        """
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            hand_over(path)
        except OSError as error:
            raise StateForbidden(
                f"the lock {path} cannot be opened: {error.strerror} (this process runs as uid"
                f" {os.getuid()}); give it to that user, or remove it while no warnd runs"
            ) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(self._descriptor, 32, 0).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            raise StoreInUse(
                f"{path} is held by process {holder or 'unknown'}: another warnd runs on this"
                " database; stop it first, or give this one a database of its own"
            ) from error
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        # flock belongs to the open file, which a forked child shares: a child that outlived a
        # killed daemon would keep the next one out.
        let_go = weakref.WeakMethod(self.release)
        os.register_at_fork(after_in_child=lambda: _call(let_go()))

    def release(self) -> None:
        """Let the lock go; the file stays, so that nobody locks a file that is being removed."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _call(let_go: Callable[[], None] | None) -> None:
    if let_go is not None:
        let_go()
