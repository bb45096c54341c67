import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.unit.alerts.versions import IDLIB, NOON, TITLES, evidence, notification
from warnd.alerts.document import evidence_document, version_document
from warnd.alerts.dress import AnswerLink, Dress
from warnd.alerts.templates import LOOKS
from warnd.alerts.wording import compose, compose_bare
from warnd.model.alert import AlertEvidence, AlertReason, AlertVersion
from warnd.model.area import Area, Circle
from warnd.model.identifiers import AreaId, KindId
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.model.reliability import Reliability
from warnd.model.status import Status

PLACES = {"SY": "Syria", "SY-ID": "Idlib", "SY-HM": "Hama"}


def composed(version: AlertVersion = IDLIB, *, may_repeat: bool = False) -> Message:
    return compose(notification(version, may_repeat=may_repeat), TITLES, ("k1",), PLACES)


def section(text: str, heading: str) -> list[str]:
    """Give the lines under a heading, empty when it is not there."""
    found = re.search(rf"(?:^|\n\n){heading}\n(.*?)(?:\n\n|$)", text, re.DOTALL)
    return found.group(1).split("\n") if found else []


def changed(
    reason: AlertReason, level: Level, before: Level, *, peak: Level | None = None
) -> AlertVersion:
    return replace(
        IDLIB,
        version=3,
        reason=reason,
        level=level,
        previous_level=before,
        peak_level=peak or max(level, before),
        changes=("Shelling: from 6 to 14",),
    )


def with_evidence(*items: AlertEvidence) -> AlertVersion:
    return replace(IDLIB, evidence=items)


def test_the_headline_says_level_place_and_what_happens() -> None:
    assert composed().headline == (
        "WARNING · Idlib, Syria: "
        "truce collapse, shelling of 14 towns, troop movement, offensive threatened"
    )


@pytest.mark.parametrize(
    ("version", "begins", "opening"),
    [
        pytest.param(
            IDLIB, "WARNING · Idlib", "New alert: the level rose from calm to warning.", id="new"
        ),
        pytest.param(
            changed(AlertReason.ESCALATED, Level.EMERGENCY, Level.WATCH),
            "EMERGENCY, UP FROM WATCH · Idlib",
            "It got worse: from watch to emergency.",
            id="escalated",
        ),
        pytest.param(
            changed(AlertReason.UPDATED, Level.WARNING, Level.WARNING),
            "WARNING, UPDATED · Idlib",
            "Still at warning, with something new.",
            id="updated",
        ),
        pytest.param(
            changed(AlertReason.UPDATED, Level.WATCH, Level.EMERGENCY),
            "WATCH, DOWN FROM EMERGENCY · Idlib",
            "It eased: from emergency to watch.",
            id="eased",
        ),
        pytest.param(
            changed(AlertReason.ALL_CLEAR, Level.CALM, Level.WATCH, peak=Level.EMERGENCY),
            "ALL CLEAR · Idlib, Syria: calm again, was emergency",
            "Calm again. At its worst it stood at emergency.",
            id="all-clear",
        ),
        pytest.param(
            changed(AlertReason.EXPIRED, Level.WATCH, Level.WATCH),
            "EXPIRED · Idlib, Syria: nothing more is heard, was watch",
            "Nothing more is heard, which is no all-clear: nobody may be able to report.",
            id="expired",
        ),
    ],
)
def test_each_reason_reads_differently(version: AlertVersion, begins: str, opening: str) -> None:
    message = composed(version)
    assert message.headline.startswith(begins)
    assert message.text.startswith(message.headline + "\n\n" + opening + "\n")
    assert opening in message.html


def test_what_has_happened_and_what_is_threatened_stand_apart() -> None:
    text = composed().text
    assert section(text, "HAS HAPPENED") == [
        "- Truce collapse [Northern Wire]",
        "- Shelling: 14 towns, Khan Shaykhun [Idlib Network]",
        "- Troop movement [State News Agency (party to the conflict)]",
    ]
    assert section(text, "IS THREATENED") == [
        "- Offensive threatened: 3,000,000 people [Northern Wire]"
    ]


def test_what_is_denied_or_past_is_a_note_and_never_in_the_headline() -> None:
    message = composed()
    assert section(message.text, "DENIED OR PAST") == [
        "- Chemical weapon (denied) [Northern Wire]",
        "- Territory change (past) [Northern Wire]",
    ]
    assert "chemical" not in message.headline
    assert "never used gas" not in message.text
    assert "<em>denied</em>" in message.html
    assert "<em>past</em>" in message.html


def test_a_kind_with_two_statuses_is_told_twice() -> None:
    version = with_evidence(
        evidence("shelling", count=14),
        evidence("shelling", "They will fire on more towns.", status=Status.THREATENED),
    )
    message = composed(version)
    assert message.headline.endswith("shelling of 14 towns, shelling threatened")
    assert section(message.text, "HAS HAPPENED") == ["- Shelling: 14 towns [Northern Wire]"]
    assert section(message.text, "IS THREATENED") == ["- Shelling [Northern Wire]"]


def test_what_speaks_for_calm_stands_apart_too() -> None:
    version = with_evidence(
        evidence("shelling"),
        evidence("de_escalation", "Envoys will meet on Friday.", status=Status.THREATENED),
    )
    assert section(composed(version).text, "SPEAKS FOR CALM") == [
        "- De-escalation (announced) [Northern Wire]"
    ]


def test_a_headline_names_the_gravest_and_counts_the_rest() -> None:
    kinds = tuple(KindId(name) for name in "abcde")
    version = replace(
        with_evidence(
            *(evidence(kind) for kind in kinds),
            *(evidence(kind, f"{kind} soon", status=Status.THREATENED) for kind in "abc"),
        ),
        kinds=kinds,
    )
    told = composed(version).headline.split(": ")[1]
    assert told == "a, b, c, a threatened, b threatened, 3 more"


def test_an_alert_without_evidence_names_the_kinds_behind_it() -> None:
    message = composed(with_evidence())
    assert message.headline.endswith(": truce collapse, offensive threatened, shelling")
    assert section(message.text, "ALSO BEHIND IT") == [
        "- truce collapse",
        "- offensive threatened",
        "- shelling",
    ]


@pytest.mark.parametrize(
    ("area", "place"),
    [
        pytest.param(
            Area(id=AreaId("SY-ID"), name="Idlib", country="SY", divisions=("SY-ID",)),
            "Idlib, Syria",
            id="a division",
        ),
        pytest.param(
            Area(id=AreaId("x"), name="The pocket", country="SY", divisions=("SY-ID",)),
            "The pocket, Idlib, Syria",
            id="a name that says neither division nor country",
        ),
        pytest.param(
            Area(id=AreaId("x"), name="North-west", country="SY", divisions=("SY-ID", "SY-HM")),
            "North-west, Syria",
            id="two divisions",
        ),
        pytest.param(Area(id=AreaId("SY"), name="Syria", country="SY"), "Syria", id="a country"),
        pytest.param(
            Area(id=AreaId("FR-ARA"), name="Lyon", country="FR", divisions=("FR-ARA",)),
            "Lyon, FR",
            id="a country known by its code alone",
        ),
        pytest.param(
            Area(id=AreaId("x"), name="Idlib, Syria", country="SY", divisions=("SY-ID",)),
            "Idlib, Syria",
            id="a name that says it all",
        ),
        pytest.param(
            Area(id=AreaId("x"), name="Idlib, Hama", country="SY", divisions=("SY-ID", "SY-HM")),
            "Idlib, Hama, Syria",
            id="a list of divisions",
        ),
        pytest.param(
            Area(id=AreaId("FR-ARA"), name="Lyon, France", country="FR", divisions=("FR-ARA",)),
            "Lyon, France",
            id="a country told by a name of which only the code is known",
        ),
        pytest.param(
            Area(id=AreaId("camp"), name="", circle=Circle(lat=1, lon=2, radius_km=3)),
            "camp",
            id="nothing but an id",
        ),
    ],
)
def test_the_place_is_told_with_its_division_and_country(area: Area, place: str) -> None:
    message = composed(replace(IDLIB, area=area))
    assert message.headline.startswith(f"WARNING · {place}: ")
    assert place in message.html


def test_who_says_so_is_told_with_grade_and_party() -> None:
    version = with_evidence(
        evidence(),
        evidence("truce_collapse", "The truce is void.", grade=Reliability.A),
        evidence(text="We fired back.", publisher="State News", grade=Reliability.D, party=True),
        evidence("shelling", "Guns again.", publisher="", grade=Reliability.F),
        evidence("shelling", "Guns once more.", publisher="", grade=Reliability.F, url=""),
    )
    text = composed(version).text
    assert section(text, "WHO SAYS SO") == [
        "2 independent origins",
        "- Northern Wire (B, usually reliable)",
        "- Northern Wire (A, completely reliable)",
        "- State News (D, not usually reliable, PARTY TO THE CONFLICT)",
        "- wire.example (F, reliability not known)",
        "- unknown source (F, reliability not known)",
    ]
    assert "State News (party to the conflict)" in section(text, "HAS HAPPENED")[1]


def test_one_origin_alone_is_said_to_be_unconfirmed() -> None:
    text = composed(replace(IDLIB, origins=1)).text
    assert section(text, "WHO SAYS SO")[0] == "1 origin: nobody independent confirms it yet"


def test_names_beyond_three_are_counted() -> None:
    items = [evidence(place=f"Town {n}", publisher=f"Paper {n}", text=f"{n}") for n in range(5)]
    assert section(composed(with_evidence(*items)).text, "HAS HAPPENED") == [
        "- Shelling: Town 0, Town 1, Town 2 and 2 more [Paper 0, Paper 1, Paper 2 and 2 more]"
    ]


def test_changes_come_first_in_an_update_and_later_when_it_got_worse() -> None:
    updated = composed(changed(AlertReason.UPDATED, Level.WARNING, Level.WARNING))
    worse = composed(changed(AlertReason.ESCALATED, Level.WARNING, Level.WATCH))
    for shown in (updated.text, updated.html):
        assert shown.index("CHANGED SINCE VERSION 2") < shown.index("HAS HAPPENED")
    for shown in (worse.text, worse.html):
        assert shown.index("CHANGED SINCE VERSION 2") > shown.index("IS THREATENED")
    assert section(updated.text, "CHANGED SINCE VERSION 2") == ["- Shelling: from 6 to 14"]
    assert "CHANGED" not in composed().text


def test_an_alert_that_ended_speaks_of_the_past_and_gives_no_reasons() -> None:
    message = composed(changed(AlertReason.ALL_CLEAR, Level.CALM, Level.WATCH))
    assert section(message.text, "WHAT HAD HAPPENED")
    assert section(message.text, "WHAT WAS THREATENED")
    for shown in (message.text, message.html):
        assert "IS THREATENED" not in shown
        assert "WHY THIS LEVEL" not in shown


def test_the_reasons_are_told() -> None:
    assert section(composed().text, "WHY THIS LEVEL") == [
        "- A truce ends while forces gather",
        "- Truce collapse, 2 origins",
    ]


def test_quotes_come_with_publisher_time_title_and_link() -> None:
    assert section(composed().text, "IN THEIR WORDS") == [
        "“The truce has in effect ended, the minister said.”",
        "Northern Wire, 28 Jan 2019, 10:00 UTC",
        "in “A night of fire”",
        "https://wire.example/news/1",
    ]


def test_a_quote_that_is_the_title_is_not_said_twice() -> None:
    version = with_evidence(evidence(text="Guns fired", title="Guns fired", url=""))
    assert section(composed(version).text, "IN THEIR WORDS") == [
        "“Guns fired”",
        "Northern Wire, 28 Jan 2019, 10:00 UTC",
    ]


def test_four_quotes_show_every_kind_before_a_second_of_any_and_what_may_come() -> None:
    version = with_evidence(
        *(evidence("shelling", f"Guns {n}.") for n in range(4)),
        evidence("truce_collapse", "Guns 0."),
        evidence("troop_movement", "Tanks moved."),
        evidence("territory_change", "A town fell."),
        evidence("civilian_harm", "People died."),
        evidence("offensive_threat", "They will attack.", status=Status.THREATENED),
    )
    quoted = re.findall("“(.+?)”\n", composed(version).text.replace("in “A night of fire”\n", ""))
    assert quoted == ["Guns 0.", "Tanks moved.", "A town fell.", "They will attack."]


def test_times_are_told_in_utc_whatever_zone_they_come_in() -> None:
    damascus = datetime(2019, 1, 28, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    message = composed(replace(with_evidence(evidence(published=damascus)), at=NOON))
    assert "Northern Wire, 27 Jan 2019, 23:30 UTC" in message.text
    assert "Evidence from 27 Jan 2019, 23:30 UTC on." in message.text
    assert "Evidence from 27 Jan 2019, 23:30 UTC on." in message.html
    assert "Decided 28 Jan 2019, 12:00 UTC." in message.text


def test_long_words_of_a_feed_are_shortened() -> None:
    version = with_evidence(evidence(text="The guns fired. " * 100, title="Guns " * 100))
    quote = section(composed(version).text, "IN THEIR WORDS")
    assert len(quote[0]) <= 282
    assert quote[0].endswith("The guns fired. …”")
    assert len(quote[2]) <= 145


def test_the_alert_is_named_with_version_and_index() -> None:
    message = composed()
    for shown in (message.text, message.html):
        assert "Alert 4f1c9e02ab77, version 1. Index 61 of 100." in shown


def test_what_may_be_a_repeat_says_so_everywhere() -> None:
    message = composed(may_repeat=True)
    assert message.may_repeat
    assert message.headline.endswith("(may be a repeat)")
    assert "This may be a repeat" in message.text
    assert "This may be a repeat" in message.html
    assert message.payload["may_repeat"] is True
    once = composed()
    assert "repeat" not in once.text + once.html + json.dumps(once.payload)


def test_the_payload_is_the_version_with_its_words_and_proof() -> None:
    message = composed()
    assert message.payload == {
        **version_document(IDLIB),
        "language": "en",
        "headline": message.headline,
        "text": message.text,
        "evidence": [evidence_document(item) for item in IDLIB.evidence],
    }


def test_key_recipient_and_thread_go_with_the_message() -> None:
    message = composed()
    assert message.key == "0123456789abcdef0123456789abcdef"
    assert message.recipient == "duty@example.org"
    assert message.thread == ("k1",)
    assert (message.level, message.payload["alert"]) == (IDLIB.level, IDLIB.alert)


@pytest.mark.parametrize("level", list(Level))
def test_the_page_shows_a_level_by_word_shape_and_colour(level: Level) -> None:
    shapes = {
        Level.CALM: ("●", "#1b6e3c"),
        Level.WATCH: ("◆", "#f2b705"),
        Level.WARNING: ("▲", "#b93c0a"),
        Level.EMERGENCY: ("■", "#8a0f1e"),
    }
    shape, colour = shapes[level]
    html = composed(replace(IDLIB, level=level)).html
    assert f"{shape}&nbsp; {level.value.upper()}" in html
    assert f'bgcolor="{colour}"' in html


def test_the_page_is_readable_ink_on_its_ground() -> None:
    html = composed().html
    grounds = re.findall(r"background:(#[0-9a-f]{6});color:(#[0-9a-f]{6})", html)
    assert len(grounds) >= 5
    assert all(_contrast(ground, ink) >= 4.5 for ground, ink in grounds)


def test_the_page_loads_nothing_from_anywhere() -> None:
    html = composed().html
    assert not re.search(r"<(img|script|link|iframe|style|svg|video|object)\b", html)
    assert not re.search(r"\b(src|background|srcset)=|url\(|@import", html)


def test_the_bare_form_needs_nothing_but_the_record() -> None:
    message = compose_bare(notification(may_repeat=True), ("k1",))
    assert message.headline == "WARNING · Idlib (may be a repeat)"
    assert message.text.split("\n") == [
        "WARNING · Idlib (may be a repeat)",
        "Signs: truce collapse, offensive threat, shelling",
        "Decided 28 Jan 2019, 12:00 UTC. Index 61 of 100.",
        "Alert 4f1c9e02ab77, version 1.",
        "This is the short form: the full one could not be written.",
    ]
    assert message.html == ""
    assert message.payload["evidence"] == []
    assert message.payload["alert"] == "4f1c9e02ab77"
    assert message.thread == ("k1",)


def test_the_bare_form_cleans_what_an_operator_wrote() -> None:
    area = replace(IDLIB.area, name="Id\x1blib\r\nBcc: x")
    message = compose_bare(notification(replace(IDLIB, area=area, kinds=())), ())
    assert message.headline == "WARNING · Idlib Bcc: x"
    assert "Signs: none" in message.text


def test_months_are_told_in_english_in_every_month() -> None:
    told = [
        composed(replace(IDLIB, at=datetime(2019, month, 1, tzinfo=UTC))).text
        for month in (2, 5, 12)
    ]
    assert ["1 Feb" in told[0], "1 May" in told[1], "1 Dec" in told[2]] == [True] * 3


def _contrast(first: str, second: str) -> float:
    """Give the contrast ratio of two colours (WCAG 2.2, 1.4.3)."""
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("reason", [AlertReason.EXPIRED, AlertReason.CANCELLED])
def test_what_ends_without_an_all_clear_wears_no_green(reason: AlertReason) -> None:
    over = replace(IDLIB, reason=reason, level=Level.CALM, previous_level=Level.WATCH, version=3)
    green = LOOKS[Level.CALM].band
    assert green not in composed(over).html
    assert green in composed(replace(over, reason=AlertReason.ALL_CLEAR)).html


def test_facts_beyond_the_fourth_take_a_line_each_and_answers_stand_before_the_quotes() -> None:
    kinds = tuple(KindId(name) for name in "abcdef")
    version = replace(with_evidence(*(evidence(kind) for kind in kinds)), kinds=kinds)
    link = AnswerLink(purpose="acknowledge", url="https://warnd.example/answer/x")
    told = compose(notification(version), TITLES, (), {}, Dress(answers=(link,)))
    large = re.findall(r"font-size:17px;line-height:23px\"><strong>(\w)</strong>", told.html)
    small = re.findall(r"font-size:14px;line-height:20px\"><strong>(\w)</strong>", told.html)
    assert ("".join(large), "".join(small)) == ("ABCD", "EF")
    assert told.html.index("I have it in hand") < told.html.index("IN THEIR WORDS")
