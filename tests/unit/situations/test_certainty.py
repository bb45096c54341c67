from datetime import timedelta
from itertools import product

import pytest

from tests.unit.builders import NOW, claim, shipped_table
from warnd.model.certainty import Certainty, Urgency
from warnd.model.claim import Claim
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.model.status import Status
from warnd.situations.certainty import (
    SILENCE,
    Standing,
    certainty_of,
    standing_of,
    urgency_of,
)
from warnd.situations.weigh import Scale

SCALE = Scale(shipped_table())
HAPPENS = claim(origin="a", article="1")
HAPPENS_TOO = claim(origin="b", article="2")
THREAT = claim("offensive_threat", origin="a", article="3", status=Status.THREATENED)
THREAT_TOO = claim("offensive_threat", origin="b", article="4", status=Status.THREATENED)
RUMOUR = claim(origin="e", article="5", grade=Reliability.E)
POOR = claim(origin="d", article="6", grade=Reliability.D)
DENIED = claim(origin="a", article="7", status=Status.DENIED)


@pytest.mark.parametrize(
    ("claims", "certainty"),
    [
        pytest.param([], Certainty.UNKNOWN, id="nobody says anything"),
        pytest.param([claim("de_escalation")], Certainty.UNKNOWN, id="good news is no sign"),
        pytest.param([HAPPENS, HAPPENS_TOO], Certainty.OBSERVED, id="two say it happens"),
        pytest.param([HAPPENS], Certainty.LIKELY, id="one says so"),
        pytest.param([POOR, RUMOUR], Certainty.LIKELY, id="two poor ones say so"),
        pytest.param([RUMOUR], Certainty.POSSIBLE, id="one poor one says so"),
        pytest.param([THREAT, THREAT_TOO], Certainty.LIKELY, id="two hear a threat"),
        pytest.param([THREAT], Certainty.POSSIBLE, id="one hears a threat"),
        pytest.param([DENIED], Certainty.UNLIKELY, id="it is only denied"),
        pytest.param([HAPPENS, HAPPENS_TOO, DENIED], Certainty.OBSERVED, id="in spite of a denial"),
        pytest.param([THREAT, RUMOUR], Certainty.POSSIBLE, id="what weighs most decides"),
    ],
)
def test_how_sure_it_is(claims: list[Claim], certainty: Certainty) -> None:
    assert certainty_of(standing_of(SCALE.weigh(claims, NOW))) is certainty


@pytest.mark.parametrize(
    ("claims", "level", "urgency"),
    [
        pytest.param([], Level.CALM, Urgency.UNKNOWN, id="nothing at all"),
        pytest.param([], Level.WATCH, Urgency.PAST, id="a level on its way down"),
        pytest.param([HAPPENS], Level.WARNING, Urgency.IMMEDIATE, id="it happens, gravely"),
        pytest.param([HAPPENS], Level.EMERGENCY, Urgency.IMMEDIATE, id="more gravely"),
        pytest.param([HAPPENS], Level.WATCH, Urgency.EXPECTED, id="it happens"),
        pytest.param([THREAT], Level.WARNING, Urgency.EXPECTED, id="it is announced, gravely"),
        pytest.param([THREAT], Level.WATCH, Urgency.FUTURE, id="it is announced"),
        pytest.param([DENIED], Level.WATCH, Urgency.FUTURE, id="it is denied"),
        pytest.param(
            [claim(at=NOW - timedelta(days=2))], Level.WARNING, Urgency.PAST, id="it is over"
        ),
    ],
)
def test_how_soon_people_should_act(claims: list[Claim], level: Level, urgency: Urgency) -> None:
    assert urgency_of(standing_of(SCALE.weigh(claims, NOW)), level, NOW, SCALE) is urgency


def test_every_live_standing_has_its_words() -> None:
    live = [status for status in Status if SCALE.status(status) > 0.0]
    for status, origins, trusted, level in product(live, (1, 2, 5), (True, False), Level):
        standing = Standing(status=status, origins=origins, is_trusted=trusted, last=NOW)
        assert certainty_of(standing) is not Certainty.UNKNOWN
        assert urgency_of(standing, level, NOW, SCALE) is not Urgency.UNKNOWN


def test_old_claims_weigh_less_in_what_most_of_them_say() -> None:
    long_ago = claim(at=NOW - timedelta(days=12), origin="b")
    assert standing_of(SCALE.weigh([long_ago, THREAT], NOW)).status is Status.THREATENED


def test_silence_is_no_denial() -> None:
    assert standing_of(SCALE.weigh([claim(status=Status.HISTORICAL)], NOW)) == SILENCE
