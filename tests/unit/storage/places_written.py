"""Files of places as GeoNames and OCHA would write them, about towns that do not exist."""

from pathlib import Path

#: one line of GeoNames: what is not given is of no matter here
_EMPTY = ("1", "", "", "", "0", "0", "P", "PPL", "SD", "", "", "", "", "", "0", "", "0", "", "")
_COLUMN = {
    "name": 1, "ascii": 2, "others": 3, "lat": 4, "lon": 5, "sort": 6, "feature": 7,
    "country": 8, "unit": 10, "people": 14,
}  # fmt: skip


def geonames(**cells: str) -> str:
    line = list(_EMPTY)
    for name, cell in cells.items():
        line[_COLUMN[name]] = cell
    return "\t".join(line)


def written(folder: Path, name: str, *lines: str) -> Path:
    file = folder / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
