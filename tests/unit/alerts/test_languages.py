"""Alerts in every language that messages are written in."""

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from tests.unit.alerts.versions import IDLIB, NOON, TITLES, evidence, notification
from warnd.alerts.changes import changes_since
from warnd.alerts.drill import drill_notification
from warnd.alerts.translate import Titles, retold
from warnd.alerts.wording import compose, compose_bare
from warnd.model.alert import AlertEvidence, AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AreaId, ChannelId, KindId
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.model.status import Status
from warnd.phrasebook import phrasebook
from warnd.settings import LANGUAGES

PLACES = {"SY": "Syria", "SY-ID": "Idlib"}
OTHERS = [language for language in LANGUAGES if language != "en"]
#: letters that only the languages of the Latin script write
LATIN = re.compile(r"[A-Za-z]{2,}")


def said_in(item: AlertEvidence, language: str) -> AlertEvidence:
    return replace(item, quote=replace(item.quote, language=language))


def composed(language: str, version: AlertVersion = IDLIB, *, may_repeat: bool = False) -> Message:
    told = replace(notification(version, may_repeat=may_repeat), language=language)
    return compose(told, TITLES, (), PLACES)


ARABIC_QUOTE = said_in(
    evidence("shelling", "قصف مدفعي على أربع عشرة بلدة", publisher="شبكة إدلب", title=""), "ar"
)
#: an alert without a word of a feed in Latin letters
BARE_OF_LATIN = replace(
    IDLIB,
    area=Area(id=AreaId("SY"), name="Syria", country="SY"),
    evidence=(
        replace(ARABIC_QUOTE, count=14, url=""),
        replace(ARABIC_QUOTE, kind=KindId("offensive_threat"), status=Status.THREATENED, url=""),
        replace(ARABIC_QUOTE, kind=KindId("de_escalation"), status=Status.THREATENED, url=""),
        replace(ARABIC_QUOTE, kind=KindId("chemical_weapon"), status=Status.DENIED, url=""),
    ),
    reasons=(
        "A truce is collapsing",
        "A siege is closing: aid obstruction (threatened); shelling in 14 places; 3 origins",
        "Shelling (up to 1,400), 11 origins",
        "Truce collapse, 1 origin",
        "Shelling: the first here for 90 days",
        "12.5 times what is normal here",
        "12.5 times the area's normal week",
        "What is normal here is known from 40 days of 90",
        "Known for 12 days of 90: too few to tell what is normal here",
        "Nearly nothing of the kind is normal here",
    ),
    changes=("Shelling: from 6 to 14", "New: armed clash"),
    version=2,
    kinds=(KindId("shelling"), KindId("unrest")),
)


@pytest.mark.parametrize("reason", list(AlertReason))
@pytest.mark.parametrize("language", ["ar", "ru", "uk"])
def test_no_english_is_left_in_a_message_of_another_script(
    language: str, reason: AlertReason
) -> None:
    version = replace(BARE_OF_LATIN, reason=reason, previous_level=Level.EMERGENCY)
    message = composed(language, version, may_repeat=True)
    text = message.text.replace(version.alert, "").replace("UTC", "")
    assert not LATIN.search(text)
    assert not LATIN.search(message.headline)


def test_an_arabic_alert_reads_as_arabic() -> None:
    message = composed("ar")
    assert message.language == "ar"
    assert message.headline == (
        "تحذير · Idlib، سوريا: انهيار الهدنة، قصف مدفعي أو صاروخي (14 بلدة)، تحرك قوات، تهديد بهجوم"
    )
    assert "إنذار جديد: ارتفع المستوى من هدوء إلى تحذير." in message.text
    assert "- تهديد بهجوم: 3,000,000 شخص [المصدر: Northern Wire]" in message.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quote_is_in_its_own_words_with_its_language_named(language: str) -> None:
    version = replace(IDLIB, evidence=(ARABIC_QUOTE, said_in(IDLIB.evidence[0], "en")))
    message = composed(language, version)
    name = phrasebook(language).language_name
    for quote, code in ((ARABIC_QUOTE.quote.text, "ar"), (IDLIB.evidence[0].quote.text, "en")):
        for form in (message.text, message.html):
            assert quote in form
        assert name(code) in message.text.split(quote)[1].split("\n")[1]
        assert name(code) in message.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_programs_read_is_the_same_in_every_language(language: str) -> None:
    payload, english = composed(language).payload, composed("en").payload
    for told in ("headline", "text", "language"):
        payload, english = {**payload, told: ""}, {**english, told: ""}
    assert payload == english


class Directions(HTMLParser):
    """Keeps the attributes of elements that have a direction or language of their own."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.found.append((tag, named.get("dir"), named.get("lang")))


def test_the_arabic_page_runs_right_to_left_and_isolates_what_does_not() -> None:
    version = replace(IDLIB, evidence=(ARABIC_QUOTE, said_in(IDLIB.evidence[0], "en")))
    html = composed("ar", version).html
    found = Directions(html).found
    assert ("html", "rtl", "ar") in found
    assert ("p", "rtl", "ar") in found
    assert ("p", "ltr", "en") in found
    assert ("a", "ltr", None) in found
    assert ("bdi", "rtl", None) in found
    assert "text-align:right" in html
    assert "border-right:4px" in html
    assert "letter-spacing" not in html


def test_the_english_page_runs_left_to_right_and_its_arabic_quote_does_not() -> None:
    found = Directions(composed("en", replace(IDLIB, evidence=(ARABIC_QUOTE,))).html).found
    assert ("html", "ltr", "en") in found
    assert ("p", "rtl", "ar") in found


def test_a_quote_of_unknown_language_finds_its_own_direction() -> None:
    html = composed("ar").html
    assert ("p", "auto", None) in Directions(html).found


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        pytest.param(
            "A truce is collapsing", "Une trêve est en train de s’effondrer", id="shipped"
        ),
        pytest.param("Rebels mass in the hills", "Rebels mass in the hills", id="an operator's"),
        pytest.param("Truce collapse, 2 origins", "Rupture de la trêve, 2 origines", id="kind"),
        pytest.param(
            "Shelling (up to 1,400), 1 origin",
            "Bombardement d’artillerie (jusqu’à 1\u202f400), 1 origine",
            id="kind with size",
        ),
        pytest.param("12.5 times what is normal here", "12,5 fois la normale du lieu", id="times"),
        pytest.param(
            "12.5 times the area's normal week", "12,5 fois la semaine normale du lieu", id="week"
        ),
        pytest.param(
            "Known for 12 days of 90: too few to tell what is normal here",
            "Suivi depuis 12 jours de 90 : trop peu pour dire ce qui est habituel ici",
            id="cold start",
        ),
        pytest.param(
            "Known for a day at most: too little to tell what is normal here",
            "Suivi depuis un jour au plus : trop peu pour dire ce qui est habituel ici",
            id="just begun",
        ),
        pytest.param(
            "The level rose from watch to warning",
            "Le niveau est monté de vigilance à avertissement",
            id="rose",
        ),
        pytest.param("New: armed clash", "Nouveau : affrontement armé", id="new kind"),
        pytest.param("New: well poisoned", "Nouveau : poison", id="a kind of an operator"),
        pytest.param("New: strange thing", "Nouveau : strange thing", id="a kind nobody knows"),
        pytest.param(
            "Offensive threat: from 6 to 14", "Menace d’offensive : de 6 à 14", id="count"
        ),
    ],
)
def test_the_record_is_told_in_another_language(sentence: str, told: str) -> None:
    book = phrasebook("fr")
    assert retold(sentence, book, Titles({KindId("well_poisoned"): "poison"}, book)) == told


def test_every_change_that_is_recorded_is_known_again() -> None:
    before = replace(
        IDLIB,
        level=Level.WATCH,
        kinds=(),
        evidence=(
            evidence("shelling", count=6),
            evidence("armed_clash", status=Status.THREATENED),
        ),
    )
    now = replace(IDLIB, evidence=(evidence("shelling", count=14), evidence("armed_clash")))
    book = phrasebook("ar")
    changes = (*changes_since(before, now), *changes_since(now, before))
    assert len(changes) == 7
    for change in changes:
        assert not LATIN.search(retold(change, book, Titles({}, book))), change


@pytest.mark.parametrize("language", OTHERS)
def test_the_bare_form_and_the_drill_are_in_the_language_too(language: str) -> None:
    english = compose_bare(notification(), ()).text
    bare = compose_bare(replace(notification(), language=language), ())
    assert not set(bare.text.split("\n")) & set(english.split("\n"))
    drill = drill_notification(ChannelId("duty"), "", NOON + timedelta(hours=1), language)
    told = compose(drill, {}, ())
    assert phrasebook(language).say("drill.place") in told.headline
    assert phrasebook(language).say("drill.reason") in told.text
    assert told.language == language


def test_a_kind_that_an_operator_added_keeps_its_title() -> None:
    version = replace(IDLIB, kinds=(KindId("well_poisoned"),), evidence=())
    told = replace(notification(version), language="ru")
    message = compose(told, {KindId("well_poisoned"): "well poisoned"}, ())
    assert message.headline.endswith(": well poisoned")


@pytest.mark.parametrize(
    ("area", "place"),
    [
        pytest.param(Area(id=AreaId("SY"), name="Syria", country="SY"), "Сирия", id="a country"),
        pytest.param(
            Area(id=AreaId("SY-ID"), name="Idlib, Syria", country="SY", divisions=("SY-ID",)),
            "Idlib, Сирия",
            id="a division that names its country",
        ),
        pytest.param(
            Area(id=AreaId("x"), name="Наш район", country="SY", divisions=("SY-ID",)),
            "Наш район, Idlib, Сирия",
            id="an operator's own name",
        ),
    ],
)
def test_a_country_is_told_in_the_language(area: Area, place: str) -> None:
    assert f" · {place}: " in composed("ru", replace(IDLIB, area=area)).headline


def test_an_arabic_comma_parts_a_division_from_its_country() -> None:
    area = Area(id=AreaId("SY-ID"), name="Idlib, Syria", country="SY", divisions=("SY-ID",))
    assert " · Idlib، سوريا: " in composed("ar", replace(IDLIB, area=area)).headline


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("en", "POSSIBLE TEST"),
        ("fr", "TEST POSSIBLE"),
        ("ar", "اختبار محتمل"),
        ("es", "POSIBLE SIMULACRO"),
        ("ru", "ВОЗМОЖНО, УЧЕБНОЕ"),
        ("uk", "МОЖЛИВО, НАВЧАЛЬНЕ"),
    ],
)
def test_what_only_drills_say_is_told_as_a_possible_test(language: str, mark: str) -> None:
    drills = tuple(replace(item, possible_test=True) for item in IDLIB.evidence)
    message = composed(language, replace(IDLIB, evidence=drills))
    assert message.headline.startswith(f"{mark} · ")
    assert mark in message.text.split("\n\n")[1]
    assert message.html.count(mark) >= 3  # title, label and sentence
    assert message.payload["possible_test"] is True
    told = replace(notification(replace(IDLIB, evidence=drills)), language=language)
    assert compose_bare(told, ()).headline.startswith(f"{mark} · ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_article_says_in_earnest_is_no_test(language: str) -> None:
    first, *others = IDLIB.evidence
    drills = tuple(replace(item, possible_test=True) for item in others)
    message = composed(language, replace(IDLIB, evidence=(first, *drills)))
    assert message.headline == composed(language).headline
    assert "possible_test" not in message.payload
