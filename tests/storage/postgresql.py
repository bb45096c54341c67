"""A PostgreSQL server of the tests' own, on loopback, that ends with them."""

import contextlib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg

from tests.loopback import LOOPBACK

#: who runs the server when the tests run as root, which it refuses
_NOBODY = "nobody"
#: where Debian puts what is not for every user's PATH
_DEBIAN = Path("/usr/lib/postgresql")
#: nothing here needs to survive a power cut
_QUICK = ("fsync=off", "full_page_writes=off", "autovacuum=off", "max_connections=40")


def programs() -> Path | None:
    """Give the folder of the server's programs, None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


class Cluster:
    """A running server; each database of it is new."""

    def __init__(
        self, binaries: Path, folder: Path, port: int, user: str | None, settings: Sequence[str]
    ) -> None:
        self._binaries, self._folder, self._user = binaries, folder, user
        self._port, self._settings = port, settings
        self._numbers = itertools.count()

    def database(self) -> str:
        """Give the address of a new, empty database, as SQLAlchemy writes it."""
        name = f"warnd_{next(self._numbers)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._address(name).replace("postgresql:", "postgresql+psycopg:")

    @property
    def pid(self) -> int:
        """The number of the server's process."""
        return int((self._folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    def start(self) -> None:
        """Start the server, and return when it answers."""
        settings = (*self._settings, f"unix_socket_directories={self._folder}")
        told = " ".join(f"-c {each}" for each in settings)
        options = f"-p {self._port} -h {LOOPBACK} {told}"
        self._control("-l", self._folder / "log", "-w", "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop the server: `immediate` as a crash does, `fast` as an administrator does."""
        self._control("-w", "-m", how, "stop")

    def cut_off(self, url: str) -> int:
        """End every connection to a database; give how many there were."""
        name = url.rpartition("/")[2]
        ended = b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            return connection.execute(ended, [name]).rowcount

    def _control(self, *command: object) -> None:
        _run(self._user, self._binaries / "pg_ctl", "-D", self._folder / "data", *command)

    def _address(self, name: str) -> str:
        return f"postgresql://warnd@{LOOPBACK}:{self._port}/{name}"


@contextlib.contextmanager
def serving(binaries: Path, *, lasting: bool = False) -> Iterator[Cluster]:
    """Run a server until the block ends; `lasting` as it is set up for good."""
    user = _NOBODY if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="warnd-pg-") as folder:
        if user:
            known = pwd.getpwnam(user)
            os.chown(folder, known.pw_uid, known.pw_gid)
        how = ("-U", "warnd", "-A", "trust", "-N", "-E", "UTF8")
        _run(user, binaries / "initdb", "-D", Path(folder) / "data", *how)
        with socket.create_server((LOOPBACK, 0)) as free:
            port = free.getsockname()[1]
        cluster = Cluster(binaries, Path(folder), port, user, () if lasting else _QUICK)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


def _run(user: str | None, *command: object) -> None:
    done = subprocess.run(  # noqa: S603  programs of the system
        [str(part) for part in command],
        user=user,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
