"""A small disk for one warnd, which a test fills and empties while it runs.

It is a tmpfs that only that process sees. Where user namespaces are forbidden, strace has every
write fail as it fails on a full disk.
"""

import contextlib
import errno
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.live import Warnd, until

#: bytes: the ballast, as much again free, and some megabytes for the database
SIZE = 72 * 1024 * 1024
#: mounts the disk at its first argument, and becomes the program that the others are
_MOUNT = f'mount -t tmpfs -o size={SIZE} none "$0" && exec "$@"'


@dataclass
class Disk:
    """Where a warnd has its database."""

    folder: Path
    #: the command that runs warnd
    under: tuple[str, ...] = ()
    #: whether room can be given up on it, as on any disk
    is_real: bool = True
    _warnd: Warnd | None = None
    _failing: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def address(self) -> str:
        """What the configuration calls the database."""
        return f"sqlite:///{self.folder / 'warnd.db'}"

    def holds(self, warnd: Warnd) -> None:
        """Say whose disk it is."""
        self._warnd = warnd

    @property
    def seen(self) -> Path:
        """The folder, as this process reaches it."""
        assert self._warnd is not None
        root = Path(f"/proc/{self._warnd.process.pid}/root")
        return root / self.folder.relative_to("/") if self.is_real else self.folder

    def fill(self) -> None:
        """Leave no byte free."""
        if not self.is_real:
            self._fail_writes()
            return
        with (self.seen / "filler").open("ab", buffering=0) as filler:
            for size in (1 << 20, 1 << 12):
                with contextlib.suppress(OSError):
                    while filler.write(bytes(size)):
                        pass
        free = os.statvfs(self.seen)
        assert free.f_bavail == 0

    def empty(self) -> None:
        """Take away what filled it."""
        if self._failing is not None:
            self._failing.send_signal(signal.SIGINT)
            self._failing.wait(10)
        else:
            (self.seen / "filler").unlink()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Give what a query finds in the database, nothing while that cannot be read."""
        # SQLite would look for it where the name of the folder leads on this process's own disk.
        copy = self.folder.with_name("copy")
        copy.mkdir(exist_ok=True)
        for name in ("warnd.db-journal", "warnd.db-wal", "warnd.db"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(self.seen / name, copy / name)
        try:
            with contextlib.closing(sqlite3.connect(copy / "warnd.db")) as read:
                return read.execute(query).fetchall()
        except sqlite3.DatabaseError:  # copied while it was written
            return []

    def _fail_writes(self) -> None:
        assert self._warnd is not None
        tell = self.folder / "strace"
        self._failing = subprocess.Popen(  # noqa: S603
            [  # noqa: S607
                "strace", "-f", "-o", str(tell), "-e", "trace=pwrite64",
                "-e", f"inject=pwrite64:error={errno.errorcode[errno.ENOSPC]}",
                "-p", str(self._warnd.process.pid),
            ]
        )  # fmt: skip
        until(tell.exists, what="strace")


@contextlib.contextmanager
def narrow_disk(folder: Path) -> Iterator[Disk]:
    """Give a disk that can be filled. Fails where there is neither a namespace nor strace."""
    folder.mkdir()
    under = ("unshare", "-Urm", "sh", "-c", _MOUNT, str(folder))
    may = shutil.which("unshare") and subprocess.run([*under, "true"], check=False).returncode == 0  # noqa: S603
    assert may or shutil.which("strace"), "neither a namespace nor strace: nothing fills a disk"
    yield Disk(folder, under) if may else Disk(folder, is_real=False)
