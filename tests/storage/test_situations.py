from dataclasses import replace
from datetime import date

import pytest

from tests.storage.records import HOUR, NOON, claim, situation
from tests.unit.builders import shipped_table
from warnd.model.certainty import Certainty, Urgency
from warnd.model.identifiers import AreaId, ArticleId
from warnd.model.level import Level
from warnd.model.situation import Situation
from warnd.situations.assess import Judge
from warnd.situations.weigh import Scale
from warnd.storage.store import SqlStore


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(situation(), id="every field told"),
        pytest.param(situation(level=Level.CALM, patterns=(), reasons=()), id="calm"),
        pytest.param(
            situation(
                sampled_days=90,
                days={date(2019, 1, 27): 4.125, date(2019, 1, 28): 1 / 3},
                urgency=Urgency.EXPECTED,
                certainty=Certainty.LIKELY,
            ),
            id="what is normal, how soon and how sure",
        ),
    ],
)
def test_a_situation_comes_back_as_it_was(store: SqlStore, state: Situation) -> None:
    with store.transaction() as transaction:
        transaction.save_situation(state)
    with store.transaction() as transaction:
        assert transaction.situation(state.area) == state


def test_an_area_never_assessed_has_no_situation(store: SqlStore) -> None:
    with store.transaction() as transaction:
        assert transaction.situation(AreaId("SY-ID")) is None
        assert transaction.open_situations() == ()


def test_areas_above_calm_are_open_and_come_by_area(store: SqlStore) -> None:
    levels = {"UA": Level.WATCH, "FR": Level.CALM, "SD": Level.EMERGENCY, "SY-ID": Level.WARNING}
    with store.transaction() as transaction:
        for area, level in levels.items():
            transaction.save_situation(situation(area, level=level))
        found = transaction.open_situations()
    assert [held.area for held in found] == ["SD", "SY-ID", "UA"]


def test_history_keeps_every_state_and_the_situation_the_last(store: SqlStore) -> None:
    states = tuple(situation(at=NOON + hours * HOUR, index=50.0 + hours) for hours in range(4))
    with store.transaction() as transaction:
        for state in states:
            transaction.save_situation(state)
        transaction.save_situation(situation("SY-HM", at=NOON + HOUR))
        assert transaction.situation(AreaId("SY-ID")) == states[-1]
        found = transaction.situation_history(AreaId("SY-ID"), NOON, NOON + 2 * HOUR)
    assert found == states[1:3]


def test_the_days_of_the_baseline_are_kept_once_and_not_in_history(store: SqlStore) -> None:
    state = situation(sampled_days=2, days={date(2019, 1, 27): 4.125}, urgency=Urgency.PAST)
    with store.transaction() as transaction:
        transaction.save_situation(state)
        (past,) = transaction.situation_history(state.area, NOON - HOUR, NOON)
    assert past == replace(state, days={})


def test_what_is_read_back_goes_on_exactly_as_what_was_remembered(store: SqlStore) -> None:
    """A restart changes nothing: days, what is normal and how far it is known stay to the bit."""
    judge = Judge(scale=Scale(shipped_table()), patterns=())
    remembered: Situation | None = None
    for step in range(120):
        now = NOON + step * 17 * HOUR
        claims = [claim(article=ArticleId(f"a{step}"), at=now - HOUR)] if step % 3 else []
        remembered, _ = judge.assess(AreaId("SY-ID"), claims, remembered, now, NOON)
        with store.transaction() as transaction:
            before = transaction.situation(AreaId("SY-ID"))
            stored, _ = judge.assess(AreaId("SY-ID"), claims, before, now, NOON)
            transaction.save_situation(stored)
        assert stored == remembered
    assert remembered is not None
    assert remembered.sampled_days == 84
    assert remembered.normal > 0.0
