"""Signs that add up: a build-up, and what it takes to wake people."""

from collections.abc import Sequence

import pytest

from tests.acceptance.timeline import Timeline, Told, day, expected, feed
from warnd.model.alert import AlertReason
from warnd.model.level import Level
from warnd.settings import FeedSettings

GAZETTE, LOCAL, AGENCY = feed("gazette"), feed("valley-network"), feed("northern-wire")
THREE = (GAZETTE, LOCAL, AGENCY)


def build_up(timeline: Timeline, *, by: tuple[str, str, str]) -> None:
    """Tell the four days in which a truce gives way to an offensive, by three voices."""
    first, second, third = by
    timeline.tell(
        day(1, "09:00"),
        first,
        "Columns of armour head for Idlib",
        "Residents counted some 50 tanks and armoured vehicles moving towards Idlib on Monday. "
        "The army has sent reinforcements to the edge of Idlib, a local council said.",
    )
    timeline.tell(
        day(2, "08:00"),
        second,
        "Monitors count truce violations in Idlib",
        "Both sides violated the ceasefire in Idlib overnight, monitors said. "
        "Mortar shells were fired at farmland south of Idlib for the first time since autumn.",
    )
    timeline.tell(
        day(3, "07:00"),
        third,
        "Minister declares the truce for Idlib over",
        "The truce for Idlib has ended, the foreign minister said on Wednesday. "
        "The army is preparing a major offensive on Idlib, he warned.",
    )
    timeline.tell(
        day(3, "15:00"),
        first,
        "Fourteen towns shelled in Idlib",
        "Artillery shelled at least 14 towns in Idlib on Wednesday, rescue workers said. "
        "The bombardment killed 9 civilians in Idlib.",
    )
    timeline.tell(
        day(4, "06:00"),
        second,
        "Warplanes strike Idlib",
        "Warplanes carried out air strikes on Idlib on Thursday, killing 21 civilians. "
        "Thousands of people have fled their homes in Idlib.",
    )
    timeline.tell(
        day(4, "12:00"),
        third,
        "Heavy fighting as army enters southern Idlib",
        "Heavy clashes raged between soldiers and rebels in Idlib on Thursday. "
        "Government troops captured three villages in Idlib, and 40 fighters were killed.",
    )


def test_a_build_up_rises_from_watch_over_warning_to_emergency() -> None:
    timeline = Timeline(feeds=THREE)
    build_up(timeline, by=("gazette", "valley-network", "northern-wire"))
    timeline.run(day(4, "18:00")).about("SY-ID").steps().expect(
        expected(
            AlertReason.NEW,
            Level.WATCH,
            between=(day(1, "09:00"), day(2, "08:00")),
            kinds="troop_movement",
        ),
        expected(
            AlertReason.ESCALATED,
            Level.WARNING,
            between=(day(2, "08:00"), day(3, "07:00")),
            kinds="truce_collapse troop_movement",
            change="rose from watch to warning",
        ),
        expected(
            AlertReason.ESCALATED,
            Level.EMERGENCY,
            between=(day(3, "07:00"), day(4, "06:00")),
            kinds="truce_collapse offensive_threat shelling",
            change="rose from warning to emergency",
        ),
    )


def peak_of(feeds: Sequence[FeedSettings], by: tuple[str, str, str]) -> Level:
    """Give the level that the build-up reaches in Idlib."""
    timeline = Timeline(feeds=feeds)
    build_up(timeline, by=by)
    return timeline.run(day(6)).about("SY-ID").peak


def test_what_three_origins_make_an_emergency_is_none_from_one() -> None:
    assert peak_of(THREE, ("gazette", "valley-network", "northern-wire")) is Level.EMERGENCY
    assert peak_of(THREE, ("gazette", "gazette", "gazette")) < Level.EMERGENCY


def one_report(by: Sequence[str], feeds: Sequence[FeedSettings] = THREE, mark: str = "") -> Told:
    """Tell one and the same report by some voices, within an hour of one another."""
    timeline = Timeline(feeds=feeds)
    for hour, voice in enumerate(by, start=8):
        timeline.tell(
            day(1, f"{hour:02}:00"),
            voice,
            "Shells fall on Idlib",
            f"Artillery shelled Idlib overnight, residents said.{mark}",
        )
    return timeline.run(day(2)).about("SY-ID")


def test_one_origin_does_not_warn_with_what_two_make_a_warning() -> None:
    assert one_report(("gazette", "gazette")).peak is Level.WATCH
    assert one_report(("gazette", "northern-wire")).peak is Level.WARNING


SAME = (
    feed("gazette", publisher="The Gazette"),
    feed("gazette-world", publisher="The Gazette"),
    feed("gazette-live", publisher="Gazette"),
)
NAMELESS = (feed("gazette"), feed("one", publisher=""), feed("two", publisher=""))


@pytest.mark.parametrize(
    ("feeds", "by", "mark"),
    [
        pytest.param(SAME, ("gazette", "gazette-world"), "", id="two feeds of one publisher"),
        pytest.param(SAME, ("gazette", "gazette-live"), "", id="whose name is written otherwise"),
        pytest.param(THREE, ("gazette", "northern-wire"), " (AFP)", id="a wire, reprinted twice"),
        pytest.param(NAMELESS, ("gazette", "one"), "", id="a voice that nobody names"),
        pytest.param(NAMELESS, ("one", "two"), "", id="two that nobody names"),
    ],
)
def test_voices_that_are_one_origin_weigh_as_one(
    feeds: Sequence[FeedSettings], by: Sequence[str], mark: str
) -> None:
    together = one_report(by, feeds, mark)
    alone = one_report(by[:1], feeds, mark)
    assert together.peak is alone.peak is Level.WATCH
    assert [version.index for version in together.versions] == [
        version.index for version in alone.versions
    ]


def test_areas_are_told_apart() -> None:
    timeline = Timeline(feeds=THREE)
    build_up(timeline, by=("gazette", "valley-network", "northern-wire"))
    told = timeline.run(day(6))
    assert told.areas == {"SY", "SY-ID"}
    # What happens in one division concerns its country, but less than the division.
    assert told.about("SY").peak <= told.about("SY-ID").peak
