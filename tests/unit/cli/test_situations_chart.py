"""Charts of an index fit the terminal and tell levels without colour."""

from datetime import timedelta

import pytest
from rich.console import Console

from tests.unit.builders import NOW, shipped_table
from warnd.cli.situations_chart import Frame, chart, frame_for
from warnd.model.level import Level
from warnd.model.past import Peak

HOUR = timedelta(hours=1)
LEVELS = shipped_table().levels


def console(width: int) -> Console:
    return Console(width=width)


def drawn(*peaks: Peak, columns: int = 10, plain: bool = False) -> list[str]:
    frame = Frame(first=NOW, step=HOUR, columns=columns)
    return [line.plain for line in chart(peaks, frame, LEVELS, console(80), plain=plain)]


@pytest.mark.parametrize("width", [10, 40, 80, 200])
@pytest.mark.parametrize("days", [0.01, 1, 14, 90, 2000])
def test_a_chart_covers_its_time_and_fits(width: int, days: float) -> None:
    frame = frame_for(console(width), NOW - timedelta(days=days), NOW)
    assert frame.first + frame.step * (frame.columns - 1) < NOW <= frame.last
    assert frame.step >= HOUR
    peaks = [Peak(step=step, level=Level.WATCH, index=50.0) for step in range(frame.columns)]
    lines = chart(peaks, frame, LEVELS, console(width))
    assert max(line.cell_len for line in lines) <= max(width, 35)


def test_programs_get_hours_whatever_the_terminal() -> None:
    assert frame_for(None, NOW - timedelta(days=14), NOW).step == HOUR


def test_columns_are_as_high_as_the_index() -> None:
    lines = drawn(*(Peak(step=n, level=Level.CALM, index=10.0 * n + 5) for n in range(10)))
    heights = [
        sum(line.ljust(20)[5 + column] in "▁▂▃▄▅▆▇█" for line in lines[:10]) for column in range(10)
    ]
    assert heights == list(range(1, 11))


@pytest.mark.parametrize(
    ("plain", "shapes"),
    [pytest.param(False, "·◆▲■", id="shapes"), pytest.param(True, ".o^!", id="ASCII")],
)
def test_levels_have_shapes_of_their_own(plain: bool, shapes: str) -> None:
    peaks = [Peak(step=step, level=level, index=50.0) for step, level in enumerate(Level)]
    lines = drawn(*peaks, plain=plain)
    assert lines[-2].strip() == shapes
    assert all(line.isascii() for line in lines) is plain


def test_a_short_hole_above_calm_is_bridged_and_others_are_not() -> None:
    watch = [Peak(step=step, level=Level.WATCH, index=50.0) for step in (0, 3, 8)]
    assert drawn(*watch)[-2][5:].rstrip() == "◆◆◆◆    ◆"
    calm = [Peak(step=step, level=Level.CALM, index=5.0) for step in (0, 2)]
    assert drawn(*calm)[-2][5:].rstrip() == "· ·"


def test_an_index_above_nothing_is_seen() -> None:
    assert "▁" in drawn(Peak(step=0, level=Level.CALM, index=0.1))[9]


def test_days_stand_under_their_columns() -> None:
    dates = drawn(columns=40)[-1]
    assert dates.index("28 Jan") == 5
    assert dates.index("29 Jan") == 5 + 15
