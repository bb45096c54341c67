import pytest

from warnd.signals.languages.arabic.language import Arabic

ARABIC = Arabic()


def counted(text: str) -> list[int]:
    return [number.value for each in ARABIC.sentences("", text) for number in each.numbers]


def folded(text: str) -> list[str]:
    return [word for each in ARABIC.sentences("", text) for word in each.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("أحمد إحمد آحمد ٱحمد", ["احمد"] * 4, id="alef"),
        pytest.param("مسؤول مسوول", ["مسوول"] * 2, id="hamza on waw"),
        pytest.param("هيئة", ["هييه"], id="hamza on ya, and ta marbuta"),
        pytest.param("مستشفى مستشفي", ["مستشفي"] * 2, id="alef maqsura"),
        pytest.param("قـــصف قصف", ["قصف"] * 2, id="tatweel"),
        pytest.param("قُتِلَ قَتْلٌ", ["قتل"] * 2, id="vowel marks"),
        pytest.param("كتيبه کتیبه", ["كتيبه"] * 2, id="Persian kaf and ya"),
        pytest.param("١٢ ۱۲ 12", ["12"] * 3, id="digits of three kinds"),
        pytest.param("لـ15 قتيلا", ["ل", "15", "قتيلا"], id="a letter on a number"),
        pytest.param("١٬٢٠٠ و٣٫٥", ["1,200", "و", "3.5"], id="separators"),
        pytest.param("حركة M23", ["حركه", "m23"], id="Latin names"),
        pytest.param("\u200fغارة\u200f", ["غاره"], id="marks of direction"),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("word", "others"),
    [
        pytest.param("بلدة", "البلدة بلدات بلدتين وبلدتان لبلدتنا بالبلدة", id="a town"),
        pytest.param("قذيفة", "قذائف بالقذائف وقذيفتين للقذائف", id="a broken plural"),
        pytest.param("قتيل", "قتلى القتلى قتيلا وقتيلين", id="the dead"),
        pytest.param("جندي", "جنود الجنود لجنوده وجنديين", id="soldiers"),
        pytest.param("مستشفى", "المستشفى مستشفيات مشفى بالمشافي", id="hospitals"),
        pytest.param("قصف", "يقصف تقصف قصفت والقصف سيقصف ليقصف قصفها يقصفون", id="to shell"),
        pytest.param("استعاد", "استعادت يستعيد وتستعيد ستستعيد", id="a hollow verb"),
        pytest.param("تصدى", "تصدت يتصدى تصدوا", id="a verb that ends weakly"),
        pytest.param("نازح", "نازحين النازحون للنازحين", id="those who fled"),
        pytest.param("قوات", "القوات لقواتها وبقواته", id="forces"),
    ],
)
def test_inflections_share_a_form(word: str, others: str) -> None:
    assert {ARABIC.form(other) for other in others.split()} == {ARABIC.form(word)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("وقع", "قعد", id="a waw of the root"),
        pytest.param("قوة", "قوات", id="force and forces"),
        pytest.param("سيارة", "يسار", id="a sin of the root"),
        pytest.param("دورية", "دوري", id="a patrol and a league"),
        pytest.param("قتيل", "مقاتل", id="the dead and fighters"),
        pytest.param("طالبان", "طالب", id="the Taliban and a student"),
        pytest.param("ولاية", "ليل", id="a province and a night"),
    ],
)
def test_words_stay_apart(one: str, other: str) -> None:
    assert ARABIC.form(one) != ARABIC.form(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ما لا يقل عن أربع عشرة بلدة", [14], id="feminine teens"),
        pytest.param("أربعة عشر جنديا", [14], id="masculine teens"),
        pytest.param("اثنا عشر واثنتي عشرة", [12, 12], id="twelve"),
        pytest.param("خمسة وعشرين شخصا", [25], id="the unit first"),
        pytest.param("مئة وخمسين شخصا", [150], id="a hundred and"),
        pytest.param("ثلاثمائة وخمسون ألف نازح", [350_000], id="hundreds in one word"),
        pytest.param("مئتا جندي وألفي مدني", [200, 2_000], id="two hundred, two thousand"),
        pytest.param("٣ ملايين مدني", [3_000_000], id="digits and a scale"),
        pytest.param("لـ١٥ ألف عائلة", [15_000], id="digits behind a letter"),
        pytest.param("عشرات القتلى ومئات الجرحى", [24, 200], id="vague numbers"),
        pytest.param("عشرات الآلاف من السكان", [20_000], id="tens of thousands"),
        pytest.param("مقتل جنديين", [2], id="two of a broken plural"),
        pytest.param("قريتان وبلدتين", [2, 2], id="two places"),
        pytest.param("مدنيان", [2], id="two in the nominative"),
        pytest.param("مدنيين", [], id="a plural that looks like two"),
        pytest.param("من 10 إلى 15 قتيلا", [10], id="a range"),
        pytest.param("في عام 2014 و28 كانون الثاني 2019", [], id="dates"),
        pytest.param("القرار 2254 لمدة 15 يوما", [], id="a resolution and a span"),
        pytest.param("بعد 3 أشهر بنسبة 20%", [], id="months and shares"),
    ],
)
def test_numbers_are_counted(text: str, expected: list[int]) -> None:
    assert counted(text) == expected


def test_sentences_end_with_the_arabic_question_mark() -> None:
    sentences = ARABIC.sentences("", "هل انتهت الهدنة؟ قصفت المدفعية البلدة.")
    assert [each.text for each in sentences] == ["هل انتهت الهدنة؟", "قصفت المدفعية البلدة."]
