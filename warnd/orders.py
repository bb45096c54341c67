"""What people ask is done here in a transaction: by the daemon, or by a command without one."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from warnd.alerts.holds import matching
from warnd.alerts.route import notification_key
from warnd.model.act import Acknowledgement, Act, Deed, Feedback, Silence, SilenceId
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId
from warnd.model.level import Level
from warnd.model.moments import rfc3339
from warnd.model.notification import Cause, HoldKind, Notification, NotificationState, Told
from warnd.model.order import Answer, Command, Order
from warnd.ports.store import Transaction

#: the longest that something is acknowledged or silent: what lasts longer is forgotten by then
LONGEST = timedelta(days=90)
#: more silences than anybody makes in a moment
_MANY = 1_000


def perform(transaction: Transaction, order: Order, now: datetime) -> Answer:
    """Do what is asked; give what came of it."""
    if order.until is not None and not now < order.until <= now + LONGEST:
        return _no(f"{rfc3339(order.until)} is not within the next {LONGEST.days} days")
    transaction.take_turn()
    return _DOING[order.command](transaction, order, now)


def _acknowledge(transaction: Transaction, order: Order, now: datetime) -> Answer:
    version = _newest(transaction, order)
    if version is None:
        return _unknown(order)
    if version.level is Level.CALM:
        return _no(f"alert {order.subject} is over: there is nothing to acknowledge")
    expires = order.until or now + timedelta(days=1)
    transaction.acknowledge(
        Acknowledgement(
            alert=version.alert,
            owner=order.who,
            note=order.words,
            at=now,
            expires=expires,
            level=version.level,
        )
    )
    words = f"until {rfc3339(expires)}" + (f": {order.words}" if order.words else "")
    _record(transaction, order, now, Deed.ACKNOWLEDGED, words, version.alert)
    return _yes(f"acknowledged by {order.who} {words}; what is above {version.level} breaks it")


def _silence(transaction: Transaction, order: Order, now: datetime) -> Answer:
    if order.until is None or not order.words:
        return _no("a silence needs an end and a reason")
    if not order.area and not order.kind:
        return _no("a silence needs an area or a kind: nobody should be deaf to everything")
    nth = str(len(transaction.silences(_MANY)))  # two may ask for the same at once
    seed = "\n".join((order.who, order.words, now.isoformat(), nth, *order.area, *order.kind))
    silence = Silence(
        id=SilenceId(hashlib.sha256(seed.encode()).hexdigest()[:8]),
        author=order.who,
        reason=order.words,
        begins=now,
        ends=order.until,
        area=order.area,
        kind=order.kind,
    )
    standing = [alert for alert in transaction.open_alerts() if matching(silence, alert)]
    now_at = max([Level.WATCH, *(alert.level for alert in standing)])
    silence = replace(silence, up_to=order.up_to or now_at)
    transaction.add_silence(silence)
    words = f"{silence.id} up to {silence.up_to} until {rfc3339(silence.ends)}: {order.words}"
    for alert in standing:
        _record(transaction, order, now, Deed.SILENCED, words, alert.alert)
    return _yes(f"silence {words}; it concerns {len(standing)} open alerts")


def _end_silence(transaction: Transaction, order: Order, now: datetime) -> Answer:
    if not transaction.end_silence(SilenceId(order.subject), now, f"ended by {order.who}"):
        return _no(f"no silence {order.subject!r} stands; `warnd alerts silences` lists them")
    _record(transaction, order, now, Deed.SILENCE_ENDED, order.subject, AlertId(""))
    return replace(_yes(f"silence {order.subject} is over"), is_news=True)


def _approve(transaction: Transaction, order: Order, now: datetime) -> Answer:
    drafts = _drafts(transaction, order)
    if not drafts:
        return _no(f"alert {order.subject!r} has no draft that waits")
    released = transaction.let_go([draft.key for draft in drafts], now)
    words = f"{released} notifications released"
    _record(transaction, order, now, Deed.APPROVED, words, AlertId(order.subject))
    return replace(_yes(words), is_news=True)


def _reject(transaction: Transaction, order: Order, now: datetime) -> Answer:
    drafts = _drafts(transaction, order)
    if not drafts:
        return _no(f"alert {order.subject!r} has no draft that waits")
    because = f"dropped by {order.who}" + (f": {order.words}" if order.words else "")
    dropped = sum(transaction.drop(draft.key, now, because) for draft in drafts)
    _record(transaction, order, now, Deed.DROPPED, because, AlertId(order.subject))
    return _yes(f"{dropped} notifications dropped")


def _resend(transaction: Transaction, order: Order, now: datetime) -> Answer:
    version = _newest(transaction, order)
    if version is None:
        return _unknown(order)
    told = transaction.told_of(version.alert)
    ways = {(each.channel, each.recipient, each.language): each for each in told}
    if not ways:
        return _no(f"no route told anybody of alert {order.subject}")
    nth = 1 + sum(1 for each in told if each.cause is Cause.RESENT)
    made = [_again(version, each, nth, now) for each in ways.values()]
    transaction.add_notifications(made)
    words = f"version {version.version} to {len(made)} recipients"
    _record(transaction, order, now, Deed.RESENT, words, version.alert)
    return replace(_yes(f"sent again: {words}"), is_news=True)


def _feedback(transaction: Transaction, order: Order, now: datetime) -> Answer:
    version = _newest(transaction, order)
    if version is None or order.verdict is None:
        return _unknown(order)
    said = Feedback(
        alert=version.alert,
        version=version.version,
        author=order.who,
        at=now,
        verdict=order.verdict,
        note=order.words,
    )
    transaction.add_feedback(said)
    return _yes(f"noted: alert {version.alert} version {version.version} was {order.verdict}")


def _nobody_reads(_transaction: Transaction, _order: Order, _now: datetime) -> Answer:
    return _no("only a warnd that runs can read its configuration again")


_DOING: Mapping[Command, Callable[[Transaction, Order, datetime], Answer]] = {
    Command.ACKNOWLEDGE: _acknowledge,
    Command.SILENCE: _silence,
    Command.END_SILENCE: _end_silence,
    Command.APPROVE: _approve,
    Command.REJECT: _reject,
    Command.RESEND: _resend,
    Command.FEEDBACK: _feedback,
    Command.RELOAD: _nobody_reads,
}


def _newest(transaction: Transaction, order: Order) -> AlertVersion | None:
    versions = transaction.alert_versions(AlertId(order.subject))
    return versions[-1] if versions else None


def _drafts(transaction: Transaction, order: Order) -> list[Told]:
    return [
        told
        for told in transaction.told_of(AlertId(order.subject))
        if told.state is NotificationState.HELD and told.hold is HoldKind.APPROVAL
    ]


def _again(version: AlertVersion, told: Told, nth: int, now: datetime) -> Notification:
    return Notification(
        key=notification_key(
            version, told.channel, told.recipient, told.language, cause=Cause.RESENT, nth=nth
        ),
        channel=told.channel,
        recipient=told.recipient,
        alert=version,
        state=NotificationState.PENDING,
        attempts=0,
        due=now,
        created=now,
        language=told.language,
        detail=told.detail,
        route=told.route,
        cause=Cause.RESENT,
        urgent=True,
    )


def _record(
    transaction: Transaction, order: Order, now: datetime, deed: Deed, words: str, alert: AlertId
) -> None:
    transaction.add_act(Act(alert=alert, at=now, deed=deed, who=order.who, words=words))


def _yes(words: str) -> Answer:
    return Answer(done=True, words=words)


def _no(words: str) -> Answer:
    return Answer(done=False, words=words)


def _unknown(order: Order) -> Answer:
    return _no(f"no alert {order.subject!r}; `warnd alerts list` names them")
