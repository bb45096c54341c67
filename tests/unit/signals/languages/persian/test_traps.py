import pytest

from warnd.signals.languages.persian.language import Persian

PERSIAN = Persian()


def counted(text: str) -> list[int]:
    return [number.value for each in PERSIAN.sentences("", text) for number in each.numbers]


def folded(text: str) -> list[str]:
    return [word for each in PERSIAN.sentences("", text) for word in each.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("آتش\u200cبس آتشبس", ["اتشبس"] * 2, id="the half space"),
        pytest.param("كابل کابل", ["كابل"] * 2, id="two kafs"),
        pytest.param("نظامی نظامي نظامى", ["نظامي"] * 3, id="three yehs"),
        pytest.param("مسئول مسؤول", ["مسيول", "مسوول"], id="hamza on ya and on waw"),
        pytest.param("۱۲ ١٢ 12", ["12"] * 3, id="digits of three kinds"),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("word", "others"),
    [
        pytest.param("نیرو", "نیروها نیروهای نیرو\u200cهای نیروهایش", id="plural and ezafe"),
        pytest.param("حمله", "حملات حمله\u200cای حمله\u200cها", id="an Arabic plural"),
        pytest.param("آواره", "آوارگان آوارگانی آواره\u200cها", id="a plural in -gan"),
        pytest.param("غیرنظامی", "غیرنظامیان غیرنظامی\u200cها", id="civilians"),
        pytest.param("گریخت", "گریختند می\u200cگریزند گریخته", id="a verb of two stems"),
        pytest.param("شهر", "شهرها شهرهای", id="towns"),
    ],
)
def test_inflections_share_a_form(word: str, others: str) -> None:
    assert {PERSIAN.form(other) for other in others.split()} == {PERSIAN.form(word)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("نظام", "نظامی", id="the regime and the military"),
        pytest.param("جنگ", "جنگنده", id="war and a fighter plane"),
        pytest.param("کشته", "کشتی", id="the dead and a ship"),
    ],
)
def test_words_stay_apart(one: str, other: str) -> None:
    assert PERSIAN.form(one) != PERSIAN.form(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("دست\u200cکم ۱۲ نفر", [12], id="Persian digits"),
        pytest.param("بیست و سه نفر", [23], id="and within a number"),
        pytest.param("پنج هزار خانواده", [5_000], id="a scale"),
        pytest.param("دویست و پنجاه تن", [250], id="hundreds in one word"),
        pytest.param("ده\u200cها راکت و ده ها هزار نفر", [24, 20_000], id="vague numbers"),
        pytest.param("سه ماه در سال ۱۳۹۸", [], id="a span and a year"),
        pytest.param("۲۰ درصد", [], id="a share"),
    ],
)
def test_numbers_are_counted(text: str, expected: list[int]) -> None:
    assert counted(text) == expected
