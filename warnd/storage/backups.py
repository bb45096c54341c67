"""The backups of a database: how they are named, which of them are kept, where they are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warnd.errors import StoreInvalid
from warnd.storage.backup import back_up
from warnd.storage.owner import hand_over

#: the folder beside the database that holds its backups
FOLDER = "backups"
#: how a moment stands in a name: sorted as text it is sorted by time
_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"-(\d{8}T\d{6}Z)\.db")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How many backups are kept; the newest always is."""

    #: days, of each of which the newest backup is kept
    days: int = 7
    #: weeks before those days, of each of which the newest backup is kept
    weeks: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup."""

    #: where it lies
    path: Path
    #: when it was made
    at: datetime


def back_up_into(folder: Path, database: Path, now: datetime) -> Backup:
    """Make a backup of a database that may be in use, named by its moment.

    Raises StoreInvalid and StoreBusy as `back_up` does.
    """
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            hand_over(folder)
    except OSError as error:
        raise StoreInvalid(f"the folder {folder} cannot be made: {error.strerror}") from error
    path = folder / f"{database.stem}-{now.astimezone(UTC).strftime(_MOMENT)}.db"
    back_up(database, path)
    return Backup(path=path, at=now)


def backups_in(folder: Path, database: Path) -> tuple[Backup, ...]:
    """Give the backups of a database in a folder, newest first; files of other names are none."""
    found = (_backup(path, database) for path in folder.glob(f"{database.stem}-*.db"))
    return tuple(sorted(filter(None, found), key=lambda backup: backup.at, reverse=True))


def superfluous(backups: Iterable[Backup], keep: Keep) -> tuple[Backup, ...]:
    """Give the backups that need not be kept, newest first."""
    left = sorted(backups, key=lambda backup: backup.at, reverse=True)
    daily = _newest_of_each(left, "%Y-%m-%d", max(1, keep.days))
    oldest = daily[-1].at if daily else None
    before = [backup for backup in left if oldest is not None and backup.at < oldest]
    before = [backup for backup in before if backup.at.date() != daily[-1].at.date()]
    kept = {backup.path for backup in (*daily, *_newest_of_each(before, "%G-%V", keep.weeks))}
    return tuple(backup for backup in left if backup.path not in kept)


def _newest_of_each(backups: Iterable[Backup], span: str, most: int) -> list[Backup]:
    """Give the newest backup of each of the newest days or weeks, newest first."""
    by_span: dict[str, Backup] = {}
    for backup in backups:
        by_span.setdefault(backup.at.strftime(span), backup)
    return list(by_span.values())[:most]


def _backup(path: Path, database: Path) -> Backup | None:
    matched = _NAME.fullmatch(path.name.removeprefix(database.stem))
    if matched is None:
        return None
    try:
        at = datetime.strptime(matched.group(1), _MOMENT).replace(tzinfo=UTC)
    except ValueError:  # eight digits that are no day
        return None
    return Backup(path=path, at=at)
