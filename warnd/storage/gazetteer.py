"""The packaged gazetteer: compact tables on disk, read lazily; the door to marisa-trie.

`models/gazetteer/build.py` writes the files:

- `names.marisa`: folded name -> (index of a place, sense)
- `tongues.marisa`: the same for names in other languages than English; imported places have none
- `places.npy`: one row a place, most populous first
- `labels.bin`: the names of places in UTF-8, which rows point into
- `codes.json`: names of countries and divisions, which rows point into
"""

import csv
import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from warnd.errors import GazetteerInvalid
from warnd.model.place import Place
from warnd.model.toponym import NameSense, PlaceKind, Toponym

NAMES_FILE = "names.marisa"
TONGUES_FILE = "tongues.marisa"
PLACES_FILE = "places.npy"
LABELS_FILE = "labels.bin"
CODES_FILE = "codes.json"
#: beside the packaged tables: which ISO 3166-2 division each of GeoNames' codes means
UNITS_FILE = "divisions.tsv"

#: what a name points to: index of the place, value of its NameSense
RECORD = "<IB"
#: the index of a country or division that a place does not have
NO_CODE = 0xFFFF
#: one place: where its label stands, degrees WGS 84, people, country, division, PlaceKind
PLACES_TYPE = np.dtype(
    [
        ("label", "<u4"),
        ("length", "u1"),
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("population", "<u4"),
        ("country", "<u2"),
        ("division", "<u2"),
        ("kind", "u1"),
    ]
)
#: names whose meanings are kept at hand; news repeats its names
CACHED_NAMES = 20_000
#: letters that two names must share at their beginning to be held against each other
_SHARED_LETTERS = 2
#: how many near names are given for one that is not known
_NEAR_NAMES = 5
#: a P-code as a folded name: those of OCHA's common operational datasets
_DIGITS, _PCODE = "0123456789", re.compile(r"[a-z]{2}[0-9]{1,6}")
#: decimals of a coordinate that a 32-bit float still carries: about ten metres
DECIMALS = 4


class PackedNames:
    """Names and what they may stand for, from the packed tables."""

    def __init__(self, folder: Path) -> None:
        self._trie: Any = marisa_trie.RecordTrie(RECORD)
        self._trie.mmap(str(folder / NAMES_FILE))
        self._tongues: Any = marisa_trie.RecordTrie(RECORD)
        if (folder / TONGUES_FILE).exists():
            self._tongues.mmap(str(folder / TONGUES_FILE))
        self._places: NDArray[Any] = np.load(
            folder / PLACES_FILE, mmap_mode="r", allow_pickle=False
        )
        if self._places.dtype != PLACES_TYPE:
            raise ValueError("its places have other columns")
        self._labels = (folder / LABELS_FILE).read_bytes()
        end = self._places[-1]
        if int(end["label"]) + int(end["length"]) != len(self._labels):
            raise ValueError("its labels and places are of different builds")
        codes = json.loads((folder / CODES_FILE).read_text(encoding="utf-8"))
        self._countries = tuple((code, name) for code, name in codes["countries"])
        self._divisions = tuple((code, name, code[:2]) for code, name in codes["divisions"])
        self._country_names = dict(self._countries)
        self._division_names = {code: name for code, name, _ in self._divisions}
        #: for a folded name, everything it may stand for, most populous first
        self.toponyms = lru_cache(maxsize=CACHED_NAMES)(self._toponyms)
        #: for a folded name, whether it stands for anything
        self.knows: Callable[[str], bool] = self._trie.__contains__
        #: the same as `toponyms`, with the names in other languages
        self.in_any_tongue = lru_cache(maxsize=CACHED_NAMES)(self._in_any_tongue)

    def _toponyms(self, key: str) -> tuple[Toponym, ...]:
        records = self._trie.get(key)
        if records is None:
            return ()
        return tuple(self._toponym(index, sense) for index, sense in sorted(records))

    def _toponym(self, index: int, sense: int) -> Toponym:
        label, length, lat, lon, population, country, division, kind = self._places[index].item()
        located = not math.isnan(lat)
        place = Place(
            name=self._labels[label : label + length].decode(),
            country=self._countries[country][0] if country != NO_CODE else "",
            admin1=self._divisions[division][0] if division != NO_CODE else None,
            lat=round(lat, DECIMALS) if located else None,
            lon=round(lon, DECIMALS) if located else None,
            population=population,
        )
        return Toponym(place=place, kind=PlaceKind(kind), sense=NameSense(sense))

    def _in_any_tongue(self, key: str) -> tuple[Toponym, ...]:
        records = {*self._trie.get(key, ()), *self._tongues.get(key, ())}
        if not records:
            return ()
        best: dict[int, int] = {}
        for index, sense in records:
            best[index] = min(sense, best.get(index, sense))
        return tuple(self._toponym(index, sense) for index, sense in sorted(best.items()))

    def begins(self, start: str) -> bool:
        """Tell whether a folded name in any language begins so."""
        keys = chain(self._tongues.iterkeys(start), self._trie.iterkeys(start))
        return next(keys, None) is not None

    def names_like(self, key: str) -> tuple[str, ...]:
        """Give folded names that begin like `key` and are nearly it, the most alike first."""
        begun = set(self._trie.iterkeys(key[:_SHARED_LETTERS]))
        return tuple(get_close_matches(key, sorted(begun), n=_NEAR_NAMES))

    def pcodes(self) -> Mapping[str, str]:
        """Give the P-codes of first-level divisions, as far as known, by ISO 3166-2 code.

        They stand among the names of divisions: two letters of the country, and digits.
        """
        found: dict[str, str] = {}
        for start in (f"{code.lower()}{digit}" for code, _ in self._countries for digit in _DIGITS):
            for key in filter(_PCODE.fullmatch, self._trie.iterkeys(start)):
                for toponym in self._toponyms(key):
                    if toponym.kind is PlaceKind.DIVISION and toponym.place.admin1:
                        found.setdefault(toponym.place.admin1, key.upper())
        return found

    def every_place(self) -> Iterator[Toponym]:
        """Give every place, most populous first, each as its usual name stands for it."""
        return (self._toponym(index, NameSense.NAME.value) for index in range(len(self._places)))

    def names_by_place(self) -> Mapping[int, Mapping[str, NameSense]]:
        """Give, by the position of a place in `every_place`, its folded names and their senses."""
        found: dict[int, dict[str, NameSense]] = defaultdict(dict)
        for key, (index, sense) in self._trie.iteritems():
            found[index][key] = NameSense(sense)
        return found

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Give code and name of every country, by code."""
        return self._countries

    def divisions(self) -> tuple[tuple[str, str, str], ...]:
        """Give code, name and country of every first-level division, by code."""
        return self._divisions

    def country_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-1 alpha-2 country, None when it is not known."""
        return self._country_names.get(code)

    def division_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-2 division, None when it is not known."""
        return self._division_names.get(code)


def save_names(file: Path, records: Iterable[tuple[str, tuple[int, int]]]) -> None:
    """Write folded names with the index of a place and the value of a NameSense for each."""
    marisa_trie.RecordTrie(RECORD, records).save(str(file))


def load_units(folder: Path) -> Mapping[tuple[str, str], str]:
    """Give, by country and GeoNames' code of a division, the ISO 3166-2 code it means.

    Raises GazetteerInvalid when the table is missing.
    """
    file = folder / UNITS_FILE
    units = {}
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                code = row["code"]
                units.update({(code[:2], unit): code for unit in row["geonames"].split(",")})
    except OSError as error:
        raise GazetteerInvalid(f"{file}: {error.strerror or error}") from error
    except (KeyError, AttributeError, UnicodeDecodeError) as error:
        raise GazetteerInvalid(f"{file}: it is not a table of divisions: {error}") from error
    return units


def load_names(folder: Path) -> PackedNames:
    """Give the names of the gazetteer packed in `folder`.

    Raises GazetteerInvalid when a file is missing, damaged or not one of ours.
    """
    try:
        return PackedNames(folder)
    except OSError as error:
        raise GazetteerInvalid(f"{folder}: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, RuntimeError) as error:
        raise GazetteerInvalid(f"{folder}: it is not a gazetteer of warnd: {error}") from error
