"""From versions of alerts to the notifications they cause, due or held, within a transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.alerts.holds import (
    Emergency,
    Surroundings,
    breaks,
    gathering_name,
    is_whole_country,
    place,
)
from warnd.alerts.known import Way, way_of
from warnd.alerts.route import Recipients, country_of, courses_of, routes_for
from warnd.model.act import Act, Deed, Silence
from warnd.model.alert import ENDINGS, AlertVersion
from warnd.model.level import Level
from warnd.model.notification import HoldKind, Notification, NotificationState, Told
from warnd.ports.store import Transaction
from warnd.settings import RouteSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """Who is told what, as the settings have it."""

    routes: Sequence[RouteSettings]
    #: who is reached by each channel
    recipients: Recipients


def notify(
    transaction: Transaction, versions: Iterable[AlertVersion], routing: Routing, now: datetime
) -> tuple[Notification, ...]:
    """Store what versions of alerts cause, each notification due or held; give them all."""
    graver_first = sorted(
        versions, key=lambda each: (-each.level.rank, not is_whole_country(each.area))
    )
    if not graver_first:
        return ()
    silences = _unbroken(transaction, graver_first, now)
    made: list[Notification] = []
    for version in graver_first:
        made += _notify_of(transaction, version, silences, routing, now)
    return tuple(made)


def _notify_of(
    transaction: Transaction,
    version: AlertVersion,
    silences: Sequence[Silence],
    routing: Routing,
    now: datetime,
) -> tuple[Notification, ...]:
    known = transaction.told_of(version.alert) if version.version > 1 else ()
    around = Surroundings(
        now=now,
        silences=silences,
        emergencies=emergencies_over(transaction, version),
        gathering=_gathering(transaction, version, routing),
    )
    placed = place(version, routing.routes, routing.recipients, known, around)
    transaction.add_notifications(placed)
    for told in placed:
        if told.state is NotificationState.PENDING:
            _take_along(transaction, version, told, known, now)
    _break_acknowledgement(transaction, version, now)
    return placed


def _take_along(
    transaction: Transaction,
    version: AlertVersion,
    told: Notification,
    known: Sequence[Told],
    now: datetime,
) -> None:
    """Let what is held of an alert go with what goes now: it must not come later, as if it stood.

    A draft waits for its person, unless there is nothing left in it to release.
    """
    way = way_of(told)
    held = [each for each in known if each.state is NotificationState.HELD and way_of(each) == way]
    if held:
        transaction.let_go_with(version.alert, *way, now)
    if version.takes_back or version.reason in ENDINGS:
        for each in held:
            if each.hold is HoldKind.APPROVAL:
                because = f"version {version.version} ({version.reason.value}) went without it"
                transaction.drop(each.key, now, because)


def _break_acknowledgement(transaction: Transaction, version: AlertVersion, now: datetime) -> None:
    if version.version == 1 or version.level <= version.previous_level:
        return
    held_by = transaction.acknowledgement(version.alert, now)
    if held_by is None or version.level <= held_by.level:
        return
    transaction.break_acknowledgement(version.alert, now)
    words = f"{version.level} is above {held_by.level}, which {held_by.owner} acknowledged"
    transaction.add_act(
        Act(alert=version.alert, at=now, deed=Deed.ACKNOWLEDGEMENT_BROKEN, words=words)
    )


def _unbroken(
    transaction: Transaction, versions: Sequence[AlertVersion], now: datetime
) -> tuple[Silence, ...]:
    """Give the silences in effect, once those are ended that something graver breaks."""
    kept = []
    for silence in transaction.silences_standing(now):
        breaker = next((version for version in versions if breaks(version, silence)), None)
        if breaker is None:
            kept.append(silence)
            continue
        words = f"broken by {breaker.level} in {breaker.area.name}"
        transaction.end_silence(silence.id, now, words)
        words = f"silence {silence.id} of {silence.author} held up to {silence.up_to}: {words}"
        transaction.add_act(Act(alert=breaker.alert, at=now, deed=Deed.SILENCE_BROKEN, words=words))
    return tuple(kept)


def emergencies_over(transaction: Transaction, version: AlertVersion) -> tuple[Emergency, ...]:
    """Give the emergencies of whole countries that may say more than a version."""
    country = country_of(version.area)
    if version.level is not Level.WATCH or not country:
        return ()
    gone = (NotificationState.DEAD, NotificationState.DROPPED, NotificationState.HELD)
    return tuple(
        Emergency(
            alert=emergency.alert,
            area=emergency.area,
            ways={
                (told.channel, told.recipient)
                for told in transaction.told_of(emergency.alert)
                if told.state not in gone
            },
        )
        for emergency in transaction.open_alerts(Level.EMERGENCY)
        if is_whole_country(emergency.area) and emergency.area.country == country
    )


def _gathering(
    transaction: Transaction, version: AlertVersion, routing: Routing
) -> dict[tuple[Way, str], datetime]:
    found: dict[tuple[Way, str], datetime] = {}
    chosen = [each for each in routes_for(version, routing.routes) if each.route.group]
    for course in courses_of(chosen, routing.recipients):
        route = course.chosen.route
        way = (course.channel, course.recipient, route.language)
        name = gathering_name(course.chosen.path, version, route)
        due = transaction.gathering(*way, name)
        if due is not None:
            found[way, name] = due
    return found
