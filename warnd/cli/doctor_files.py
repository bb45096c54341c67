"""What `warnd doctor` looks at among files: who may read and write them."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from warnd.daemon.configuring import copies_of
from warnd.storage.check import Flaw

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_GROUP_AND_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def of_configuration(config: Path) -> Iterator[Flaw]:
    """Give what is wrong with the leave to change a configuration."""
    yield from _refused(config, _OTHERS_WRITE, "others may change {}", "chmod go-w {}")


def of_copy(config: Path, database: Path) -> Iterator[Flaw]:
    """Give what keeps a daemon that has run before from starting on a broken configuration."""
    has_run = database.with_name(f"{database.name}.ballast").exists()  # the daemon's reserve
    if has_run and not any(copies_of(config)):
        yield Flaw(
            what=f"no copy of {config} is kept: were it broken, warnd could not start",
            mend="run: warnd reload; under systemd let the unit have a StateDirectory",
        )


def of_database(database: Path) -> Iterator[Flaw]:
    """Give what is wrong with the leave to read and write a database and its folder."""
    if not database.exists():
        return
    for path in (database, database.parent):
        if not os.access(path, os.W_OK):
            yield Flaw(
                what=f"uid {os.getuid()} may not write {path}",
                mend=f"give it to the user that warnd runs as: chown USER {path}",
            )
    yield from _refused(
        database, _GROUP_AND_OTHERS, "others may read or change {}", "chmod 0600 {}"
    )


def _refused(path: Path, bits: int, what: str, mend: str) -> Iterator[Flaw]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Flaw(what=f"{path} cannot be looked at: {error.strerror}", mend=f"look at {path}")
        return
    if mode & bits:
        told = f"{what.format(path)} (mode {stat.S_IMODE(mode):04o})"
        yield Flaw(what=told, mend=mend.format(path))
