"""A configuration tried on the newest stored articles before it takes over: what would change.

Each set of rules reads them, and each judges them in a database of its own in memory, in which
nothing was known before. Nothing is stored and nobody is told.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import structlog

from warnd.articles.incoming import Incoming
from warnd.daemon.worker import Worker
from warnd.judging import Judgement
from warnd.model.article import Article
from warnd.model.identifiers import ArticleId, ChannelId
from warnd.model.level import Level
from warnd.model.reading import Reading
from warnd.pipeline import Pipeline
from warnd.ports.reading import ArticleReader
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore

log = structlog.get_logger()

#: articles that a configuration is tried on
TRIED_ON = 100
#: ids of each sort that are named in the log; all are counted
_NAMED = 20
#: an alert about an area, as a channel gets it
Told = tuple[ChannelId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one configuration makes of some articles."""

    #: kind and status of the signals of each
    signals: Mapping[ArticleId, frozenset[tuple[str, str]]]
    #: the highest level that each area is told at
    alerts: Mapping[str, Level]
    #: which channel is told of which area
    told: frozenset[Told]
    #: those that could not be read
    unread: frozenset[ArticleId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What another configuration would change, all of it by id."""

    #: how many articles both were tried on
    articles: int = 0
    #: the articles that gain or lose signals
    signals_gained: tuple[str, ...] = ()
    signals_lost: tuple[str, ...] = ()
    #: the articles that can no longer be read
    unread: tuple[str, ...] = ()
    #: the areas that are told higher, or only now; and lower, or no more
    alerts_gained: tuple[str, ...] = ()
    alerts_lost: tuple[str, ...] = ()
    #: what channels are told more, and no more, as `channel: area`
    told_gained: tuple[str, ...] = ()
    told_lost: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each, for the log."""
        return {name: len(getattr(self, name)) for name in _SORTS}

    @property
    def named(self) -> dict[str, list[str]]:
        """Which of each, the first of them."""
        found = {name: list(getattr(self, name)[:_NAMED]) for name in _SORTS}
        return {f"{name}_ids": ids for name, ids in found.items() if ids}

    @property
    def words(self) -> str:
        """The difference in one line for people."""
        if not self.articles:
            return "no article is stored yet to try it on"
        found = ", ".join(f"{what}: {count}" for what, count in self._told() if count)
        return f"tried on the last {self.articles} articles: {found or 'no difference'}"

    def _told(self) -> list[tuple[str, int]]:
        return [(name.replace("_", " "), count) for name, count in self.counts.items()]


_SORTS = (
    "signals_gained",
    "signals_lost",
    "unread",
    "alerts_gained",
    "alerts_lost",
    "told_gained",
    "told_lost",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Tries one judgement against the one in use."""

    store: SqlStore
    worker: Worker
    #: what decides now; it reads on the worker alone, which reads with it anyway
    used: Judgement

    async def of(self, wanted: Judgement) -> Difference:
        """Give what another judgement would change. Raises StoreBusy."""
        articles = await self.worker.run(self._newest)
        if not articles:
            return Difference()
        before, after = _Known(), _Known()
        for article in articles:
            await self.worker.run(before.take, self.used.reader, article)
            await asyncio.to_thread(after.take, wanted.reader, article)
        sides = [
            await asyncio.to_thread(_side, articles, known, judgement)
            for known, judgement in ((before, self.used), (after, wanted))
        ]
        return difference(*sides)

    def _newest(self) -> tuple[Article, ...]:
        with self.store.transaction() as transaction:
            found = map(transaction.article, transaction.newest_articles(TRIED_ON))
            return tuple(article for article in found if article is not None)


@dataclass(slots=True)
class _Known:
    """Gives readings that were made before; an `ArticleReader`."""

    readings: dict[ArticleId, Reading] = field(default_factory=dict)
    unread: set[ArticleId] = field(default_factory=set)

    def take(self, reader: ArticleReader, article: Article) -> None:
        """Have an article read; what fails on it is noted."""
        try:
            self.readings[article.id] = reader.read(article)
        except Exception as error:  # noqa: BLE001  the edge of one article: the others go on
            log.warning("trial_unread", entry=article.url or article.id, error=repr(error))
            self.unread.add(article.id)

    def read(self, article: Article) -> Reading:
        """Give what was read in an article."""
        return self.readings[article.id]


def difference(before: Side, after: Side) -> Difference:
    """Give what the second side has otherwise than the first."""
    both = [id_ for id_ in after.signals if id_ in before.signals]
    return Difference(
        articles=len({*before.signals, *before.unread}),
        signals_gained=tuple(id_ for id_ in both if after.signals[id_] - before.signals[id_]),
        signals_lost=tuple(id_ for id_ in both if before.signals[id_] - after.signals[id_]),
        unread=tuple(sorted(after.unread - before.unread)),
        alerts_gained=_higher(before.alerts, after.alerts),
        alerts_lost=_higher(after.alerts, before.alerts),
        told_gained=_named(after.told - before.told),
        told_lost=_named(before.told - after.told),
    )


def _higher(before: Mapping[str, Level], after: Mapping[str, Level]) -> tuple[str, ...]:
    rises = (area for area, level in after.items() if level > before.get(area, Level.CALM))
    return tuple(sorted(rises))


def _named(told: frozenset[Told]) -> tuple[str, ...]:
    return tuple(sorted(f"{channel}: {area}" for channel, area in told))


def _side(articles: Sequence[Article], known: _Known, judgement: Judgement) -> Side:
    """Give what a judgement makes of articles that its reader has read."""
    alerts: dict[str, Level] = {}
    told: set[Told] = set()
    store = open_store("sqlite://")
    try:
        pipeline = Pipeline(store, _reading_by(known, judgement))
        readable = [article for article in articles if article.id in known.readings]
        readable.sort(key=lambda article: article.first_seen)
        for seen, together in groupby(readable, key=lambda article: article.first_seen):
            outcome = pipeline.ingest([_incoming(each) for each in together], seen)
            for version in outcome.versions:
                area = str(version.area.id)
                alerts[area] = max(version.level, alerts.get(area, Level.CALM))
            told |= {
                (each.channel, str(each.alert.area.id))
                for each in outcome.notifications
                if each.alert is not None
            }
    finally:
        store.close()
    signals = {
        id_: frozenset((str(signal.kind), str(signal.status)) for signal in reading.signals)
        for id_, reading in known.readings.items()
    }
    return Side(
        signals=signals, alerts=alerts, told=frozenset(told), unread=frozenset(known.unread)
    )


def _reading_by(known: _Known, judgement: Judgement) -> Judgement:
    return Judgement(
        reader=known,
        areas=judgement.areas,
        judge=judgement.judge,
        routes=judgement.routes,
        recipients=judgement.recipients,
    )


def _incoming(article: Article) -> Incoming:
    return Incoming(article=article, keys=(f"id:{article.id}",), alerts=True)
