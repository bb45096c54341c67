from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.feeds.behind.behind import NOON, MovableClock, Site, Skips, document, feed
from tests.unit.feeds.behind.test_alerts_behind import ALERT, PlainParser, cap
from tests.unit.feeds.behind.test_pages import MORE, entry, page
from tests.unit.transport.loopback import Loopback
from warnd.feeds.behind.enrich import Enricher
from warnd.model.entry import FeedDocument
from warnd.model.feed import FeedState
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, FeedType
from warnd.transport import open_client

STATE = FeedState(feed=FeedId("wire"), due=NOON + timedelta(minutes=5), baselined=True)


async def _enriched(
    settings: FeedSettings,
    path: str,
    *,
    state: FeedState | None = STATE,
) -> FeedDocument:
    site = Site({"/page": page(), "/alert": cap(ALERT)})
    async with Loopback(site) as host, open_client([host.address]) as client:
        enricher = Enricher(client, PlainParser(), MovableClock(), Skips())
        told = await enricher.enriched(settings, document(entry(host.url(path))), state)
        await enricher.close()
    return told


@pytest.mark.parametrize(
    ("settings", "path", "told"),
    [
        pytest.param(feed(full_text=True), "/page", MORE, id="a page"),
        pytest.param(feed(type_=FeedType.CAP), "/alert", "Shells fell.", id="an alert"),
    ],
)
async def test_what_the_settings_ask_for_is_fetched(
    settings: FeedSettings, path: str, told: str
) -> None:
    (read,) = (await _enriched(settings, path)).entries
    assert told in read.content


@pytest.mark.parametrize(
    ("settings", "state"),
    [
        pytest.param(feed(), STATE, id="nothing is asked for"),
        pytest.param(feed(full_text=True, first_poll="baseline"), None, id="the first poll"),
    ],
)
async def test_nothing_else_is_fetched(settings: FeedSettings, state: FeedState | None) -> None:
    (read,) = (await _enriched(settings, "/page", state=state)).entries
    assert read.content == ""


async def test_an_entry_is_known_by_what_the_feed_gave_whatever_was_found_behind_it() -> None:
    settings = feed(full_text=True)
    site = Site({"/page": page()})
    async with Loopback(site) as host, open_client([host.address]) as client:
        told = document(entry(host.url("/page")), replace(entry("x"), digest="own"))
        enricher = Enricher(client, PlainParser(), MovableClock(), Skips())
        first = await enricher.enriched(settings, told, STATE)
        asked = len(host.heard)
        digests = tuple(each.digest for each in first.entries)
        assert digests[1] == "own"
        after = Enricher(client, PlainParser(), MovableClock(), Skips())  # after a restart
        again = await after.enriched(settings, told, STATE, frozenset(digests))
        assert (again.entries, again.known) == ((), digests)
        assert len(host.heard) == asked
        await enricher.close()


async def test_a_baseline_is_known_by_what_the_feed_gave_too() -> None:
    settings = feed(full_text=True, first_poll="baseline")
    (first,) = (await _enriched(settings, "/page", state=None)).entries
    assert first.digest.startswith("given:")
