"""What breaks naive matching in Spanish."""

import pytest

from warnd.signals.languages.spanish.language import Spanish

SPANISH = Spanish()


def words(text: str) -> list[str]:
    return [word for sentence in SPANISH.sentences("", text) for word in sentence.words]


def counts(text: str) -> list[int]:
    return [number.value for sentence in SPANISH.sentences("", text) for number in sentence.numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Atacó, atacó", ["ataco", "ataco"], id="accents"),
        pytest.param("niños y año", ["ninos", "y", "ano"], id="the tilde of ñ"),
        pytest.param("EE.UU., EE. UU., EE.UU", ["eeuu", "eeuu", "eeuu"], id="doubled initials"),
        pytest.param("la O.N.U. pide", ["la", "onu", "pide"], id="initials"),
        pytest.param("«Alto el fuego»", ["alto", "el", "fuego"], id="quotes"),
        pytest.param("¡Fuego! ¿Quién?", ["fuego", "quien"], id="marks that open"),
        pytest.param("1.500 y 2,5", ["1.500", "y", "2,5"], id="figures"),
        pytest.param("a\u0301rabe", ["arabe"], id="loose marks"),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("huir huye huyen huyó huyeron huyendo", id="huir"),
        pytest.param("romper rompió roto rotas", id="romper"),
        pytest.param("morir muere mueren murió murieron", id="morir"),
        pytest.param("atacar atacó atacaron atacará atacaría atacarían", id="atacar"),
        pytest.param("bombardear bombardeo bombardeos bombardearon bombardeó", id="bombardear"),
        pytest.param("golpear golpeó golpean", id="golpear"),
        pytest.param("desplegar despliega desplegó despliegue", id="desplegar"),
        pytest.param("detener detuvo detuvieron detenidos", id="detener"),
        pytest.param("violación violaciones", id="nouns in -ción"),
        pytest.param("avión aviones", id="nouns in -ión"),
        pytest.param("retirar retiró retiraron retirará", id="retirar"),
        pytest.param("misil misiles", id="nouns in -l"),
        pytest.param("humanitario humanitaria humanitarias", id="no conditional"),
    ],
)
def test_inflections_share_a_form(forms: str) -> None:
    assert len({SPANISH.form(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("muertos", "murieron", id="the dead are counted, they died"),
        pytest.param("general", "generó", id="a general, generated"),
        pytest.param("ejército", "ejercicios", id="army, exercises"),
        pytest.param("civil", "civilización", id="civil, civilisation"),
        pytest.param("mina", "mineros", id="mine, miners"),
        pytest.param("armada", "Armenia", id="navy, Armenia"),
        pytest.param("militares", "milicias", id="soldiers, militias"),
        pytest.param("violación", "violentas", id="violation, violent"),
        pytest.param("base", "basado", id="base, based"),
        pytest.param("partido", "partió", id="party, left"),
        pytest.param("prisión", "presión", id="prison, pressure"),
        pytest.param("toma", "tomate", id="capture, tomato"),
    ],
)
def test_words_alike_stay_apart(first: str, second: str) -> None:
    assert SPANISH.form(first) != SPANISH.form(second)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Al menos 14 localidades", [14], id="digits"),
        pytest.param("1.500 soldados", [1500], id="thousands in Spain"),
        pytest.param("1,500 soldados", [1500], id="thousands in Mexico"),
        pytest.param("2,5 millones de personas", [2_500_000], id="decimals"),
        pytest.param("treinta y un muertos", [31], id="in words"),
        pytest.param("dos mil quinientos hombres", [2500], id="thousands in words"),
        pytest.param("decenas de miles de civiles", [20_000], id="tens of thousands"),
        pytest.param("docenas de heridos", [24], id="dozens"),
        pytest.param("más de un centenar de casas", [100], id="about a hundred"),
        pytest.param("media docena de aldeas", [6], id="half a dozen"),
        pytest.param("entre 10 y 15 heridos", [10], id="a range is its lower bound"),
        pytest.param("un soldado y una niña", [], id="articles are no numbers"),
        pytest.param("el 31 de agosto de 2014", [], id="a date"),
        pytest.param("la resolución 2254", [], id="a name"),
        pytest.param("72 horas y 30 %", [], id="time and shares"),
    ],
)
def test_numbers_that_count_are_read(text: str, expected: list[int]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("El Gral. Pérez habló. Luego salió.", 2, id="titles"),
        pytest.param("Murieron en EE.UU. según la policía.", 1, id="initials"),
        pytest.param("El art. 5 rige. ¿Quién lo dice?", 2, id="before numbers"),
        pytest.param("Cayó la ciudad. «Es nuestra», dijo.", 2, id="a quote opens"),
        pytest.param("A las 5 p.m. del lunes huyeron.", 1, id="times"),
    ],
)
def test_full_stops_end_sentences_only_where_they_do(text: str, number: int) -> None:
    assert len(SPANISH.sentences("", text)) == number
