"""Areas judged anew, and what people are told of them, within one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from warnd.alerts.decide import Finding, decide, no_longer_watched
from warnd.alerts.unplaced import unplaced_notice
from warnd.model.alert import ENDINGS, AlertVersion
from warnd.model.article import Article
from warnd.model.identifiers import AreaId, ArticleId, ChannelId
from warnd.model.level import Level
from warnd.model.notification import Notification
from warnd.model.reading import Reading
from warnd.model.situation import Situation
from warnd.placing import Routing, notify
from warnd.ports.reading import ArticleReader
from warnd.ports.store import Transaction
from warnd.settings import RouteSettings, every_route
from warnd.situations.areas import AreaBook
from warnd.situations.assess import Judge
from warnd.situations.outlook import outlook
from warnd.telling import tell

#: a tick without news is kept in an area's history when its index moved this far, in points ...
_INDEX_STEP = 1.0
#: ... or when the last row is this old
_HISTORY_STEP = timedelta(hours=1)

#: what a route is about that is told of articles without a place
UNPLACED = "unplaced"

#: articles that were taken back or put right, and the words for it
TakenBack: TypeAlias = tuple[frozenset[ArticleId], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Everything that decides: rules and classifier, areas, scoring, patterns and routes."""

    reader: ArticleReader
    areas: AreaBook
    judge: Judge
    routes: tuple[RouteSettings, ...]
    #: who is reached by each channel
    recipients: Mapping[ChannelId, Sequence[str]]

    @property
    def routing(self) -> Routing:
        """Who is told what."""
        return Routing(routes=self.routes, recipients=self.recipients)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What people are told after areas were judged anew."""

    #: alert versions decided, in order
    versions: tuple[AlertVersion, ...] = ()
    #: notifications put into the outbox
    notifications: tuple[Notification, ...] = ()


class Judging:
    """Judges areas anew in an open transaction, and remembers only since when it watches."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        #: since when any area has been known: never moves once there is one
        self._watching_since: datetime | None = None

    def forget(self) -> None:
        """Let go of what is remembered: it may not be stored after all."""
        self._watching_since = None

    def judge(
        self,
        transaction: Transaction,
        areas: Iterable[AreaId],
        now: datetime,
        *,
        quietly: bool = False,
        taken_back: Sequence[TakenBack] = (),
    ) -> Told:
        """Judge areas anew, and store their situations, alert versions and notifications.

        `quietly` keeps no row of history for what hardly moved; `taken_back` is what this
        transaction's articles withdrew or put right.
        """
        judged = (
            self._judge_area(transaction, area, now, quietly=quietly, taken_back=taken_back)
            for area in areas
        )
        versions = tuple(version for version in judged if version is not None)
        notifications = notify(transaction, versions, self.judgement.routing, now)
        return Told(versions=versions, notifications=notifications)

    def tell_of_unplaced(
        self, transaction: Transaction, read: Iterable[tuple[Article, Reading]], now: datetime
    ) -> tuple[Notification, ...]:
        """Tell of articles that say much and name no place, where a route asks for that."""
        routing = self.judgement.routing
        if not any(route.about == UNPLACED for route in every_route(routing.routes)):
            return ()
        notices = (unplaced_notice(article, reading, now) for article, reading in read)
        return tuple(
            told
            for notice in notices
            if notice is not None
            for told in tell(transaction, notice, routing.routes, routing.recipients)
        )

    def _judge_area(
        self,
        transaction: Transaction,
        area_id: AreaId,
        now: datetime,
        *,
        quietly: bool,
        taken_back: Sequence[TakenBack],
    ) -> AlertVersion | None:
        area = self.judgement.areas.by_id.get(area_id)
        if area is None:
            return _give_up(transaction, area_id, now)
        judge, scale = self.judgement.judge, self.judgement.judge.scale
        claims = transaction.claims(area_id, now - scale.scoring.horizon.value, now)
        previous = transaction.situation(area_id)
        open_alert = transaction.open_alert(area_id)
        situation, assessment = judge.assess(
            area_id, claims, previous, now, self._since(transaction)
        )
        finding = _emptied(
            Finding(
                area=area,
                situation=situation,
                assessment=assessment,
                claims=assessment.claims,
                taken_back=_about(transaction, open_alert, taken_back),
            )
        )
        if open_alert is not None and finding.situation.level is Level.CALM:
            finding = replace(finding, unheard=_unheard(transaction, open_alert, finding))
        if not quietly or _worth_a_row(previous, finding.situation):
            transaction.save_situation(finding.situation)
        version = decide(finding, open_alert, scale.scoring.update_interval.value)
        if version is None:
            return None
        if version.reason not in ENDINGS:
            coming = outlook(judge, finding.situation, claims, self._since(transaction))
            version = replace(version, outlook=coming)
        transaction.add_alert_version(version)
        return version

    def _since(self, transaction: Transaction) -> datetime | None:
        """Give since when anything has been watched, None when not before now."""
        if self._watching_since is None:
            self._watching_since = transaction.watching_since()
        return self._watching_since


def _give_up(transaction: Transaction, area: AreaId, now: datetime) -> AlertVersion | None:
    """Close the alert of an area that the configuration no longer watches."""
    situation, open_alert = transaction.situation(area), transaction.open_alert(area)
    if situation is not None and situation.level is not Level.CALM:
        calmed = replace(situation, level=Level.CALM, since=now, at=now, reasons=(), patterns=())
        transaction.save_situation(calmed)
    if open_alert is None:
        return None
    version = no_longer_watched(open_alert, now)
    transaction.add_alert_version(version)
    return version


def _emptied(finding: Finding) -> Finding:
    """Give a finding as calm where all of it was taken back: no level is left to fall from."""
    if not finding.is_void or finding.situation.level is Level.CALM:
        return finding
    calm = replace(finding.situation, level=Level.CALM, since=finding.situation.at)
    return replace(finding, situation=calm)


def _unheard(transaction: Transaction, open_alert: AlertVersion, finding: Finding) -> bool:
    """Tell whether no feed that told of the last signs has brought anything new since."""
    signs = {each.claim.article for each in finding.claims if each.weight > 0.0}
    return not transaction.heard_since(sorted(signs or _behind(transaction, open_alert)))


def _behind(transaction: Transaction, open_alert: AlertVersion) -> set[ArticleId]:
    """Give the articles behind any version of an alert: the newest may rest on none any more."""
    versions = transaction.alert_versions(open_alert.alert)
    return {article for version in versions for article in version.articles}


def _worth_a_row(previous: Situation | None, now: Situation) -> bool:
    """Tell whether a tick changed enough for the history; the baseline is exact either way."""
    return (
        previous is None
        or previous.level is not now.level
        or abs(previous.index - now.index) >= _INDEX_STEP
        or now.at - previous.at >= _HISTORY_STEP
    )


def _about(
    transaction: Transaction,
    open_alert: AlertVersion | None,
    taken_back: Sequence[TakenBack],
) -> tuple[str, ...]:
    """Give the words for what was taken back of that any version of an alert rests on."""
    if open_alert is None or not taken_back:
        return ()
    behind = _behind(transaction, open_alert)
    return tuple(words for ids, words in taken_back if not ids.isdisjoint(behind))
