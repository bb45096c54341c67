import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit, logit

from warnd.model.identifiers import KindId, RuleId
from warnd.rules.compile import compile_pack
from warnd.rules.rule import Rule
from warnd.signals.fit_fusion import Witnesses, fit_fusion, rules_on
from warnd.signals.fuse import FUSION, Fusion
from warnd.signals.languages.english.language import English

ENGLISH = English()
#: what the lines below are drawn with
TRUE = Fusion(
    alone=0.8,
    alone_offset=-0.4,
    alone_beside=-0.9,
    helping=0.5,
    rule_offset=0.2,
    further_rule=0.6,
    rule_beside=-0.7,
)


def drawn(lines: int = 30_000) -> Witnesses:
    """Give lines of three kinds whose truth follows TRUE."""
    draw = np.random.default_rng(3)
    shape = (lines, 3)
    odds = draw.normal(-0.5, 1.5, size=shape)
    rule = np.where(draw.random(shape) < 0.4, draw.uniform(0.6, 0.95, size=shape), 0.0)
    fired = rule > 0.0
    rules = np.where(fired, draw.integers(1, 4, size=shape), 0)
    beside = fired.sum(axis=1, keepdims=True) - fired > 0
    return Witnesses(
        rule=rule,
        rules=rules,
        model=expit(odds),
        truth=draw.random(shape) < expit(believed(odds, rule, rules, beside)),
    )


def believed(
    odds: NDArray[np.float64],
    rule: NDArray[np.float64],
    rules: NDArray[np.int64],
    beside: NDArray[np.bool_],
) -> NDArray[np.float64]:
    alone = TRUE.alone * odds + TRUE.alone_offset + TRUE.alone_beside * beside
    ruled = (
        logit(np.where(rule > 0.0, rule, 0.5))
        + TRUE.rule_offset
        + TRUE.helping * np.clip(odds, TRUE.least_help, TRUE.most_help)
        + TRUE.further_rule * (rules - 1)
        + TRUE.rule_beside * beside
    )
    return np.where(rule > 0.0, ruled, alone)


@pytest.mark.parametrize(
    "name",
    [
        *("alone", "alone_offset", "alone_beside"),
        *("helping", "rule_offset", "further_rule", "rule_beside"),
    ],
)
def test_the_numbers_that_lines_were_drawn_with_are_found(name: str) -> None:
    assert getattr(fit_fusion(drawn()), name) == pytest.approx(getattr(TRUE, name), abs=0.1)


def test_limits_are_kept() -> None:
    fitted = fit_fusion(drawn(2_000))
    for name in ("most_alone", "least_help", "most_help", "most_rules", "model_sees"):
        assert getattr(fitted, name) == getattr(FUSION, name)


def rule(name: str, kind: str, confidence: float, match: str) -> Rule:
    return Rule(
        id=RuleId(name), kind=KindId(kind), language="en", confidence=confidence, match=match
    )


def test_rules_are_counted_by_line_and_kind() -> None:
    rules = compile_pack(
        [
            rule("shells", "shelling", 0.7, "shell"),
            rule("mortars", "shelling", 0.9, "mortar"),
            rule("riots", "unrest", 0.8, "riot"),
            rule("own", "of_an_operator", 0.8, "mortar"),
        ],
        (),
        ENGLISH,
    )
    confidence, fired = rules_on(
        ["Mortar shells fell and shells fell.", "A riot.", "Rain."],
        ENGLISH,
        rules,
        [KindId("shelling"), KindId("unrest")],
    )
    assert confidence.tolist() == [[0.9, 0.0], [0.0, 0.8], [0.0, 0.0]]
    assert fired.tolist() == [[2, 0], [0, 1], [0, 0]]
