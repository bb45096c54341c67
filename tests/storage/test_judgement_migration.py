"""What an older database knows of areas: the days of their baselines come out of their history."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.storage.records import NOON, situation
from tests.unit.builders import shipped_table
from warnd.situations.baseline import baseline_at
from warnd.situations.weigh import Scale
from warnd.storage.migrations.versions.judgement import days_of_areas
from warnd.storage.store import SqlStore

SCALE = Scale(shipped_table())


def test_the_days_of_an_area_are_told_from_its_history_as_if_they_had_been_kept(
    store: SqlStore,
) -> None:
    state = situation(pressure=20.0, known_since=NOON, at=NOON)
    with store.transaction() as transaction:
        transaction.save_situation(state)
        for hours, pressure in ((7, 31.0), (50, 4.0), (51, 9.5), (600, 12.0), (620, 0.0)):
            at = NOON + timedelta(hours=hours)
            days = baseline_at(state, NOON, at, SCALE).days
            state = replace(state, pressure=pressure, at=at, days=days)
            transaction.save_situation(state)
        transaction.save_situation(situation("SY-HM", at=NOON + timedelta(hours=3)))
    with store.engine.connect() as connection:
        found = days_of_areas(connection)
    assert set(found) == {"SY-ID"}
    kept = {day.isoformat(): pressure for day, pressure in state.days.items()}
    assert found["SY-ID"] == pytest.approx(kept, abs=0.002)


def test_a_database_without_situations_has_no_days(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        assert days_of_areas(connection) == {}
