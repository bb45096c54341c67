"""Signs that add up: a build-up, and what it takes to wake people."""

from tests.acceptance.timeline import Timeline, day, expected, feed
from warnd.model.alert import AlertReason
from warnd.model.level import Level

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


def test_one_origin_alone_never_warns() -> None:
    timeline = Timeline(feeds=THREE)
    build_up(timeline, by=("gazette", "gazette", "gazette"))
    assert timeline.run(day(6)).peak is Level.WATCH


def test_two_feeds_of_one_publisher_are_one_origin() -> None:
    timeline = Timeline(
        feeds=(
            feed("gazette", publisher="The Gazette"),
            feed("gazette-world", publisher="The Gazette"),
            feed("gazette-live", publisher="Gazette"),
        )
    )
    build_up(timeline, by=("gazette", "gazette-world", "gazette-live"))
    assert timeline.run(day(6)).peak is Level.WATCH


def test_publishers_nobody_names_never_add_an_origin() -> None:
    timeline = Timeline(feeds=(feed("one", publisher=""), feed("two", publisher="")))
    build_up(timeline, by=("one", "two", "one"))
    assert timeline.run(day(6)).peak is Level.WATCH


def test_a_reprinted_wire_story_is_the_wires() -> None:
    timeline = Timeline(feeds=THREE)
    build_up(timeline, by=("gazette", "valley-network", "northern-wire"))
    timeline.stories[:] = [
        type(story)(at=story.at, feed=story.feed, title=story.title, text=f"{story.text} (AFP)")
        for story in timeline.stories
    ]
    assert timeline.run(day(6)).peak is Level.WATCH


def test_areas_are_told_apart() -> None:
    timeline = Timeline(feeds=THREE)
    build_up(timeline, by=("gazette", "valley-network", "northern-wire"))
    told = timeline.run(day(6))
    assert told.areas == {"SY", "SY-ID"}
    # What happens in one division concerns its country, but less than the division.
    assert told.about("SY").peak <= told.about("SY-ID").peak
