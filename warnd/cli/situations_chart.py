"""Charts of an index in a terminal: columns of blocks, or of ASCII where there are none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from rich.console import Console
from rich.text import Text

from warnd.cli.situations_looks import LOOKS, draws, shape
from warnd.model.level import Level
from warnd.model.past import Peak
from warnd.model.scoring import LevelThreshold

#: rows of a chart: ten points of the index each
_ROWS = 10
#: the index at the top
_TOP = 100.0
#: columns to the left, for the scale, and to the right, for the names of levels
_LEFT = 5
_RIGHT = 10
#: the narrowest chart that can be read, and the widest that is drawn
_NARROWEST = 20
_WIDEST = 120
#: steps that programs get at most
_OF_A_MONTH = 31 * 24
#: a stored state is followed by the next within about an hour while an area is above calm
SHORTEST_STEP = timedelta(hours=1)
#: empty steps between two that are known, over which the first is taken to have lasted
_BRIDGED = 2
#: columns from one date under a chart to the next, at least
_APART = 11
#: from blank to full, eighth by eighth
_BLOCKS = " ▁▂▃▄▅▆▇█"
_PLAIN_BLOCKS = "  ..::||#"
#: the style of what only helps to read
_SOFT = "bright_black"
#: from this length on months are told, and no days
_LONG = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A length of time cut into the columns of a chart."""

    #: the first moment
    first: datetime
    #: the time of one column
    step: timedelta
    #: how many columns there are
    columns: int

    @property
    def last(self) -> datetime:
        """The last moment."""
        return self.first + self.step * self.columns

    def moment(self, column: int) -> datetime:
        """Give when a column begins."""
        return self.first + self.step * column


def frame_for(console: Console | None, since: datetime, until: datetime) -> Frame:
    """Give the columns that a time takes: as many as fit a terminal, none under an hour.

    Without a terminal, for programs, they are the hours of a month at most.
    """
    room = _OF_A_MONTH
    if console is not None:
        room = min(_WIDEST, max(_NARROWEST, console.width - _LEFT - _RIGHT))
    whole_s = max(SHORTEST_STEP, until - since).total_seconds()
    step_s = int(max(SHORTEST_STEP.total_seconds(), -(-whole_s // room)))
    return Frame(first=since, step=timedelta(seconds=step_s), columns=-(-int(whole_s) // step_s))


def chart(
    peaks: Sequence[Peak],
    frame: Frame,
    thresholds: Sequence[LevelThreshold],
    console: Console,
    *,
    plain: bool = False,
) -> Iterator[Text]:
    """Give the lines of a chart: the index over time, the levels' thresholds, levels and dates."""
    drawing = _Drawing(_bridged(peaks, frame.columns), frame.columns, plain or not draws(console))
    rows = _threshold_rows(thresholds)
    for row in reversed(range(_ROWS)):
        yield drawing.row(row, rows.get(row), is_top=row == _ROWS - 1)
    yield drawing.floor()
    yield drawing.levels()
    yield Text(" " * _LEFT + _dates(frame), style=_SOFT)


class _Drawing:
    """One chart, drawn row by row."""

    def __init__(self, peaks: Mapping[int, Peak], columns: int, plain: bool) -> None:
        self._peaks = peaks
        self._columns = columns
        self._plain = plain
        self._blocks = _PLAIN_BLOCKS if plain else _BLOCKS

    def row(self, row: int, threshold: LevelThreshold | None, *, is_top: bool) -> Text:
        """Give a row of the chart, from 0 at the bottom."""
        marked = "" if threshold is None else f"{threshold.up:.0f}"
        label = marked or (f"{_TOP:.0f}" if is_top else "")
        line = Text(f"{label:>{_LEFT - 2}} {'|' if self._plain else '│'}", style=_SOFT)
        blank = " " if threshold is None else "-" if self._plain else "┈"
        _append(line, (self._cell(column, row, blank) for column in range(self._columns)))
        if threshold is not None:
            line.append(f" {threshold.level.value}", style=LOOKS[threshold.level].style)
        line.rstrip()
        return line

    def floor(self) -> Text:
        """Give the line on which the columns stand."""
        corner, line = ("+", "-") if self._plain else ("└", "─")
        return Text(f"{'0':>{_LEFT - 2}} {corner}{line * self._columns}", style=_SOFT)

    def levels(self) -> Text:
        """Give the shapes of the levels, column by column; blank where nothing is known."""
        line = Text(" " * _LEFT)
        _append(line, (self._mark(column) for column in range(self._columns)))
        line.rstrip()
        return line

    def _cell(self, column: int, row: int, blank: str) -> tuple[str, str]:
        """Give what stands in a cell, with its style."""
        peak = self._peaks.get(column)
        block = " " if peak is None else self._blocks[_eighths(peak.index, row)]
        if peak is None or block == " ":
            return blank, _SOFT
        return block, LOOKS[peak.level].style

    def _mark(self, column: int) -> tuple[str, str]:
        peak = self._peaks.get(column)
        if peak is None:
            return " ", ""
        return shape(peak.level, plain=self._plain), LOOKS[peak.level].style


def _append(line: Text, cells: Iterable[tuple[str, str]]) -> None:
    """Put cells behind a line, those of one style together."""
    for style, run in groupby(cells, key=itemgetter(1)):
        line.append("".join(words for words, _ in run), style=style)


def _eighths(index: float, row: int) -> int:
    """Give how much of a row's cell an index fills; anything above nothing is seen."""
    filled = round(index / _TOP * _ROWS * 8) - row * 8
    if row == 0 and index > 0.0:
        filled = max(1, filled)
    return max(0, min(8, filled))


def _threshold_rows(thresholds: Sequence[LevelThreshold]) -> dict[int, LevelThreshold]:
    return {min(_ROWS - 1, int(each.up / _TOP * _ROWS)): each for each in thresholds}


def _bridged(peaks: Sequence[Peak], columns: int) -> dict[int, Peak]:
    """Give what is known by column; short holes above calm are filled by what stood before."""
    known = {min(columns - 1, peak.step): peak for peak in peaks}
    for before, after in zip(sorted(known), sorted(known)[1:], strict=False):
        if after - before - 1 <= _BRIDGED and known[before].level > Level.CALM:
            known.update(dict.fromkeys(range(before + 1, after), known[before]))
    return known


def _dates(frame: Frame) -> str:
    """Give the dates under a chart, each beginning under its column."""
    form = "%b %Y" if frame.last - frame.first > _LONG else "%d %b"
    line, told = "", ""
    for column in range(frame.columns):
        words = f"{frame.moment(column):{form}}"
        is_new_day = words != told and (column == 0 or _begins_day(frame, column))
        room = column == 0 or column >= len(line.rstrip()) + _APART - len(words)
        if is_new_day and room and column + len(words) <= frame.columns + _RIGHT:
            line = line.ljust(column) + words
            told = words
    return line


def _begins_day(frame: Frame, column: int) -> bool:
    return frame.moment(column).date() != frame.moment(column - 1).date()
