import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.articles.sentences_by_language import SENTENCES
from warnd.articles.language import (
    SURE,
    Identified,
    declared_language,
    guess,
    guess_language,
    identify,
    language_of,
)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The army shelled two villages in the north on Monday, residents said."),
        ("en", "Two killed as troops clash with militia near border"),
        ("fr", "L'armée a bombardé deux villages dans le nord lundi, selon des habitants."),
        ("fr", "Au moins douze civils tués dans une attaque au nord du pays"),
        ("es", "El ejército bombardeó dos aldeas en el norte, según los vecinos."),
        ("es", "Al menos doce civiles muertos en un ataque"),
        ("pt", "O exército bombardeou duas aldeias no norte, segundo os moradores."),
        ("pt", "Pelo menos doze mortos em ataque no norte do país"),
        ("tr", "Ordu kuzeydeki iki köyü bombaladı, bölge sakinleri evlerini terk etti."),
        ("tr", "Saldırıda on iki sivil öldü"),
        ("sw", "Jeshi lilishambulia vijiji viwili kaskazini na watu wengi walikimbia."),
        ("ar", "قصف الجيش قريتين في الشمال يوم الاثنين بحسب سكان المنطقة"),
        ("ar", "قصف مدفعي على ريف إدلب"),
        ("fa", "ارتش دو روستا را در شمال گلوله باران کرد و مردم گریختند"),
        ("ur", "فوج نے شمال میں دو گاؤں پر گولہ باری کی ہے"),
        ("ru", "Армия обстреляла две деревни на севере, сообщили жители."),
        ("ru", "Войска отошли"),
        ("bg", "Армията обстреля две села на север, съобщиха жители, които са избягали от тях."),
        ("uk", "Армія обстріляла два села на півночі, повідомили мешканці."),
        ("uk", "Бої біля кордону"),
        ("am", "ሠራዊቱ በሰሜን ሁለት መንደሮችን ደበደበ ነዋሪዎች ተናገሩ"),
        ("ti", "ሰራዊት ኣብ ሰሜን ክልተ ቁሸት ደብዲቡ እዩ ነበርቲ ከም ዝበልዎ"),
        ("de", "Die Armee hat zwei Dörfer im Norden beschossen, wie Bewohner sagten."),
        ("it", "L'esercito ha bombardato due villaggi nel nord, secondo gli abitanti della zona."),
        ("he", "הצבא הפגיז שני כפרים בצפון"),
        ("zh", "军队炮击了北部的两个村庄"),
        ("ja", "軍は北部の二つの村を砲撃した"),
        ("ko", "군이 북부의 두 마을을 포격했다"),
        ("my", "စစ်တပ်က ရွာနှစ်ရွာကို ပစ်ခတ်"),
        ("und", ""),
        ("und", "12 345 — !"),
        ("und", "Hama Idlib Aleppo"),
    ],
)
def test_a_language_is_guessed_from_script_letters_and_small_words(code: str, text: str) -> None:
    assert guess_language(text) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("AR_sy", "ar"),
        (" fr ", "fr"),
        ("zh-Hant-TW", "zh"),
        ("ara", "ar"),
        ("eng-US", "en"),
        ("", ""),
        ("x", ""),
        ("english", "en"),
        ("klingon", ""),
        ("1234", ""),
    ],
)
def test_a_declared_language_becomes_its_code(written: str, code: str) -> None:
    assert declared_language(written) == code


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        pytest.param("Hama Idlib", ("en",), "en", id="declared"),
        pytest.param("Hama Idlib", ("", "fr-FR"), "fr", id="declared by the entry"),
        pytest.param("Hama Idlib", ("tr", "fr"), "tr", id="the configuration first"),
        pytest.param("قصف مدفعي على ريف إدلب", ("en",), "ar", id="a template's default"),
        pytest.param("The army and the people", ("ar",), "en", id="English in an Arabic feed"),
        pytest.param("Обстрел на севере", ("uk",), "uk", id="a script of several languages"),
        pytest.param("12 345", ("ar",), "ar", id="numbers only"),
        pytest.param("Hama Idlib", ("ku",), "ku", id="a language not known here"),
        pytest.param("Hama Idlib", ("", "junk"), "und", id="nothing to go by"),
    ],
)
def test_a_declared_language_counts_unless_the_script_rules_it_out(
    text: str, declared: tuple[str, ...], code: str
) -> None:
    assert language_of(text, *declared) == code


@given(st.text(), st.text(max_size=10))
def test_any_text_has_a_language_code(text: str, declared: str) -> None:
    assert language_of(text, declared).islower()
    assert len(language_of(text, declared)) in (2, 3)


def test_nineteen_in_twenty_short_texts_of_twelve_languages_are_told_right() -> None:
    told = [guess(text).language == code for code, texts in SENTENCES.items() for text in texts]
    assert len(SENTENCES) == 12
    assert {len(texts) for texts in SENTENCES.values()} == {20}
    assert sum(told) >= 0.95 * len(told)


def test_the_right_language_is_among_the_two_likeliest_nearly_always() -> None:
    among = [
        code in (guess(text).likeliest[:2] or ("",))
        for code, texts in SENTENCES.items()
        for text in texts
    ]
    assert sum(among) >= 0.99 * len(among)


def test_a_guess_that_is_sure_is_right() -> None:
    wrong = [
        (code, found.language, text)
        for code, texts in SENTENCES.items()
        for text in texts
        if (found := guess(text)).certainty >= SURE and found.language != code
    ]
    assert wrong == []


def test_certainty_grows_with_what_speaks_for_a_language() -> None:
    little = guess("Cinco soldados en el norte")
    much = guess("Cinco soldados murieron en el norte, según las autoridades de la región.")
    assert little.language == much.language == "es"
    assert 0.0 < little.certainty < much.certainty <= 1.0
    assert guess("").certainty == guess("Hama Idlib Aleppo").certainty == 0.0
    assert guess("קצף").certainty == 1.0


@pytest.mark.parametrize(
    ("text", "among", "code"),
    [
        pytest.param("Un convoy humanitario", ("es", "ar"), "es", id="one of a script"),
        pytest.param("La ONU teme un éxodo masivo", ("es", "en"), "es", id="two of a script"),
        pytest.param("The army and the people", ("ar", "fa"), "en", id="none of the script"),
        pytest.param("قصف مدفعي", ("ar", "en"), "ar", id="told by the script"),
        pytest.param("Hama Idlib", ("ku", "en"), "ku", id="nothing to go by: the first"),
    ],
)
def test_a_guess_keeps_to_the_languages_asked_for(
    text: str, among: tuple[str, ...], code: str
) -> None:
    assert guess(text, among).language == code


ENGLISH_TEXT = "The army shelled two villages in the north, and the residents fled to the town."
FRENCH_TEXT = (
    "L'armée a bombardé deux villages dans le nord, et les habitants ont fui vers la ville."
)


@pytest.mark.parametrize(
    ("title", "text", "declared", "hint", "identified"),
    [
        pytest.param("", ENGLISH_TEXT, (), "", Identified(language="en"), id="plain"),
        pytest.param("", ENGLISH_TEXT, ("en",), "", Identified(language="en"), id="as declared"),
        pytest.param("", ENGLISH_TEXT, (), "en-GB", Identified(language="en"), id="as hinted"),
        pytest.param(
            "", ENGLISH_TEXT, ("fr",), "", Identified(language="fr", readings=("fr", "en")),
            id="clearly not as declared",
        ),
        pytest.param(
            "", FRENCH_TEXT, (), "en", Identified(language="en", readings=("en", "fr")),
            id="clearly not as hinted",
        ),
        pytest.param("", ENGLISH_TEXT, ("ar",), "fa", Identified(language="en"), id="script"),
        pytest.param("", FRENCH_TEXT, ("ar", "fr"), "en", Identified(language="fr"), id="of two"),
        pytest.param("Hama Idlib", "", ("ku",), "", Identified(language="ku"), id="not known"),
        pytest.param("Hama Idlib", "", (), "", Identified(language="und"), id="open"),
        pytest.param(
            "قصف مدفعي على ريف إدلب الجنوبي", ENGLISH_TEXT, ("ar", "en"), "",
            Identified(language="en", readings=("en", "ar")),
            id="title in another script",
        ),
        pytest.param(
            "Des combats dans le nord de la province, selon l'armée", ENGLISH_TEXT, ("en",), "",
            Identified(language="en", readings=("en", "fr")),
            id="title in another language",
        ),
        pytest.param(
            "قصف مدفعي عنيف يستهدف قرى وبلدات في ريف إدلب الجنوبي منذ الفجر",
            "Idlib shelled, two villages are hit", (), "",
            Identified(language="ar", readings=("ar", "en")),
            id="text in another script than a longer title",
        ),
    ],
)  # fmt: skip
def test_an_article_is_read_in_the_languages_it_may_be_in(
    title: str, text: str, declared: tuple[str, ...], hint: str, identified: Identified
) -> None:
    assert identify(title, text, declared, hint) == identified


def test_what_is_not_sure_names_its_likeliest_languages() -> None:
    found = identify("Артиллерия снова у моста", "")
    assert found.language in found.readings
    assert {"ru", "uk"} <= set(found.readings)


@given(st.text(), st.text(), st.lists(st.text(max_size=5), max_size=3))
def test_any_article_is_identified(title: str, text: str, declared: list[str]) -> None:
    found = identify(title, text, declared)
    assert found.language
    assert not found.readings or found.language == "und" or found.readings[0] == found.language
