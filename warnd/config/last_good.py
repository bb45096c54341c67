"""The last configuration that worked, kept with all the files that it names.

A daemon whose configuration was broken while it was down starts on this copy. Secrets that systemd
hands over are not copied: they come anew with every start.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from warnd.config.load import Source
from warnd.config.paths import is_file, is_folder, is_there
from warnd.config.rule_files import RULE_SUFFIXES
from warnd.settings import Settings

#: the folder of the copy, in the state directory
FOLDER = "last-good"
_BEFORE = f"{FOLDER}.before"
_MANIFEST = "manifest.json"
#: what is larger is not copied and is read where it stands: tables of imported places may be
LARGEST_BYTES = 256 * 1024 * 1024
#: the settings that name files to be read; the secrets of channels end as `_ENDING` says
NAMING = ("rules", "model", "places", "templates")
_ENDING = "_file"
#: how much is read at once
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class LastGood:
    """A copy of a configuration that worked."""

    #: when it began to work
    at: datetime
    #: where it is read
    source: Source
    #: the database that it names
    store: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A configuration that works, and what it was read from."""

    #: the settings file
    config: Path
    settings: Settings
    #: the OPML files that it names
    lists: tuple[Path, ...] = ()


def keep(kept: Kept, folder: Path, at: datetime) -> bool:
    """Keep a copy in the state directory `folder`; False when the same is kept already.

    A kill at any moment leaves the copy before or this one. Raises OSError.
    """
    inputs = {path: _files(path, kept.settings.rules) for path in _inputs(kept)}
    digests = {str(path): _digest(path, files) for path, files in inputs.items()}
    known = _manifest(folder / FOLDER)
    if known is not None and known.get("digests") == digests:
        return False
    new = folder / f"{FOLDER}.new-{os.getpid()}"
    shutil.rmtree(new, ignore_errors=True)
    try:
        new.mkdir(mode=0o700)
        copies = {str(path): str(nth) for nth, path in enumerate(inputs)}
        for path, files in inputs.items():
            copy = new / copies[str(path)]
            if is_folder(path):
                copy.mkdir(mode=0o700)
            _copy(path, files, copy)
        manifest = {
            "config": str(kept.config.absolute()),
            "at": at.isoformat(),
            "store": kept.settings.store,
            "copies": copies,
            "digests": digests,
        }
        _write(new / _MANIFEST, json.dumps(manifest, indent=1).encode())
        _swap(folder, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return True


def last_good(config: Path, folder: Path) -> LastGood | None:
    """Give the copy of a configuration in a state directory, None when no whole one is there."""
    for name in (FOLDER, _BEFORE):
        found = _manifest(folder / name)
        if found is not None and found.get("config") == str(config.absolute()):
            with suppress(KeyError, TypeError, ValueError, OSError):
                copy = _read(config, folder / name, found)
                if copy is not None:
                    return copy
    return None


def _read(config: Path, folder: Path, manifest: Mapping[str, Any]) -> LastGood | None:
    copies = {Path(path): folder / str(name) for path, name in manifest["copies"].items()}
    digests = manifest["digests"]
    if any(_digest(copy, _files(copy)) != digests[str(path)] for path, copy in copies.items()):
        return None
    return LastGood(
        at=datetime.fromisoformat(manifest["at"]),
        source=Source(
            file=copies[config.absolute()],
            folder=config.parent,
            # Names in the file are put behind its folder as it was given: both ways lead there.
            copies={**copies, **_as_given(copies, config)},
        ),
        store=str(manifest["store"]),
    )


def _as_given(copies: Mapping[Path, Path], config: Path) -> dict[Path, Path]:
    """Give the copies under paths that begin as the configuration's own does."""
    there = config.parent.absolute()
    return {
        config.parent / path.relative_to(there): copy
        for path, copy in copies.items()
        if path.is_relative_to(there)
    }


def _inputs(kept: Kept) -> Iterator[Path]:
    """Give every file and folder that can break the configuration, by absolute path."""
    yield kept.config.absolute()
    found = [*kept.lists, *_named_in_settings(kept.settings)]
    for path in (each.absolute() for each in found):
        size = sum(file.stat().st_size for file in _files(path, kept.settings.rules))
        if is_there(path) and size <= LARGEST_BYTES:
            yield path


def _named_in_settings(settings: Settings) -> Iterator[Path]:
    for name in NAMING:
        value = getattr(settings, name)
        yield from value if isinstance(value, tuple) else filter(None, [value])
    handed_over = os.environ.get("CREDENTIALS_DIRECTORY")
    for channel in settings.channels.values():
        for each in fields(channel):
            path = getattr(channel, each.name)
            is_secret = each.name.endswith(_ENDING) and isinstance(path, Path)
            if is_secret and not (handed_over and path.is_relative_to(handed_over)):
                yield path


def _files(path: Path, rules: Collection[Path] = ()) -> Sequence[Path]:
    """Give the files of a folder, sorted, or the file itself; of a folder of rules, the rules."""
    if not is_folder(path):
        return [path] if is_file(path) else []
    found = sorted(filter(is_file, path.rglob("*")))
    holds_rules = path in {each.absolute() for each in rules}
    return [file for file in found if file.suffix in RULE_SUFFIXES] if holds_rules else found


def _digest(path: Path, files: Iterable[Path]) -> str:
    """Give what tells whether a file, or any file of a folder, is another."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(path)}\0{file.stat().st_size}\0".encode())
        with file.open("rb") as content:
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()


def _copy(path: Path, files: Iterable[Path], copy: Path) -> None:
    for file in files:
        target = copy / file.relative_to(path)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(target, file.read_bytes())


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, and have it lie on the disk."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _swap(folder: Path, new: Path) -> None:
    """Put a new copy in the place of the one before, which stays until the new one stands."""
    current, before = folder / FOLDER, folder / _BEFORE
    if current.exists():
        shutil.rmtree(before, ignore_errors=True)
        current.rename(before)
    new.rename(current)
    shutil.rmtree(before, ignore_errors=True)


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / _MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
