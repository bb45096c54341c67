"""Every language says everything that English says."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from string import Formatter

import pytest

from warnd.config.rule_files import load_pack
from warnd.config.scoring_file import load_scoring
from warnd.config.shipped import shipped_rules, shipped_scoring
from warnd.model.alert import AlertReason
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.phrasebook import Phrasebook, direction_of, names_of_languages, phrasebook
from warnd.settings import ENGLISH, LANGUAGES

OTHERS = [language for language in LANGUAGES if language != ENGLISH]
TABLES = ("words", "levels", "kinds", "patterns", "counted", "units", "named")
#: numbers by which the forms of a plural are told apart
NUMBERS = (*range(200), 1000, 100_000, 1_000_000, 3_000_000)
LATIN = re.compile(r"[A-Za-z]{2,}")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def texts(book: Phrasebook) -> Iterator[tuple[str, str]]:
    """Give every text of a catalogue with where it stands."""
    for table in ("words", "levels", "kinds", "patterns"):
        for key, text in getattr(book, table).items():
            yield f"{table}.{key}", text
    for table in ("counted", "units"):
        for key, forms in getattr(book, table).items():
            for form, text in forms.items():
                yield f"{table}.{key}.{form}", text


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_the_keys_of_the_english_one(language: str, table: str) -> None:
    ours, english = getattr(phrasebook(language), table), getattr(phrasebook(ENGLISH), table)
    assert list(ours) == list(english)


@pytest.mark.parametrize("language", OTHERS)
def test_every_phrase_has_the_placeholders_of_the_english_one(language: str) -> None:
    english = phrasebook(ENGLISH).words
    ours = phrasebook(language).words
    assert {key: placeholders(text) for key, text in ours.items()} == {
        key: placeholders(text) for key, text in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_every_plural_form_of_its_language_and_no_other(language: str) -> None:
    book = phrasebook(language)
    wanted = {*book.locale.plural_form.tags, "other"}
    for forms in (*book.counted.values(), *book.units.values()):
        assert set(forms) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_left_out_only_where_the_form_stands_for_one_number(language: str) -> None:
    book = phrasebook(language)
    by_form: dict[str, list[int]] = {}
    for number in NUMBERS:
        by_form.setdefault(book.locale.plural_form(number), []).append(number)
    for forms in (*book.counted.values(), *book.units.values()):
        for form, text in forms.items():
            single = len(by_form.get(form, ())) == 1
            assert placeholders(text) == {"number"} or (single and not placeholders(text)), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_hides_something(language: str) -> None:
    for key, text in texts(phrasebook(language)):
        assert text.strip(), key
        assert not re.search("[\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text), key


@pytest.mark.parametrize("language", ["ar", "ru", "uk"])
def test_nothing_is_left_in_latin_letters_but_the_name_of_a_time(language: str) -> None:
    for key, text in texts(phrasebook(language)):
        assert not LATIN.search(re.sub(r"\{\w+\}|UTC", "", text)), key


def test_every_kind_and_pattern_that_ships_is_in_the_catalogue() -> None:
    kinds = load_scoring(shipped_scoring()).kinds
    patterns = load_pack((shipped_rules(),), [kind.id for kind in kinds]).patterns
    english = phrasebook(ENGLISH)
    assert dict(english.kinds) == {kind.id: kind.title for kind in kinds}
    assert dict(english.patterns) == {pattern.id: pattern.title for pattern in patterns}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_grade_and_reason_has_words(language: str) -> None:
    book = phrasebook(language)
    assert list(book.levels) == list(Level)
    assert all(f"grade.{grade}" in book.words for grade in Reliability)
    for reason in AlertReason:
        assert f"opening.{reason}" in book.words
        assert f"label.{reason}" in book.words


@pytest.mark.parametrize(
    ("language", "moment", "number"),
    [
        pytest.param("en", "28 Jan 2019, 14:05 UTC", "3,000,000", id="English"),
        pytest.param("fr", "28 janv. 2019, 14:05 UTC", "3\u202f000\u202f000", id="French"),
        pytest.param("ar", "28 يناير 2019، 14:05 بالتوقيت العالمي", "3,000,000", id="Arabic"),
        pytest.param("es", "28 ene 2019, 14:05 UTC", "3.000.000", id="Spanish"),
        pytest.param("ru", "28 янв. 2019\u202fг., 14:05 UTC", "3\xa0000\xa0000", id="Russian"),
        pytest.param("uk", "28 січ. 2019\u202fр., 14:05 UTC", "3\xa0000\xa0000", id="Ukrainian"),
    ],
)
def test_moments_and_numbers_go_by_the_locale(language: str, moment: str, number: str) -> None:
    book = phrasebook(language)
    assert book.moment(datetime(2019, 1, 28, 14, 5, tzinfo=UTC)) == moment
    assert book.number(3_000_000) == number


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        pytest.param("ar", 1, "بلدة واحدة", id="Arabic one"),
        pytest.param("ar", 2, "بلدتان", id="Arabic two"),
        pytest.param("ar", 3, "3 بلدات", id="Arabic few"),
        pytest.param("ar", 14, "14 بلدة", id="Arabic many"),
        pytest.param("ru", 21, "21 населённый пункт", id="Russian one"),
        pytest.param("ru", 3, "3 населённых пункта", id="Russian few"),
        pytest.param("ru", 14, "14 населённых пунктов", id="Russian many"),
        pytest.param("uk", 2, "2 населені пункти", id="Ukrainian few"),
        pytest.param("fr", 1_000_000, "1\u202f000\u202f000 de villes", id="French million"),
        pytest.param("es", 1, "1 localidad", id="Spanish one"),
    ],
)
def test_plurals_go_by_the_locale(language: str, number: int, told: str) -> None:
    assert phrasebook(language).size("town", number) == told


def test_names_of_countries_and_languages_are_in_the_language() -> None:
    arabic = phrasebook("ar")
    assert arabic.country("SY") == "سوريا"
    assert arabic.country("ZZZ") == ""
    assert arabic.language_name("uk") == "الأوكرانية"
    assert arabic.language_name("xx") == "xx"
    assert names_of_languages()["українська"] == names_of_languages()["ukrainian"] == "uk"


def test_a_language_without_catalogue_is_told_in_english() -> None:
    assert phrasebook("sw") is not phrasebook("fr")
    assert phrasebook("sw").language == ENGLISH


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("am", "ltr"), ("", "auto"), ("xx", "auto")],
)
def test_a_language_has_its_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction
