"""Files that are whole whenever somebody reads them, and there after a power cut."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from warnd.errors import ChannelClosed, DeliveryDeferred
from warnd.interchange.geojson import feature_of, with_features
from warnd.interchange.hxl import row_of, with_rows
from warnd.model.notification import Message

#: seconds until a folder that cannot be written is tried again: somebody has to mend it first
MENDED_IN_S = 600.0
#: how much of a file is read back; ours are far smaller
LARGEST = 64_000_000


#: gives, for a message, what puts its alerts into the text of a file
Rewriting = Callable[[Message], Callable[[str], str]]


class FileChannel:
    """Rewrites one file that holds all alerts; implements `warnd.ports.world.Channel`.

    A notice about feeds is no alert: nothing is written for one.
    """

    def __init__(self, file: Path, rewriting: Rewriting) -> None:
        self._file = file
        self._rewriting = rewriting
        self._turn = asyncio.Lock()

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Put the alerts into the file, and return when it is on the disk.

        Raises ChannelClosed when it cannot be written, else DeliveryDeferred.
        """
        if not message.alerts:
            return
        async with self._turn:
            await asyncio.to_thread(changed_file, self._file, self._rewriting(message))

    async def close(self) -> None:
        """Do nothing: the file is closed whenever it is written."""


def as_geojson(message: Message) -> Callable[[str], str]:
    """Give what puts the newest version of each alert into a GeoJSON file."""
    new = [
        feature_of(version, message.purpose, _headline(message), message.pcodes)
        for version in message.alerts
    ]
    return partial(with_features, new=new)


def as_csv(message: Message) -> Callable[[str], str]:
    """Give what puts a line a version into a CSV file, for spreadsheets."""
    new = [
        row_of(version, message.purpose, _headline(message), message.pcodes)
        for version in message.alerts
    ]
    return partial(with_rows, new=new)


def _headline(message: Message) -> str:
    return message.headline if len(message.alerts) == 1 else ""


def replace_file(path: Path, text: str) -> None:
    """Put `text` in the place of a file at once, and on the disk before returning.

    Raises ChannelClosed when the folder cannot be written, DeliveryDeferred for other trouble.
    """
    content = text.encode("utf-8", "replace")
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
            _settle(path.parent)
        finally:
            with suppress(FileNotFoundError):
                beside.unlink()
    except (PermissionError, NotADirectoryError, IsADirectoryError) as error:
        raise ChannelClosed(_told(path, error), delay_s=MENDED_IN_S) from error
    except OSError as error:
        raise DeliveryDeferred(_told(path, error)) from error


def changed_file(path: Path, change: Callable[[str], str]) -> None:
    """Put what `change` makes of a file's text in its place; of none, it is given empty text.

    A file that `change` cannot read (ValueError) is kept beside as `.damaged`, and begun anew.
    Raises as `replace_file` does.
    """
    before = _text_of(path)
    try:
        after = change(before)
    except ValueError:
        with suppress(OSError):
            path.replace(path.with_name(f"{path.name}.damaged"))
        after = change("")
    replace_file(path, after)


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST).decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    except PermissionError as error:
        raise ChannelClosed(_told(path, error), delay_s=MENDED_IN_S) from error
    except OSError as error:
        raise DeliveryDeferred(_told(path, error)) from error


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(path: Path, error: OSError) -> str:
    return f"{path} cannot be written: {error.strerror}"
