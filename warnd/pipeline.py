"""The steps in their order, and where each transaction begins and ends.

    feeds -> articles -> signals -> situations -> alerts -> channels

The live daemon and the replay both run this; only the clock and the ends differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from warnd.alerts.decide import Finding, WeighedClaim, decide
from warnd.alerts.route import notifications_for
from warnd.articles.incoming import Incoming
from warnd.model.alert import AlertVersion
from warnd.model.claim import Claim
from warnd.model.feed import FeedState
from warnd.model.identifiers import AreaId, ChannelId
from warnd.model.notification import Notification
from warnd.model.reading import Reading
from warnd.model.situation import Situation
from warnd.ports import ArticleReader, Store, Transaction
from warnd.settings import RouteSettings
from warnd.situations.areas import AreaBook
from warnd.situations.assess import Judge
from warnd.situations.claims import claims_of

#: a tick without news is kept in an area's history when its index moved this far, in points ...
_INDEX_STEP = 1.0
#: ... or when the last row is this old
_HISTORY_STEP = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Everything that decides: rules and classifier, areas, scoring, patterns and routes."""

    reader: ArticleReader
    areas: AreaBook
    judge: Judge
    routes: tuple[RouteSettings, ...]
    #: who is reached by each channel
    recipients: Mapping[ChannelId, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An entry that warnd failed to read: a fault of ours, to be told; it may come again."""

    #: what it is known by
    entry: str
    #: what went wrong
    error: Exception


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one transaction caused."""

    #: articles that were new
    articles: int = 0
    #: entries that were new to the feed, read or not; on its first poll, which is a baseline, too
    arrived: int = 0
    #: those of them whose date could not be told
    undated: int = 0
    #: the areas that its claims are about
    areas: frozenset[AreaId] = frozenset()
    #: claims about watched areas
    claims: int = 0
    #: alert versions decided, in order
    versions: tuple[AlertVersion, ...] = ()
    #: notifications put into the outbox
    notifications: tuple[Notification, ...] = ()
    #: entries that could not be read, and of which nothing is stored
    unread: tuple[Unread, ...] = ()


class Pipeline:
    """Takes articles to the notifications they cause, in one transaction a poll."""

    def __init__(self, store: Store, judgement: Judgement) -> None:
        self._store = store
        self.judgement = judgement

    def ingest(
        self, incoming: Sequence[Incoming], now: datetime, feed_state: FeedState | None = None
    ) -> Outcome:
        """Store what one poll brought and everything that follows from it, or nothing.

        Articles are read before the transaction opens, since reading takes longest; `feed_state`
        is stored in the same transaction, so that a crash can never keep a feed's validators and
        lose its articles.
        """
        read, unread = self._read(incoming)
        with self._store.transaction() as transaction:
            fresh = _store_new(transaction, read)
            claims = self._claims(fresh)
            transaction.add_claims(claims)
            areas = sorted({claim.area for claim in claims})
            outcome = self._evaluate(transaction, areas, now)
            if feed_state is not None:
                transaction.save_feed_state(feed_state)
        return Outcome(
            articles=len(fresh),
            claims=len(claims),
            versions=outcome.versions,
            notifications=outcome.notifications,
            unread=unread,
        )

    def tick(self, now: datetime) -> Outcome:
        """Assess again every area above calm: time alone lowers levels."""
        with self._store.transaction() as transaction:
            areas = [situation.area for situation in transaction.open_situations()]
            return self._evaluate(transaction, areas, now, quietly=True)

    def _read(
        self, incoming: Sequence[Incoming]
    ) -> tuple[list[tuple[Incoming, Reading]], tuple[Unread, ...]]:
        read, unread = [], []
        for item in incoming:
            try:
                read.append((item, self.judgement.reader.read(item.article)))
            except Exception as error:  # noqa: BLE001  the edge of one article: the others go on
                unread.append(Unread(entry=item.article.url or item.article.id, error=error))
        return read, tuple(unread)

    def _claims(self, fresh: Iterable[tuple[Incoming, Reading]]) -> tuple[Claim, ...]:
        return tuple(
            claim
            for item, reading in fresh
            if item.alerts
            for claim in claims_of(
                item.article, reading, self.judgement.areas, self.judgement.judge.scale.scoring
            )
        )

    def _evaluate(
        self,
        transaction: Transaction,
        areas: Iterable[AreaId],
        now: datetime,
        *,
        quietly: bool = False,
    ) -> Outcome:
        versions = [
            version
            for area in areas
            if (version := self._evaluate_area(transaction, area, now, quietly=quietly)) is not None
        ]
        notifications = tuple(
            notification
            for version in versions
            for notification in notifications_for(
                version, self.judgement.routes, self.judgement.recipients
            )
        )
        transaction.add_notifications(notifications)
        return Outcome(versions=tuple(versions), notifications=notifications)

    def _evaluate_area(
        self, transaction: Transaction, area_id: AreaId, now: datetime, *, quietly: bool
    ) -> AlertVersion | None:
        area = self.judgement.areas.by_id.get(area_id)
        if area is None:  # no longer watched; its alert stays as it was
            return None
        scale = self.judgement.judge.scale
        claims = transaction.claims(area_id, now - scale.scoring.horizon.value, now)
        previous = transaction.situation(area_id)
        situation, assessment = self.judgement.judge.assess(area_id, claims, previous, now)
        if not quietly or _worth_a_row(previous, situation):
            transaction.save_situation(situation)
        weighed = tuple(
            WeighedClaim(claim=claim, weight=scale.weight(claim) * scale.decay(claim.at, now))
            for claim in claims
        )
        version = decide(
            Finding(area=area, situation=situation, assessment=assessment, claims=weighed),
            transaction.open_alert(area_id),
            scale.scoring.update_interval.value,
        )
        if version is not None:
            transaction.add_alert_version(version)
        return version


def _worth_a_row(previous: Situation | None, now: Situation) -> bool:
    """Tell whether a tick changed enough for the history; the baseline is exact either way."""
    return (
        previous is None
        or previous.level is not now.level
        or abs(previous.index - now.index) >= _INDEX_STEP
        or now.at - previous.at >= _HISTORY_STEP
    )


def _store_new(
    transaction: Transaction, read: Iterable[tuple[Incoming, Reading]]
) -> list[tuple[Incoming, Reading]]:
    fresh = []
    for item, reading in read:
        added = transaction.add_article(item.article, reading)
        transaction.remember_keys(
            item.article.feed,
            dict.fromkeys(item.keys, item.article.id),
            item.article.first_seen,
        )
        if added:
            fresh.append((item, reading))
    return fresh
