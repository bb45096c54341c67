"""Files of places that somebody brings: GeoNames' country files and tables of P-codes."""

import csv
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from warnd.errors import GazetteerInvalid, Mistake
from warnd.model.gathered import RawPlace
from warnd.storage.geonames_lines import geonames_line, looks_like_geonames
from warnd.storage.pcode_rows import PcodeRows, heading_of
from warnd.storage.place_lines import Line, LineWrong

#: what parts the cells of a P-code table; spreadsheets in many countries write semicolons
_DELIMITERS: Final = (",", ";", "\t")
#: how a zip file begins
_ZIP: Final = b"PK\x03\x04"
#: how many bytes the name of a place may take in the tables
_LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFile:
    """What a file of places holds."""

    #: the file
    file: Path
    #: the places, in order
    places: tuple[RawPlace, ...]
    #: the lines that hold none, by number
    mistakes: tuple[Mistake, ...]
    #: how many lines were passed over on purpose, by reason
    passed_over: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which places of a file are wanted."""

    #: ISO 3166-1 alpha-2 codes that are known
    countries: Container[str]
    #: only the places of this one; empty: of all
    country: str = ""


_Read = Callable[[Line], Iterable[RawPlace | str]]


def read_place_file(file: Path, wanted: Wanted) -> PlaceFile:
    """Give the places of a file, with every line that holds none and why.

    Raises GazetteerInvalid when the file cannot be read or is neither sort of file.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise GazetteerInvalid(f"{file}: {error.strerror or error}") from error
    if content.startswith(_ZIP):
        raise GazetteerInvalid(f"{file}: it is a zip file; unpack it and give the file inside")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise GazetteerInvalid(f"{file}:{line}: it is not UTF-8") from error
    return _read_text(file, text, wanted)


def _read_text(file: Path, text: str, wanted: Wanted) -> PlaceFile:
    head = text.partition("\n")[0].rstrip("\r")
    if looks_like_geonames(head):
        return _collect(file, _lines(text), geonames_line, wanted)
    for delimiter in _DELIMITERS:
        heading = heading_of(next(csv.reader([head], delimiter=delimiter), []))
        if heading is not None:
            rows = PcodeRows(heading, wanted.country)
            return _collect(file, _rows(text, delimiter), rows.read, wanted)
    raise GazetteerInvalid(
        f"{file}: it is neither a country file of GeoNames (19 columns parted by tabs) nor a table "
        "of P-codes with a heading such as admin2Name_en,admin2Pcode,admin1Name_en,admin1Pcode"
    )


def _lines(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Line(number=number, cells=tuple(line.rstrip("\r").split("\t")))


def _rows(text: str, delimiter: str) -> Iterator[Line]:
    rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    next(rows)
    for cells in rows:
        if any(cell.strip() and not cell.startswith("#") for cell in cells):
            yield Line(number=rows.line_num, cells=tuple(cells))


def _collect(file: Path, lines: Iterable[Line], read: _Read, wanted: Wanted) -> PlaceFile:
    places: list[RawPlace] = []
    mistakes: list[Mistake] = []
    passed_over: Counter[str] = Counter()
    for line in lines:
        try:
            for found in read(line):
                if isinstance(found, str):
                    passed_over[found] += 1
                elif wanted.country and found.country != wanted.country:
                    passed_over["places of other countries"] += 1
                else:
                    places.append(_checked(found, wanted.countries))
        except LineWrong as error:
            mistakes.append(Mistake(message=str(error), file=file, line=line.number))
    return PlaceFile(
        file=file, places=tuple(places), mistakes=tuple(mistakes), passed_over=passed_over
    )


def _checked(place: RawPlace, countries: Container[str]) -> RawPlace:
    if not place.name.strip():
        raise LineWrong("it has no name")
    if len(place.name.encode()) > _LONGEST_NAME:
        raise LineWrong(f"its name is longer than {_LONGEST_NAME} bytes")
    if place.country not in countries:
        raise LineWrong(f"{place.country!r} is no country known here; --country says which it is")
    return place
