from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from warnd.feeds.timing.hosts import AT_ONCE, SPACING_S
from warnd.feeds.timing.turns import Turns
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings


def feed(id_: str, host: str = "") -> FeedSettings:
    return FeedSettings(
        id=FeedId(id_), url=f"http://{host or id_}.example/{id_}", interval=timedelta(hours=1)
    )


def turns_of(*feeds: FeedSettings) -> Turns:
    turns = Turns(feeds)
    for nth, one in enumerate(feeds):
        turns.put(one.id, float(nth))
    return turns


def taken(turns: Turns, now_s: float) -> list[str]:
    found: list[str] = []
    while (turn := turns.take(now_s)) is not None:
        found.append(turn.feed)
    return found


def test_a_busy_host_holds_up_no_other() -> None:
    turns = turns_of(feed("a", "one"), feed("b", "one"), feed("c", "one"), feed("d", "two"))
    assert taken(turns, 10.0) == ["a", "d"]
    assert taken(turns, 10.5) == []
    assert taken(turns, 11.0) == ["b"]
    assert taken(turns, 99.0) == []
    turns.end(FeedId("a"), 100.0)
    assert taken(turns, 100.0) == ["c"]


def test_a_feed_that_waits_at_its_host_is_polled_once() -> None:
    turns = turns_of(feed("a", "one"), feed("b", "one"))
    assert taken(turns, 10.0) == ["a"]
    turns.put(FeedId("b"), 10.0)
    turns.end(FeedId("a"), 12.0)
    turns.put(FeedId("a"), 500.0)
    assert taken(turns, 100.0) == ["b"]
    assert taken(turns, 200.0) == []


def test_a_poll_out_of_turn_takes_the_feed_off_its_place() -> None:
    turns = turns_of(feed("a", "one"), feed("b", "one"), feed("c"))
    assert taken(turns, 10.0) == ["a", "c"]
    turns.begin(FeedId("b"), 10.0)
    for done in ("a", "b"):
        turns.end(FeedId(done), 11.0)
    assert taken(turns, 99.0) == []


def test_a_turn_given_back_comes_again_later() -> None:
    turns = turns_of(feed("a"))
    turn = turns.take(10.0)
    assert turn is not None
    turns.give_back(turn, 10.0, 12.0)
    assert taken(turns, 11.0) == []
    assert taken(turns, 12.0) == ["a"]


def test_a_feed_may_be_hurried_and_never_delayed() -> None:
    turns = turns_of(feed("a"))
    turns.put(FeedId("a"), 100.0)
    turns.hurry(FeedId("a"), 200.0)
    turns.hurry(FeedId("a"), 50.0)
    turns.hurry(FeedId("unknown"), 1.0)
    assert taken(turns, 49.0) == []
    assert taken(turns, 50.0) == ["a"]


def test_another_configuration_drops_feeds_and_keeps_the_turns_of_others() -> None:
    a, b, c, d = feed("a", "one"), feed("b", "one"), feed("c", "one"), feed("d")
    turns = turns_of(a, b, c, d)
    assert taken(turns, 10.0) == ["a", "d"]
    turns.adopt([b], ())
    turns.put(FeedId("c"), 1.0)
    turns.end(FeedId("a"), 20.0)
    turns.put(FeedId("a"), 20.0)
    assert taken(turns, 30.0) == ["b"]


@given(
    st.lists(st.sampled_from(["one", "two", "three"]), min_size=1, max_size=30),
    st.lists(st.tuples(st.floats(0.01, 2.0), st.booleans()), max_size=60),
)
def test_hosts_are_never_pressed_and_every_feed_has_its_turn(
    hosts: list[str], steps: list[tuple[float, bool]]
) -> None:
    feeds = [feed(f"f{nth}", host) for nth, host in enumerate(hosts)]
    turns = turns_of(*feeds)
    host_of = {one.id: host for one, host in zip(feeds, hosts, strict=True)}
    under_way: list[FeedId] = []
    began: dict[str, float] = {}
    done, now_s = [], 100.0
    for passed_s, ends in [*steps, *[(SPACING_S, True)] * 99]:
        now_s += passed_s
        while (turn := turns.take(now_s)) is not None:
            host = host_of[turn.feed]
            assert now_s - began.get(host, -9.0) >= SPACING_S - 1e-6
            began[host] = now_s
            under_way.append(turn.feed)
            assert sum(host_of[one] == host for one in under_way) <= AT_ONCE
        if ends and under_way:
            done.append(under_way.pop(0))
            turns.end(done[-1], now_s)
    assert sorted(done) == sorted(host_of)
