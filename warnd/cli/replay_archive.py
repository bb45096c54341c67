"""The archive of a replay: where its lines stand, in order of publication.

The articles themselves are read from the file when their turn comes, so that an archive need not
fit into memory.
"""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NoReturn

import typer

from warnd.articles.line import LineInvalid, read_head
from warnd.cli.failures import EXIT_FAILURE
from warnd.cli.saying import say
from warnd.model.plain import plain_line

#: what packed files begin with, and what unpacks them
_PACKED: Mapping[bytes, Callable[[BinaryIO], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\0": lzma.open,
}
_ZIP = b"PK\x03\x04"
_MAGIC = 6
#: lines that are no article told one by one; a file of another sort would tell thousands
_MOST_TOLD = 20
#: characters told of what is wrong with a line
_LONGEST = 300


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """What is known of an article before its turn; ordered as the articles are replayed."""

    published: datetime
    id: str
    #: where its line begins, in bytes
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The articles of an open file."""

    file: BinaryIO
    #: in order of publication
    heads: tuple[Head, ...]
    #: how many lines held no article
    failed: int

    def lines(self, heads: Iterable[Head]) -> Iterator[str]:
        """Give the lines of some of its articles, in their order."""
        for head in heads:
            self.file.seek(head.offset)
            yield self.file.readline().decode("utf-8")


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """Open the articles of a file, packed or not; tell lines that hold none on standard error.

    Ends the command when the file cannot be read.
    """
    with ExitStack() as stack:
        try:
            file = _unpacked(stack.enter_context(path.open("rb")), stack)
            archive = _indexed(path, file)
        except IsADirectoryError as error:
            _end(path, f"is a folder; name one file of it{_first_of(path)}", error)
        except EOFError as error:
            _end(path, "ends too early: it was not packed or fetched to its end", error)
        except (zlib.error, lzma.LZMAError) as error:
            _end(path, f"is damaged: {error}", error)
        except OSError as error:
            _end(path, error.strerror or str(error), error)
        yield archive


def _end(path: Path, words: str, error: Exception) -> NoReturn:
    say(f"{path}: {words}", err=True)
    raise typer.Exit(EXIT_FAILURE) from error


def _first_of(folder: Path) -> str:
    found = sorted(each for each in folder.glob("*.json*") if each.is_file())
    return f", such as {found[0]}" if found else ""


def _unpacked(file: BinaryIO, stack: ExitStack) -> BinaryIO:
    """Give a file that can be read from any place: a copy on disk of what is packed or a pipe."""
    head = file.peek(_MAGIC)[:_MAGIC] if isinstance(file, BufferedReader) else b""
    unpack = next((open_ for magic, open_ in _PACKED.items() if head.startswith(magic)), None)
    if head.startswith(_ZIP):
        raise OSError(0, "is a zip file, which may hold several; unpack it first")
    if unpack is None and file.seekable():
        return file
    copy = stack.enter_context(TemporaryFile())  # noqa: SIM115  the stack closes it
    copyfileobj(file if unpack is None else stack.enter_context(unpack(file)), copy)
    copy.seek(0)
    return copy


def _indexed(path: Path, file: BinaryIO) -> Archive:
    heads, offset, telling = [], 0, _Telling(path)
    for number, raw in enumerate(file, start=1):
        try:
            if raw.strip():
                heads.append(Head(*read_head(raw.decode("utf-8")), offset))
        except UnicodeDecodeError as error:
            telling.failed(number, f"not UTF-8: byte {error.start + 1} is {raw[error.start]:#04x}")
        except LineInvalid as error:
            telling.failed(number, plain_line(str(error), _LONGEST))
        offset += len(raw)
    telling.end()
    telling.repeated(len(heads) - len({head.id for head in heads}))
    return Archive(file=file, heads=tuple(sorted(heads)), failed=telling.count)


class _Telling:
    """Tells on standard error which lines hold no article, the first of them one by one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.count = 0

    def failed(self, number: int, words: str) -> None:
        """Tell of one line."""
        self.count += 1
        if self.count <= _MOST_TOLD:
            say(f"{self._path}:{number}: {words}", err=True)

    def end(self) -> None:
        """Tell how many more there are."""
        if self.count > _MOST_TOLD:
            say(f"{self._path}: {self.count - _MOST_TOLD} more lines are no article", err=True)

    def repeated(self, count: int) -> None:
        """Tell how many lines have an id that another line has; that is no failure."""
        if count:
            lines = "line has" if count == 1 else "lines have"
            say(
                f"{self._path}: {count} {lines} an id that an earlier article has; of each id only "
                "the first to be published counts",
                err=True,
            )
