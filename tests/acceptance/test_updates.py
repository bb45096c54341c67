"""How often people are told, and that worse always gets through."""

from datetime import timedelta
from itertools import pairwise

from tests.acceptance.timeline import START, Timeline, day, feed, knowledge
from warnd.model.alert import AlertReason
from warnd.model.area import Area
from warnd.model.identifiers import AreaId
from warnd.model.level import Level

FEEDS = (feed("gazette"), feed("valley-network"), feed("northern-wire"))
AREAS = (Area(id=AreaId("kivu"), name="North Kivu", country="CD", divisions=("CD-NK",)),)


def shelled(timeline: Timeline, at: timedelta, by: str, villages: int) -> None:
    timeline.tell(
        at,
        by,
        f"Shells fall on villages near Goma, reports {by}",
        f"Artillery shelled at least {villages} villages near Goma overnight, a council said.",
    )


def test_a_count_revised_up_by_half_is_an_update() -> None:
    timeline = Timeline(feeds=FEEDS, areas=AREAS)
    shelled(timeline, day(1, "06:00"), "gazette", 14)
    shelled(timeline, day(1, "20:00"), "gazette", 21)
    told = timeline.run(day(1, "23:00"))
    assert [(version.reason, version.changes) for version in told.versions[1:]] == [
        (AlertReason.UPDATED, ("Shelling: from 14 to 21",))
    ]


def test_a_count_that_only_drifts_is_no_update() -> None:
    timeline = Timeline(feeds=FEEDS, areas=AREAS)
    shelled(timeline, day(1, "06:00"), "gazette", 14)
    shelled(timeline, day(1, "20:00"), "gazette", 17)
    assert len(timeline.run(day(1, "23:00")).versions) == 1


def test_updates_come_no_more_often_than_the_interval() -> None:
    timeline = Timeline(feeds=FEEDS, areas=AREAS)
    for hour in range(1, 24):
        shelled(timeline, day(1, f"{hour:02}:00"), "gazette", 2**hour)
    told = timeline.run(day(2, "12:00"))
    interval = knowledge().scoring.update_interval.value
    moments = [version.at for version in told.versions]
    updates = {version.at for version in told.updates()}
    assert updates
    gaps = [later - sooner for sooner, later in pairwise(moments) if later in updates]
    assert min(gaps) >= interval


def test_worse_gets_through_at_once_within_the_interval() -> None:
    timeline = Timeline(feeds=FEEDS, areas=AREAS)
    shelled(timeline, day(1, "06:00"), "gazette", 3)
    at = day(1, "06:10")
    timeline.tell(
        at,
        "northern-wire",
        "Truce for Goma collapses as army attacks",
        "The ceasefire in Goma has collapsed, mediators said. Heavy clashes broke out between "
        "soldiers and rebels in Goma, and warplanes bombed the town of Goma, killing 60 civilians.",
    )
    told = timeline.run(day(1, "08:00"))
    worse = next(version for version in told.versions if version.reason is AlertReason.ESCALATED)
    assert worse.at == START + at
    assert worse.level >= Level.WARNING
    assert [n.due for n in told.notifications if n.alert is worse] == [START + at]


def test_nothing_new_is_told_twice_when_a_feed_shows_its_stories_again() -> None:
    timeline = Timeline(feeds=FEEDS, areas=AREAS)
    shelled(timeline, day(1, "06:00"), "gazette", 14)
    for hour in range(7, 20):  # each poll shows the first story again
        timeline.tell(
            day(1, f"{hour:02}:00"),
            "gazette",
            f"Market prices at {hour}",
            "Beans and rice cost as much as yesterday.",
        )
    told = timeline.run(day(2))
    assert len(told.versions) == 1
    assert told.articles == 14


def test_every_version_carries_its_evidence_and_its_reasons() -> None:
    timeline = Timeline(feeds=FEEDS, areas=AREAS)
    shelled(timeline, day(1, "06:00"), "gazette", 14)
    (version,) = timeline.run(day(1, "07:00")).versions
    assert version.reasons
    (proof, *_) = version.evidence
    assert proof.publisher == "Gazette"
    assert proof.count == 14
    assert "shelled" in proof.quote.text or "Shells" in proof.quote.text
    assert proof.url == "https://gazette.example/21600"


def test_what_was_threatened_and_then_happens_is_told_as_such() -> None:
    timeline = Timeline(feeds=FEEDS, areas=AREAS)
    timeline.tell(
        day(1, "06:00"),
        "gazette",
        "Troops sent to Goma",
        "Tanks were sent to Goma. Warplanes will bomb Goma within days, the army threatened.",
    )
    timeline.tell(
        day(2, "06:00"),
        "gazette",
        "Warplanes bomb Goma",
        "Warplanes bombed Goma overnight, residents said.",
    )
    told = timeline.run(day(2, "12:00"))
    changes = [line for version in told.versions for line in version.changes]
    assert "What was threatened is happening: airstrike" in changes
