"""What goes at once and what waits, until when and why.

Nothing that is worse than what its recipient knows is ever held back by a group, a digest, quiet
hours, a silence or a wider emergency; only a draft waits for the person who releases it. Whoever
was told of an alert is told when it gets worse, also where it has no kind left that his route asks
for. Nothing holds back what takes back what somebody was told. What is held is stored with the
reason, and none of it is lost: when the hold ends it goes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from warnd.alerts.known import Way, newest_on, owed, was_told, way_of
from warnd.alerts.route import (
    Chosen,
    Course,
    Recipients,
    area_matches,
    country_of,
    courses_of,
    notification_on,
    route_at,
    routes_for,
    takes_level,
)
from warnd.model.act import Silence
from warnd.model.alert import AlertVersion
from warnd.model.area import Area
from warnd.model.daily import DailyHours, DailyTime
from warnd.model.identifiers import AlertId, ChannelId
from warnd.model.level import Level
from warnd.model.notification import Cause, HoldKind, Notification, NotificationState, Told
from warnd.settings import RouteSettings

#: the level up to which each hold may keep what is new, where the route does not say. A warning
#: means to wake people, so quiet hours let it through; an emergency waits for nothing.
UP_TO: Mapping[HoldKind, Level] = {
    HoldKind.GROUP: Level.WARNING,
    HoldKind.DIGEST: Level.WARNING,
    HoldKind.QUIET: Level.WATCH,
    HoldKind.COVERED: Level.WATCH,
}
#: what may be held: what is about to be stored, or is
Holdable = Notification | Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What something waits for."""

    #: what
    kind: HoldKind
    #: until when; None while that is not known
    until: datetime | None
    #: why, in words
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """An emergency of a whole country, and who was told of it."""

    #: the alert, and the country
    alert: AlertId
    area: Area
    #: the channels and recipients it was told on
    ways: Collection[tuple[ChannelId, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands at the moment of judgement, besides the version and its routes."""

    now: datetime
    #: silences in effect
    silences: Sequence[Silence] = ()
    #: emergencies of whole countries
    emergencies: Sequence[Emergency] = ()
    #: when what waits under the first part of a bundle leaves together, by way
    gathering: Mapping[tuple[Way, str], datetime] = field(default_factory=dict)


def place(
    version: AlertVersion,
    routes: Sequence[RouteSettings],
    recipients: Recipients,
    known: Sequence[Told],
    around: Surroundings,
) -> tuple[Notification, ...]:
    """Give the notifications a version causes, each due at once or held with its reason.

    `known` is what is on its way or arrived of earlier versions. One a way, however many routes
    take the version: the one that is told soonest.
    """
    best: dict[Way, Notification] = {}
    for course in courses_of(routes_for(version, routes), recipients):
        way = (course.channel, course.recipient, course.chosen.route.language)
        placed = _placed(course, version, newest_on(way, known), around)
        if way not in best or _wait(placed) < _wait(best[way]):
            best[way] = placed
    for told in (*owed(version, known), *_worsened(version, routes, known)):
        way = way_of(told)
        placed = best.get(way) or _following(told, version, routes, around)
        is_at_once = version.takes_back and was_told(way, known)
        best[way] = _at_once(placed, around) if is_at_once else placed
    return tuple(best.values())


def is_worse(version: AlertVersion, known: Told | None) -> bool:
    """Tell whether a version is worse than what its recipient knows or is about to know."""
    if known is not None and version.level > known.level:
        return True
    return version.version > 1 and version.level > version.previous_level


def hold_of(
    told: Holdable,
    version: AlertVersion,
    route: RouteSettings | None,
    around: Surroundings,
) -> Hold | None:
    """Give what a notification waits for now, None when it goes.

    What was held as a draft until now is released by this.
    """
    tests = (_as_draft, _by_silence, _by_cover, _until_due)
    for test in tests[0:1] if told.urgent else tests:
        hold = test(told, version, route, around)
        if hold is not None:
            return hold
    return None


def breaks(version: AlertVersion, silence: Silence) -> bool:
    """Tell whether a version is graver than what a silence was made for."""
    return matching(silence, version) and version.level > silence.up_to


def clock(moment: datetime, route: RouteSettings | None = None) -> str:
    """Give a moment as reasons tell it, in the zone of the route's hours."""
    hours = DailyHours.read(route.quiet) if route and route.quiet else None
    daily = DailyTime.read(route.digest) if route and route.digest else None
    zone = hours.begin.zone if hours else daily.zone if daily else None
    there = moment.astimezone(zone) if zone else moment
    return f"{there:%Y-%m-%d %H:%M} {zone.key if zone else 'UTC'}"


def _placed(
    course: Course, version: AlertVersion, known: Told | None, around: Surroundings
) -> Notification:
    route = course.chosen.route
    plain = replace(
        notification_on(course, version),
        due=around.now,
        created=around.now,
        urgent=is_worse(version, known) or version.level is Level.EMERGENCY,
    )
    if not plain.urgent:
        plain = _scheduled(plain, version, route, known, around)
    settled = settle(plain, hold_of(plain, version, route, around))
    # A draft goes no later than the one before it, which would else go alone as if it stood.
    if _is_draft(settled) and known is not None and _is_draft(known):
        settled = replace(settled, until=known.until, because=known.because)
    return settled


def settle(told: Notification, hold: Hold | None) -> Notification:
    """Give a notification as it stands with a hold, or let go without one."""
    if hold is None:
        return replace(told, state=NotificationState.PENDING)
    return replace(
        told,
        state=NotificationState.HELD,
        hold=hold.kind,
        until=hold.until,
        because=hold.because,
    )


def may_wait(level: Level, kind: HoldKind, route: RouteSettings) -> bool:
    """Tell whether a route lets what is not worse than known wait for a group, digest or hours."""
    return level <= (route.hold_up_to or UP_TO[kind])


def _scheduled(
    told: Notification,
    version: AlertVersion,
    route: RouteSettings,
    known: Told | None,
    around: Surroundings,
) -> Notification:
    """Give a notification with the moment and the company that its route asks for."""
    daily = DailyTime.read(route.digest) if route.digest else None
    if daily is not None and may_wait(version.level, HoldKind.DIGEST, route):
        due = daily.after(around.now)
        told = replace(told, due=due, bundle=f"digest {told.route}#{due.isoformat()}")
    elif known is None and _may_gather(version, route):
        told = _gathered(told, version, route, around)
    rested = _rested(told.due, version.level, route)
    return told if rested is None else replace(told, due=rested)


def _may_gather(version: AlertVersion, route: RouteSettings) -> bool:
    return route.group is not None and may_wait(version.level, HoldKind.GROUP, route)


def gathering_name(route: str, version: AlertVersion, settings: RouteSettings) -> str:
    """Give the first part of the bundle under which new alerts of a route are gathered."""
    country = country_of(version.area) if settings.group_by == "country" else ""
    return f"group {route} {country}".rstrip()


def _gathered(
    told: Notification, version: AlertVersion, route: RouteSettings, around: Surroundings
) -> Notification:
    name = gathering_name(told.route, version, route)
    way = (told.channel, told.recipient, told.language)
    due = around.gathering.get((way, name))
    if due is None or due <= around.now:
        due = around.now + (route.group or timedelta(0))
    return replace(told, due=due, bundle=f"{name}#{due.isoformat()}")


def _rested(due: datetime, level: Level, route: RouteSettings) -> datetime | None:
    """Give the end of the quiet hours that a moment lies in, None when it lies in none."""
    hours = DailyHours.read(route.quiet) if route.quiet else None
    if hours is None or not may_wait(level, HoldKind.QUIET, route):
        return None
    return hours.over_at(due)


def _as_draft(
    told: Holdable, _: AlertVersion, route: RouteSettings | None, around: Surroundings
) -> Hold | None:
    if told.hold is HoldKind.APPROVAL:
        until = told.until
        if until is not None and around.now < until:
            return Hold(kind=HoldKind.APPROVAL, until=until, because=told.because)
        return None
    is_new = told.hold is None and told.cause is Cause.ROUTE
    if route is None or route.approval == "none" or not is_new:
        return None
    until = around.now + route.approval_deadline
    then = "goes anyway" if route.approval_then == "send" else "is dropped"
    because = f"a draft of route {told.route}: released by a person, or {then} at {clock(until)}"
    return Hold(kind=HoldKind.APPROVAL, until=until, because=because)


def _by_silence(
    _told: Holdable, version: AlertVersion, _: RouteSettings | None, around: Surroundings
) -> Hold | None:
    for silence in around.silences:
        is_meant = matching(silence, version) and version.level <= silence.up_to
        if is_meant and silence.stands(around.now):
            made = f"{silence.author}: {silence.reason} ({silence.id})"
            because = f"silenced until {clock(silence.ends)} by {made}"
            return Hold(kind=HoldKind.SILENCE, until=silence.ends, because=because)
    return None


def _by_cover(
    told: Holdable, version: AlertVersion, _: RouteSettings | None, around: Surroundings
) -> Hold | None:
    if version.level is not UP_TO[HoldKind.COVERED]:
        return None
    for emergency in around.emergencies:
        is_told = (told.channel, told.recipient) in emergency.ways
        if is_told and _covers(emergency.area, version.area):
            because = f"covered by the emergency of {emergency.area.name} ({emergency.alert})"
            return Hold(kind=HoldKind.COVERED, until=None, because=because)
    return None


def _until_due(
    told: Holdable, version: AlertVersion, route: RouteSettings | None, around: Surroundings
) -> Hold | None:
    due = told.due
    if due <= around.now:
        rested = _rested(around.now, version.level, route) if route else None
        if rested is None:
            return None
        due = rested
    kind = _kind_of_wait(told, due)
    names = {
        HoldKind.DIGEST: "for the digest",
        HoldKind.GROUP: "for others of the group",
        HoldKind.QUIET: "by quiet hours",
    }
    because = f"held until {clock(due, route)} {names[kind]} of route {told.route}"
    return Hold(kind=kind, until=due, because=because)


def _kind_of_wait(told: Holdable, due: datetime) -> HoldKind:
    planned = told.bundle.partition("#")[2]
    if planned != due.isoformat():
        return HoldKind.QUIET
    return HoldKind.DIGEST if told.bundle.startswith("digest ") else HoldKind.GROUP


def matching(silence: Silence, version: AlertVersion) -> bool:
    """Tell whether a silence is about a version, whatever its level."""
    return (
        not silence.area or any(area_matches(area, version.area) for area in silence.area)
    ) and (not silence.kind or any(kind in version.kinds for kind in silence.kind))


def _covers(country: Area, other: Area) -> bool:
    return (
        country.id != other.id
        and is_whole_country(country)
        and bool(country.country)
        and country.country == country_of(other)
    )


def is_whole_country(area: Area) -> bool:
    """Tell whether an area is a country and not a part of it."""
    return bool(area.country) and not (area.divisions or area.places or area.circle)


def _worsened(
    version: AlertVersion, routes: Sequence[RouteSettings], known: Sequence[Told]
) -> Iterator[Told]:
    """Give the newest of each way by which a route told of the alert before it got worse."""
    if version.level <= version.previous_level:
        return
    for way in dict.fromkeys(way_of(told) for told in known if told.cause is Cause.ROUTE):
        newest = newest_on(way, known)
        if newest is not None and takes_level(newest.route, routes, version):
            yield newest


def _following(
    told: Told, version: AlertVersion, routes: Sequence[RouteSettings], around: Surroundings
) -> Notification:
    """Give what follows on a way where no route takes the version: with what is held there."""
    route = route_at(told.route, routes) or RouteSettings(to=(told.channel,))
    detail: Literal["full", "brief"] = "brief" if told.detail == "brief" else "full"
    course = Course(
        channel=told.channel,
        recipient=told.recipient,
        chosen=Chosen(route=replace(route, language=told.language, detail=detail), path=told.route),
    )
    placed = _placed(course, version, told, around)
    if told.state is not NotificationState.HELD or (placed.urgent and not _is_draft(told)):
        return placed
    return replace(
        placed,
        state=NotificationState.HELD,
        hold=told.hold,
        until=told.until,
        because=told.because,
        due=told.due,
        bundle=told.bundle,
    )


def _at_once(placed: Notification, around: Surroundings) -> Notification:
    """Give a notification that nothing holds: somebody may be acting on what is not so."""
    return replace(
        placed,
        state=NotificationState.PENDING,
        due=around.now,
        hold=None,
        until=None,
        bundle="",
        because="it takes back what was told here",
    )


def _is_draft(told: Holdable) -> bool:
    return told.state is NotificationState.HELD and told.hold is HoldKind.APPROVAL


def _wait(told: Notification) -> tuple[bool, bool, datetime]:
    """Give how long something waits: what goes first, then what ends soonest."""
    is_held = told.state is NotificationState.HELD
    return is_held, told.until is None, told.until or told.due
