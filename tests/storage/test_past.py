"""The past of areas comes thinned by the database, alike from each."""

from dataclasses import replace
from datetime import timedelta

from tests.storage.records import HOUR, NOON, alert_version, situation
from warnd.model.identifiers import AreaId
from warnd.model.level import Level
from warnd.model.past import Peak, Point
from warnd.storage.store import SqlStore

AREA = AreaId("SY-ID")
MINUTE = timedelta(minutes=1)


def test_each_step_tells_its_highest_index_and_level(store: SqlStore) -> None:
    rows = [
        (0 * MINUTE, Level.CALM, 10.0),
        (59 * MINUTE, Level.WATCH, 42.5),
        (60 * MINUTE, Level.EMERGENCY, 90.0),
        (61 * MINUTE, Level.WARNING, 60.0),
        (180 * MINUTE, Level.WATCH, 30.0),
    ]
    with store.transaction() as transaction:
        for after, level, index in rows:
            transaction.save_situation(situation(at=NOON + after, level=level, index=index))
        transaction.save_situation(situation("UA", at=NOON + HOUR, index=99.0))
    with store.transaction() as transaction:
        peaks = transaction.peaks(AREA, NOON, NOON + 3 * HOUR, HOUR)
    assert peaks == (
        Peak(step=0, level=Level.WATCH, index=42.5),
        Peak(step=1, level=Level.EMERGENCY, index=90.0),
        Peak(step=3, level=Level.WATCH, index=30.0),
    )


def test_only_rows_in_which_the_level_changed_are_turns(store: SqlStore) -> None:
    states = [
        (0, 0, Level.WATCH),
        (1, 0, Level.WATCH),
        (2, 2, Level.WARNING),
        (2, 2, Level.WARNING),
    ]
    with store.transaction() as transaction:
        for at, since, level in states:
            state = situation(at=NOON + at * HOUR, since=NOON + since * HOUR)
            transaction.save_situation(replace(state, level=level, reasons=("why",)))
        turns = transaction.turns(AREA, NOON - HOUR, NOON + 9 * HOUR)
        late = transaction.turns(AREA, NOON + HOUR, NOON + 9 * HOUR)
    assert turns == (
        Point(at=NOON, level=Level.WATCH, index=64.25, reasons=("why",)),
        Point(at=NOON + 2 * HOUR, level=Level.WARNING, index=64.25, reasons=("why",)),
    )
    assert late == turns[1:]


def test_the_last_state_before_a_moment_is_found(store: SqlStore) -> None:
    with store.transaction() as transaction:
        for hours in range(3):
            transaction.save_situation(situation(at=NOON + hours * HOUR, index=float(hours)))
        found = transaction.point_before(AREA, NOON + 2 * HOUR)
        assert transaction.point_before(AREA, NOON) is None
    assert found is not None
    assert (found.at, found.index) == (NOON + HOUR, 1.0)


def test_areas_that_were_ever_assessed_are_known(store: SqlStore) -> None:
    with store.transaction() as transaction:
        for area in ("UA", "FR"):
            transaction.save_situation(situation(area, level=Level.CALM))
        assert transaction.known_areas() == ("FR", "UA")


def test_the_alerts_of_an_area_come_by_the_time_they_were_told(store: SqlStore) -> None:
    versions = [alert_version(version=number) for number in (1, 2, 3)]
    with store.transaction() as transaction:
        for version in versions:
            transaction.add_alert_version(version)
        area = versions[0].area.id
        found = transaction.alerts_of(area, NOON + 2 * HOUR, NOON + 3 * HOUR)
        assert transaction.alerts_of(AreaId("UA"), NOON, NOON + 9 * HOUR) == ()
    assert found == tuple(versions[1:])
