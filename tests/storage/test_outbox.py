from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from tests.storage.records import HOUR, NOON, alert_version, claim_due, notification
from warnd.model.identifiers import AlertId, ChannelId
from warnd.model.level import Level
from warnd.model.notification import Notification, NotificationState
from warnd.storage.store import SqlStore, SqlTransaction

_DUTY, _OPS = ChannelId("duty"), ChannelId("ops")
_PENDING, _SENDING = NotificationState.PENDING, NotificationState.SENDING
_DELIVERED, _DEAD = NotificationState.DELIVERED, NotificationState.DEAD


@contextmanager
def _outbox(store: SqlStore, *notifications: Notification) -> Iterator[SqlTransaction]:
    with store.transaction() as transaction:
        told = [held.alert for held in notifications if held.alert]
        versions = {(version.alert, version.version): version for version in told}
        for _, version in sorted(versions.items()):
            transaction.add_alert_version(version)
        transaction.add_notifications(notifications)
        yield transaction


def _at_level(level: Level, name: str) -> Notification:
    return notification(name, alert=alert_version(name, level=level))


@pytest.mark.parametrize(
    "waiting",
    [
        pytest.param(notification(), id="new"),
        pytest.param(notification(language="ar"), id="in Arabic"),
        pytest.param(
            notification(recipient="", attempts=3, may_repeat=True, error="421 later"), id="tried"
        ),
    ],
)
def test_a_notification_comes_back_as_it_was(store: SqlStore, waiting: Notification) -> None:
    with _outbox(store, waiting) as transaction:
        assert transaction.notification(waiting.key) == waiting


def test_a_key_that_is_there_is_left_as_it_is(store: SqlStore) -> None:
    with _outbox(store, notification()) as transaction:
        claim_due(transaction, _DUTY, NOON, 10)
        transaction.add_notifications([notification(recipient="other@valley.example")])
        held = transaction.notification("k1")
    assert held is not None
    assert (held.state, held.recipient) == (_SENDING, "duty@valley.example")


def test_a_notification_of_a_version_nobody_stored_is_refused(store: SqlStore) -> None:
    with pytest.raises(ValueError, match=r"(?i)foreign key"), store.transaction() as transaction:
        transaction.add_notifications([notification()])


def test_what_is_claimed_is_sending_and_its_attempt_counted(store: SqlStore) -> None:
    with _outbox(store, notification()) as transaction:
        assert claim_due(transaction, _DUTY, NOON, 10) == (
            notification(state=_SENDING, attempts=1),
        )
        assert claim_due(transaction, _DUTY, NOON, 10) == ()


def test_the_gravest_leaves_first_then_the_newest(store: SqlStore) -> None:
    watch = replace(_at_level(Level.WATCH, "watch"), created=NOON - 9 * HOUR)
    old = replace(_at_level(Level.WARNING, "old"), created=NOON - 2 * HOUR)
    new = replace(_at_level(Level.WARNING, "new"), created=NOON - HOUR)
    emergency = _at_level(Level.EMERGENCY, "emergency")
    with _outbox(store, watch, new, old, emergency) as transaction:
        first = claim_due(transaction, _DUTY, NOON, 3)
        then = claim_due(transaction, _DUTY, NOON, 3)
    assert [held.key for held in first] == ["emergency", "new", "old"]
    assert [held.key for held in then] == ["watch"]


def test_only_what_is_due_on_that_channel_leaves(store: SqlStore) -> None:
    now, later = notification("now"), notification("later", due=NOON + HOUR)
    with _outbox(store, now, later, notification("ops", channel=_OPS)) as transaction:
        assert [held.key for held in claim_due(transaction, _DUTY, NOON, 10)] == ["now"]


_MARKS: dict[str, Callable[[SqlTransaction], bool]] = {
    "delivered": lambda transaction: transaction.mark_delivered("k1", NOON),
    "deferred": lambda transaction: transaction.mark_deferred("k1", NOON + HOUR, "421 later"),
    "dead": lambda transaction: transaction.mark_dead("k1", NOON, "550 nobody"),
}


@pytest.mark.parametrize(
    ("mark", "state", "error"),
    [
        pytest.param("delivered", _DELIVERED, "", id="delivered"),
        pytest.param("deferred", _PENDING, "421 later", id="deferred"),
        pytest.param("dead", _DEAD, "550 nobody", id="dead"),
    ],
)
def test_what_is_sending_can_be_marked(
    store: SqlStore, mark: str, state: NotificationState, error: str
) -> None:
    with _outbox(store, notification(error="a try before")) as transaction:
        claim_due(transaction, _DUTY, NOON, 1)
        assert _MARKS[mark](transaction)
        held = transaction.notification("k1")
    assert held is not None
    assert (held.state, held.error, held.attempts) == (state, error, 1)


@pytest.mark.parametrize("mark", _MARKS)
@pytest.mark.parametrize("before", [None, *_MARKS])
def test_what_is_not_sending_cannot_be_marked(
    store: SqlStore, before: str | None, mark: str
) -> None:
    with _outbox(store, notification()) as transaction:
        if before is not None:
            claim_due(transaction, _DUTY, NOON, 1)
            _MARKS[before](transaction)
        stood = transaction.notification("k1")
        assert not _MARKS[mark](transaction)
        assert transaction.notification("k1") == stood


def test_a_key_nobody_stored_cannot_be_marked(store: SqlStore) -> None:
    with store.transaction() as transaction:
        assert not transaction.mark_delivered("k1", NOON)


def test_what_was_deferred_is_due_again_at_its_time(store: SqlStore) -> None:
    with _outbox(store, notification()) as transaction:
        claim_due(transaction, _DUTY, NOON, 1)
        transaction.mark_deferred("k1", NOON + HOUR, "421 later")
        assert transaction.next_due(_DUTY, NOON) == NOON + HOUR
        assert claim_due(transaction, _DUTY, NOON, 1) == ()
        (again,) = claim_due(transaction, _DUTY, NOON + HOUR, 1)
    assert (again.attempts, again.error) == (2, "421 later")


def test_an_error_in_bytes_nobody_can_encode_is_still_recorded(store: SqlStore) -> None:
    with _outbox(store, notification()) as transaction:
        claim_due(transaction, _DUTY, NOON, 1)
        assert transaction.mark_dead("k1", NOON, "550 \udce9 \0")
        held = transaction.notification("k1")
    assert held is not None
    assert held.error == "550 \ufffd \ufffd"


def test_what_was_in_flight_at_a_crash_is_pending_again_and_may_repeat(store: SqlStore) -> None:
    names = ("in flight", "waiting", "delivered", "dead")
    parts = [notification(name, channel=ChannelId(name)) for name in names]
    with _outbox(store, *parts) as transaction:
        for name in ("in flight", "delivered", "dead"):
            claim_due(transaction, ChannelId(name), NOON, 1)
        transaction.mark_delivered("delivered", NOON)
        transaction.mark_dead("dead", NOON, "550 nobody")
    with store.transaction() as transaction:
        assert transaction.recover_in_flight() == 1
        held = {name: transaction.notification(name) for name in names}
        assert transaction.recover_in_flight() == 0
    told = {name: (one.state, one.may_repeat, one.attempts) for name, one in held.items() if one}
    assert told == {
        "in flight": (_PENDING, True, 1),
        "waiting": (_PENDING, False, 0),
        "delivered": (_DELIVERED, False, 1),
        "dead": (_DEAD, False, 1),
    }


def test_sent_keys_are_those_delivered_to_one_recipient_by_version(store: SqlStore) -> None:
    sent = [
        notification(
            f"v{number}", alert=alert_version(version=number), created=NOON - number * HOUR
        )
        for number in (1, 2, 3)
    ]
    others = [
        notification("other recipient", recipient="ops@valley.example"),
        notification("other alert", alert=alert_version("alert-2")),
    ]
    with _outbox(store, *sent, *others) as transaction:
        for claimed in claim_due(transaction, _DUTY, NOON, 10):
            if claimed.key != "v3":
                transaction.mark_delivered(claimed.key, NOON)
        keys = transaction.sent_keys(AlertId("alert-1"), _DUTY, "duty@valley.example")
    assert keys == ("v1", "v2")


def test_what_waits_is_counted_by_channel(store: SqlStore) -> None:
    with _outbox(
        store,
        notification("k1"),
        notification("k2", due=NOON + HOUR),
        notification("k3", channel=_OPS),
        notification("k4", channel=ChannelId("done")),
    ) as transaction:
        claim_due(transaction, ChannelId("done"), NOON, 1)
        assert transaction.pending() == {_DUTY: 2, _OPS: 1}


def test_the_next_due_of_a_channel_is_its_earliest_waiting(store: SqlStore) -> None:
    with _outbox(
        store, notification("k1", due=NOON + 2 * HOUR), notification("k2", due=NOON + HOUR)
    ) as transaction:
        assert transaction.next_due(_DUTY, NOON) == NOON + HOUR
        assert transaction.next_due(_OPS, NOON) is None


def test_what_leaves_together_keeps_the_key_of_its_message_over_a_crash(store: SqlStore) -> None:
    with _outbox(store, notification("k1"), notification("k2")) as transaction:
        assert len(transaction.claim("digest", ["k1", "k2", "nobody"], NOON)) == 2
        assert transaction.claim("other", ["k1"], NOON) == ()
        transaction.recover_in_flight()
        carriers = {held.key: held.carrier for held in transaction.waiting(_DUTY, 10)}
    assert carriers == {"k1": "digest", "k2": "digest"}


def test_what_was_put_off_may_leave_in_another_message(store: SqlStore) -> None:
    with _outbox(store, notification("k1")) as transaction:
        transaction.claim("digest", ["k1"], NOON)
        transaction.mark_deferred("k1", NOON + HOUR, "away")
        (held,) = transaction.waiting(_DUTY, 10)
    assert (held.carrier, held.due, held.attempts) == ("", NOON + HOUR, 1)


def test_what_left_within_another_message_says_so_and_is_nothing_to_refer_to(
    store: SqlStore,
) -> None:
    first, second = notification("v1"), notification("v2", alert=alert_version(version=2))
    with _outbox(store, first, second) as transaction:
        transaction.claim("v2", ["v2", "v1"], NOON)
        transaction.mark_delivered("v2", NOON)
        transaction.mark_delivered("v1", NOON, "told within v2")
        held = transaction.notification("v1")
        keys = transaction.sent_keys(AlertId("alert-1"), _DUTY, "duty@valley.example")
    assert held is not None
    assert (held.state, held.error) == (_DELIVERED, "told within v2")
    assert keys == ("v2",)


def test_a_recipient_is_put_off_and_hastened_alone(store: SqlStore) -> None:
    ours = [notification("k1"), notification("k2", due=NOON + 2 * HOUR)]
    other = notification("k3", recipient="other@valley.example")
    with _outbox(store, *ours, other) as transaction:
        recipient = ours[0].recipient
        assert transaction.put_off(_DUTY, recipient, NOON + HOUR) == 1
        due = {held.key: held.due for held in transaction.waiting(_DUTY, 10)}
        assert due == {"k1": NOON + HOUR, "k2": NOON + 2 * HOUR, "k3": NOON}
        assert transaction.hasten(_DUTY, recipient, NOON) == 2
        assert {held.due for held in transaction.waiting(_DUTY, 10)} == {NOON}


def test_what_waits_after_a_try_in_vain_tells_since_when_nobody_is_reached(
    store: SqlStore,
) -> None:
    tried = notification("k1", created=NOON - HOUR, attempts=2)
    new = notification("k2", recipient="other@valley.example")
    with _outbox(store, tried, new) as transaction:
        assert transaction.troubled(_DUTY) == {"duty@valley.example": NOON - HOUR}


def test_what_left_alone_is_counted_by_the_publisher_it_rests_on(store: SqlStore) -> None:
    rests = [
        notification(f"k{number}", alert=alert_version(f"a{number}", rests_on="Valley Herald"))
        for number in range(4)
    ]
    others = notification("k9", alert=alert_version("a9"))
    with _outbox(store, *rests, others) as transaction:
        transaction.claim("k0", ["k0"], NOON - 2 * HOUR)
        transaction.claim("k1", ["k1"], NOON)
        transaction.claim("digest", ["k2"], NOON)
        transaction.claim("k9", ["k9"], NOON)
        sent = transaction.sent_of_sources(_DUTY, NOON - HOUR)
        sources = {held.key: held.source for held in transaction.waiting(_DUTY, 10)}
    assert sent == {("duty@valley.example", "en", "Valley Herald"): 1}
    assert sources == {"k3": "Valley Herald"}
