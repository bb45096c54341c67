import pytest

from warnd.feeds.timing.lanes import Lanes, Places, places_for
from warnd.model.identifiers import FeedId

SMALL = Places(fast=2, slow=3)


def _ids(*names: str) -> list[FeedId]:
    return [FeedId(name) for name in names]


@pytest.mark.parametrize(
    ("open_files", "places"),
    [
        pytest.param(1_048_576, Places(fast=32, slow=96), id="many"),
        pytest.param(1024, Places(fast=32, slow=96), id="as a shell gives them"),
        pytest.param(256, Places(fast=27, slow=81), id="as some systems give them"),
        pytest.param(64, Places(fast=3, slow=9), id="very few"),
        pytest.param(10, Places(fast=1, slow=3), id="hardly any"),
    ],
)
def test_places_shrink_with_the_files_that_may_be_open(open_files: int, places: Places) -> None:
    assert places_for(open_files) == places


def test_a_lane_has_so_many_places() -> None:
    lanes = Lanes(SMALL)
    a, b, c = _ids("a", "b", "c")
    assert lanes.enter(a, 0.0)
    assert lanes.has_room
    assert lanes.enter(b, 0.0)
    assert not lanes.has_room
    assert not lanes.enter(c, 0.0)
    lanes.leave(a, 1.0)
    assert lanes.enter(c, 1.0)
    assert len(lanes) == 2


def test_polls_that_take_long_make_room_for_others() -> None:
    lanes = Lanes(SMALL)
    for feed in _ids("a", "b"):
        lanes.enter(feed, 0.0)
    lanes.sort(5.0)
    assert not lanes.has_room
    lanes.sort(5.1)
    assert all(lanes.enter(feed, 5.1) for feed in _ids("c", "d"))
    lanes.sort(11.0)
    assert len(lanes) == 4
    assert lanes.enter(FeedId("e"), 11.0)
    assert not lanes.has_room  # the slow lane had one place left


def test_a_feed_that_was_slow_begins_in_the_slow_lane_and_leaves_it_when_it_is_quick() -> None:
    lanes = Lanes(SMALL)
    slow, good = _ids("slow", "good")
    lanes.enter(slow, 0.0)
    lanes.leave(slow, 6.0)
    lanes.enter(slow, 7.0)
    assert all(lanes.enter(feed, 7.0) for feed in (good, FeedId("b")))
    lanes.leave(slow, 8.0)
    assert not lanes.enter(slow, 9.0)  # no longer slow, and the fast lane is full


def test_slow_feeds_leave_half_of_the_fast_lane_to_others() -> None:
    lanes = Lanes(Places(fast=2, slow=0))
    slow, slow_too = _ids("slow", "slow too")
    for feed in (slow, slow_too):
        lanes.enter(feed, 0.0)
        lanes.leave(feed, 6.0)
    assert lanes.enter(slow, 7.0)
    assert not lanes.enter(slow_too, 7.0)
    assert lanes.enter(FeedId("good"), 7.0)
