"""Lines of GeoNames' country files: 19 columns, tab-separated, no heading.

The columns stand in <https://download.geonames.org/export/dump/readme.txt>.
"""

from collections.abc import Iterator
from typing import Final

from warnd.model.gathered import RawPlace
from warnd.model.toponym import PlaceKind
from warnd.storage.place_lines import Line, LineWrong, coordinate, whole

COLUMNS: Final = 19
_NAME, _ASCII, _OTHERS, _LAT, _LON, _CLASS, _FEATURE, _COUNTRY = 1, 2, 3, 4, 5, 6, 7, 8
_UNIT, _POPULATION = 10, 14
#: what is passed over, by feature class
_CLASSES: Final = {
    "A": "areas that are no division",
    "H": "streams, lakes and wells",
    "L": "parks and fields",
    "P": "places that are no more",
    "R": "roads and railways",
    "S": "buildings",
    "T": "hills and valleys",
    "U": "places under the sea",
    "V": "forests and heaths",
}

#: features that the news names, by class and code, and what each becomes; towns and villages
#: (class P) are all kept but those of `_GONE`
_KEPT: Final = {
    "A.ADM1": PlaceKind.DIVISION,
    # smaller divisions are points: their names are those of towns and people as well
    **dict.fromkeys(("A.ADM2", "A.ADM3", "A.ADM4"), PlaceKind.TOWN),
    # bases, oil and gas, nature reserves where armed groups hide, regions people speak of
    **dict.fromkeys(("L.MILB", "L.NVB", "L.OILF", "L.GASF", "L.INDS", "L.PRT"), PlaceKind.TOWN),
    **dict.fromkeys(("L.RGN", "L.RGNE", "L.AREA", "L.OAS", "L.RESN", "L.PRK"), PlaceKind.REGION),
    # airfields, bridges, camps, customs and border posts, dams, forts, power, prisons, hospitals
    **dict.fromkeys(("S.AIRB", "S.AIRF", "S.AIRP", "S.BDG", "S.CMP", "S.CMPRF"), PlaceKind.TOWN),
    **dict.fromkeys(("S.CSTM", "S.PSTB", "S.DAM", "S.FT", "S.INSM", "S.HSP"), PlaceKind.TOWN),
    **dict.fromkeys(("S.PS", "S.PSH", "S.PSN", "S.OILR", "S.OILT", "S.PRN"), PlaceKind.TOWN),
    # islands, ranges, passes
    **dict.fromkeys(("T.ISL", "T.ISLS", "T.MTS", "T.PASS", "T.PEN"), PlaceKind.REGION),
    # road junctions that have names; forests that hide fighters
    "R.RDJCT": PlaceKind.TOWN,
    "V.FRST": PlaceKind.REGION,
}
#: populated places that are abandoned, destroyed or of the past
_GONE: Final = frozenset({"P.PPLH", "P.PPLQ", "P.PPLW", "P.PPLCH"})


def looks_like_geonames(head: str) -> bool:
    """Tell whether the first line of a file is one of GeoNames'."""
    return head.count("\t") == COLUMNS - 1


def geonames_line(line: Line) -> Iterator[RawPlace | str]:
    """Give the place that a line holds, or why it is passed over.

    Raises LineWrong for a line that is none of GeoNames'.
    """
    cells = line.cells
    if len(cells) != COLUMNS:
        raise LineWrong(f"expected {COLUMNS} columns parted by tabs, got {len(cells)}")
    kind = _kind(cells[_CLASS], cells[_FEATURE])
    if kind is None:
        yield _CLASSES.get(cells[_CLASS], "other features")
        return
    yield RawPlace(
        line=line.number,
        name=cells[_NAME],
        names=(cells[_ASCII],) if cells[_ASCII] else (),
        spellings=tuple(other for other in cells[_OTHERS].split(",") if other),
        country=cells[_COUNTRY],
        kind=kind,
        unit=cells[_UNIT],
        lat=coordinate(cells[_LAT], "latitude"),
        lon=coordinate(cells[_LON], "longitude"),
        population=whole(cells[_POPULATION], "population"),
    )


def _kind(feature_class: str, code: str) -> PlaceKind | None:
    feature = f"{feature_class}.{code}"
    if feature_class == "P":
        return None if feature in _GONE else PlaceKind.TOWN
    return _KEPT.get(feature)
