"""An alert says which publisher nearly all of its weight rests on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.alerts.test_decide import finding
from tests.unit.builders import claim
from warnd.alerts.decide import Finding, decide
from warnd.model.claim import Weighed
from warnd.model.level import Level


def weighed(publisher: str, weight: float) -> Weighed:
    plain = claim()
    return Weighed(
        claim=replace(plain, source=replace(plain.source, publisher=publisher)), weight=weight
    )


@pytest.mark.parametrize(
    ("weights", "publisher"),
    [
        pytest.param([("One", 5.0)], "One", id="one"),
        pytest.param([("One", 81.0), ("Two", 19.0)], "One", id="nearly one"),
        pytest.param([("One", 8.0), ("Two", 2.0)], "", id="a fifth comes from another"),
        pytest.param([("One", 5.0), ("One", 5.0), ("Two", 1.0)], "One", id="its claims together"),
        pytest.param([("One", 5.0), ("Two", -5.0)], "", id="what calms weighs too"),
        pytest.param([("", 5.0)], "", id="nobody knows who"),
    ],
)
def test_what_an_alert_rests_on(weights: list[tuple[str, float]], publisher: str) -> None:
    found: Finding = replace(
        finding(Level.WARNING), claims=tuple(weighed(name, weight) for name, weight in weights)
    )
    version = decide(found, None, update_interval=timedelta(hours=1))
    assert version is not None
    assert version.rests_on == publisher
