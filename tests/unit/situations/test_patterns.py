from datetime import timedelta

import pytest

from tests.unit.builders import NOW, claim, part, shipped_table
from warnd.model.claim import Claim
from warnd.model.identifiers import RuleId
from warnd.model.status import Status
from warnd.rules.rule import Pattern, PatternParts
from warnd.situations.patterns import patterns_that_hold
from warnd.situations.weigh import Scale

IMMINENT = Pattern(
    id=RuleId("offensive-imminent"),
    pattern=PatternParts(
        all=(part("truce_collapse"), part("troop_movement")),
        any=(part("shelling"), part("offensive_threat")),
    ),
    within=timedelta(days=7),
    origins=2,
)
TRUCE = claim("truce_collapse", origin="a")
TROOPS = claim("troop_movement", origin="b")
SHELLS = claim("shelling", origin="a")


@pytest.mark.parametrize(
    ("claims", "holds"),
    [
        pytest.param([TRUCE, TROOPS, SHELLS], True, id="all, one of any, two origins"),
        pytest.param([TRUCE, TROOPS], False, id="none of any"),
        pytest.param([TRUCE, SHELLS], False, id="one of all is missing"),
        pytest.param(
            [TRUCE, claim("troop_movement", origin="a"), SHELLS], False, id="one origin alone"
        ),
        pytest.param(
            [TRUCE, claim("troop_movement", origin="b", at=NOW - timedelta(days=8)), SHELLS],
            False,
            id="too long ago",
        ),
        pytest.param(
            [TRUCE, claim("troop_movement", origin="b", status=Status.DENIED), SHELLS],
            False,
            id="denied",
        ),
        pytest.param(
            [TRUCE, claim("troop_movement", origin="b", probability=0.4), SHELLS],
            False,
            id="less probable than not",
        ),
        pytest.param(
            [claim("truce_collapse", origin="a", status=Status.THREATENED), TROOPS, SHELLS],
            True,
            id="threatened counts",
        ),
    ],
)
def test_when_a_pattern_holds(claims: list[Claim], holds: bool) -> None:
    found = patterns_that_hold((IMMINENT,), claims, NOW, Scale(shipped_table()))
    assert bool(found) is holds
