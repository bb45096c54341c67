from itertools import pairwise, product

import pytest

from warnd.model.identifiers import KindId
from warnd.model.signal import SeenBy
from warnd.signals.fuse import FUSION, Seen, fuse, log_odds, seen_by

#: a kind whose two mistakes cost the same, so that nothing is moved
SHELLING = KindId("shelling")


def seen(
    rule: float = 0.0, model: float | None = None, rules: int = 1, *, beside: bool = False
) -> Seen:
    return Seen(kind=SHELLING, rule=rule, rules=rules, model=model, beside=beside)


def test_without_a_classifier_the_rule_is_believed_as_it_is() -> None:
    assert fuse(seen(rule=0.9)) == 0.9
    assert fuse(seen()) == 0.0


def test_the_classifier_alone_is_believed_less_than_it_believes_itself() -> None:
    expected = FUSION.alone * log_odds(0.85) + FUSION.alone_offset
    assert log_odds(fuse(seen(model=0.85))) == pytest.approx(expected)
    assert 0.5 < fuse(seen(model=0.85)) < 0.85
    assert fuse(seen(model=0.6)) < 0.5


def test_a_rule_and_the_classifier_add_their_log_odds() -> None:
    expected = log_odds(0.85) + FUSION.rule_offset + FUSION.helping * log_odds(0.3)
    assert log_odds(fuse(seen(rule=0.85, model=0.3))) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        pytest.param(seen(0.8, 0.3, rules=2), seen(0.8, 0.3), id="a second rule"),
        pytest.param(seen(0.8, 0.3), seen(0.8, 0.3, beside=True), id="no rule of another kind"),
        pytest.param(seen(model=0.9), seen(model=0.9, beside=True), id="nor beside the classifier"),
        pytest.param(seen(0.8, 0.9), seen(0.8, 0.1), id="a surer classifier"),
        pytest.param(seen(0.8, 0.4), seen(0.0, 0.4), id="a rule at all"),
    ],
)
def test_what_makes_it_more_probable(surer: Seen, less_sure: Seen) -> None:
    assert fuse(surer) > fuse(less_sure)


def test_what_the_words_of_another_kind_explain_the_classifier_alone_cannot_claim() -> None:
    def beside(kind: str) -> float:
        return fuse(Seen(kind=KindId(kind), model=0.99, beside=True))

    assert beside("airstrike") < 0.5 < beside("shelling")
    assert beside("offensive_threat") < 0.5
    assert fuse(Seen(kind=KindId("airstrike"), model=0.99)) > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(seen(0.8, 0.3, rules=3), seen(0.8, 0.3, rules=9), id="rules past the third"),
        pytest.param(seen(0.8, 0.001), seen(0.8, 0.05), id="doubt past its limit"),
        pytest.param(seen(model=0.93), seen(model=0.99), id="the classifier alone past its limit"),
        pytest.param(seen(0.8, 0.99), seen(0.8, 0.999), id="help past its limit"),
    ],
)
def test_what_makes_no_difference(one: Seen, other: Seen) -> None:
    assert fuse(one) == fuse(other)


@pytest.mark.parametrize("rule", [0.0, 0.3, 0.6, 0.95, 1.0])
def test_a_surer_classifier_never_makes_it_less_probable(rule: float) -> None:
    values = [fuse(seen(rule, model / 100)) for model in range(101)]
    assert values == sorted(values)
    assert all(0.0 <= value <= 1.0 for value in values)


@pytest.mark.parametrize("kind", ["territory_change", "unrest", "shelling", "of_an_operator"])
def test_a_surer_rule_is_never_less_probable_for_any_kind(kind: str) -> None:
    for model, beside in product((0.02, 0.4, 0.97), (False, True)):
        values = [
            fuse(Seen(kind=KindId(kind), rule=rule / 20, rules=1, model=model, beside=beside))
            for rule in range(1, 21)
        ]
        assert all(before < after for before, after in pairwise(values))


def test_doubt_alone_does_not_silence_a_rule_that_is_sure() -> None:
    assert fuse(seen(rule=0.7, model=0.0)) > 0.5 > fuse(seen(rule=0.5, model=0.0))


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        pytest.param(seen(0.9, 0.1), SeenBy.RULE, id="rule"),
        pytest.param(seen(0.9), SeenBy.RULE, id="rule without a classifier"),
        pytest.param(seen(0.0, 0.9), SeenBy.MODEL, id="model"),
        pytest.param(seen(0.9, 0.9), SeenBy.BOTH, id="both"),
    ],
)
def test_who_saw_it(view: Seen, expected: SeenBy) -> None:
    assert seen_by(view) is expected
