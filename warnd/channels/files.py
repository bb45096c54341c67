"""Files that are whole whenever somebody reads them, and there after a power cut."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from warnd.errors import ChannelClosed, DeliveryDeferred

#: seconds until a folder that cannot be written is tried again: somebody has to mend it first
MENDED_IN_S = 600.0
#: how much of a file is read back; ours are far smaller
LARGEST = 64_000_000


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
