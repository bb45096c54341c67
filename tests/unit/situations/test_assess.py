from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.builders import NOW, claim, part, shipped_table
from warnd.model.identifiers import AreaId, RuleId
from warnd.model.level import Level
from warnd.rules.rule import Pattern, PatternParts
from warnd.situations.assess import Judge
from warnd.situations.weigh import Scale

AREA = AreaId("SY-ID")
BUILD_UP = Pattern(
    id=RuleId("build-up"),
    title="Troops mass while a truce ends",
    pattern=PatternParts(all=(part("truce_collapse"), part("troop_movement"))),
    within=timedelta(days=7),
    origins=2,
)
JUDGE = Judge(scale=Scale(shipped_table()), patterns=(BUILD_UP,))


def test_an_area_without_claims_is_calm() -> None:
    situation, assessment = JUDGE.assess(AREA, [], None, NOW)
    assert situation.level is Level.CALM
    assert assessment.index == 0.0
    assert assessment.reasons == ()


def test_signs_of_several_kinds_and_origins_add_up_to_a_warning_with_reasons() -> None:
    claims = [
        claim("shelling", origin="a", article="1", count=14),
        claim("truce_collapse", origin="b", article="2"),
        claim("offensive_threat", origin="b", article="3"),
    ]
    situation, assessment = JUDGE.assess(AREA, claims, None, NOW)
    assert situation.level is Level.WARNING
    assert assessment.origins == 2
    assert assessment.reasons == (
        "Shelling (up to 14), 1 origin",
        "Truce collapse, 1 origin",
        "Offensive threatened, 1 origin",
        "Known for a day at most: too little to tell what is normal here",
    )


def test_a_pattern_lifts_the_level_and_is_the_first_reason() -> None:
    claims = [
        claim("truce_collapse", origin="a", at=NOW - timedelta(days=5), placing=0.5),
        claim("troop_movement", origin="b", at=NOW - timedelta(days=5), placing=0.5),
    ]
    situation, _ = JUDGE.assess(AREA, claims, None, NOW)
    assert situation.index < 55
    assert situation.level is Level.WARNING
    assert situation.reasons[0] == (
        "Troops mass while a truce ends: truce collapse; troop movement; 2 origins"
    )
    assert situation.patterns == ("build-up",)


def test_the_same_fighting_every_day_becomes_normal() -> None:
    situation = None
    levels = []
    claims = []
    for day in range(120):
        now = NOW + timedelta(days=day)
        claims.append(claim("shelling", origin=f"o{day % 2}", article=str(day), at=now))
        recent = [one for one in claims if now - one.at <= timedelta(days=15)]
        situation, _ = JUDGE.assess(AREA, recent, situation, now)
        levels.append(situation.level)
    assert Level.WARNING in levels[:14]
    assert levels[-1] < Level.WARNING


def test_what_is_measured_against_normal_is_told() -> None:
    first, _ = JUDGE.assess(AREA, [claim("shelling")], None, NOW)
    later = NOW + timedelta(days=20)
    fresh = [claim("shelling", at=later), claim("airstrike", at=later)]
    usual_days = {(later - timedelta(days=ago)).date(): 5.0 for ago in range(1, 20)}
    first = replace(first, days=usual_days)
    _, assessment = JUDGE.assess(AREA, fresh, first, later)
    assert assessment.reasons[-2].endswith(" times the area's normal week")
    assert assessment.reasons[-1] == "What is normal here is known from 20 days of 90"
    assert assessment.normal > 0.0


@pytest.mark.parametrize(
    ("area", "sampled"),
    [
        pytest.param("SY", 90, id="a country is watched from the beginning"),
        pytest.param("SY-ID", 90, id="so is a division"),
        pytest.param("idlib", 0, id="an area of one's own may have been drawn since"),
    ],
)
def test_since_when_an_area_is_known_that_was_never_heard_of(area: str, sampled: int) -> None:
    long_ago = NOW - timedelta(days=400)
    situation, assessment = JUDGE.assess(AreaId(area), [claim()], None, NOW, long_ago)
    assert situation.sampled_days == sampled
    rare = "Nearly nothing of the kind is normal here" in assessment.reasons
    assert rare is (sampled == 90)


def test_an_area_at_war_is_held_against_its_own_normal_and_a_quiet_one_against_nothing() -> None:
    quiet, _ = JUDGE.assess(AREA, [], None, NOW - timedelta(days=120))
    front = quiet
    for day in range(120, 0, -1):
        at = NOW - timedelta(days=day)
        shells = [claim(at=at - timedelta(days=n), article=f"{n}") for n in range(12)]
        front, _ = JUDGE.assess(AREA, shells, front, at)
    shells = [claim(at=NOW - timedelta(days=n), article=f"{n}") for n in range(12)]
    at_front, _ = JUDGE.assess(AREA, shells, front, NOW)
    first_shot, _ = JUDGE.assess(AREA, shells[:1], quiet, NOW)
    assert at_front.pressure > 3 * first_shot.pressure
    assert at_front.index < first_shot.index
