"""Sentences of our own in ten languages, each with the places where it happens."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from warnd.model.place import PlaceMention
from warnd.signals.places.finder import PlaceFinder
from warnd.storage.gazetteer import load_names

FINDER = PlaceFinder(load_names(Path(__file__).parents[5] / "models" / "gazetteer"))
#: the script of each language that has one of its own; the others write Latin letters
SCRIPTS = {"ar": "Arabic", "fa": "Arabic", "ru": "Cyrillic", "uk": "Cyrillic", "am": "Ethiopic"}


class Row(NamedTuple):
    """A sentence."""

    language: str
    sentence: str
    #: the English names of the places where it happens
    places: frozenset[str]

    @property
    def script(self) -> str:
        return SCRIPTS.get(self.language, "Latin")


def rows() -> Iterator[Row]:
    with (Path(__file__).parent / "sentences.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            places = frozenset(filter(None, row["places"].split(";")))
            yield Row(row["language"], row["sentence"], places)


def mentions(text: str, language: str) -> tuple[PlaceMention, ...]:
    return FINDER.mentions(f"\n{text}", language)


def located(text: str, language: str) -> frozenset[str]:
    """Give what locates, without the countries beside finer places, as signals take it."""
    found = [mention.place for mention in mentions(text, language) if mention.locates]
    fine = {place.country for place in found if place.lat is not None}
    return frozenset(
        place.name for place in found if place.lat is not None or place.country not in fine
    )


def told(text: str, language: str) -> frozenset[str]:
    return frozenset(m.place.name for m in mentions(text, language) if not m.locates)
