"""Writes the compact tables that `warnd.storage.gazetteer` reads."""

# ruff: noqa: INP001 - scripts beside the data they build, not a package

import json
from collections.abc import Sequence
from pathlib import Path

import marisa_trie
import numpy as np
from entry import Entry

from warnd.model.toponym import PlaceKind
from warnd.storage.gazetteer import (
    CODES_FILE,
    LABELS_FILE,
    NAMES_FILE,
    NO_CODE,
    PLACES_FILE,
    PLACES_TYPE,
    RECORD,
)

FILES = (PLACES_FILE, LABELS_FILE, NAMES_FILE, CODES_FILE)


def pack(entries: Sequence[Entry], folder: Path) -> None:
    """Write the tables of `entries`, which are in order of their rank."""
    countries = sorted({entry.country for entry in entries if entry.country})
    units = sorted(entry.division for entry in entries if entry.kind is PlaceKind.DIVISION)
    _write_places(entries, countries, units, folder)
    keys, records = [], []
    for index, entry in enumerate(entries):
        for key, sense in sorted(entry.names.items()):
            keys.append(key)
            records.append((index, sense.value))
    trie = marisa_trie.RecordTrie(RECORD, zip(keys, records, strict=True))
    trie.save(str(folder / NAMES_FILE))
    _write_codes(entries, countries, units, folder)


def _write_places(
    entries: Sequence[Entry], countries: list[str], units: list[str], folder: Path
) -> None:
    country_index = {code: index for index, code in enumerate(countries)}
    unit_index = {code: index for index, code in enumerate(units)}
    labels = bytearray()
    rows = np.zeros(len(entries), dtype=PLACES_TYPE)
    for index, entry in enumerate(entries):
        label = entry.name.encode()
        rows[index] = (
            len(labels),
            len(label),
            entry.lat,
            entry.lon,
            entry.population,
            country_index.get(entry.country, NO_CODE),
            unit_index.get(entry.division, NO_CODE),
            entry.kind.value,
        )
        labels += label
    np.save(folder / PLACES_FILE, rows, allow_pickle=False)
    (folder / LABELS_FILE).write_bytes(bytes(labels))


def _write_codes(
    entries: Sequence[Entry], countries: list[str], units: list[str], folder: Path
) -> None:
    country_names = {e.country: e.name for e in entries if e.kind is PlaceKind.COUNTRY}
    unit_names = {e.division: e.name for e in entries if e.kind is PlaceKind.DIVISION}
    codes = {
        "countries": [[code, country_names[code]] for code in countries],
        "divisions": [[code, unit_names[code]] for code in units],
    }
    text = json.dumps(codes, ensure_ascii=False, indent=0, separators=(",", ":"))
    (folder / CODES_FILE).write_text(text + "\n", encoding="utf-8")
