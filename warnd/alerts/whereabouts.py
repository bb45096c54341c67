"""How an alert's area is called."""

from collections.abc import Mapping

from warnd.model.area import Area
from warnd.model.plain import plain_line
from warnd.phrasebook import Phrasebook
from warnd.settings import ENGLISH

#: characters of one name
LONGEST_NAME = 80


def place_of(area: Area, places: Mapping[str, str], book: Phrasebook) -> str:
    """Give the area's name, with the division and country it does not name itself.

    `places` are the English names for ISO 3166 codes. A country is told in the language of `book`;
    all other names stay as they were given.
    """
    english = places.get(area.country, "")
    country = _country(area.country, english, book)
    comma = book.say("comma")
    name = _in_language(plain_line(area.name or area.id, LONGEST_NAME), english, country, comma)
    if not (area.divisions or area.places or area.circle):
        return name  # a country
    division = places.get(area.admin1 or "", "")
    if not english and "," not in name:
        country = area.country  # its code; a name with a comma most likely ends in the country's
    told = [name]
    told += [part for part in (division, country) if part and part not in name]
    return comma.join(plain_line(part, LONGEST_NAME) for part in told)


def _country(code: str, english: str, book: Phrasebook) -> str:
    if book.language == ENGLISH or not english:
        return english
    return book.country(code) or english


def _in_language(name: str, english: str, country: str, comma: str) -> str:
    """Give a name whose end, or all of it, is a country's with the country told anew."""
    if english and name == english:
        return country
    if english and name.endswith(f", {english}"):
        return f"{name.removesuffix(f', {english}')}{comma}{country}"
    return name
