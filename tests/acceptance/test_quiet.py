"""What raises nothing: denials, the past, ordinary days, old news and unreliable voices."""

from tests.acceptance.timeline import Timeline, day, feed
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.settings import FirstPoll

FEEDS = (feed("gazette"), feed("valley-network"), feed("northern-wire"))
VOICES = ("gazette", "valley-network", "northern-wire")

ORDINARY = (
    ("Harvest fair opens in Poltava", "Growers showed pumpkins and honey at the fair in Poltava."),
    (
        "Home side under siege holds on for a draw in Lagos",
        (
            "The visitors laid siege to the goal in Lagos for an hour, but the defence held. "
            "Their captain fired a rocket into the top corner in the last minute."
        ),
    ),
    (
        "Spinner destroys batting order in Lahore massacre",
        (
            "The bowlers massacred the visitors in Lahore, taking nine wickets before tea. "
            "The opening attack had been wounded in the first test."
        ),
    ),
    (
        "Price war hits supermarkets in Nairobi",
        (
            "Two chains have declared war on prices in Nairobi. Analysts expect an explosion of "
            "special offers before the holidays."
        ),
    ),
    (
        "Storm floods streets in Beira",
        "A storm flooded streets in Beira and tore off roofs. Crews cleared fallen trees by noon.",
    ),
    (
        "Shares bombard record high in Mumbai",
        "Shares in Mumbai stormed to a record. Brokers spoke of a battle between bulls and bears.",
    ),
    (
        "New bridge over the Euphrates opens at Deir ez-Zor",
        "Engineers opened a new bridge at Deir ez-Zor. Lorries with cement crossed first.",
    ),
    (
        "Film about the siege of a castle wins prize in Tbilisi",
        "A costume drama about a castle won the main prize of the film festival in Tbilisi.",
    ),
    (
        "Students cram for exams in Khartoum",
        "Thousands of pupils sat their final exams in Khartoum. The results come out in June.",
    ),
    (
        "Bakers in Donetsk revive an old recipe",
        "Bakers in Donetsk are selling rye bread after a recipe from their grandmothers.",
    ),
    (
        "Trade truce holds as officials meet in Geneva",
        "Officials from both capitals met in Geneva to extend their trade truce on steel.",
    ),
    (
        "Volcano erupts near Goma, flights delayed",
        "Ash from a volcano near Goma delayed flights. Scientists said the eruption was small.",
    ),
)

DENIALS = (
    (
        "Army denies planning an offensive on Kharkiv",
        (
            "The army denied that it was planning an offensive on Kharkiv. "
            "There will be no attack on Kharkiv, a spokesman said."
        ),
    ),
    (
        "No troops massing near Kharkiv, ministry says",
        "The ministry denied reports that troops were massing near Kharkiv.",
    ),
    (
        "Governor rejects rumours of shelling in Kharkiv",
        "Kharkiv has not been shelled, the governor said, and denied rumours of an evacuation.",
    ),
)

PAST = (
    (
        "Sarajevo marks anniversary of siege",
        (
            "Residents of Sarajevo on Friday marked the anniversary of the siege of 1992. "
            "More than 11,000 people were killed in the siege."
        ),
    ),
    (
        "Court jails commander over 1995 killings in Sarajevo",
        (
            "A court sentenced a former commander to 20 years in prison over the killing of 40 "
            "civilians in Sarajevo in 1995."
        ),
    ),
    (
        "Veterans remember battle of 1944",
        (
            "Veterans gathered near Sarajevo for the 80th anniversary of a battle in 1944 in which "
            "hundreds of soldiers died."
        ),
    ),
    (
        "Museum shows photographs of the war",
        (
            "A museum in Sarajevo opened an exhibition about the shelling of the city three "
            "decades ago."
        ),
    ),
)


def tell_all(timeline: Timeline, stories: tuple[tuple[str, str], ...]) -> None:
    for index, (title, text) in enumerate(stories):
        timeline.tell(day(1, f"{6 + index:02}:00"), VOICES[index % 3], title, text)


def test_a_day_of_ordinary_news_and_figures_of_speech_raises_nothing() -> None:
    timeline = Timeline(feeds=FEEDS)
    tell_all(timeline, ORDINARY)
    told = timeline.run(day(3))
    assert str(told) == "nothing"
    assert told.articles == len(ORDINARY)


def test_denials_from_three_voices_raise_nothing() -> None:
    timeline = Timeline(feeds=FEEDS)
    tell_all(timeline, DENIALS)
    assert str(timeline.run(day(3))) == "nothing"


def test_anniversaries_trials_and_museums_raise_nothing() -> None:
    timeline = Timeline(feeds=FEEDS)
    tell_all(timeline, PAST)
    assert str(timeline.run(day(3))) == "nothing"


GRAVE = (
    "Truce ends as shells fall on Juba",
    (
        "The ceasefire in Juba has ended, mediators said. Artillery shelled Juba and killed 40 "
        "civilians, and thousands of people fled Juba."
    ),
)


def test_articles_older_than_the_limit_never_alert() -> None:
    timeline = Timeline(feeds=FEEDS)
    for voice in VOICES:
        timeline.tell(day(12, "08:00"), voice, *GRAVE, published=day(4))
    told = timeline.run(day(14))
    assert str(told) == "nothing"
    assert told.articles == 3


def test_what_a_feed_holds_on_its_first_poll_never_alerts() -> None:
    timeline = Timeline(feeds=FEEDS)
    for voice in VOICES:
        timeline.tell(day(1), voice, *GRAVE)
        timeline.tell(day(1, "09:00"), voice, "Shops open", "Shops in Juba opened as usual.")
    told = timeline.run(day(3))
    assert str(told) == "nothing"
    assert told.articles == 6


def test_a_feed_may_be_set_to_alert_on_its_first_poll() -> None:
    timeline = Timeline(feeds=(feed("gazette", first_poll=FirstPoll.ALERT),))
    timeline.tell(day(1), "gazette", *GRAVE)
    assert timeline.run(day(1, "01:00")).areas >= {"SS"}


def test_the_same_words_as_news_do_alert() -> None:
    timeline = Timeline(feeds=FEEDS)
    for voice in VOICES:
        timeline.tell(day(1, "09:00"), voice, *GRAVE)
    assert timeline.run(day(1, "10:00")).peak >= Level.WARNING


def test_a_report_weighs_less_the_less_its_source_is_worth() -> None:
    indices = []
    for grade in (Reliability.A, Reliability.C, Reliability.E):
        timeline = Timeline(feeds=(feed("gazette", reliability=grade),))
        timeline.tell(
            day(1, "09:00"),
            "gazette",
            "Shells fall on Juba",
            "Artillery shelled Juba overnight, and thousands of people fled Juba.",
        )
        versions = timeline.run(day(1, "10:00")).about("SS-EC").versions
        indices.append(max((version.index for version in versions), default=0.0))
    assert indices == sorted(indices, reverse=True)
    assert len(set(indices)) == 3


def test_capitals_of_those_who_speak_are_not_where_it_happens() -> None:
    timeline = Timeline(feeds=FEEDS)
    for voice in VOICES:
        timeline.tell(
            day(1, "09:00"),
            voice,
            "Paris and Washington condemn shelling of Juba",
            "Paris and Washington condemned the shelling of Juba that killed 40 civilians. "
            "Moscow and Beijing called on both sides to stop the fighting in Juba.",
        )
    areas = timeline.run(day(2)).areas
    assert any(area.startswith("SS") for area in areas)
    assert not {area for area in areas if not area.startswith("SS")}
