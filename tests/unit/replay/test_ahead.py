import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.unit.builders import NOW, article
from tests.unit.judging import WordReader
from warnd.model.reading import Reading
from warnd.ports.reading import ArticleReader
from warnd.replay.ahead import CHUNK, UNDER_WAY, Handed, Read, Readers, read_ahead, read_here


def line(number: int, text: str = "shelling") -> str:
    published = (NOW + timedelta(hours=number)).isoformat()
    return json.dumps({"id": f"a{number}", "text": text, "published": published})


def readers(name: str, *, count: int = 1) -> Readers:
    return Readers(makers=tuple((f"{name} {which}", WordReader) for which in range(count)))


class Later(Executor):
    """An executor that works when it is asked for the result, and counts what is under way."""

    def __init__(self) -> None:
        self.submitted: list[Sequence[str]] = []

    def submit(self, fn: Any, /, *args: Any, **_: Any) -> Future[Any]:
        self.submitted.append(args[0])
        done: Future[Any] = Future()
        done.set_result(fn(*args))
        return done


def ids(reads: Iterator[Read]) -> list[str]:
    return [read.article.id for read in reads]


@pytest.mark.parametrize("count", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK])
def test_articles_come_in_order_whoever_reads_them(count: int) -> None:
    lines = [line(number) for number in range(count)]
    with ThreadPoolExecutor(3) as threads:
        ahead = list(read_ahead(lines, readers("order"), threads, 3))
    assert ahead == list(read_here(lines, readers("order")))
    assert [read.article.id for read in ahead] == [f"a{number}" for number in range(count)]


def test_what_is_read_ahead_is_bounded() -> None:
    executor = Later()
    lines = (line(number) for number in range(50 * CHUNK))
    reads = read_ahead(lines, readers("bound"), executor, 2)
    next(reads)
    assert len(executor.submitted) == 2 * UNDER_WAY + 1
    assert len(ids(reads)) == 50 * CHUNK - 1


def test_each_reader_reads_each_article() -> None:
    (read,) = read_here([line(1, "shelling airstrike")], readers("each", count=2))
    assert len(read.readings) == 2
    assert read.readings[0] == read.readings[1] == WordReader().read(read.article)


def test_a_worker_makes_each_reader_once_and_lets_go_of_those_of_other_runs() -> None:
    made: list[str] = []

    def make(name: str) -> ArticleReader:
        made.append(name)
        return WordReader()

    one, other = (
        Readers(makers=((name, partial(make, name)),)) for name in ("one run", "another run")
    )
    for each in (one, one, other, other, one):
        each.read([line(1)])
    assert made == ["one run", "another run", "one run"]


def handed() -> tuple[Handed, list[int]]:
    asked: list[int] = []

    def make() -> ArticleReader:
        asked.append(1)
        return WordReader()

    return Handed(0, make), asked


def test_what_was_read_is_handed_out_without_reading_again() -> None:
    reader, asked = handed()
    (read,) = read_here([line(1)], readers("handed"))
    reader.hand(read)
    assert reader.read(read.article) is read.readings[0]
    assert not asked


def test_an_article_that_nobody_read_ahead_is_read_now() -> None:
    reader, asked = handed()
    assert isinstance(reader.read(article("shelling")), Reading)
    assert asked


def test_what_a_worker_could_not_read_is_raised_where_it_is_wanted() -> None:
    reader, _ = handed()
    (read,) = read_here([line(1, "poison")], readers("poison"))
    assert read.readings == (None,)
    reader.hand(read)
    with pytest.raises(RuntimeError, match="poison"):
        reader.read(read.article)
