from dataclasses import replace

from tests.storage.records import HOUR, NOON, alert_version, claim_due, notification
from warnd.model.identifiers import ChannelId
from warnd.storage.store import SqlStore

DUTY, OPS = ChannelId("duty"), ChannelId("ops")


def fill(store: SqlStore) -> None:
    """Put in three alerts of an hour each, told to two channels; duty was told of the first two."""
    with store.transaction() as transaction:
        for number in range(3):
            version = alert_version(f"a{number}", at=NOON + number * HOUR)
            transaction.add_alert_version(version)
            told = notification(f"duty{number}", alert=version, channel=DUTY, due=version.at)
            other = notification(f"ops{number}", alert=version, channel=OPS, due=version.at)
            transaction.add_notifications(
                [replace(told, created=version.at), replace(other, created=version.at)]
            )
        for number in range(2):
            at = NOON + number * HOUR
            claim_due(transaction, DUTY, at, 10)
            assert transaction.mark_delivered(f"duty{number}", at + HOUR / 6)


def test_the_oldest_that_waits_is_told_of_each_channel(store: SqlStore) -> None:
    fill(store)
    with store.transaction() as transaction:
        assert transaction.oldest_waiting() == {DUTY: NOON + 2 * HOUR, OPS: NOON}


def test_the_newest_delivery_is_told_of_each_channel_that_had_one(store: SqlStore) -> None:
    fill(store)
    with store.transaction() as transaction:
        expected = {DUTY: NOON + HOUR + HOUR / 6}
        assert transaction.ever_delivered() == expected
        assert transaction.just_delivered() == expected


def test_alerts_are_counted_when_they_began(store: SqlStore) -> None:
    fill(store)
    with store.transaction() as transaction:
        version = alert_version("a0", version=2, at=NOON + 5 * HOUR)
        transaction.add_alert_version(version)
        assert transaction.alerts_begun(NOON) == 2


def test_the_size_of_a_database_is_told(store: SqlStore) -> None:
    with store.transaction() as transaction:
        assert transaction.size_bytes() > 10_000


def test_an_empty_database_has_no_ages(store: SqlStore) -> None:
    with store.transaction() as transaction:
        assert transaction.oldest_waiting() == {}
        assert transaction.ever_delivered() == {}
        assert transaction.just_delivered() == {}
