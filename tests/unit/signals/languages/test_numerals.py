import re

import pytest

from warnd.signals.languages.numerals import NumberWords, may_begin, number_reader

#: a few words of several languages, as tables
WORDS = NumberWords(
    small={"two": 2, "four": 4, "ten": 10, "twenty": 20, "thirty": 30, "quatre vingt dix": 90},
    behind_ten={"one": 1},
    hundreds={"quinientos": 500},
    scales={"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12},
    vague={"dozens": 24, "tens": 20, "thousands": 2_000},
    joiners=frozenset({"and"}),
    of=frozenset({"of"}),
    to=frozenset({"to"}),
    uncounted_after=frozenset({"dollars", "years"}),
    uncounted_before=frozenset({"resolution"}),
    months=frozenset({"may"}),
    counted=frozenset({"people"}),
    thousands=". ",
    decimals=",",
)
WORD = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?|\w+")
READ, BEGINS = number_reader(WORDS), may_begin(WORDS)


def found(text: str) -> list[tuple[str, int]]:
    met = list(WORD.finditer(text))
    words = [each[0] for each in met]
    numbers = READ(words, [each.span() for each in met], text, list(map(BEGINS, words)))
    return [(" ".join(words[each.first : each.last + 1]), each.value) for each in numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("four towns", [("four", 4)], id="a word"),
        pytest.param("thirty-four men", [("thirty four", 34)], id="ten and one"),
        pytest.param("thirty and one men", [("thirty and one", 31)], id="a joiner within"),
        pytest.param("four and twenty", [("four and twenty", 24)], id="one before ten"),
        pytest.param("one man", [], id="an article alone"),
        pytest.param("quatre-vingt-dix villes", [("quatre vingt dix", 90)], id="a phrase"),
        pytest.param("quinientos thirty", [("quinientos thirty", 530)], id="a word of hundreds"),
        pytest.param("two hundred thousand", [("two hundred thousand", 200_000)], id="scales"),
        pytest.param("thousand quinientos", [("thousand quinientos", 1_500)], id="no one before"),
        pytest.param("two dozen", [("two dozen", 24)], id="dozens told exactly"),
        pytest.param("four, ten", [("four", 4), ("ten", 10)], id="two numbers"),
        pytest.param("12.500 people", [("12.500", 12_500)], id="parted by dots"),
        pytest.param("12 000 people", [("12 000", 12_000)], id="parted by spaces"),
        pytest.param("5,5 million of people", [("5,5 million", 5_500_000)], id="decimals"),
        pytest.param("5,5 people", [], id="no count has decimals"),
        pytest.param("dozens", [("dozens", 24)], id="a size"),
        pytest.param("tens of thousands", [("tens of thousands", 20_000)], id="a size of sizes"),
        pytest.param("10 to 14 men", [("10 to 14", 10)], id="a range is its lower bound"),
        pytest.param("10-14 men", [("10 14", 10)], id="a range with a hyphen"),
        pytest.param("2019 people", [("2019", 2019)], id="a figure that counts people"),
    ],
)
def test_numbers_count(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("in 2019", id="a year"),
        pytest.param("12 of may 2019", id="a date"),
        pytest.param("3 million of dollars", id="money"),
        pytest.param("$30", id="money by its sign"),
        pytest.param("30%", id="a share"),
        pytest.param("10:30", id="a time"),
        pytest.param("thirty years", id="time"),
        pytest.param("resolution 2254", id="a name"),
        pytest.param("T-72", id="a name with a hyphen"),
    ],
)
def test_other_figures_count_nothing(text: str) -> None:
    assert found(text) == []
