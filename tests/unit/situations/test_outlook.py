from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.builders import NOW, claim
from tests.unit.judging import judgement
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId
from warnd.model.level import Level
from warnd.model.situation import Situation
from warnd.situations.outlook import STEP, falls, outlook

AREA = AreaId("SY-ID")
SINCE = NOW - timedelta(days=100)


def standing(claims: Sequence[Claim]) -> Situation:
    situation, _ = judgement().judge.assess(AREA, claims, None, NOW, SINCE)
    assert situation.level > Level.CALM
    return situation


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([claim("shelling")], id="one sign"),
        pytest.param(
            [claim(kind) for kind in ("shelling", "airstrike", "truce_collapse")], id="three"
        ),
        pytest.param(
            [
                claim("shelling", at=NOW - timedelta(days=day), article=f"a{day}")
                for day in range(9)
            ],
            id="nine days of them",
        ),
    ],
)
def test_it_tells_what_judging_every_six_hours_would_find(claims: list[Claim]) -> None:
    judge, state = judgement().judge, standing(claims)
    found = outlook(judge, state, claims, SINCE)
    assert found is not None
    before, at = state, NOW
    while at < NOW + timedelta(days=30):
        at += STEP
        before, _ = judge.assess(AREA, claims, before, at, SINCE)
        if before.level < state.level:
            break
    assert found.level is before.level
    assert abs(found.at - at) <= STEP


def test_what_is_calm_has_nothing_to_fall_to() -> None:
    calm = replace(standing([claim("shelling")]), level=Level.CALM)
    assert outlook(judgement().judge, calm, [], SINCE) is None


def test_a_level_that_is_newer_than_its_dwell_stands_until_that_is_over() -> None:
    claims = [claim("shelling", at=NOW - timedelta(days=14))]
    fresh = replace(standing([claim("shelling")]), level=Level.WARNING, since=NOW)
    found = outlook(judgement().judge, fresh, claims, SINCE)
    assert found is not None
    dwell = judgement().judge.scale.scoring.dwell.value
    assert NOW + dwell <= found.at <= NOW + dwell + STEP


def test_without_news_every_level_is_left_one_after_the_other_down_to_calm() -> None:
    claims = [claim(kind) for kind in ("shelling", "airstrike", "truce_collapse")]
    grave = replace(standing(claims), level=Level.EMERGENCY)
    judge = judgement().judge
    found = list(falls(judge, grave, claims, SINCE))
    assert [each.level for each in found] == [Level.WARNING, Level.WATCH, Level.CALM]
    assert [each.at for each in found] == sorted({each.at for each in found})
    first = outlook(judge, grave, claims, SINCE)
    assert first is not None
    assert (first.level, first.at) == (found[0].level, found[0].at)
