import pytest
from sqlalchemy import Table, text, update

from tests.storage.records import HOUR, NOON, alert_version, notification
from tests.storage.test_notices import _TROUBLE
from warnd.model.identifiers import ChannelId
from warnd.model.level import Level
from warnd.storage.damaged import DAMAGED
from warnd.storage.store import SqlStore
from warnd.storage.tables import alert_versions, notices

_DUTY = ChannelId("duty")
_VERSION = alert_version(level=Level.WARNING)


def damage(store: SqlStore, table: Table, document: str) -> None:
    """Write something else in the place of what a table records."""
    with store.engine.begin() as connection:
        connection.execute(update(table).values(document=text(f"'{document}'")))
    store._caches.clear()


@pytest.mark.parametrize("document", ["{", "[]", "{}", '{"alert": 3}', "null"])
def test_a_damaged_version_is_told_by_its_columns(store: SqlStore, document: str) -> None:
    with store.transaction() as transaction:
        transaction.add_alert_version(_VERSION)
    damage(store, alert_versions, document)
    with store.transaction() as transaction:
        found = transaction.open_alert(_VERSION.area.id)
        assert found is not None
        assert (found.alert, found.level, found.at) == (_VERSION.alert, Level.WARNING, _VERSION.at)
        assert (found.area.id, found.reasons) == (_VERSION.area.id, (DAMAGED,))
        assert transaction.open_alerts() == (found,)
        transaction.add_alert_version(alert_version(version=2))


@pytest.mark.parametrize(
    ("table", "document", "read"),
    [
        pytest.param(alert_versions, "{", ["k1"], id="an alert goes bare"),
        pytest.param(notices, "{", [], id="of a notice nothing is left"),
    ],
)
def test_what_is_taken_for_sending_is_what_can_be_read(
    store: SqlStore, table: Table, document: str, read: list[str]
) -> None:
    told = notification(alert=_VERSION)
    if table is notices:
        told = notification(alert=None, notice=_TROUBLE)
    with store.transaction() as transaction:
        transaction.add_alert_version(_VERSION)
        transaction.add_notice(_TROUBLE)
        transaction.add_notifications([told])
    damage(store, table, document)
    with store.transaction() as transaction:
        claimed = transaction.claim("k1", ["k1"], NOON)
        assert [each.key for each in claimed] == read
        assert transaction.newest_notices().keys() == (
            set() if table is notices else {_TROUBLE.topic}
        )
        assert transaction.mark_deferred("k1", NOON + HOUR, "fault: 1: unreadable")
        (waiting,) = transaction.waiting(_DUTY, 10)
    assert (waiting.error, waiting.attempts) == ("fault: 1: unreadable", 1)
