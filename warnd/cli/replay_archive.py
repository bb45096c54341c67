"""The archive of a replay: where its lines stand, in order of publication.

The articles themselves are read from the file when their turn comes, so that an archive need not
fit into memory.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO

import typer

from warnd.articles.line import LineInvalid, read_head
from warnd.cli.failures import EXIT_FAILURE


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
    """Open the articles of a file; tell lines that hold none on standard error.

    Ends the command when the file cannot be read.
    """
    with ExitStack() as stack:
        try:
            file = _seekable(stack.enter_context(path.open("rb")), stack)
            archive = _indexed(path, file)
        except OSError as error:
            sys.stderr.write(f"{path}: {error.strerror}\n")
            raise typer.Exit(EXIT_FAILURE) from error
        yield archive


def _seekable(file: BinaryIO, stack: ExitStack) -> BinaryIO:
    """Give a file, or a copy on disk of what comes by a pipe."""
    if file.seekable():
        return file
    copy = stack.enter_context(TemporaryFile())  # noqa: SIM115  the stack closes it
    copyfileobj(file, copy)
    copy.seek(0)
    return copy


def _indexed(path: Path, file: BinaryIO) -> Archive:
    heads, failed, offset = [], 0, 0
    for number, raw in enumerate(file, start=1):
        try:
            if raw.strip():
                heads.append(Head(*read_head(raw.decode("utf-8")), offset))
        except (LineInvalid, UnicodeDecodeError) as error:
            sys.stderr.write(f"{path}:{number}: {error}\n")
            failed += 1
        offset += len(raw)
    return Archive(file=file, heads=tuple(sorted(heads)), failed=failed)
