"""What storing costs: articles a second, a replay's transaction, a window of claims, and growth.

    python benchmarks/storage.py [--stored 200000] [--folder DIR]

What runs in memory is told in processor time; what waits for the disk in time on the wall, and
the folder decides which disk that is. Ratios are of pairs, medians of five: single figures drift by
a factor of two on a shared machine.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from warnd.model.article import Article, DateConfidence, Source
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, ArticleId, FeedId, KindId, Origin, RuleId
from warnd.model.place import Place, PlaceMention
from warnd.model.reading import Reading
from warnd.model.reliability import Reliability
from warnd.model.signal import Evidence, SeenBy, Signal
from warnd.model.status import Status
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore

_NOON = datetime(2019, 1, 28, 12, 0, tzinfo=UTC)
_FEED = FeedId("valley")
_IDLIB = AreaId("SY-ID")
_SOURCE = Source(publisher="Valley Herald", origin=Origin("valley"), reliability=Reliability.B)
_MENTION = PlaceMention(
    place=Place(name="Jarjanaz", country="SY", admin1="SY-ID", lat=35.6, lon=36.8),
    text="Jarjanaz",
    start=30,
    end=38,
)
_SIGNAL = Signal(
    kind=KindId("shelling"),
    probability=0.9,
    seen_by=SeenBy.BOTH,
    status=Status.OCCURRED,
    count=14,
    evidence=(Evidence(text="Shells fell on 14 towns", start=4, end=27, rule=RuleId("shells")),),
    where=(_MENTION,),
)
_QUIET = Reading(language="en", score=0.0, signals=(), places=(_MENTION,))
LOUD = replace(_QUIET, score=70.0, signals=(_SIGNAL, replace(_SIGNAL, status=Status.THREATENED)))
_BATCH = 20
_PAIRS = 5

_names = count()


def sample_article() -> Article:
    """Give an article of an English agency, another each time."""
    name = f"{next(_names):016x}"
    return Article(
        id=ArticleId(name),
        feed=_FEED,
        source=_SOURCE,
        url=f"https://valley.example/{name}",
        title="Shells fall at dawn",
        text="Shells fell on the valley. " * 28,
        language="en",
        published=_NOON,
        date_confidence=DateConfidence.STATED,
        first_seen=_NOON,
    )


def _store_articles(
    store: SqlStore,
    articles: int,
    batch: int,
    reading: Reading,
    clock: Callable[[], float] = perf_counter,
) -> float:
    """Store new articles and their keys; give the seconds it took."""
    new = [sample_article() for _ in range(articles)]
    started = clock()
    for start in range(0, articles, batch):
        with store.transaction() as transaction:
            for article in new[start : start + batch]:
                transaction.add_article(article, reading)
                transaction.remember_keys(_FEED, {f"id:{article.id}": article.id}, _NOON)
    return clock() - started


def _look_up(store: SqlStore, polls: int) -> float:
    """Ask for the keys of polls of twenty entries, half of them known; give the seconds."""
    known = [f"id:{number:016x}" for number in range(_BATCH // 2)]
    keys = [*known, *(f"id:new-{number}" for number in range(_BATCH // 2))]
    started = perf_counter()
    for _ in range(polls):
        with store.transaction() as transaction:
            transaction.known_keys(_FEED, keys)
    return perf_counter() - started


def _ratio(measure: Callable[[SqlStore], float], large: SqlStore, small: SqlStore) -> float:
    return median(measure(large) / measure(small) for _ in range(_PAIRS))


def sample_claims(articles: int) -> Iterable[Claim]:
    """Give a claim of each of some articles."""
    for number in range(articles):
        yield Claim(
            area=_IDLIB,
            article=ArticleId(f"c{number}"),
            source=_SOURCE,
            url="https://valley.example/c",
            title="Shells fall at dawn",
            signal=_SIGNAL,
            place="Jarjanaz",
            admin1="SY-ID",
            placing=0.8,
            at=_NOON + timedelta(minutes=number),
        )


def _window(store: SqlStore, claims: int) -> float:
    since = _NOON - timedelta(minutes=1)
    started = process_time()
    with store.transaction() as transaction:
        held = transaction.claims(_IDLIB, since, _NOON + timedelta(days=400))
    taken = process_time() - started
    assert len(held) == claims
    return taken


def _replay() -> None:
    store = open_store("sqlite://")
    for name, reading in (("no signal", _QUIET), ("two signals", LOUD)):
        taken = median(
            _store_articles(store, 1_000, 1, reading, process_time) for _ in range(_PAIRS)
        )
        print(f"in memory, a transaction an article, {name}: {taken:.3f} ms of processor each")
    store.close()


def _windows(claims: int) -> None:
    store = open_store("sqlite://")
    with store.transaction() as transaction:
        transaction.add_claims(list(sample_claims(claims)))
    first = _window(store, claims)
    again = median(_window(store, claims) for _ in range(_PAIRS))
    print(
        f"a window of {claims} claims: {first * 1e3:.1f} ms of processor first,"
        f" {again * 1e3:.2f} ms again"
    )
    store.close()


def _file(folder: Path, stored: int) -> None:
    small = open_store(f"sqlite:///{folder}/small.db", exclusive=True)
    for batch in (1, _BATCH):
        taken = median(_store_articles(small, 1_000, batch, LOUD) for _ in range(_PAIRS))
        print(f"on disk, {batch} a transaction: {1_000 / taken:,.0f} articles a second")
    large = open_store(f"sqlite:///{folder}/large.db", exclusive=True)
    _store_articles(large, stored, 2_000, _QUIET)
    small.close()
    empty = open_store(f"sqlite:///{folder}/empty.db", exclusive=True)
    lookups = _ratio(lambda store: _look_up(store, 300), large, empty)
    inserts = _ratio(lambda store: _store_articles(store, 400, _BATCH, LOUD), large, empty)
    print(f"with {stored:,} articles stored: lookups take {lookups:.2f} times an empty store's")
    print(f"with {stored:,} articles stored: inserts take {inserts:.2f} times an empty store's")
    large.close()
    empty.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--stored", type=int, default=200_000, help="articles in the large store")
    parser.add_argument("--folder", type=Path, help="where the databases are made")
    options = parser.parse_args()
    _replay()
    for claims in (100, 2_000):
        _windows(claims)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        _file(Path(folder), options.stored)


if __name__ == "__main__":
    main()
