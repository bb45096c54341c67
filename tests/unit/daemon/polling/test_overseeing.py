"""How feeds stand together that several workers poll."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from warnd.daemon.polling.overseeing import common_overview
from warnd.model.feed import FeedHealth, FeedState, Uplink
from warnd.model.identifiers import AreaId, FeedId
from warnd.settings import FeedSettings

NOW = datetime(2019, 1, 28, 10, 0, tzinfo=UTC)
IDLIB = AreaId("SY-ID")


def _feed(name: str, *areas: AreaId) -> FeedSettings:
    return FeedSettings(id=FeedId(name), url=f"http://{name}.example/", area=areas)


FEEDS = {
    feed.id: feed for feed in (*(_feed(f"idlib-{n}", IDLIB) for n in range(3)), _feed("elsewhere"))
}
WELL = {id_: FeedState(feed=id_, due=NOW, health=FeedHealth.OK) for id_ in FEEDS}
SILENT = {
    id_: replace(state, health=FeedHealth.QUIET, arrivals=(NOW - timedelta(hours=30),))
    for id_, state in WELL.items()
    if FEEDS[id_].area
}


@pytest.mark.parametrize(
    ("states", "uplink", "silent"),
    [
        pytest.param(WELL, Uplink.ONLINE, set(), id="all go on"),
        pytest.param({**WELL, **SILENT}, Uplink.ONLINE, {IDLIB}, id="one area fell silent"),
        pytest.param({**WELL, **SILENT}, Uplink.OFFLINE, set(), id="it is our line"),
    ],
)
def test_declared_areas_fall_silent_whoever_polls_their_feeds(
    states: dict[FeedId, FeedState], uplink: Uplink, silent: set[AreaId]
) -> None:
    seen = common_overview(FEEDS, states, uplink, NOW)
    assert set(seen.silent) == silent
    assert seen.states == states
    for homes in seen.silent.values():
        assert {feed.id for feed in homes} == set(SILENT)
