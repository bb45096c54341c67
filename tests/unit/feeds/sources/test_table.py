"""Sources through the fetcher and the parser's child, as the daemon asks and reads them."""

import json
from collections.abc import Callable

import pytest

from tests.unit.feeds.sources.alerts import Message, info
from tests.unit.feeds.sources.test_reliefweb import ENTRY, FIELDS
from tests.unit.feeds.test_fetch import FixedClock
from tests.unit.transport.loopback import Heard, Loopback, reply
from warnd.errors import FeedHostile, FetchFailed, NotAFeed
from warnd.feeds.fetch import HttpFetcher
from warnd.feeds.parsing.parse import ChildParser
from warnd.feeds.sources.table import ADAPTERS, ask_of
from warnd.model.entry import Entry
from warnd.model.feed import Fetched, Validators
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, FeedType
from warnd.transport import open_client

ALERT = Message(
    identifier="a-1", infos=[info("Shelling", "Shells."), info("Обстріл", "Тут.", language="uk")]
)
EXERCISE = Message(identifier="a-1", infos=ALERT.infos, status="Exercise")


async def _asked(
    type_: FeedType, answer: Callable[[Heard], bytes]
) -> tuple[tuple[Entry, ...], list[Heard]]:
    parser = ChildParser()
    async with Loopback(answer) as server, open_client([server.address]) as client:
        feed = FeedSettings(
            id=FeedId("f"), url=server.url("/feed?a=b"), type=type_, language=("uk",)
        )
        try:
            fetched = await HttpFetcher(client, FixedClock()).fetch(feed, Validators())
            document = await parser.parse(fetched)
        finally:
            await parser.close()
    return document.entries, server.heard


async def test_reports_are_asked_for_as_the_api_wants_and_read_in_the_child() -> None:
    report = {"id": "4112", "fields": FIELDS}
    entries, heard = await _asked(
        FeedType.RELIEFWEB, lambda _: reply(json.dumps({"data": [report]}).encode())
    )
    assert entries == (ENTRY,)
    assert heard[0].target.startswith("/feed?a=b&appname=warnd&limit=50&")
    assert heard[0].headers["accept"] == "application/json"


async def test_an_alert_is_read_in_the_child_in_the_language_of_its_feed() -> None:
    (entry,), heard = await _asked(FeedType.CAP, lambda _: reply(ALERT.xml().encode()))
    assert entry.title == "Обстріл"
    assert heard[0].target == "/feed?a=b"
    assert heard[0].headers["accept"].startswith("application/cap+xml")


async def test_an_exercise_is_read_as_nothing() -> None:
    entries, _ = await _asked(FeedType.CAP, lambda _: reply(EXERCISE.xml().encode()))
    assert entries == ()


async def test_what_the_api_refuses_is_told_in_its_own_words() -> None:
    with pytest.raises(FetchFailed, match="approved appname"):
        await _asked(FeedType.RELIEFWEB, lambda _: reply(status="403 Forbidden"))
    with pytest.raises(FetchFailed, match="quota"):
        await _asked(FeedType.RELIEFWEB, lambda _: reply(status="429 Too Many Requests"))


@pytest.mark.parametrize(
    ("type_", "body", "error"),
    [
        pytest.param("reliefweb", b'{"error": {"message": "no"}}', NotAFeed, id="an error"),
        pytest.param("cap", b"<html><p>Log in</p></html>", NotAFeed, id="a page"),
        pytest.param("cap", b"<!DOCTYPE a SYSTEM 'x'><a/>", FeedHostile, id="a document type"),
    ],
)
async def test_what_is_not_of_the_kind_is_refused_in_the_child(
    type_: str, body: bytes, error: type[Exception]
) -> None:
    parser = ChildParser()
    fetched = Fetched(
        url="https://a.example/",
        body=body,
        unchanged=False,
        validators=Validators(),
        content_type="text/html",
        type=type_,
    )
    try:
        with pytest.raises(error):
            await parser.parse(fetched)
    finally:
        await parser.close()


def test_every_type_but_a_feed_has_its_adapter() -> None:
    assert set(ADAPTERS) == set(FeedType) - {FeedType.FEED}
    plain = FeedSettings(id=FeedId("f"), url="https://a.example/feed")
    assert ask_of(plain).url == plain.url
