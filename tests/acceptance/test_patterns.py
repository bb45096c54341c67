"""Signs that together say more than each alone: articles in, the pattern named in the alert."""

from datetime import timedelta

import pytest

from tests.acceptance.timeline import Timeline, Told, day, feed

FEEDS = (feed("gazette"), feed("northern-wire"), feed("valley-network"))
#: who tells it, hours after the second day begins; its title; its text
Story = tuple[str, int, str, str]

COLLAPSE: tuple[Story, ...] = (
    (
        "gazette",
        6,
        "Truce in Idlib over, says minister",
        "The truce in Idlib has effectively ended, the foreign minister said.",
    ),
    (
        "northern-wire",
        30,
        "Shells fall on Idlib",
        "Government artillery shelled at least 14 towns in Idlib overnight, residents said.",
    ),
)
COLUMNS: Story = (
    "gazette",
    20,
    "Armour sent to Idlib",
    "The army rushed troops and tanks to Idlib, witnesses said.",
)
AGREED: Story = (
    "valley-network",
    29,
    "New ceasefire agreed in Idlib",
    "The two sides agreed on a new ceasefire in Idlib that took effect at noon.",
)
HOSPITALS: tuple[Story, ...] = (
    (
        "gazette",
        6,
        "Hospital bombed in Idlib",
        "Jets bombed a hospital in Idlib and killed two nurses.",
    ),
    (
        "northern-wire",
        54,
        "Ambulance hit near Binnish",
        "A drone hit an ambulance near Binnish, and its driver was killed in the air strike.",
    ),
)


def told(*stories: Story) -> Told:
    timeline = Timeline(feeds=FEEDS, tick=timedelta(hours=6))
    for by, hours, title, text in stories:
        timeline.tell(day(2) + timedelta(hours=hours), by, title, text)
    return timeline.run(day(8))


def patterns_in(found: Told) -> dict[str, str]:
    """Give the reasons that name a pattern, by its title."""
    return {
        reason.partition(": ")[0]: reason.partition(": ")[2]
        for version in found.versions
        for reason in version.reasons
        if reason.endswith(("origin", "origins")) and ": " in reason
    }


@pytest.mark.parametrize(
    ("title", "stories", "saw"),
    [
        pytest.param(
            "A truce is collapsing", COLLAPSE, "shelling (up to 14); 2 origins", id="truce"
        ),
        pytest.param(
            "An offensive is about to begin", (*COLLAPSE, COLUMNS), "troop movement", id="offensive"
        ),
        pytest.param(
            "Forces mass while an attack is threatened",
            (
                COLUMNS,
                (
                    "northern-wire",
                    28,
                    "More brigades on the move in Idlib",
                    "Two more brigades were deployed around Idlib, the agency reported.",
                ),
                (
                    "valley-network",
                    40,
                    "General vows assault on Idlib",
                    "The general threatened to launch an offensive on Idlib within days.",
                ),
            ),
            "offensive threatened",
            id="build-up",
        ),
        pytest.param(
            "People flee from fighting",
            (
                (
                    "gazette",
                    6,
                    "Thousands flee Idlib",
                    "More than 12,000 people fled Idlib after the fighting, aid workers said.",
                ),
                (
                    "northern-wire",
                    30,
                    "Clashes in Idlib",
                    "Government troops and rebels fought heavy battles in Idlib.",
                ),
            ),
            "12,000 in all",
            id="displacement",
        ),
        pytest.param("Health care is under attack", HOSPITALS, "in 2 stories", id="health care"),
        pytest.param(
            "A siege is closing",
            (
                (
                    "gazette",
                    6,
                    "No food reaches Aleppo",
                    "Rebels besiege Aleppo, and residents have no food or medicine left.",
                ),
                (
                    "northern-wire",
                    30,
                    "Fighters take the last road to Aleppo",
                    "Rebel fighters captured the village of Khan Tuman near Aleppo.",
                ),
            ),
            "aid obstruction",
            id="siege",
        ),
        pytest.param(
            "A coup may be under way",
            (
                (
                    "gazette",
                    6,
                    "Soldiers seize power in Niamey",
                    "Soldiers staged a coup in Niamey and seized power, state television said.",
                ),
                (
                    "northern-wire",
                    12,
                    "Tanks in Niamey",
                    "Troops and tanks were deployed around the palace in Niamey.",
                ),
            ),
            "unrest",
            id="coup",
        ),
        pytest.param(
            "Communications are cut",
            (
                (
                    "gazette",
                    6,
                    "Police fire on crowd in Kampala",
                    "Police shot dead nine protesters in Kampala.",
                ),
                (
                    "northern-wire",
                    12,
                    "Internet cut as protests spread in Kampala",
                    "The government cut internet access in Kampala as protests spread.",
                ),
            ),
            "civilian harm",
            id="communications",
        ),
    ],
)
def test_a_pattern_is_named_in_the_alert_with_what_it_saw(
    title: str, stories: tuple[Story, ...], saw: str
) -> None:
    found = told(*stories)
    assert saw in patterns_in(found).get(title, ""), str(found)


@pytest.mark.parametrize(
    ("title", "stories"),
    [
        pytest.param(
            "A truce is collapsing",
            tuple(("gazette", *story[1:]) for story in COLLAPSE),
            id="one publisher says all of it",
        ),
        pytest.param(
            "A truce is collapsing", (COLLAPSE[0], AGREED, COLLAPSE[1]), id="a new agreement"
        ),
        pytest.param("An offensive is about to begin", COLLAPSE, id="no forces on the move"),
        pytest.param(
            "Health care is under attack",
            (
                HOSPITALS[0],
                ("northern-wire", 7, "Hospital bombed in Idlib", HOSPITALS[0][3]),
            ),
            id="one hospital, told twice",
        ),
        pytest.param(
            "A coup may be under way",
            (
                (
                    "gazette",
                    6,
                    "Riot in Baltimore",
                    "Protests turned violent in Baltimore, and police arrested 12 people.",
                ),
                (
                    "northern-wire",
                    12,
                    "National Guard called to Baltimore",
                    "The governor deployed National Guard troops to Baltimore after the riots.",
                ),
            ),
            id="a riot with soldiers",
        ),
    ],
)
def test_what_only_looks_like_a_pattern_names_none(title: str, stories: tuple[Story, ...]) -> None:
    found = told(*stories)
    assert title not in patterns_in(found), str(found)
