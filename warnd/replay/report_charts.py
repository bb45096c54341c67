"""Charts of a report as numbers that an SVG takes: strips of levels, curves of the index."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from warnd.model.level import Level
from warnd.replay.chronicle import Curve, Stretch

#: steps without an assessment that a curve still bridges: a calm area is assessed when it has news
_BRIDGED = 1
#: marks on the axis of time at most
_MARKS = 9
_YEAR_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Steps that follow one another at one level."""

    #: the first step, and how many there are
    start: int
    length: int
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A moment on the axis of time."""

    #: where, in percent of the width
    left: float
    words: str


def bands(levels: Mapping[int, Level]) -> tuple[Band, ...]:
    """Give the steps above calm, those of one level that touch one another together."""
    found: list[Band] = []
    for place in sorted(levels):
        level = levels[place]
        if level is Level.CALM:
            continue
        last = found[-1] if found else None
        if last and last.level is level and last.start + last.length == place:
            found[-1] = Band(start=last.start, length=last.length + 1, level=level)
        else:
            found.append(Band(start=place, length=1, level=level))
    return tuple(found)


def index_path(curve: Curve) -> str:
    """Give the path of an SVG under the index, 0 at the bottom (y = 100) and 100 at the top."""
    return "".join(_piece(curve, run) for run in _runs(sorted(curve.index)))


def _piece(curve: Curve, run: list[int]) -> str:
    points = "".join(f"V{100 - curve.index[place]:.0f}H{place + 1}" for place in run)
    return f"M{run[0]},100{points}V100Z"


def _runs(places: list[int]) -> Iterator[list[int]]:
    """Give the steps in runs without a gap."""
    run: list[int] = []
    for place in places:
        if run and place - run[-1] > _BRIDGED:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def marks(stretch: Stretch) -> tuple[Mark, ...]:
    """Give the beginnings of years, months or days within a stretch, a few of them."""
    span = stretch.last - stretch.first
    if not span:
        return ()
    moments = list(_beginnings(stretch))
    every = -(-len(moments) // _MARKS)
    form = "%Y" if span.days > 2 * _YEAR_DAYS else "%b %Y" if span.days > _MARKS * 7 else "%d %b"
    return tuple(
        Mark(left=100 * ((moment - stretch.first) / span), words=f"{moment:{form}}")
        for moment in moments[:: max(1, every)]
    )


def _beginnings(stretch: Stretch) -> Iterator[datetime]:
    days = (stretch.last - stretch.first).days
    for number in range(days + 2):
        day = stretch.first.date().toordinal() + number
        moment = datetime.fromordinal(day).replace(tzinfo=stretch.first.tzinfo)
        if not stretch.first <= moment <= stretch.last:
            continue
        is_month = moment.day == 1
        is_year = is_month and moment.month == 1
        if is_year or (days <= 2 * _YEAR_DAYS and is_month) or days <= _MARKS * 7:
            yield moment
