import pytest

from warnd.model.identifiers import KindId, RuleId
from warnd.rules.compile import compile_pack
from warnd.rules.rule import NO_COUNT, CountQuery, Rule
from warnd.signals.counts import CountReader
from warnd.signals.languages.english import English

ENGLISH = English()
SHELLING = KindId("shelling")
READER = CountReader(
    [
        CountQuery(
            kind=SHELLING,
            language="en",
            queries=("NUM THEN/3 (town | village)", "(kill) THEN/3 NUM", "NUM THEN/4 kill"),
        )
    ],
    (),
    ENGLISH,
)


def count(text: str, rule_count: str | None = None) -> int | None:
    rule = Rule(
        id=RuleId("s"),
        kind=SHELLING,
        language="en",
        confidence=0.9,
        match="shell",
        count=rule_count,
    )
    (sentence,) = ENGLISH.sentences("", text)
    return READER.count_of(sentence, SHELLING, compile_pack([rule], (), ENGLISH).match((sentence,)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("At least 14 towns were shelled.", 14, id="places"),
        pytest.param("Shells killed seven people in 14 towns.", 14, id="places before the dead"),
        pytest.param("Shells killed seven people.", 7, id="the dead"),
        pytest.param("2,500 fighters shelled 14 towns.", 14, id="not the number beside it"),
        pytest.param("The town was shelled.", None, id="none stated"),
        pytest.param("40 trucks passed; the town was shelled.", None, id="a number of others"),
    ],
)
def test_the_number_that_belongs_to_the_kind(text: str, expected: int | None) -> None:
    assert count(text) == expected


def test_a_rule_may_take_no_number() -> None:
    assert count("At least 14 towns were shelled.", NO_COUNT) is None


def test_a_rule_may_say_where_its_number_is() -> None:
    assert count("40 shells fell on 14 towns.", "NUM THEN/1 shell") == 40


def test_among_several_the_nearest_number_is_taken() -> None:
    text = "Talks in 3 towns failed and on Monday 14 towns were shelled again."
    assert count(text) == 14


def test_a_sentence_that_only_the_classifier_saw_is_counted_too() -> None:
    (sentence,) = ENGLISH.sentences("", "14 towns came under fire.")
    assert READER.count_of(sentence, SHELLING, ()) == 14
