import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.articles.language import declared_language, guess_language, language_of


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
