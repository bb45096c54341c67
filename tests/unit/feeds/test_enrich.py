from datetime import timedelta

import pytest

from tests.unit.feeds.behind import NOON, MovableClock, Site, Skips, document, feed
from tests.unit.feeds.test_alerts_behind import ALERT, PlainParser, cap
from tests.unit.feeds.test_pages import MORE, entry, page
from tests.unit.transport.loopback import Loopback
from warnd.feeds.enrich import Enricher
from warnd.model.entry import Entry
from warnd.model.feed import FeedState
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, FeedType
from warnd.transport import open_client

STATE = FeedState(feed=FeedId("wire"), due=NOON + timedelta(minutes=5), baselined=True)


async def _enriched(
    settings: FeedSettings, path: str, *, state: FeedState | None = STATE
) -> tuple[Entry, ...]:
    site = Site({"/page": page(), "/alert": cap(ALERT)})
    async with Loopback(site) as host, open_client([host.address]) as client:
        enricher = Enricher(client, PlainParser(), MovableClock(), Skips())
        told = await enricher.enriched(settings, document(entry(host.url(path))), state)
        await enricher.close()
    return told.entries


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
    (read,) = await _enriched(settings, path)
    assert told in read.content


@pytest.mark.parametrize(
    ("settings", "state"),
    [
        pytest.param(feed(), STATE, id="nothing is asked for"),
        pytest.param(feed(full_text=True, first_poll="baseline"), None, id="the first poll"),
    ],
)
async def test_nothing_else_is_fetched(settings: FeedSettings, state: FeedState | None) -> None:
    (read,) = await _enriched(settings, "/page", state=state)
    assert read.content == ""
