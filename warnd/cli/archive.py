"""Archives of articles as JSON lines, read one line at a time, with a bar on a terminal."""

import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from warnd.articles.line import LineInvalid, read_line
from warnd.cli.failures import EXIT_FAILURE
from warnd.cli.saying import say
from warnd.daemon.timing.clock import SystemClock
from warnd.model.article import Article


class Archive:
    """The articles of a file of `warnd score`'s lines; may be gone through more than once.

    Lines that hold no article are told on standard error with their number, once.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bad: set[int] = set()

    def articles(self, doing: str) -> Iterator[Article]:
        """Give the articles in their order; `doing` says what for, as "Counting".

        Ends the command when the file cannot be read.
        """
        now = SystemClock().now()
        for number, raw in self._lines(doing):
            try:
                yield read_line(raw.decode("utf-8"), now)
            except (LineInvalid, UnicodeDecodeError) as error:
                self._tell(number, error)

    def end(self) -> None:
        """End the command as one that failed when a line was bad."""
        if self._bad:
            raise typer.Exit(EXIT_FAILURE)

    def _lines(self, doing: str) -> Iterator[tuple[int, bytes]]:
        """Give the lines that are not empty, with their numbers."""
        try:
            size = self.path.stat().st_size
            with self.path.open("rb") as file, _progress() as progress:
                task = progress.add_task(doing, total=size)
                for number, raw in enumerate(file, start=1):
                    progress.advance(task, len(raw))
                    if raw.strip():
                        yield number, raw
        except OSError as error:
            say(f"{self.path}: {error.strerror}", err=True)
            raise typer.Exit(EXIT_FAILURE) from error

    def _tell(self, number: int, error: Exception) -> None:
        if number not in self._bad:
            self._bad.add(number)
            say(f"{self.path}:{number}: {error}", err=True)


def _progress() -> Progress:
    """Give a bar on standard error, which shows nothing unless that is a terminal."""
    return Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
