"""What calms: a truce after fighting, and that a lull is none."""

from datetime import timedelta

from tests.acceptance.timeline import Timeline, day, expected, feed
from warnd.model.alert import AlertReason
from warnd.model.level import Level

FEEDS = (feed("gazette"), feed("valley-network"), feed("northern-wire"))
AREA = "SD-NR"


def fighting(timeline: Timeline) -> None:
    """Tell of two days of fighting for a town in Sudan's River Nile state, by three voices."""
    for number, by in ((1, "gazette"), (1, "northern-wire"), (2, "valley-network")):
        hour = "08:00" if by == "gazette" else "11:00"
        timeline.tell(
            day(number, hour),
            by,
            "Shells fall on Atbara as soldiers and militia fight",
            "Artillery shelled Atbara and heavy clashes broke out between the army and a militia "
            "in Atbara, residents said. At least 12 civilians were killed in Atbara.",
        )


def truce(timeline: Timeline) -> None:
    """Tell that both sides agreed on a truce, by three voices."""
    for at, by in (
        (day(3, "10:00"), "northern-wire"),
        (day(3, "12:00"), "gazette"),
        (day(4, "09:00"), "valley-network"),
        (day(5, "09:00"), "gazette"),
    ):
        timeline.tell(
            at,
            by,
            "Ceasefire agreed for Atbara",
            "The army and the militia agreed on a ceasefire in Atbara, mediators said. "
            "Both sides signed the truce and began to withdraw from Atbara.",
        )


def test_a_truce_after_fighting_lowers_the_level_step_by_step_to_an_all_clear() -> None:
    timeline = Timeline(feeds=FEEDS)
    fighting(timeline)
    truce(timeline)
    told = timeline.run(day(21)).about(AREA)
    levels = [version.level for version in told.steps().versions]
    assert told.peak >= Level.WARNING
    falling = levels[levels.index(told.peak) :]
    assert falling == sorted(falling, reverse=True)
    assert Level.WATCH in falling
    told.steps().expect(
        *(
            expected(version.reason, version.level, between=(day(1), day(3)))
            for version in told.steps().versions
            if version.level > version.previous_level
        ),
        *(
            expected(AlertReason.UPDATED, level, between=(day(3), day(14)), change="fell from")
            for level in falling[1:-1]
        ),
        expected(
            AlertReason.ALL_CLEAR, Level.CALM, between=(day(4), day(18)), change="fell from watch"
        ),
    )


def test_a_truce_ends_an_alert_sooner_than_silence_does() -> None:
    with_truce, without = Timeline(feeds=FEEDS), Timeline(feeds=FEEDS)
    fighting(with_truce)
    truce(with_truce)
    fighting(without)
    ends = [
        next(v.at for v in one.run(day(28)).about(AREA).versions if v.level is Level.CALM)
        for one in (with_truce, without)
    ]
    assert ends[0] < ends[1]


def test_a_level_holds_through_the_lull_of_a_night() -> None:
    timeline = Timeline(feeds=FEEDS)
    fighting(timeline)
    told = timeline.run(day(2, "23:00")).about(AREA)
    assert not [version for version in told.versions if version.level < version.previous_level]


def test_an_area_of_which_nothing_at_all_is_heard_any_more_is_not_cleared() -> None:
    timeline = Timeline(feeds=FEEDS)
    fighting(timeline)
    last = timeline.run(day(30)).about(AREA).versions[-1]
    assert (last.reason, last.level) == (AlertReason.EXPIRED, Level.CALM)


def test_an_area_that_was_cleared_opens_a_new_alert_when_it_flares_up_again() -> None:
    timeline = Timeline(feeds=FEEDS)
    fighting(timeline)
    again = Timeline(feeds=FEEDS)
    fighting(again)
    timeline.tell(day(6), "gazette", "Date harvest begins", "Farmers bring in the first dates.")
    later = day(30) - day(1)
    for story in again.stories:
        timeline.tell(story.at + later, story.feed, story.title, f"{story.text} Shops stay shut.")
    told = timeline.run(day(33)).about(AREA)
    cleared = [version for version in told.versions if version.reason is AlertReason.ALL_CLEAR]
    opened = [version for version in told.versions if version.reason is AlertReason.NEW]
    assert (len(opened), len(cleared)) == (2, 1)
    assert opened[0].alert != opened[1].alert
    assert opened[1].at - cleared[0].at > timedelta(0)
