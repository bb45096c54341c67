from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.builders import part
from warnd.model.identifiers import KindId, RuleId
from warnd.rules.finding import Fault
from warnd.rules.lint_patterns import of_patterns
from warnd.rules.pattern import Part, Pattern, PatternParts, PatternTests, Report, Timeline
from warnd.rules.rule import Rule, RulePack


def timelines(*hours: int) -> tuple[Timeline, ...]:
    return tuple(
        Timeline(
            name=f"after {hour}",
            reports=(Report(at=timedelta(hours=hour), kind=KindId("shelling")),),
        )
        for hour in hours
    )


GOOD = Pattern(
    id=RuleId("good"),
    pattern=PatternParts(all=(part("shelling"),)),
    within=timedelta(days=5),
    tests=PatternTests(fires=timelines(1, 2), silent=timelines(3, 4)),
)
RULE = Rule(
    id=RuleId("siege-of-people"),
    kind=KindId("aid_obstruction"),
    language="en",
    confidence=0.8,
    match="siege",
)


def asking(asked: Part) -> Pattern:
    return replace(GOOD, pattern=PatternParts(all=(asked,)))


@pytest.mark.parametrize(
    ("patterns", "faults"),
    [
        pytest.param((GOOD,), [], id="good"),
        pytest.param(
            (replace(GOOD, tests=PatternTests(fires=timelines(1, 1), silent=timelines(3, 4))),),
            [Fault.UNTESTED],
            id="the same timeline twice",
        ),
        pytest.param(
            (replace(GOOD, tests=PatternTests()),), [Fault.UNTESTED, Fault.UNTESTED], id="untested"
        ),
        pytest.param((replace(GOOD, within=timedelta(days=16)),), [Fault.BEYOND], id="too long"),
        pytest.param(
            (
                replace(
                    GOOD, pattern=PatternParts(all=(part("shelling"),), unless=(part("shelling"),))
                ),
            ),
            [Fault.UNREACHABLE],
            id="called off by what it needs",
        ),
        pytest.param((GOOD, replace(GOOD, id=RuleId("other"))), [Fault.DUPLICATE], id="alike"),
        pytest.param(
            (GOOD, replace(GOOD, id=RuleId("other"), origins=2)), [], id="alike but for origins"
        ),
        pytest.param((asking(Part(rule=("siege-*",))),), [], id="a rule"),
        pytest.param((asking(Part(rule=("sieg",))),), [Fault.UNKNOWN_RULE], id="no such rule"),
        pytest.param(
            (asking(Part(kind=(KindId("shelling"),), rule=("siege-*",))),),
            [Fault.UNKNOWN_RULE],
            id="a rule of another kind",
        ),
    ],
)
def test_what_is_probably_wrong_with_patterns(
    patterns: tuple[Pattern, ...], faults: list[Fault]
) -> None:
    pack = RulePack(patterns=patterns, rules=(RULE,))
    assert [found.fault for found in of_patterns(pack, timedelta(days=15))] == faults


def test_without_rules_and_scoring_table_nothing_is_said_of_them() -> None:
    pattern = replace(asking(Part(rule=("sieg",))), within=timedelta(days=90))
    assert list(of_patterns(RulePack(patterns=(pattern,)), None)) == []
