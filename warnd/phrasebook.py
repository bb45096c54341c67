"""What messages say, by language: the door to Babel, and to the catalogues of our own words.

A catalogue is a table, `warnd/catalogues/<language>.toml`; numbers, dates, plural forms and the
names of countries and languages come from the locale that it names.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from warnd.model.moments import aware
from warnd.settings import ENGLISH, LANGUAGES

#: one table of a catalogue: texts, or their plural forms
Texts = Mapping[str, str]
Forms = Mapping[str, Texts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasebook:
    """The words and the ways of one language."""

    #: its ISO 639-1 code
    language: str
    #: what numbers, dates and plurals go by
    locale: Locale
    #: how long Babel writes a date: `medium` or `long`
    date_length: str
    #: sentences and headings, with places for what is filled in
    words: Texts
    #: levels, kinds and patterns by their ids
    levels: Texts
    kinds: Texts
    patterns: Texts
    #: what is said of a number, by the plural categories of CLDR
    counted: Forms
    #: what is counted, likewise
    units: Forms
    #: the words that name in a text what is counted, by unit; `*` stands for any end of a word
    named: Texts
    #: what may be written as one with the next word, such as the Arabic "and"
    prefixes: tuple[str, ...]

    @property
    def direction(self) -> str:
        """Which way it is written: `ltr` or `rtl`."""
        return str(self.locale.text_direction)

    def say(self, key: str, **values: object) -> str:
        """Give a sentence or heading, filled in."""
        return self.words[key].format(**values)

    def say_count(self, key: str, number: int) -> str:
        """Give what is said of a number, in the plural form that it takes."""
        return self._form(self.counted[key], number)

    def size(self, unit: str, number: int) -> str:
        """Give a number of something, such as "14 towns"."""
        return self._form(self.units[unit], number)

    def number(self, number: float) -> str:
        """Give a number with the separators of the language."""
        return str(format_decimal(number, locale=self.locale))

    def moment(self, at: datetime) -> str:
        """Give a moment as `28 Jan 2019, 14:05 UTC`."""
        at = aware(at)
        date = format_date(at.date(), format=self.date_length, locale=self.locale)
        return self.say("moment", date=date, time=f"{at:%H:%M}")

    def listed(self, names: Sequence[str]) -> str:
        """Give names as a list, such as "A, B and C"."""
        return format_list(names, locale=self.locale)

    def country(self, code: str) -> str:
        """Give the name of an ISO 3166 country, empty when it is not known."""
        return str(self.locale.territories.get(code, ""))

    def language_name(self, code: str) -> str:
        """Give the name of a language, its code when the name is not known."""
        return str(self.locale.languages.get(code, code))

    def _form(self, forms: Texts, number: int) -> str:
        form = forms.get(self.locale.plural_form(number)) or forms["other"]
        return form.format(number=self.number(number))


@cache
def phrasebook(language: str) -> Phrasebook:
    """Give the words of a language; English for one that there is no catalogue of."""
    known = language if language in LANGUAGES else ENGLISH
    text = files("warnd").joinpath("catalogues", f"{known}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return Phrasebook(
        language=known,
        locale=Locale.parse(tables["locale"]["name"]),
        date_length=tables["locale"]["date"],
        words=tables["words"],
        levels=tables["levels"],
        kinds=tables["kinds"],
        patterns=tables["patterns"],
        counted=tables["counted"],
        units=tables["units"],
        named=tables["named"],
        prefixes=tuple(tables["locale"]["prefixes"].split()),
    )


@cache
def direction_of(language: str) -> str:
    """Give which way a language is written, `ltr` or `rtl`; `auto` when that is not known."""
    try:
        return str(Locale.parse(language).text_direction)
    except (UnknownLocaleError, ValueError):
        return "auto"


@cache
def names_of_languages() -> Mapping[str, str]:
    """Give the codes of the languages of messages by all that people call them."""
    return {
        name.casefold(): code
        for code in LANGUAGES
        for name in (
            code,
            phrasebook(ENGLISH).language_name(code),
            phrasebook(code).language_name(code),
        )
    }
