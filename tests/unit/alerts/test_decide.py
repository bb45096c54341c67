from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.unit.builders import NOW, claim
from warnd.alerts.changes import EARNEST
from warnd.alerts.decide import Finding, decide
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.certainty import Certainty, Urgency
from warnd.model.claim import Claim, Weighed
from warnd.model.identifiers import AreaId, ArticleId
from warnd.model.level import Level
from warnd.model.situation import Assessment, KindPressure, Situation
from warnd.model.status import Status

AREA = Area(id=AreaId("SY-ID"), name="Idlib, Syria", country="SY", divisions=("SY-ID",))
PAUSE = timedelta(hours=12)


def finding(level: Level, claims: Sequence[Claim] = (claim(),), *, at: datetime = NOW) -> Finding:
    kinds = tuple(
        KindPressure(kind=kind, pressure=5.0, origins=1, count=None)
        for kind in dict.fromkeys(one.signal.kind for one in claims)
    )
    return Finding(
        area=AREA,
        situation=Situation(
            area=AREA.id,
            level=level,
            index=50.0,
            pressure=5.0,
            normal=0.0,
            known_since=NOW,
            since=at,
            at=at,
        ),
        assessment=Assessment(
            area=AREA.id,
            at=at,
            index=50.0,
            pressure=5.0,
            normal=0.0,
            level=level,
            kinds=kinds,
            patterns=(),
            origins=len({one.source.origin for one in claims}),
            reasons=("because",),
        ),
        claims=tuple(Weighed(claim=one, weight=5.0) for one in claims),
    )


def opened(level: Level, claims: Sequence[Claim] = (claim(),)) -> AlertVersion:
    version = decide(finding(level, claims), None, PAUSE)
    assert version is not None
    return version


def test_a_calm_area_without_an_alert_tells_nothing() -> None:
    assert decide(finding(Level.CALM), None, PAUSE) is None


def test_leaving_calm_opens_an_alert_with_its_proof() -> None:
    version = opened(Level.WATCH, [claim("shelling", count=14, article="a7")])
    assert version.reason is AlertReason.NEW
    assert version.version == 1
    assert version.articles == ("a7",)
    assert version.evidence[0].quote.text == "words about shelling"
    assert version.evidence[0].count == 14
    assert version.reasons == ("because",)


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        pytest.param(Level.WATCH, Level.WARNING, AlertReason.ESCALATED, id="worse"),
        pytest.param(Level.WARNING, Level.WATCH, AlertReason.UPDATED, id="better"),
        pytest.param(Level.WARNING, Level.CALM, AlertReason.ALL_CLEAR, id="calm"),
        pytest.param(Level.WATCH, Level.WATCH, None, id="the same"),
    ],
)
def test_a_change_of_level_is_told_at_once(
    before: Level, now: Level, reason: AlertReason | None
) -> None:
    first = opened(before)
    version = decide(finding(now, at=NOW + timedelta(minutes=1)), first, PAUSE)
    assert (version.reason if version else None) is reason
    if version is not None:
        assert version.version == 2
        assert version.alert == first.alert
        assert version.previous_level is before
        assert version.peak_level is max(before, now)


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        pytest.param(
            [claim("shelling")],
            [claim("shelling"), claim("troop_movement")],
            "New: troop movement",
            id="a new kind",
        ),
        pytest.param(
            [claim("shelling", count=10)],
            [claim("shelling", count=15)],
            "Shelling: from 10 to 15",
            id="half as many more",
        ),
        pytest.param(
            [claim("displacement", status=Status.THREATENED)],
            [claim("displacement")],
            "What was threatened is happening: displacement",
            id="carried out",
        ),
        pytest.param(
            [claim("shelling")],
            [claim("shelling"), replace(claim("shelling"), admin1="SY-HM")],
            "Also in SY-HM now",
            id="another division",
        ),
        pytest.param(
            [claim("shelling")],
            [claim("shelling"), claim("shelling", origin="paper")],
            "Independent origins: from 1 to 2",
            id="another origin",
        ),
        pytest.param(
            [claim("shelling", count=10)], [claim("shelling", count=14)], None, id="a few more"
        ),
        pytest.param([claim("shelling")], [claim("shelling")], None, id="nothing"),
    ],
)
def test_a_material_change_is_told_when_the_last_version_is_old_enough(
    before: list[Claim], now: list[Claim], change: str | None
) -> None:
    first = opened(Level.WATCH, before)
    late, soon = NOW + PAUSE, NOW + PAUSE - timedelta(minutes=1)
    version = decide(finding(Level.WATCH, now, at=late), first, PAUSE)
    assert (version.changes if version else None) == ((change,) if change else None)
    assert decide(finding(Level.WATCH, now, at=soon), first, PAUSE) is None


def test_the_fifth_quote_of_a_kind_does_not_hide_the_first_of_another() -> None:
    many = [claim("airstrike", article=f"s{n}") for n in range(20)]
    version = opened(Level.WARNING, [*many, claim("troop_movement", article="t")])
    kinds = [str(item.kind) for item in version.evidence]
    assert kinds.count("airstrike") == 3
    assert "troop_movement" in kinds
    assert len(version.articles) == 21


DRILL = replace(claim(), article=ArticleId("drill"), possible_test=True)


def test_what_only_drills_said_is_told_again_at_once_when_it_is_said_in_earnest() -> None:
    before = opened(Level.WARNING, [DRILL])
    assert before.possible_test
    soon = NOW + timedelta(minutes=1)
    version = decide(finding(Level.WARNING, [DRILL, claim()], at=soon), before, PAUSE)
    assert version is not None
    assert version.reason is AlertReason.UPDATED
    assert version.changes == (EARNEST,)
    assert not version.possible_test


def test_another_drill_is_no_news() -> None:
    before = opened(Level.WARNING, [DRILL])
    soon = NOW + timedelta(minutes=1)
    assert decide(finding(Level.WARNING, [DRILL, DRILL], at=soon), before, PAUSE) is None


def test_no_number_of_drills_crowds_out_what_is_said_in_earnest() -> None:
    drills = [replace(DRILL, article=ArticleId(f"drill-{number}")) for number in range(9)]
    version = opened(Level.WARNING, [*drills, replace(claim(), article=ArticleId("z"))])
    assert version.evidence[0].article == "z"
    assert not version.possible_test


def test_how_soon_and_how_sure_go_with_the_version() -> None:
    found = finding(Level.WARNING)
    situation = replace(found.situation, urgency=Urgency.EXPECTED, certainty=Certainty.POSSIBLE)
    version = decide(replace(found, situation=situation), None, PAUSE)
    assert version is not None
    assert (version.urgency, version.severity, version.certainty) == (
        *("Expected", "Severe", "Possible"),
    )
