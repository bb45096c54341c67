"""A file that takes room beside the database, to be given up when the disk is full."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: bytes: hundreds of thousands of notifications, and what a transaction needs while it runs
SIZE = 32 * 1024 * 1024
#: how many times its size must be free before it is made: it must never be what fills the disk
ROOM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballast:
    """The file, which may be there or not."""

    path: Path
    #: its size in bytes
    size: int = SIZE

    @property
    def is_there(self) -> bool:
        """Whether it takes its room."""
        try:
            return self.path.stat().st_blocks * 512 >= self.size
        except FileNotFoundError:
            return False

    def make(self) -> bool:
        """Make it when there is room enough; tell whether it is there now."""
        if self.is_there:
            return True
        try:
            if shutil.disk_usage(self.path.parent).free < ROOM * self.size:
                return False
            self._fill()
        except OSError:  # a quota, or a file system that gives less than it said
            self.release()
        return self.is_there

    def release(self) -> bool:
        """Give its room back; tell whether it had any."""
        was_there = self.is_there
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        return was_there

    def _fill(self) -> None:
        file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(file, 0, self.size)
        finally:
            os.close(file)
