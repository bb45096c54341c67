import pytest

from tests.storage.records import HOUR, NOON, alert_version, undo
from warnd.model.alert import AlertReason
from warnd.model.identifiers import AlertId, AreaId
from warnd.storage.store import SqlStore, SqlTransaction

_IDLIB = AreaId("SY-ID")


def test_an_area_never_alerted_has_no_open_alert(store: SqlStore) -> None:
    with store.transaction() as transaction:
        assert transaction.open_alert(_IDLIB) is None
        assert transaction.alert_versions(AlertId("alert-1")) == ()
        assert transaction.alerts(10) == ()


def test_a_version_comes_back_as_it_was(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_alert_version(alert_version())
    for _ in range(2):  # built from its row, then remembered
        with store.transaction() as transaction:
            assert transaction.open_alert(_IDLIB) == alert_version()


def test_the_newest_version_is_the_open_one(store: SqlStore) -> None:
    versions = tuple(alert_version(version=number) for number in (1, 2, 3))
    with store.transaction() as transaction:
        for version in versions:
            transaction.add_alert_version(version)
        assert transaction.open_alert(_IDLIB) == versions[2]
        assert transaction.open_alert(AreaId("SY-HM")) is None
        assert transaction.alert_versions(AlertId("alert-1")) == versions


@pytest.mark.parametrize(
    ("reason", "is_open"),
    [
        pytest.param(AlertReason.ESCALATED, True, id="escalated"),
        pytest.param(AlertReason.UPDATED, True, id="updated"),
        pytest.param(AlertReason.ALL_CLEAR, False, id="all-clear"),
        pytest.param(AlertReason.EXPIRED, False, id="expired"),
    ],
)
def test_an_alert_is_open_until_it_is_cleared_or_expires(
    store: SqlStore, reason: AlertReason, is_open: bool
) -> None:
    with store.transaction() as transaction:
        transaction.add_alert_version(alert_version())
        transaction.add_alert_version(alert_version(version=2, reason=reason))
        assert (transaction.open_alert(_IDLIB) is not None) is is_open


def test_after_one_alert_has_ended_another_opens(store: SqlStore) -> None:
    later = alert_version("alert-2", at=NOON + 50 * HOUR)
    with store.transaction() as transaction:
        transaction.add_alert_version(alert_version())
        transaction.add_alert_version(alert_version(version=2, reason=AlertReason.ALL_CLEAR))
        transaction.add_alert_version(later)
        assert transaction.open_alert(_IDLIB) == later


def test_alerts_are_listed_by_their_newest_version_newest_first(store: SqlStore) -> None:
    with store.transaction() as transaction:
        for name, at in (("old", 1), ("middle", 2), ("new", 3)):
            transaction.add_alert_version(alert_version(name, at=NOON + at * HOUR))
        stirred = alert_version("old", 2, at=NOON + 4 * HOUR, reason=AlertReason.ALL_CLEAR)
        transaction.add_alert_version(stirred)
        found = transaction.alerts(2)
        assert [(held.alert, held.version) for held in found] == [("old", 2), ("new", 1)]


def test_a_version_is_stored_once(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_alert_version(alert_version())
    with pytest.raises(ValueError, match="alert"), store.transaction() as transaction:
        transaction.add_alert_version(alert_version(index=1.0))
    with store.transaction() as transaction:
        assert transaction.alert_versions(AlertId("alert-1")) == (alert_version(),)


def test_a_version_of_a_transaction_that_was_undone_is_not_remembered(store: SqlStore) -> None:
    def add_and_read(transaction: SqlTransaction) -> None:
        transaction.add_alert_version(alert_version(index=1.0))
        transaction.open_alert(_IDLIB)

    undo(store, add_and_read)
    with store.transaction() as transaction:
        transaction.add_alert_version(alert_version())
        assert transaction.open_alert(_IDLIB) == alert_version()
