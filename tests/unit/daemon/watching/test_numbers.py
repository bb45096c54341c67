from datetime import timedelta

from tests.live import metric
from tests.storage.records import HOUR, NOON, alert_version, claim_due, notification
from warnd.daemon.watching.numbers import Numbers
from warnd.model.identifiers import ChannelId
from warnd.storage.store import SqlStore
from warnd.web.metrics import Metrics

DUTY, OPS, GONE = ChannelId("duty"), ChannelId("ops"), ChannelId("gone")


def filled(store: SqlStore) -> Numbers:
    """Give the numbers of a database with one delivery by duty, and one message left to gone."""
    with store.transaction() as transaction:
        transaction.add_alert_version(alert_version())
        transaction.add_notifications(
            [notification("k1", channel=DUTY), notification("k2", channel=GONE)]
        )
        claim_due(transaction, DUTY, NOON, 10)
        transaction.mark_delivered("k1", NOON + HOUR)
    numbers = Numbers()
    numbers.refresh(store)
    return numbers


def test_they_say_what_waits_for_how_long_and_what_was_taken(store: SqlStore) -> None:
    numbers = filled(store)
    assert (numbers.pending, numbers.waiting) == (1, {GONE: 1})
    assert numbers.delivered == {DUTY: NOON + HOUR}
    assert numbers.oldest_age_s(GONE, NOON + HOUR) == 3600.0
    assert numbers.oldest_age_s(DUTY, NOON + HOUR) == 0.0
    assert numbers.oldest_age_s(GONE, NOON - HOUR) == 0.0  # a clock that was set back


def test_what_was_once_known_of_a_delivery_stays_known(store: SqlStore) -> None:
    numbers = filled(store)
    with store.transaction() as transaction:
        claim_due(transaction, GONE, NOON, 10)
        transaction.mark_delivered("k2", NOON + 2 * HOUR)
    numbers.refresh(store)
    assert numbers.delivered == {DUTY: NOON + HOUR, GONE: NOON + 2 * HOUR}
    assert numbers.pending == 0


def test_metrics_are_told_of_configured_channels_and_of_those_that_still_owe(
    store: SqlStore,
) -> None:
    metrics = Metrics()
    filled(store).tell(metrics, frozenset({DUTY, OPS}), NOON + timedelta(minutes=10))
    text = metrics.exposition().decode()
    assert metric(text, 'warnd_outbox_pending{channel="gone"}') == 1.0
    assert metric(text, 'warnd_outbox_oldest_age_seconds{channel="gone"}') == 600.0
    assert metric(text, 'warnd_outbox_oldest_age_seconds{channel="ops"}') == 0.0
    delivered = 'warnd_delivery_last_success_timestamp_seconds{channel="duty"}'
    assert metric(text, delivered) == (NOON + HOUR).timestamp()
    assert metric(text, "warnd_db_size_bytes") > 0
