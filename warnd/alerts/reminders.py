"""What is told once more or elsewhere: repeats, calls to a second person, and other ways round."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from warnd.alerts.holds import Surroundings, hold_of, settle
from warnd.alerts.known import Way, newest_on
from warnd.alerts.route import (
    Chosen,
    Course,
    Recipients,
    courses_of,
    notification_key,
    notification_on,
    route_at,
)
from warnd.model.act import Acknowledgement
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import ChannelId
from warnd.model.level import Level
from warnd.model.notification import Cause, Notification, NotificationState, Told
from warnd.settings import RouteSettings

#: a channel that was down for so long is gone round (docs/faults.md, F43)
DOWN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """An alert that stands, and what was told of it."""

    #: its newest version
    version: AlertVersion
    #: what is on its way or arrived
    told: Sequence[Told]
    #: who has it in hand; None when nobody has
    acknowledged: Acknowledgement | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody should still be reminded of it."""
        return self.acknowledged is None and self.version.level is not Level.CALM


def repeats(
    alert: Unanswered, routes: Sequence[RouteSettings], around: Surroundings
) -> Iterator[Notification]:
    """Give what is to be told again now, since it stands and nobody acknowledged it."""
    if not alert.is_open:
        return
    for way in _ways(alert.told):
        newest = newest_on(way, alert.told)
        route = route_at(newest.route, routes) if newest else None
        if newest is None or route is None or not _is_over(newest, route.repeat, around.now):
            continue
        nth = 1 + sum(1 for told in _again(way, alert) if told.version == alert.version.version)
        again = _made(_course(newest, route), alert.version, Cause.REPEAT, around.now, nth)
        yield settle(again, hold_of(again, alert.version, route, around))


def calls(
    alert: Unanswered,
    routes: Sequence[RouteSettings],
    recipients: Recipients,
    now: datetime,
) -> Iterator[Notification]:
    """Give what somebody else is to be told now, since nobody acknowledged it in time.

    Once for each time that the level rose.
    """
    if not alert.is_open:
        return
    seen: set[tuple[ChannelId, str]] = set()
    for raised in _raised(alert.told):
        route = route_at(raised.route, routes)
        since = _heard(raised)
        if route is None or route.escalate_after is None or since is None:
            continue
        if now - since < route.escalate_after:
            continue
        second = replace(route, to=route.escalate_to)
        for course in courses_of([Chosen(route=second, path=raised.route)], recipients):
            way = (course.channel, course.recipient)
            if way not in seen and not _was_called(way, since, alert.told):
                seen.add(way)
                yield _made(course, alert.version, Cause.ESCALATION, now, raised.version)


def diversions(
    told: Told,
    version: AlertVersion,
    routes: Sequence[RouteSettings],
    recipients: Recipients,
    now: datetime,
) -> tuple[Notification, ...]:
    """Give the other way round for what a channel that is down has not taken."""
    route = route_at(told.route, routes)
    if route is None or route.fallback is None or told.cause is Cause.FALLBACK:
        return ()
    other = replace(route, to=(route.fallback,))
    courses = courses_of([Chosen(route=other, path=told.route)], recipients)
    return tuple(_made(course, version, Cause.FALLBACK, now) for course in courses)


def _made(
    course: Course, version: AlertVersion, cause: Cause, now: datetime, nth: int = 0
) -> Notification:
    language = course.chosen.route.language
    key = notification_key(
        version, course.channel, course.recipient, language, cause=cause, nth=nth
    )
    plain = notification_on(course, version)
    is_urgent = cause is not Cause.REPEAT
    return replace(plain, key=key, due=now, created=now, cause=cause, urgent=is_urgent)


def _course(told: Told, route: RouteSettings) -> Course:
    chosen = Chosen(
        route=replace(route, language=told.language, detail=_detail(told)), path=told.route
    )
    return Course(channel=told.channel, recipient=told.recipient, chosen=chosen)


def _detail(told: Told) -> Literal["full", "brief"]:
    return "brief" if told.detail == "brief" else "full"


def _ways(told: Iterable[Told]) -> tuple[Way, ...]:
    return tuple(dict.fromkeys((each.channel, each.recipient, each.language) for each in told))


def _again(way: Way, alert: Unanswered) -> Iterator[Told]:
    for told in alert.told:
        if (told.channel, told.recipient, told.language) == way and told.cause is Cause.REPEAT:
            yield told


def _is_over(newest: Told, wait: timedelta | None, now: datetime) -> bool:
    """Tell whether something arrived so long ago that it is told again."""
    arrived = newest.settled if newest.state is NotificationState.DELIVERED else None
    return wait is not None and arrived is not None and now - arrived >= wait


def _raised(told: Sequence[Told]) -> Iterator[Told]:
    """Give of each way the newest notification by a route that came with a higher level."""
    for way in _ways(told):
        level, raised = Level.CALM, None
        for each in sorted(told, key=lambda one: (one.version, one.created)):
            if (each.channel, each.recipient, each.language) == way and each.cause is Cause.ROUTE:
                raised = each if each.level > level else raised
                level = each.level
        if raised is not None and raised.state is not NotificationState.DROPPED:
            yield raised


def _heard(told: Told) -> datetime | None:
    """Give since when somebody could have answered; None for what was held and not tried yet."""
    return told.created if told.hold is None else told.tried


def _was_called(way: tuple[ChannelId, str], since: datetime, told: Iterable[Told]) -> bool:
    return any(
        (each.channel, each.recipient) == way
        and each.cause is Cause.ESCALATION
        and each.created >= since
        for each in told
    )
