"""The traps of Ukrainian: apostrophes, letters of two scripts, endings, alternations, numbers."""

import pytest

from warnd.signals.languages.ukrainian.language import Ukrainian

UKRAINIAN = Ukrainian()


def words(text: str) -> list[str]:
    return [word for sentence in UKRAINIAN.sentences("", text) for word in sentence.words]


def counts(text: str) -> list[int]:
    return [
        number.value for sentence in UKRAINIAN.sentences("", text) for number in sentence.numbers
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("об'єкт об’єкт обʼєкт об`єкт", ["обєкт"] * 4, id="apostrophes"),
        pytest.param("Ґаза, ґвалт", ["газа", "гвалт"], id="the banned letter"),
        pytest.param("обстрiл oбстріл", ["обстріл", "обстріл"], id="Latin letters within"),
        pytest.param("ко\u0301рпус", ["корпус"], id="stress"),
        pytest.param("його Київ", ["його", "київ"], id="й and ї keep their marks"),
        pytest.param("и\u0306ого Киі\u0308в", ["його", "київ"], id="й and ї in two signs"),
        pytest.param("FPV-дрон, С-300", ["fpv", "дрон", "с", "300"], id="hyphens part"),
        pytest.param("«Шахед» збито", ["шахед", "збито"], id="quotes"),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("обстріл обстрілу обстрілами обстріляли обстріляно", id="shell"),
        pytest.param("атака атаці атак атакував атаковано", id="к and ц"),
        pytest.param("облога облозі облогу", id="г and з"),
        pytest.param("бій бою боїв боях", id="і and о in battle"),
        pytest.param("село сіл селами", id="і and е in village"),
        pytest.param("вогонь вогню вогнем", id="fleeting о"),
        pytest.param("боєць бійці бійців", id="fighter"),
        pytest.param("удар ударів вдарив уда\u0301рили", id="у and в at the start"),
        pytest.param("убито вбито вбили убитих", id="killed"),
        pytest.param("загинув загинули загиблих загинуло", id="fall"),
        pytest.param("захопив захоплено захоплення", id="л grown after a lip"),
        pytest.param("евакуація евакуювали евакуйовано", id="evacuate"),
        pytest.param("біженець біженці біженців", id="refugee"),
        pytest.param("будинок будинки будинків", id="house"),
        pytest.param("школа шкіл школу", id="school"),
        pytest.param("солдат солдати солдатів", id="soldiers are no infinitive"),
        pytest.param("росіянин росіяни росіян", id="dwellers"),
        pytest.param("перемир'я перемир’ю перемирʼям", id="truce"),
    ],
)
def test_inflections_share_a_form(forms: str) -> None:
    assert len({UKRAINIAN.form(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("операція", "опера", id="operation and opera"),
        pytest.param("громада", "громадянин", id="community and citizen"),
        pytest.param("наступ", "наступний", id="offensive and next"),
        pytest.param("школа", "школяр", id="school and pupil"),
        pytest.param("страта", "стратегія", id="execution and strategy"),
        pytest.param("Судан", "суд", id="Sudan and court"),
        pytest.param("Газа", "газ", id="Gaza and gas"),
        pytest.param("вибух", "вибуховановина", id="a phrase written as one word"),
    ],
)
def test_words_of_two_meanings_stay_apart(one: str, other: str) -> None:
    assert UKRAINIAN.form(one) != UKRAINIAN.form(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("щонайменше чотирнадцять сіл", [14], id="words"),
        pytest.param("сто двадцять п'ять бійців", [125], id="several words"),
        pytest.param("чотирьох поранених, двоє дітей", [4, 2], id="cases and collectives"),
        pytest.param("2 500 людей, 3,2 млн осіб", [2500, 3_200_000], id="figures"),
        pytest.param("десятки людей, сотні поранених", [24, 200], id="vague"),
        pytest.param("понад тисячу осіб", [1000], id="a thousand"),
        pytest.param("десятки тисяч людей", [20_000], id="tens of thousands"),
        pytest.param("28 січня 2019 року", [], id="a date"),
        pytest.param("12-річна дівчинка на 5-поверховому будинку", [], id="age and storeys"),
        pytest.param("92-га бригада, Х-101, 155-мм", [], id="names of things"),
        pytest.param("за 20 км, на 30 %, 5 млн грн", [], id="measures and money"),
    ],
)
def test_numbers_that_count(text: str, expected: list[int]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("У м. Харків та с. Циркуни лунали вибухи.", id="town and village"),
        pytest.param("Жителі Сумської обл. Шостку залишили.", id="oblast"),
        pytest.param("На вул. Пушкінській ім. Шевченка.", id="street and name"),
    ],
)
def test_abbreviations_end_no_sentence(text: str) -> None:
    assert len(list(UKRAINIAN.sentences("", text))) == 1
