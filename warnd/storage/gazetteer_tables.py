"""Writes the compact tables of a gazetteer and reads them back whole."""

import json
import math
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from warnd.errors import GazetteerInvalid
from warnd.model.gathered import GatheredPlace
from warnd.storage.gazetteer import (
    CODES_FILE,
    LABELS_FILE,
    NAMES_FILE,
    NO_CODE,
    PLACES_FILE,
    PLACES_TYPE,
    PackedNames,
    save_names,
)

TABLES = (PLACES_FILE, LABELS_FILE, NAMES_FILE, CODES_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The countries and divisions that the places of a gazetteer may lie in, by code."""

    countries: Mapping[str, str]
    divisions: Mapping[str, str]


def write_tables(places: Sequence[GatheredPlace], codes: Codes, folder: Path) -> None:
    """Write the tables of `places`, which are in order of their rank, into a folder."""
    countries, divisions = sorted(codes.countries), sorted(codes.divisions)
    labels = bytearray()
    rows = np.zeros(len(places), dtype=PLACES_TYPE)
    country_index = {code: index for index, code in enumerate(countries)}
    division_index = {code: index for index, code in enumerate(divisions)}
    for index, place in enumerate(places):
        label = place.name.encode()
        rows[index] = (
            len(labels),
            len(label),
            math.nan if place.lat is None else place.lat,
            math.nan if place.lon is None else place.lon,
            place.population,
            country_index.get(place.country, NO_CODE),
            division_index.get(place.division, NO_CODE),
            place.kind.value,
        )
        labels += label
    np.save(folder / PLACES_FILE, rows, allow_pickle=False)
    (folder / LABELS_FILE).write_bytes(bytes(labels))
    save_names(folder / NAMES_FILE, _records(places))
    document = {
        "countries": [[code, codes.countries[code]] for code in countries],
        "divisions": [[code, codes.divisions[code]] for code in divisions],
    }
    text = json.dumps(document, ensure_ascii=False, indent=0, separators=(",", ":"))
    (folder / CODES_FILE).write_text(text + "\n", encoding="utf-8")


def replace_tables(places: Sequence[GatheredPlace], codes: Codes, folder: Path) -> None:
    """Put the tables of `places` in the place of a folder's, all or none.

    Raises GazetteerInvalid when the folder cannot be written.
    """
    fresh = folder.with_name(f"{folder.name}.new")
    stale = folder.with_name(f"{folder.name}.old")
    try:
        for left in (fresh, stale):
            shutil.rmtree(left, ignore_errors=True)
        fresh.mkdir(parents=True)
        write_tables(places, codes, fresh)
        if folder.is_dir():
            folder.rename(stale)
        fresh.rename(folder)
        shutil.rmtree(stale, ignore_errors=True)
    except OSError as error:
        raise GazetteerInvalid(f"{folder}: {error.strerror or error}") from error


def read_back(names: PackedNames) -> tuple[GatheredPlace, ...]:
    """Give every place of a gazetteer with all its names, in order of rank."""
    by_place = names.names_by_place()
    return tuple(
        GatheredPlace(
            name=toponym.place.name,
            country=toponym.place.country,
            kind=toponym.kind,
            division=toponym.place.admin1 or "",
            lat=toponym.place.lat,
            lon=toponym.place.lon,
            population=toponym.place.population,
            names=by_place.get(index, {}),
        )
        for index, toponym in enumerate(names.every_place())
    )


def _records(places: Sequence[GatheredPlace]) -> Iterator[tuple[str, tuple[int, int]]]:
    for index, place in enumerate(places):
        for key, sense in sorted(place.names.items()):
            yield key, (index, sense.value)
