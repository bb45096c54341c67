"""What breaks naive matching in Portuguese."""

import pytest

from warnd.signals.languages.portuguese.language import Portuguese

PORTUGUESE = Portuguese()


def words(text: str) -> list[str]:
    return [word for sentence in PORTUGUESE.sentences("", text) for word in sentence.words]


def counts(text: str) -> list[int]:
    return [
        number.value for sentence in PORTUGUESE.sentences("", text) for number in sentence.numbers
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Mísseis e trégua", ["misseis", "e", "tregua"], id="accents"),
        pytest.param("forças de segurança", ["forcas", "de", "seguranca"], id="the cedilla"),
        pytest.param("cessar-fogo", ["cessar", "fogo"], id="hyphens"),
        pytest.param("retirou-se", ["retirou", "se"], id="pronouns behind verbs"),
        pytest.param("a O.N.U. pede", ["a", "onu", "pede"], id="initials"),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("fugir foge fogem fugiu fugiram", id="fugir"),
        pytest.param("morrer morre morreram morreu", id="morrer"),
        pytest.param("atacar atacou atacaram atacado", id="atacar"),
        pytest.param("bombardeio bombardeamento bombardeou bombardearam", id="bombardear"),
        pytest.param("míssil mísseis", id="nouns in -il"),
        pytest.param("violação violações", id="nouns in -ção"),
        pytest.param("explosão explosões", id="nouns in -são"),
        pytest.param("avião aviões", id="avião"),
        pytest.param("sequestro sequestrou sequestrados", id="sequestrar"),
    ],
)
def test_inflections_share_a_form(forms: str) -> None:
    assert len({PORTUGUESE.form(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("general", "geral", id="a general, general"),
        pytest.param("mina", "mineiros", id="mine, miners"),
        pytest.param("bomba", "bombeiros", id="bomb, firemen"),
        pytest.param("mortos", "morreram", id="the dead are counted, they died"),
    ],
)
def test_words_alike_stay_apart(first: str, second: str) -> None:
    assert PORTUGUESE.form(first) != PORTUGUESE.form(second)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1.500 soldados e 2,5 milhões de pessoas", [1500, 2_500_000], id="digits"),
        pytest.param("vinte e um mortos", [21], id="in words"),
        pytest.param("dezenas de milhares de civis", [20_000], id="tens of thousands"),
        pytest.param("um soldado e uma criança", [], id="articles are no numbers"),
        pytest.param("em 31 de agosto de 2014", [], id="a date"),
        pytest.param("meia dúzia de aldeias", [6], id="half a dozen"),
    ],
)
def test_numbers_that_count_are_read(text: str, expected: list[int]) -> None:
    assert counts(text) == expected
