"""Reading ahead: articles are read for signals by other processes, and judged here in order.

Reading takes most of a replay's time and no article's reading depends on another's; judging takes
them one after another. So worker processes, or the workers of a Dask cluster, read chunks of
articles ahead, and what they read is handed on in order: a replay tells the same, however many
read.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from threading import Lock
from typing import TypeAlias

from warnd.articles.line import read_line
from warnd.articles.sketch import Sketch, sketch_of
from warnd.model.article import Article
from warnd.model.reading import Reading
from warnd.ports.reading import ArticleReader

#: articles that are handed to a worker at once: a third of a second's work, so that handing over
#: costs nothing beside it
CHUNK = 100
#: chunks under way a worker: one being read, one to go on with, and one read and waiting
UNDER_WAY = 3

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

#: makes a reader; a worker process gets it by value
MakeReader: TypeAlias = Callable[[], ArticleReader]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article with what was read of it ahead."""

    article: Article
    #: what each reader read; None where it failed: whoever wants it tries again and is told why
    readings: tuple[Reading | None, ...]
    #: what it is compared by
    sketch: Sketch


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """How to make readers, in this process and in any other."""

    #: each with what tells its reader from all others, of other runs too: a worker makes it once
    makers: tuple[tuple[str, MakeReader], ...]

    def read(self, lines: Sequence[str]) -> list[Read]:
        """Give the articles of lines with their readings. Raises LineInvalid."""
        with _TURN:
            readers = _made(self.makers)
            articles = (read_line(line, _LONG_AGO, dated=True) for line in lines)
            return [
                Read(
                    article=article,
                    readings=tuple(_reading(reader, article) for reader in readers),
                    sketch=sketch_of(article),
                )
                for article in articles
            ]


def read_here(lines: Iterable[str], readers: Readers) -> Iterator[Read]:
    """Give articles with their readings, read in this process as they are asked for."""
    for line in lines:
        yield from readers.read([line])


def read_ahead(
    lines: Iterable[str], readers: Readers, executor: Executor, workers: int
) -> Iterator[Read]:
    """Give articles with their readings, in order, read ahead by the workers of an executor.

    What is under way is bounded, so that memory stays flat however long the archive.
    """
    coming = iter(lines)
    chunks = iter(lambda: list(islice(coming, CHUNK)), [])
    under_way = deque(
        executor.submit(readers.read, chunk) for chunk in islice(chunks, UNDER_WAY * workers)
    )
    while under_way:
        read = under_way.popleft().result()
        under_way.extend(executor.submit(readers.read, chunk) for chunk in islice(chunks, 1))
        yield from read


class Handed:
    """An `ArticleReader` that hands out what was read ahead."""

    def __init__(self, which: int, make: MakeReader) -> None:
        """Hand out the readings of one of several readers; `make` gives that reader itself."""
        self._which = which
        self._make = make
        self._read: Read | None = None

    def hand(self, read: Read) -> None:
        """Have this article's reading handed out next."""
        self._read = read

    def read(self, article: Article) -> Reading:
        """Give the reading of the article that was handed.

        An article that could not be read is read again here, so that what is wrong is raised here.
        """
        if self._read is not None and self._read.article is article:
            reading = self._read.readings[self._which]
            if reading is not None:
                return reading
        return self._make().read(article)


#: the readers of this process: a worker makes each once, and reads thousands of chunks
_MADE: dict[str, ArticleReader] = {}
#: a worker of a cluster may have several threads; readers are made for one
_TURN = Lock()


def _made(makers: Iterable[tuple[str, MakeReader]]) -> list[ArticleReader]:
    wanted = dict(makers)
    for key in _MADE.keys() - wanted.keys():  # of a replay that is over, in a worker that stays
        del _MADE[key]
    for key, make in wanted.items():
        if key not in _MADE:
            _MADE[key] = make()
    return [_MADE[key] for key in wanted]


def _reading(reader: ArticleReader, article: Article) -> Reading | None:
    try:
        return reader.read(article)
    except Exception:  # noqa: BLE001  the edge of one article: it is read again where it is wanted
        return None
