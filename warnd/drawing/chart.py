"""Draws the course of an index as a PNG; the one door of matplotlib.

Importing it costs two seconds and 66 MB, so it is imported in a process of its own
(`warnd.drawing.child`). The picture holds no words, only numbers, dates and the shapes of the
levels, so that it needs no shaping of any script.
"""

import io
from datetime import UTC, datetime, timedelta

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from warnd.model.course import Course
from warnd.model.level import Level

#: the size in CSS pixels, and how many pixels stand for one of them
WIDTH_PX, HEIGHT_PX, DENSITY = 592, 208, 2
#: letters in points: a telephone shows the picture at three fifths of its width
THRESHOLD_PT, DATE_PT, NOW_PT = 9.5, 10.5, 16.0
#: CSS pixels of an inch
INCH_PX = 96
#: line, tint and shape of each level: those of the messages (`warnd.alerts.templates`), the line of
#: watch darker, since a thin yellow line is not seen
LINES = {Level.WATCH: "#b38600", Level.WARNING: "#b93c0a", Level.EMERGENCY: "#8a0f1e"}
TINTS = {Level.WATCH: "#fff8e1", Level.WARNING: "#fdefe8", Level.EMERGENCY: "#fbeaec"}
SHAPES = {Level.WATCH: "\u25c6", Level.WARNING: "\u25b2", Level.EMERGENCY: "\u25a0"}
CALM = "#1b6e3c"
INK, FAINT = "#1f2328", "#57606a"
#: room above 100 and to the right of now, where the numbers stand
HEADROOM, MARGIN = 112.0, timedelta(hours=44)
#: a white edge round numbers, so that no line runs through them
HALO = withStroke(linewidth=2.5, foreground="white")


def draw(course: Course) -> bytes:
    """Give the PNG of a course, `WIDTH_PX` by `HEIGHT_PX` CSS pixels."""
    size = (WIDTH_PX / INCH_PX, HEIGHT_PX / INCH_PX)
    figure = Figure(figsize=size, dpi=INCH_PX * DENSITY, facecolor="white")
    axes = figure.add_axes((0.005, 0.145, 0.99, 0.845))
    _levels(axes, course)
    _line(axes, course)
    _dates(axes, course)
    picture = io.BytesIO()
    FigureCanvasAgg(figure).print_png(  # type: ignore[no-untyped-call]  # the library does not say
        picture, metadata={"Software": None}
    )
    return picture.getvalue()


def _levels(axes: Axes, course: Course) -> None:
    tops = [up for _, up in course.thresholds[1:]] + [HEADROOM]
    for (level, up), top in zip(course.thresholds, tops, strict=True):
        axes.axhspan(up, top, color=TINTS[level], linewidth=0)
        axes.axhline(up, color=LINES[level], linewidth=0.6)
        axes.annotate(
            f"{SHAPES[level]} {up:.0f}",
            (0.0, up),
            xytext=(4, 2),
            textcoords="offset points",
            fontsize=THRESHOLD_PT,
            color=LINES[level],
            path_effects=[HALO],
            zorder=5,
        )


def _line(axes: Axes, course: Course) -> None:
    times = [_days(course, point.at) for point in course.points]
    indices = [point.index for point in course.points]
    # In steps: a straight line over days without a state would show a slow rise that nobody saw.
    axes.fill_between(times, indices, color=INK, alpha=0.08, linewidth=0, step="post")
    axes.plot(
        times,
        indices,
        color=INK,
        linewidth=2.0,
        solid_joinstyle="round",
        drawstyle="steps-post",
    )
    colour = LINES.get(course.level, CALM)
    axes.plot(times[-1:], indices[-1:], "o", color=colour, markersize=8)
    axes.annotate(
        f"{indices[-1]:.0f}",
        (times[-1], indices[-1]),
        xytext=(9, 0),
        textcoords="offset points",
        verticalalignment="center",
        fontsize=NOW_PT,
        fontweight="bold",
        color=colour,
        path_effects=[HALO],
    )


def _dates(axes: Axes, course: Course) -> None:
    axes.set_xlim(0.0, _days(course, course.until + MARGIN))
    axes.set_ylim(0, HEADROOM)
    axes.set_yticks([])
    days = _midnights(course)
    axes.set_xticks(
        [_days(course, day) for day in days], [f"{day.day}.{day.month}." for day in days]
    )
    axes.tick_params(axis="x", labelsize=DATE_PT, labelcolor=FAINT, length=3, color=FAINT, pad=1.5)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#d0d7de")


def _midnights(course: Course) -> list[datetime]:
    """Give every second midnight shown, the last one before the end among them."""
    last = course.until.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    count = int((last - course.since) / timedelta(days=2))
    return [last - timedelta(days=2 * step) for step in range(count, -1, -1)]


def _days(course: Course, at: datetime) -> float:
    """Give where a moment stands, in days from the first shown."""
    return (at - course.since) / timedelta(days=1)
