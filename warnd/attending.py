"""What waits, looked at again: let go, told again, told to others, gone round."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.alerts.holds import Surroundings, hold_of
from warnd.alerts.known import way_of
from warnd.alerts.reminders import DOWN, Unanswered, calls, diversions, repeats
from warnd.alerts.route import route_at
from warnd.model.act import Act, Deed
from warnd.model.identifiers import AlertId
from warnd.model.notification import Cause, HoldKind, Notification, Told
from warnd.placing import Routing, emergencies_over
from warnd.ports.store import Transaction
from warnd.settings import every_route

#: what is recorded of what warnd does by itself
_DEEDS = {
    Cause.REPEAT: Deed.REPEATED,
    Cause.ESCALATION: Deed.CALLED,
    Cause.FALLBACK: Deed.DIVERTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look at all that waits has moved."""

    #: notifications let go, dropped, and made
    released: int = 0
    dropped: int = 0
    made: tuple[Notification, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether senders have something to send."""
        return bool(self.released or self.made)


def look(transaction: Transaction, routing: Routing, now: datetime) -> Looked:
    """Let go what may go, and tell again, elsewhere or to others what nobody answered."""
    transaction.take_turn()
    released, dropped = let_go(transaction, routing, now)
    made = (*_remind(transaction, routing, now), *_divert(transaction, routing, now))
    return Looked(released=released, dropped=dropped, made=made)


def let_go(transaction: Transaction, routing: Routing, now: datetime) -> tuple[int, int]:
    """Let go what may go by now, and drop what should; give how many of each."""
    ripe = transaction.ripe(now)
    silences = transaction.silences_standing(now) if ripe else ()
    released: list[Told] = []
    dropped = 0
    for told in ripe:
        version = transaction.alert_version(told.alert, told.version)
        if version is None:  # a notice is never held, so this is no alert of ours
            continue
        route = route_at(told.route, routing.routes)
        around = Surroundings(
            now=now, silences=silences, emergencies=emergencies_over(transaction, version)
        )
        hold = hold_of(told, version, route, around)
        if hold is not None:
            transaction.hold_on(told.key, hold.kind, hold.until, hold.because)
        elif told.hold is HoldKind.APPROVAL and route and route.approval_then == "drop":
            dropped += transaction.drop(told.key, now, "nobody released this draft in time")
        else:
            released.append(told)
    transaction.let_go([told.key for told in released], now)
    # What is held of the same alert goes with it: a version must not come behind one that ends it.
    for alert, way in {(told.alert, way_of(told)) for told in released}:
        transaction.let_go_with(alert, *way, now)
    return len(released), dropped


def _remind(transaction: Transaction, routing: Routing, now: datetime) -> tuple[Notification, ...]:
    if not any(route.repeat or route.escalate_after for route in every_route(routing.routes)):
        return ()
    told_of: defaultdict[AlertId, list[Told]] = defaultdict(list)
    for told in transaction.told_of_open():
        told_of[told.alert].append(told)
    silences = transaction.silences_standing(now)
    made: list[Notification] = []
    for version in transaction.open_alerts():
        alert = Unanswered(
            version=version,
            told=told_of[version.alert],
            acknowledged=transaction.acknowledgement(version.alert, now),
        )
        around = Surroundings(
            now=now, silences=silences, emergencies=emergencies_over(transaction, version)
        )
        made += repeats(alert, routing.routes, around)
        made += calls(alert, routing.routes, routing.recipients, now)
    return _added(transaction, made, now)


def _divert(transaction: Transaction, routing: Routing, now: datetime) -> tuple[Notification, ...]:
    if not any(route.fallback for route in every_route(routing.routes)):
        return ()
    made: list[Notification] = []
    stuck = transaction.undiverted(now - DOWN)
    for told in stuck:
        version = transaction.alert_version(told.alert, told.version)
        if version is not None:
            made += diversions(told, version, routing.routes, routing.recipients, now)
    transaction.mark_diverted([told.key for told in stuck])
    return _added(transaction, made, now)


def _added(
    transaction: Transaction, made: Sequence[Notification], now: datetime
) -> tuple[Notification, ...]:
    transaction.add_notifications(made)
    for told in made:
        if told.alert is not None:
            words = f"{told.channel} {told.recipient}".rstrip()
            act = Act(alert=told.alert.alert, at=now, deed=_DEEDS[told.cause], words=words)
            transaction.add_act(act)
    return tuple(made)
