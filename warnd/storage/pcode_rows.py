"""Rows of P-code tables: the admin gazetteers that OCHA publishes with its common datasets.

A heading names the columns: `admin2Name_en`, `admin2Pcode`, `admin1Name_en`, `admin0Pcode`, ... or
the short forms `ADM2_EN`, `ADM2_PCODE`, `adm2_name`, `adm2_pcode`. Coordinates stand in
`center_lat` and `center_lon` or in `y_coord` and `x_coord`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from warnd.model.gathered import RawPlace
from warnd.model.toponym import PlaceKind
from warnd.storage.place_lines import Line, LineWrong, coordinate

_CODE: Final = re.compile(r"adm(?:in)?(\d)_?p?code", re.IGNORECASE)
_NAME: Final = re.compile(
    r"adm(?:in)?(\d)_?(?:(?:name|refname|altname|alt|ref)\d?_?)?(?:\d_)?([a-z]{2,3})?\d?",
    re.IGNORECASE,
)
_LAT: Final = frozenset({"center_lat", "centre_lat", "y_coord", "lat", "latitude", "y"})
_LON: Final = frozenset({"center_lon", "centre_lon", "x_coord", "lon", "longitude", "x"})
#: the language whose names are usual here; a column without a language counts as it
_USUAL: Final = ("en", "")
#: the letters that begin a P-code, which are the country's
_COUNTRY_LETTERS: Final = 2


class _Named(NamedTuple):
    """A column of names."""

    column: int
    #: language of its names; empty when the heading names none
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Which column of a P-code table holds what."""

    #: by level (0 the country, 1 the first-level division), the column of P-codes
    codes: Mapping[int, int]
    #: by level, the columns of names, the usual ones first
    names: Mapping[int, Sequence[_Named]] = field(default_factory=dict)
    #: the columns of latitude and longitude; None when there are none
    lat: int | None = None
    lon: int | None = None


def heading_of(cells: Sequence[str]) -> Heading | None:
    """Give what the columns of a table hold; None when it is no table of P-codes."""
    codes: dict[int, int] = {}
    names: dict[int, list[_Named]] = {}
    places: dict[bool, int] = {}
    for column, cell in enumerate(text.strip() for text in cells):
        code, name = _CODE.fullmatch(cell), _NAME.fullmatch(cell)
        if code:
            codes.setdefault(int(code[1]), column)
        elif name:
            names.setdefault(int(name[1]), []).append(_Named(column, (name[2] or "").lower()))
        elif cell.lower() in _LAT | _LON:
            places.setdefault(cell.lower() in _LAT, column)
    if not codes or not names or max(codes) == 0:
        return None
    for named in names.values():
        named.sort(key=lambda one: one.language not in _USUAL)
    return Heading(codes=codes, names=names, lat=places.get(True), lon=places.get(False))


class PcodeRows:
    """Reads the rows of one table."""

    def __init__(self, heading: Heading, country: str) -> None:
        self._heading = heading
        self._country = country
        self._divisions: set[str] = set()

    def read(self, line: Line) -> Iterator[RawPlace | str]:
        """Give the place of a row, and its first-level division when it was not seen before.

        Raises LineWrong for a row without a name or a P-code.
        """
        cells, number = line.cells, line.number
        level = self._level(cells)
        yield self._place(number, cells, level)
        division = self._code(cells, 1)
        if level > 1 and division and division not in self._divisions and self._names(cells, 1)[0]:
            yield self._place(number, cells, 1)
        self._divisions.add(division)

    def _place(self, line: int, cells: Sequence[str], level: int) -> RawPlace:
        usual, others = self._names(cells, level)
        code = self._code(cells, level)
        if not usual:
            raise LineWrong(f"no name of level {level}")
        lat, lon = self._point(cells) if level == self._level(cells) else (None, None)
        return RawPlace(
            line=line,
            name=usual[0],
            names=usual[1:],
            spellings=others,
            codes=(code,),
            country=self._country_of(cells, code),
            kind=PlaceKind.DIVISION if level == 1 else PlaceKind.TOWN,
            unit_names=self._names(cells, 1)[0],
            lat=lat,
            lon=lon,
        )

    def _level(self, cells: Sequence[str]) -> int:
        filled = [level for level in self._heading.codes if level and self._code(cells, level)]
        if not filled:
            raise LineWrong("no P-code of a division")
        return max(filled)

    def _code(self, cells: Sequence[str], level: int) -> str:
        column = self._heading.codes.get(level)
        return cells[column].strip() if column is not None and column < len(cells) else ""

    def _names(self, cells: Sequence[str], level: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the usual names of a level and those in other languages."""
        usual: dict[str, None] = {}
        others: dict[str, None] = {}
        for column, language in self._heading.names.get(level, ()):
            name = cells[column].strip() if column < len(cells) else ""
            if name:
                into = usual if language in _USUAL or not usual else others
                into[name] = None
        return tuple(usual), tuple(others)

    def _country_of(self, cells: Sequence[str], code: str) -> str:
        country = self._code(cells, 0) or code[:_COUNTRY_LETTERS] or self._country
        return (country if len(country) == _COUNTRY_LETTERS else self._country or country).upper()

    def _point(self, cells: Sequence[str]) -> tuple[float | None, float | None]:
        lat, lon = self._heading.lat, self._heading.lon
        if lat is None or lon is None or max(lat, lon) >= len(cells):
            return None, None
        if not cells[lat].strip() and not cells[lon].strip():
            return None, None
        return (
            coordinate(cells[lat].strip(), "latitude"),
            coordinate(cells[lon].strip(), "longitude"),
        )
