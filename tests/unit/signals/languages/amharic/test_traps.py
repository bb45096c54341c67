import pytest

from warnd.signals.languages.amharic.language import Amharic
from warnd.signals.languages.amharic.letters import in_digits

AMHARIC = Amharic()


def words(text: str) -> list[str]:
    return [word for sentence in AMHARIC.sentences("", text) for word in sentence.words]


def numbers(text: str) -> list[int]:
    return [number.value for sentence in AMHARIC.sentences("", text) for number in sentence.numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ሠራዊት ሰራዊት", ["ሰራዊት"] * 2, id="two letters s"),
        pytest.param("ኃይል ሃይል ሐይል ሀይል", ["ሀይል"] * 4, id="four letters h"),
        pytest.param("ዓመት አመት ኣመት ዐመት", ["አመት"] * 4, id="four letters a"),
        pytest.param("ፀጥታ ጸጥታ", ["ጸጥታ"] * 2, id="two letters ts"),
        pytest.param("ጐንደር ጎንደር", ["ጎንደር"] * 2, id="two letters go"),
        pytest.param("ተገደሉ፣ ቆሰሉ፤ ሸሹ", ["ተገደሉ", "ቆሰሉ", "ሸሹ"], id="comma and semicolon"),
        pytest.param("ሰላም፡ለሁሉ", ["ሰላም", "ለሁሉ"], id="the old mark between words"),
        pytest.param("2013 ዓ.ም ዓ.ም.", ["2013", "አም", "አም"], id="abbreviations"),
        pytest.param("በ14 የ፲፪", ["በ", "14", "የ", "12"], id="small words before figures"),
        pytest.param("ኤም23", ["ኤም23"], id="a name with figures"),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("ሰዎች ተገደሉ። ብዙዎች ሸሹ።", 2, id="with a space"),
        pytest.param("ሰዎች ተገደሉ።ብዙዎች ሸሹ።", 2, id="without"),
        pytest.param("ሰዎች ተገደሉ፡፡ ብዙዎች ሸሹ፡፡", 2, id="typed as two marks"),
        pytest.param("ሰዎች ተገደሉ፡፡ብዙዎች ሸሹ፡፡", 2, id="typed as two marks without a space"),
        pytest.param("ምን ሆነ፧ ማን ሞተ፧", 2, id="question marks"),
        pytest.param("ሰዎች ሞቱ፤ ሌሎች ቆሰሉ።", 1, id="a semicolon ends none"),
        pytest.param("ይህ፡ቃል፡ነው።", 1, id="the mark between words ends none"),
    ],
)
def test_sentences_end_at_ethiopic_marks(text: str, count: int) -> None:
    assert len(AMHARIC.sentences("", text)) == count


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("ወታደር ወታደሮች ወታደሮችን ለወታደሮቹ ወታደሮቿን", id="soldier"),
        pytest.param("ገደለ ገደሉ ገድለዋል ገድሏል", id="he killed, they killed"),
        pytest.param("ተገደለ ተገደሉ ተገድለዋል የተገደሉ", id="was killed, who were killed"),
        pytest.param("ከተማ ከተማን የከተማዋ ከተሞች በከተማ", id="city, which begins as by from"),
        pytest.param("ጦር ጦሩ የጦር በጦሩ", id="army"),
        pytest.param("መሣሪያ መሳሪያ መሳርያ", id="three spellings of weapon"),
        pytest.param("ታጣቂ ታጣቂዎች በታጣቂዎች ታጣቂዎቹ", id="gunman"),
        pytest.param("ሚሳኤል በሚሳኤል የሚሳኤል", id="missile, whose mi is no verb's"),
        pytest.param("ሕፃን ሕፃናት ህጻናትን", id="child, whose plural is its own"),
        pytest.param("ፊልም ፊልሙ በፊልሙ", id="film, whose m is not too"),
    ],
)
def test_a_word_shares_its_form_with_its_inflections(forms: str) -> None:
    assert len({AMHARIC.form(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ጦር", "ጠራ", id="army and called"),
        pytest.param("ጦር", "ጦርነት", id="army and war"),
        pytest.param("ገደለ", "ተገደለ", id="killed and was killed"),
        pytest.param("የመን", "መን", id="Yemen is nobody's"),
    ],
)
def test_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert AMHARIC.form(one) != AMHARIC.form(other)


@pytest.mark.parametrize(
    ("numerals", "digits"),
    [
        ("፭", "5"),
        ("፲፬", "14"),
        ("፻", "100"),
        ("፪፻፶", "250"),
        ("፲፱፻፺፰", "1998"),
        ("፼", "10000"),
        ("፳፼", "200000"),
    ],
)
def test_ethiopic_numerals_are_read_as_digits(numerals: str, digits: str) -> None:
    assert in_digits(numerals) == digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("፲፬ መንደሮች", [14], id="numerals"),
        pytest.param("አሥራ ሁለት ሰዎች", [12], id="words"),
        pytest.param("ሁለት መቶ ሃምሳ ሰዎች", [250], id="hundreds"),
        pytest.param("አምስት ሺህ ሰዎች እና አንድ ሺህ ወታደሮች", [5_000, 1_000], id="thousands"),
        pytest.param("300 ሺህ ወታደሮች", [300_000], id="figures before thousands"),
        pytest.param("ከሃያ በላይ ሰዎች", [20], id="more than twenty"),
        pytest.param("በመቶዎች የሚቆጠሩ ሰዎች", [200], id="hundreds of"),
        pytest.param("በአሥር በመቶ", [], id="a share"),
        pytest.param("አንድ ሰው", [], id="an article"),
        pytest.param("ከሃያ ዓመታት በፊት፣ 2013 ዓ.ም", [], id="times and years"),
    ],
)
def test_numbers_that_count_are_read(text: str, expected: list[int]) -> None:
    assert numbers(text) == expected
