import pytest

from warnd.model.identifiers import KindId, RuleId
from warnd.rules.compile import compile_pack
from warnd.rules.rule import NO_COUNT, CountQuery, Rule
from warnd.signals.counts import CountReader
from warnd.signals.languages.english.language import English

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
        pytest.param(
            "Guns shelled men blamed for a raid, in which 67 people were killed.",
            None,
            id="the dead of another event",
        ),
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


HARM = KindId("civilian_harm")
HARMED = CountReader(
    [
        CountQuery(
            kind=HARM,
            language="en",
            queries=("NUM THEN/5 killed", "killing THEN/2 NUM", "NUM THEN/3 hurt"),
            parts=("rebels THEN/1 (NUM THEN/0 farmers)",),
            adds="NUM THEN/2 (farmers | nurses | drivers)",
            ones="(=a | =an) THEN/1 (farmer | nurse)",
            without="(NUM THEN/1 rebels) | (the THEN/0 NUM THEN/0 sides)",
        )
    ],
    (),
    ENGLISH,
)


def harmed(text: str, match: str = "killed | killing | hurt") -> int | None:
    rule = Rule(id=RuleId("h"), kind=HARM, language="en", confidence=0.9, match=match)
    (sentence,) = ENGLISH.sentences("", text)
    return HARMED.count_of(sentence, HARM, compile_pack([rule], (), ENGLISH).match((sentence,)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Six farmers and two nurses were killed.", 8, id="a list is added up"),
        pytest.param("A farmer and two nurses were killed.", 3, id="a single one in a list"),
        pytest.param("A nurse was killed and three drivers were hurt.", 1, id="a single one dead"),
        pytest.param("A nurse was killed.", None, id="a single one alone is no count"),
        pytest.param("Nine rebels killed; four drivers hurt.", 4, id="others are not counted"),
        pytest.param("The two sides fought, killing nine.", 9, id="a number that tells who"),
        pytest.param("Fifty people, including six farmers, were killed.", 50, id="the whole"),
        pytest.param("Twenty died (18 rebels, two farmers).", 2, id="the kind's part of a whole"),
        pytest.param("Ten people (two nurses) were killed.", 10, id="an aside between"),
        pytest.param("Ten people, who had fled, were killed.", 10, id="a relative clause between"),
        pytest.param("Ten people fled when nobody was killed.", None, id="another clause"),
    ],
)
def test_who_is_counted(text: str, expected: int | None) -> None:
    assert harmed(text) == expected


@pytest.mark.parametrize(
    ("text", "match", "expected"),
    [
        pytest.param(
            "Jets strike the port after shells left ten people killed.", "jets", None, id="a cause"
        ),
        pytest.param(
            "Jets strike the port after shells left ten people killed.", "shells", 10, id="its own"
        ),
        pytest.param("Ten people were killed after jets struck.", "jets", 10, id="an effect"),
        pytest.param(
            "Ten people were killed in response to shells.", "shells", None, id="the answer to it"
        ),
        pytest.param(
            "They demand the trial of men accused of killing ten, leaving six people killed.",
            "demand",
            6,
            id="an accusation",
        ),
    ],
)
def test_a_number_of_another_event_is_not_counted(
    text: str, match: str, expected: int | None
) -> None:
    assert harmed(text, match) == expected


def test_a_kind_without_count_queries_has_no_count() -> None:
    (sentence,) = ENGLISH.sentences("", "14 towns were shelled.")
    assert HARMED.count_of(sentence, SHELLING, ()) is None


def test_kinds_whose_number_may_stand_beside_are_told() -> None:
    near = CountQuery(kind=HARM, language="en", queries=("NUM",), near=True)
    assert CountReader([near], (), ENGLISH).near == {HARM}
    assert HARMED.near == frozenset()
