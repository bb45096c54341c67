import pytest

from tests.unit.signals.places.tongues.reading import FINDER, located, mentions, told


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        pytest.param("ar", "اشتباكات في إدلب", "Idlib", id="arabic"),
        pytest.param("ar", "اشتباكات بإدلب", "Idlib", id="in-written-with-the-name"),
        pytest.param("ar", "قصف حلب وإدلب", "Idlib", id="and-written-with-the-name"),
        pytest.param("ar", "وصلت قافلة للفاشر", "El Fasher", id="to-the-written-as-one"),
        pytest.param("ar", "قَصْفٌ على إِدْلِب", "Idlib", id="vowel-signs"),
        pytest.param("ar", "قصف على ادلب", "Idlib", id="alef-without-hamza"),
        pytest.param("fa", "انفجار در خان‌یونس", "Khan Younis", id="joiner-without-width"),
        pytest.param("fa", "انفجار در کی‌یف", "Kyiv", id="persian"),
        pytest.param("ru", "Бои идут в Идлибе", "Idlib", id="russian-where"),
        pytest.param("ru", "Бои идут под Бахмутом", "Bakhmut", id="russian-below"),
        pytest.param("ru", "Взрыв в Николаеве", "Mykolaiv", id="russian-town-in-ev"),
        pytest.param("ru", "Обстрел Нижнего Новгорода", "Nizhniy Novgorod", id="bent-twice"),
        pytest.param("ru", "Удар по Сумам", "Sumy", id="russian-plural"),
        pytest.param("ru", "Удары в Донецкой области", "Donetsk", id="oblast"),
        pytest.param("uk", "Вибух у Харкові", "Kharkiv", id="vowel-that-changes"),
        pytest.param("uk", "Бої біля Куп'янська", "Kupiansk", id="apostrophe"),
        pytest.param("uk", "Бої біля Куп’янська", "Kupiansk", id="curly-apostrophe"),
        pytest.param("uk", "Вибух в Одесі", "Odesa", id="ukrainian-where"),
        pytest.param("fr", "Une frappe près d'Idleb", "Idlib", id="elision"),
        pytest.param("fr", "Une frappe près d’Alep", "Aleppo", id="curly-elision"),
        pytest.param("fr", "Une frappe à Deir Ezzor", "Deir ez-Zor", id="french"),
        pytest.param("es", "Un ataque en Járkov", "Kharkiv", id="spanish"),
        pytest.param("es", "Combates en Siria", "Syria", id="country-like-its-people"),
        pytest.param("pt", "Combates na Síria", "Syria", id="portuguese-country-like-its-people"),
        pytest.param("ru", "Взрыв в Египте", "Egypt", id="vowel-that-flees"),
        pytest.param("uk", "Вибух у Єгипті", "Egypt", id="ukrainian-vowel-that-flees"),
        pytest.param("pt", "Um ataque em Cartum", "Khartoum", id="portuguese"),
        pytest.param("tr", "Halep'te patlama", "Aleppo", id="turkish-ending"),
        pytest.param("tr", "İdlib’de patlama", "Idlib", id="dotted-capital"),
        pytest.param("sw", "Mapigano mjini Goma", "Goma", id="swahili"),
        pytest.param("am", "በመቀሌ ውጊያ አለ።", "Mekelle", id="amharic"),
        pytest.param("am", "በሠመራ ውጊያ አለ።", "Semera", id="letters-that-sound-alike"),
    ],
)
def test_a_name_is_found_however_its_language_bends_it(language: str, text: str, name: str) -> None:
    assert name in located(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("ar", "طرق الرجل الباب وانتظر", id="door"),
        pytest.param("ar", "نشرت الصحيفة صور الحفل", id="pictures"),
        pytest.param("ar", "تقع المدينة على الطريق", id="the-city"),
        pytest.param("ar", "قنابل مسيلة للدموع", id="tear-gas"),
        pytest.param("ru", "Владимир Петров открыл выставку", id="given-name"),
        pytest.param("ru", "Мир возможен, считает посол", id="peace"),
        pytest.param("uk", "Досі нічого не відомо", id="until-now"),
        pytest.param("uk", "КАБом вдарили вночі", id="abbreviation-with-ending"),
        pytest.param("es", "Para la junta es tarde", id="small-word"),
        pytest.param("es", "La junta se reunió; la OTAN espera", id="article-and-word"),
        pytest.param("fr", "Nice travail, dit-elle", id="plain-word"),
        pytest.param("tr", "Ordu geri çekildi", id="army"),
        pytest.param("tr", "Grad füzeleri atıldı", id="rocket"),
        pytest.param("sw", "Hofu yatanda kwa wananchi", id="fear"),
        pytest.param("am", "ሰላም ለሁሉም", id="peace-in-amharic"),
    ],
)
def test_a_plain_word_or_a_person_is_no_place(language: str, text: str) -> None:
    assert mentions(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        pytest.param("ar", "قتلى في مدينة الباب", "al-Bab", id="city-of"),
        pytest.param("ar", "قصف على بلدة هيت", "Hit", id="town-of"),
        pytest.param("ar", "دخلت القوات مدينة صور", "Tyre", id="city-of-tyre"),
    ],
)
def test_a_name_that_is_a_plain_word_needs_a_word_that_says_what_it_is(
    language: str, text: str, name: str
) -> None:
    assert name in located(text, language)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        pytest.param("ar", "قالت موسكو إن القصف في إدلب انتهى", "Russia|Moscow", id="arabic"),
        pytest.param("ru", "Анкара заявила, что бои в Идлибе идут", "Ankara", id="russian"),
        pytest.param("uk", "Російські війська вдарили по Харкову", "Russia", id="people"),
        pytest.param("fr", "Paris condamne les frappes à Idleb", "Paris", id="french"),
        pytest.param("es", "El Kremlin niega el ataque en Járkov", "Russia", id="voice"),
        pytest.param("tr", "Ankara, Halep'teki saldırıyı kınadı", "Ankara", id="turkish"),
    ],
)
def test_who_speaks_or_acts_tells_nothing_of_where(language: str, text: str, name: str) -> None:
    assert told(text, language) & set(name.split("|"))


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("انفجار في مدينة طرابلس اللبنانية", "LB", id="people-behind"),
        pytest.param("اشتباكات في طرابلس بليبيا", "LY", id="country-behind"),
    ],
)
def test_namesakes_are_told_apart_by_the_country_beside_them(text: str, country: str) -> None:
    found = [m.place.country for m in mentions(text, "ar") if m.place.name == "Tripoli"]
    assert found == [country]


def test_a_mention_stands_where_its_name_stands() -> None:
    text = "اشتباكات بإدلب"
    (mention,) = mentions(text, "ar")
    assert mention.text == "إدلب"
    assert f"\n{text}"[mention.start : mention.end] == mention.text


def test_the_ending_behind_an_apostrophe_is_no_part_of_a_mention() -> None:
    (mention,) = mentions("Halep'te patlama", "tr")
    assert mention.text == "Halep"


def test_a_text_in_small_letters_is_read_without_capitals() -> None:
    assert located("взрыв в харькове", "ru") == {"Kharkiv"}


@pytest.mark.parametrize("name", ["إدلب", "Идлиб", "Cartum"])
def test_a_place_is_known_by_its_name_in_another_language(name: str) -> None:
    assert FINDER.find(name)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        pytest.param("ar", "قصف على بلدة سراقب بريف إدلب", "Saraqib", id="countryside-of"),
        pytest.param("fr", "Combats à Goma, dans le Nord-Kivu", "Goma", id="comma"),
        pytest.param("tr", "Şırnak'ın Cizre ilçesinde patlama", "Cizre", id="owner"),
        pytest.param("am", "በአማራ ክልል ደብረ ማርቆስ ተኩስ ተሰማ", "Debre Markos", id="division-before"),
    ],
)
def test_a_division_that_only_says_where_to_look_is_no_place(
    language: str, text: str, name: str
) -> None:
    assert located(text, language) == {name}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("fr", "BEYROUTH (Agence) - Une frappe à Tyr a fait dix morts", id="French"),
        pytest.param("ar", "بيروت (وكالة) - قتل عشرة في غارة على مدينة صور", id="Arabic"),
        pytest.param("ru", "Бейрут — Удар по Тиру унёс десять жизней", id="Russian"),
    ],
)
def test_the_place_of_a_dateline_gives_way_to_the_place_of_the_report(
    language: str, text: str
) -> None:
    assert located(text, language) == {"Tyre"}


def test_the_place_of_a_dateline_counts_where_no_other_is_named() -> None:
    assert located("دمشق (وكالة) - قتل عشرة في انفجار", "ar") == {"Damascus"}
