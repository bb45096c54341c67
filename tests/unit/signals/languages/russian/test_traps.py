"""What breaks naive matching of Russian, and what warnd makes of it."""

import pytest

from warnd.signals.languages.russian.language import Russian

RUSSIAN = Russian()


def words(text: str) -> list[str]:
    return [word for sentence in RUSSIAN.sentences("", text) for word in sentence.words]


def numbers(text: str) -> list[int]:
    return [number.value for each in RUSSIAN.sentences("", text) for number in each.numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Обстрелян посёлок", ["обстрелян", "поселок"], id="yo is e"),
        pytest.param("за́мок, боец", ["замок", "боец"], id="stress marks go, й stays"),
        pytest.param("и\u0306", ["й"], id="a letter taken apart is put together"),
        pytest.param("Мoсквa", ["москва"], id="Latin letters that look Cyrillic"),
        pytest.param("Ростов-на-Дону", ["ростов", "на", "дону"], id="hyphens part"),
        pytest.param("т.е. бои", ["те", "бои"], id="abbreviations lose their dots"),
        pytest.param("ВСУ и НАТО", ["всу", "и", "нато"], id="abbreviations in capitals"),
        pytest.param("БМП-2, МиГ-29", ["бмп", "2", "миг", "29"], id="names of arms"),
        pytest.param("NATO troops", ["nato", "troops"], id="Latin words stay"),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("обстрелял обстреляли обстрелян обстреляна обстреливают", id="to shell"),
        pytest.param("убит убита убиты убил убили убивают убитых", id="to kill"),
        pytest.param("погиб погибла погибли погибших погибнуть", id="to perish"),
        pytest.param("эвакуирован эвакуировали эвакуируют эвакуировались", id="to evacuate"),
        pytest.param("захватил захвачен захвачены захватывают", id="to capture"),
        pytest.param("взял взяла взяли взят взята взяты", id="to take"),
        pytest.param("похитили похищен похищены похищение", id="to abduct"),
        pytest.param("боец бойца бойцы бойцов бойцами", id="a vowel that comes and goes"),
        pytest.param("огонь огня огнём", id="fire"),
        pytest.param("посёлок посёлка поселков", id="settlement"),
        pytest.param("деревня деревни деревень", id="village"),
        pytest.param("человек людей людьми", id="one man, many people"),
        pytest.param("ребёнок дети детей", id="one child, many children"),
        pytest.param("перемирие перемирия перемирию", id="truce"),
        pytest.param("город города городов городах", id="town"),
    ],
)
def test_inflections_share_a_form(forms: str) -> None:
    assert len({RUSSIAN.form(each) for each in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("убыл", "убил", id="left, killed"),
        pytest.param("мина", "минута", id="mine, minute"),
        pytest.param("СМИ", "см", id="media, centimetre"),
        pytest.param("ВС", "весь", id="armed forces, all"),
        pytest.param("пытки", "попытки", id="torture, attempts"),
        pytest.param("пытали", "пытались", id="tortured, tried"),
        pytest.param("отвод", "ответ", id="withdrawal, answer"),
        pytest.param("занятый", "занятие", id="occupied, lesson"),
        pytest.param("вывод", "вывеска", id="withdrawal, signboard"),
        pytest.param("мир", "мирный", id="peace, peaceful"),
    ],
)
def test_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert RUSSIAN.form(one) != RUSSIAN.form(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("не менее четырнадцати населённых пунктов", [14], id="genitive"),
        pytest.param("с двадцатью пятью ранеными", [25], id="instrumental"),
        pytest.param("сто двадцать три дома", [123], id="hundreds"),
        pytest.param("двое погибли, трое ранены", [2, 3], id="collective"),
        pytest.param("1 200 человек", [1200], id="thousands parted by a space"),
        pytest.param("1\u00a0200 человек", [1200], id="thousands parted by a hard space"),
        pytest.param("5 тыс. человек", [5000], id="тыс."),
        pytest.param("2,5 млн беженцев", [2_500_000], id="a comma for decimals"),
        pytest.param("десятки раненых", [24], id="dozens"),
        pytest.param("десятки тысяч семей", [20_000], id="tens of thousands"),
        pytest.param("более тысячи бойцов", [1000], id="more than one thousand"),
        pytest.param("тысячи жителей", [2000], id="thousands"),
        pytest.param("сотни людей", [200], id="hundreds of people"),
        pytest.param("Удар по рынку: три человека погибли", [3], id="behind a colon"),
        pytest.param("14-ти сёл", [14], id="an ending behind a hyphen"),
        pytest.param("72-я бригада", [], id="an ordinal"),
        pytest.param("танк Т-72", [], id="a name"),
        pytest.param("12 мая 2023 года", [], id="a date"),
        pytest.param("в 2014 году", [], id="a year"),
        pytest.param("ему 35 лет", [], id="an age"),
        pytest.param("через 3 часа", [], id="a time"),
        pytest.param("40 процентов", [], id="a share"),
        pytest.param("500 рублей", [], id="money"),
        pytest.param("в 20 км от границы", [], id="a distance"),
        pytest.param("в 14:30 и 2/3", [], id="hours and fractions"),
    ],
)
def test_numbers_that_count_are_read(text: str, expected: list[int]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("В г. Донецк вошли войска. Идут бои.", 2, id="г. before a name"),
        pytest.param("Это было в 2014 г. В городе шли бои.", 2, id="г. behind a year"),
        pytest.param("Ранены 5 тыс. человек.", 1, id="тыс."),
        pytest.param("Горит дом на ул. Ленина.", 1, id="ул."),
        pytest.param("А. С. Петров заявил о боях.", 1, id="initials"),
        pytest.param("Больница им. Пирогова разрушена.", 1, id="им."),
    ],
)
def test_abbreviations_end_no_sentence(text: str, count: int) -> None:
    assert len(RUSSIAN.sentences("", text)) == count
