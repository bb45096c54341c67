"""Which routes take what: a tree of them, and the ways that lead from it to people.

Each route of the first level is asked, as in a list. Within a route those inside it are tried in
order, and the first that takes a version has it; `continue` lets the next be tried too. A route
tells people itself when none within it takes the version.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from warnd.model.alert import AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AreaId, ChannelId
from warnd.model.level import Level
from warnd.model.notice import Notice
from warnd.model.notification import Cause, Notification, NotificationState
from warnd.model.status import Status
from warnd.settings import ENGLISH, LevelMatch, RouteMatch, RouteSettings

#: statuses that a route takes where it names none: what only was denied or is history is behind
#: no alert
_SPEAKING = (Status.OCCURRED, Status.THREATENED)

#: who is reached by each channel
Recipients = Mapping[ChannelId, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A route that takes something."""

    #: the route
    route: RouteSettings
    #: where it stands in the tree, counted from 1, as `2.1`
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One way to one recipient that a route opens."""

    channel: ChannelId
    recipient: str
    chosen: Chosen


def routes_for(version: AlertVersion, routes: Sequence[RouteSettings]) -> tuple[Chosen, ...]:
    """Give the routes that tell of a version, in the order of the file."""

    def takes(route: RouteSettings) -> bool:
        return route.about == "situations" and matches(route.match, version)

    return _chosen(routes, takes)


def routes_about(subject: str, routes: Sequence[RouteSettings]) -> tuple[Chosen, ...]:
    """Give the routes that tell of `feeds` or of what is `unplaced`, whatever they match."""
    return _chosen(routes, lambda route: route.about == subject)


def courses_of(chosen: Sequence[Chosen], recipients: Recipients) -> tuple[Course, ...]:
    """Give every way that routes open."""
    return tuple(
        Course(channel=channel, recipient=recipient, chosen=each)
        for each in chosen
        for channel in each.route.to
        for recipient in recipients.get(channel, ())
    )


def route_at(path: str, routes: Sequence[RouteSettings]) -> RouteSettings | None:
    """Give the route at a place in the tree, None when the tree has none there any more."""
    found: RouteSettings | None = None
    for part in path.split("."):
        number = int(part) if part.isdigit() else 0
        if not 1 <= number <= len(routes):
            return None
        found = routes[number - 1]
        routes = found.routes
    return found


def takes_level(path: str, routes: Sequence[RouteSettings], version: AlertVersion) -> bool:
    """Tell whether the route at a place in the tree, and those it lies in, take a version's level.

    What else they ask for is left out. False when the tree has no route there any more.
    """
    level = told_level(version)
    while route := route_at(path, routes):
        if not _level_matches(route.match.level, level):
            return False
        path, _, _ = path.rpartition(".")
        if not path:
            return True
    return False


def notifications_for(
    version: AlertVersion, routes: Sequence[RouteSettings], recipients: Recipients
) -> tuple[Notification, ...]:
    """Give the notifications a version causes where nothing holds them.

    One a channel, recipient and language, however many routes.
    """
    found: dict[tuple[ChannelId, str, str], Notification] = {}
    for course in courses_of(routes_for(version, routes), recipients):
        way = (course.channel, course.recipient, course.chosen.route.language)
        found.setdefault(way, notification_on(course, version))
    return tuple(found.values())


def notification_on(course: Course, version: AlertVersion) -> Notification:
    """Give the notification of a version on one way, due at once."""
    route = course.chosen.route
    return Notification(
        key=notification_key(version, course.channel, course.recipient, route.language),
        channel=course.channel,
        recipient=course.recipient,
        alert=version,
        state=NotificationState.PENDING,
        attempts=0,
        due=version.at,
        created=version.at,
        language=route.language,
        detail=route.detail,
        route=course.chosen.path,
    )


def notifications_of(
    notice: Notice, routes: Sequence[RouteSettings], recipients: Recipients
) -> tuple[Notification, ...]:
    """Give the notifications a notice causes: on routes about its subject, whatever they match.

    A feed has no level and no kind, and whoever is told of trouble is told of its end.
    """
    found: dict[tuple[ChannelId, str, str], Notification] = {}
    for course in courses_of(routes_about(notice.about, routes), recipients):
        language = course.chosen.route.language
        way = (course.channel, course.recipient, language)
        found.setdefault(way, notice_on(notice, *way, route=course.chosen.path))
    return tuple(found.values())


def notice_on(
    notice: Notice,
    channel: ChannelId,
    recipient: str,
    language: str = ENGLISH,
    *,
    route: str = "",
) -> Notification:
    """Give the notification of a notice on one way."""
    return Notification(
        key=_key("notice", notice.id, channel, recipient, language),
        channel=channel,
        recipient=recipient,
        notice=notice,
        state=NotificationState.PENDING,
        attempts=0,
        due=notice.at,
        created=notice.at,
        language=language,
        route=route,
    )


def notification_key(
    version: AlertVersion,
    channel: ChannelId,
    recipient: str,
    language: str = ENGLISH,
    *,
    cause: Cause = Cause.ROUTE,
    nth: int = 0,
) -> str:
    """Give the idempotency key: the same for every try, different for every version and way.

    `nth` counts what is told of a version for the same cause, as repeats are.
    """
    # English is left out, so that keys stay what they were before there were other languages.
    more = [language] if language != ENGLISH else []
    if cause is not Cause.ROUTE:
        more.append(f"{cause}:{nth}")
    return _key(version.alert, str(version.version), channel, recipient, *more)


def matches(match: RouteMatch, version: AlertVersion) -> bool:
    """Tell whether every given part of a match holds."""
    return (
        _level_matches(match.level, told_level(version))
        and (not match.area or any(area_matches(wanted, version.area) for wanted in match.area))
        and (not match.kind or any(kind in version.kinds for kind in match.kind))
        and _proof_matches(match, version)
        and (not match.certainty or version.certainty.lower() in match.certainty)
    )


def told_level(version: AlertVersion) -> Level:
    """Give the level that decides the route: a falling alert goes to all who saw it high."""
    return max(version.level, version.peak_level)


def area_matches(wanted: AreaId, area: Area) -> bool:
    """Tell whether an area is the one that is meant, or lies in it."""
    return wanted in (area.id, country_of(area), *area.divisions)


def country_of(area: Area) -> str:
    """Give the country that an area lies in; empty when it is told by none, or by several."""
    countries = {division.partition("-")[0] for division in area.divisions}
    return area.country or (countries.pop() if len(countries) == 1 else "")


def _chosen(
    routes: Sequence[RouteSettings], takes: Callable[[RouteSettings], bool]
) -> tuple[Chosen, ...]:
    found: list[Chosen] = []
    for number, route in enumerate(routes, start=1):
        if takes(route):
            found += _within(Chosen(route=route, path=str(number)), takes)
    return tuple(found)


def _within(chosen: Chosen, takes: Callable[[RouteSettings], bool]) -> Iterator[Chosen]:
    """Give the routes within one that has taken something, or itself when none of them does."""
    is_taken = False
    for number, route in enumerate(chosen.route.routes, start=1):
        if takes(route):
            is_taken = True
            yield from _within(Chosen(route=route, path=f"{chosen.path}.{number}"), takes)
            if not route.continue_:
                break
    if not is_taken:
        yield chosen


def _proof_matches(match: RouteMatch, version: AlertVersion) -> bool:
    """Tell whether a quote behind a version has one of the statuses, from a feed good enough."""
    if not match.status and match.reliability is None:
        return True
    wanted, least = match.status or _SPEAKING, match.reliability
    return any(
        item.status in wanted and (least is None or item.reliability.value <= least.value)
        for item in version.evidence
    )


def _level_matches(match: LevelMatch, level: Level) -> bool:
    if match.operator == ">=":
        return level >= match.level
    if match.operator == "<=":
        return level <= match.level
    return level is match.level


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
