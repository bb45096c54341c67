"""What readers of place files share: a line, its cells as numbers, and what may be wrong."""

import math
from dataclasses import dataclass
from typing import Final

#: the furthest from zero, in degrees, by what is measured
_FURTHEST: Final = {"latitude": 90.0, "longitude": 180.0}
#: the most people that the tables can hold
_MOST_PEOPLE: Final = 2**32 - 1


class LineWrong(ValueError):  # noqa: N818  the words of STYLE
    """A line that holds no place; the message says what to mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file."""

    #: 1-based number
    number: int
    #: what stands in its columns
    cells: tuple[str, ...]


def coordinate(cell: str, what: str) -> float:
    """Give degrees; `what` is latitude or longitude. Raises LineWrong for anything else."""
    try:
        degrees = float(cell)
    except ValueError as error:
        raise LineWrong(f"the {what} is {cell!r}, which is no number") from error
    if math.isnan(degrees) or abs(degrees) > _FURTHEST[what]:
        raise LineWrong(f"the {what} is {cell}, which is beyond {_FURTHEST[what]:g} degrees")
    return degrees


def whole(cell: str, what: str) -> int:
    """Give a number of people, 0 for an empty cell. Raises LineWrong for anything else."""
    if not cell:
        return 0
    if not cell.isascii() or not cell.isdigit() or int(cell) > _MOST_PEOPLE:
        raise LineWrong(f"the {what} is {cell!r}, which is no whole number")
    return int(cell)
