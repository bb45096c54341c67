"""A place at war is at its own normal: an alert means change."""

from datetime import timedelta

from tests.acceptance.timeline import START, Timeline, Told, day, feed
from warnd.model.area import Area
from warnd.model.identifiers import AreaId
from warnd.model.level import Level

FEEDS = (feed("gazette"), feed("northern-wire"), feed("valley-network"))
AREAS = (Area(id=AreaId("donetsk"), name="Donetsk", country="UA", divisions=("UA-14",)),)
#: by this day the daily shelling has become what is normal
USED_TO = 30
LAST = 75
#: what is worse, by each voice in its own words: in the same words they would be one voice
SURGE = {
    "gazette": (
        "Army launches offensive in Donetsk",
        (
            "The army launched a major offensive and captured five villages in Donetsk. Tens of "
            "thousands of people fled Donetsk, and air strikes killed 90 civilians."
        ),
    ),
    "northern-wire": (
        "Five villages fall in Donetsk as troops attack",
        (
            "Troops captured five villages in Donetsk on the first day of a large offensive. Air "
            "strikes killed 90 civilians, and tens of thousands of people fled Donetsk, they said."
        ),
    ),
    "valley-network": (
        "Tens of thousands flee Donetsk",
        (
            "Tens of thousands of people fled Donetsk after the army launched an offensive there "
            "at dawn. Doctors counted 90 civilians killed in air strikes. It took five villages."
        ),
    ),
}


def at_war() -> Timeline:
    """Give seventy-five days on each of which shells fall on Donetsk, as one or two voices say."""
    timeline = Timeline(feeds=FEEDS, areas=AREAS, tick=timedelta(hours=6))
    for number in range(1, LAST + 1):
        timeline.tell(
            day(number, "08:00"),
            "gazette",
            f"Day {number} of shelling in Donetsk",
            f"Artillery shelled Donetsk on day {number}, residents said.",
        )
        if number % 2:
            timeline.tell(
                day(number, "12:00"),
                "northern-wire",
                f"Shelling in Donetsk, day {number}",
                f"Shells fell on Donetsk again, the agency wrote on day {number}.",
            )
    return timeline


def since(told: Told, moment: timedelta) -> list[Level]:
    return [version.level for version in told.versions if version.at >= START + moment]


def test_what_happens_every_day_is_told_at_first_and_then_no_more() -> None:
    told = at_war().run(day(LAST, "20:00"))
    assert told.versions[0].at == START + day(1, "08:00")
    assert told.peak >= Level.WATCH
    # Not calm while shells fall, but at the lowest level that says so, and without new mail.
    assert told.versions[-1].level is Level.WATCH
    assert len({version.alert for version in told.versions}) == 1
    assert since(told, day(USED_TO)) == []


def test_what_is_worse_than_every_day_is_told_at_once() -> None:
    timeline = at_war()
    surge = day(LAST + 1, "08:00")
    for voice, (title, text) in SURGE.items():
        timeline.tell(surge, voice, title, text)
    told = timeline.run(surge + timedelta(hours=1))
    assert since(told, day(USED_TO))[-1] is Level.EMERGENCY
    assert told.versions[-1].at == START + surge
