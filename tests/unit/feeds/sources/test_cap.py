import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.feeds.sources.alerts import NAMESPACE, Message, info
from warnd.errors import FeedHostile, NotAFeed
from warnd.feeds.sources.adapter import Received
from warnd.feeds.sources.cap import Cap
from warnd.model.entry import Entry, FeedDocument
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, FeedType

FIRST = Message(
    identifier="a-1", infos=[info("Shelling in Kharkiv", "Shells fell on < 3 streets.")]
)
ID = "duty@civildefence.example,a-1,2019-01-28T12:00:00+00:00"
BASE = "https://alerts.example/feed/"


def _unread(_: Received) -> FeedDocument:
    return FeedDocument(
        version="rss20",
        title="",
        entries=(Entry(id="1", link="https://alerts.example/1", content="Shells fell."),),
        degraded=True,
    )


def _read(document: str | bytes, *languages: str) -> tuple[Entry, ...]:
    body = document.encode() if isinstance(document, str) else document
    return Cap().read(Received(url=BASE, body=body, languages=languages), _unread).entries


def _atom(*entries: str) -> str:
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{''.join(entries)}</feed>"


def test_an_alert_becomes_an_entry() -> None:
    (entry,) = _read(FIRST.xml())
    assert entry == Entry(
        id=ID,
        title="Shelling in Kharkiv",
        content="<p>Shelling in Kharkiv</p><p>Shells fell on &lt; 3 streets.</p>"
        "<p>Stay in the shelter.</p><p>Kharkiv.</p><p>Severity: severe. Urgency: immediate. "
        "Certainty: observed. Expires: 2019-01-28T20:00:00+02:00.</p>",
        published="2019-01-28T14:00:00+02:00",
        language="en",
        source="Civil Defence",
    )


@pytest.mark.parametrize("status", ["Exercise", "System", "Test", "Draft", "actual", "", "Real"])
def test_what_is_not_actual_is_never_taken(status: str) -> None:
    message = Message(identifier="a-1", infos=FIRST.infos, status=status)
    assert _read(message.xml()) == ()
    assert _read(_atom(f"<entry><content type='text/xml'>{message.xml()}</content></entry>")) == ()


@pytest.mark.parametrize(
    ("kind", "replaces", "cancels"),
    [
        pytest.param("Alert", (), False, id="alert"),
        pytest.param("Update", (ID,), False, id="update"),
        pytest.param("Cancel", (ID,), True, id="cancel"),
        pytest.param("Error", (ID,), True, id="error"),
    ],
)
def test_a_message_says_what_becomes_of_earlier_ones(
    kind: str, replaces: tuple[str, ...], cancels: bool
) -> None:
    message = Message(identifier="a-2", infos=FIRST.infos, kind=kind, references=[FIRST])
    (entry,) = _read(message.xml())
    assert (entry.replaces, entry.cancels) == (replaces, cancels)


def test_an_acknowledgement_tells_people_nothing() -> None:
    assert _read(Message(identifier="a-2", kind="Ack", references=[FIRST]).xml()) == ()


def test_a_reference_in_another_zone_is_the_same_reference() -> None:
    message = (
        Message(identifier="a-2", kind="Cancel")
        .xml()
        .replace(
            "<scope>", f"<references>{ID} bad x,y,2019-01-28T13:00:00+01:00</references><scope>"
        )
    )
    (entry,) = _read(message)
    assert entry.replaces == (ID, "x,y,2019-01-28T12:00:00+00:00")


@pytest.mark.parametrize(
    ("languages", "title"),
    [
        pytest.param(("uk",), "Обстріл Харкова", id="wanted"),
        pytest.param(("fr", "uk"), "Обстріл Харкова", id="the second wanted"),
        pytest.param(("fr",), "Shelling", id="not spoken"),
        pytest.param((), "Shelling", id="none wanted"),
    ],
)
def test_an_alert_is_told_in_the_language_of_the_feed(
    languages: tuple[str, ...], title: str
) -> None:
    infos = [info("Shelling", "Shells."), info("Обстріл Харкова", "Обстріл.", language="uk-UA")]
    (entry,) = _read(Message(identifier="a", infos=infos).xml(), *languages)
    assert entry.title == title
    assert ("Shells" in entry.content) is (title == "Shelling")


def test_all_that_is_told_in_one_language_is_told() -> None:
    infos = [info("Shelling", "In the north."), info("Fire", "In the south.", area="Sumy")]
    (entry,) = _read(Message(identifier="a", infos=infos).xml())
    assert entry.title == "Shelling"
    assert all(told in entry.content for told in ("north", "south", "Kharkiv.", "Sumy."))


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(
            f"<entry><link href='1.xml'/><content type='text/xml'>{FIRST.xml()}</content></entry>",
            id="within an Atom entry",
        ),
        pytest.param(
            "<entry><link rel='alternate' href='1.xml'/><content>"
            + FIRST.xml().replace("&", "&amp;").replace("<", "&lt;")
            + "</content></entry>",
            id="escaped",
        ),
        pytest.param(
            f"<item><link>1.xml</link><description><![CDATA[{FIRST.xml()}]]></description></item>",
            id="within an RSS item",
        ),
    ],
)
def test_alerts_within_a_feed_are_read(entry: str) -> None:
    (read,) = _read(_atom(entry))
    assert (read.id, read.link) == (ID, f"{BASE}1.xml")
    assert read.content


def test_an_entry_that_links_to_its_alert_is_given_to_be_followed() -> None:
    (entry,) = _read(
        _atom(
            "<entry><id>e1</id><title>Shelling</title><summary>In Kharkiv</summary>"
            "<updated>2019-01-28T12:00:00Z</updated><link href='page.html'/>"
            "<link type='application/cap+xml' href='1.xml' rel='related'/></entry>"
        )
    )
    assert entry == Entry(
        id="e1",
        title="Shelling",
        summary="In Kharkiv",
        updated="2019-01-28T12:00:00Z",
        link=f"{BASE}1.xml",
    )


def test_an_entry_that_says_itself_that_it_is_an_exercise_is_not_followed() -> None:
    entry = "<entry xmlns:cap='{}'><cap:status>{}</cap:status><link href='1.xml'/></entry>"
    assert _read(_atom(entry.format(NAMESPACE, "Exercise"))) == ()
    assert len(_read(_atom(entry.format(NAMESPACE, "Actual")))) == 1


def test_one_bad_alert_costs_no_other() -> None:
    bad = FIRST.xml().replace("<identifier>a-1</identifier>", "")
    entries = "".join(f"<entry><content>{each}</content></entry>" for each in (bad, FIRST.xml()))
    assert [entry.id for entry in _read(_atom(entries))] == [ID]


def test_a_damaged_feed_of_alerts_is_read_as_a_feed() -> None:
    (entry,) = _read("<rss><item><title>Shelling</rss>")
    assert (entry.summary, entry.content) == ("Shells fell.", "")


@pytest.mark.parametrize(
    ("document", "error"),
    [
        pytest.param("<html><body/></html>", NotAFeed, id="a page"),
        pytest.param(f"<!DOCTYPE a [<!ENTITY b 'c'>]>{FIRST.xml()}", FeedHostile, id="entities"),
        pytest.param("<a>" * 100 + "</a>" * 100, FeedHostile, id="deep"),
        pytest.param(f"<a>{'<b/>' * 200_001}</a>", FeedHostile, id="many"),
    ],
)
def test_what_is_no_alert_is_refused(document: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        _read(document)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    with contextlib.suppress(NotAFeed, FeedHostile):
        _read(b"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>" + body + b"</alert>")


def test_alerts_are_asked_for_at_their_address() -> None:
    feed = FeedSettings(id=FeedId("a"), url=BASE, type=FeedType.CAP)
    ask = Cap().ask(feed)
    assert ask.url == BASE
    assert ask.accept.startswith("application/cap+xml")


def test_a_cancel_is_not_known_by_the_address_of_what_it_cancels() -> None:
    cancel = Message(identifier="a-2", infos=FIRST.infos, kind="Cancel", references=[FIRST])
    (entry,) = _read(_atom(f"<entry><link href='1.xml'/><content>{cancel.xml()}</content></entry>"))
    assert (entry.link, entry.cancels, entry.replaces) == ("", True, (ID,))


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("<entry><content>&lt;alert is not closed</content></entry>", id="cut short"),
        pytest.param(
            "<entry><content>&lt;b&gt;alert&lt;/b&gt;</content></entry>", id="other markup"
        ),
        pytest.param("<entry><link href='http://[1'/></entry>", id="a link that is none"),
        pytest.param("<entry/>", id="nothing"),
    ],
)
def test_an_entry_without_an_alert_stays_an_entry(entry: str) -> None:
    (read,) = _read(_atom(entry))
    assert (read.link, read.content) == ("", "")


def test_an_alert_may_lack_what_it_need_not_have() -> None:
    bare = (
        f"<alert xmlns='{NAMESPACE}'><identifier>a</identifier><sender>s</sender><sent>noon</sent>"
        "<status>Actual</status><msgType>Alert</msgType><info><event>Fire</event></info></alert>"
    )
    assert _read(bare) == (Entry(id="s,a,noon", title="Fire", published="noon", language="en-US"),)


def test_what_is_no_xml_at_all_is_read_as_a_feed() -> None:
    for body in ("", "   ", "{}"):
        (entry,) = _read(body)
        assert entry.summary == "Shells fell."
