from datetime import timedelta
from math import inf

import pytest

from warnd.feeds.timing.hosts import OWN_AT_ONCE, Hosts, host_of, server_of
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings


def feeds(count: int, *, minutes: float = 5.0, host: str = "news.example") -> list[FeedSettings]:
    return [
        FeedSettings(
            id=FeedId(f"{host}{nth}"),
            url=f"http://{host}/{nth}",
            interval=timedelta(minutes=minutes),
        )
        for nth in range(count)
    ]


@pytest.mark.parametrize(
    ("url", "host", "server"),
    [
        ("https://News.Example/rss", "news.example", "news.example:443"),
        ("http://news.example:8080/rss", "news.example", "news.example:8080"),
        ("http://news.example./", "news.example", "news.example:80"),
        ("http://[::1]:9000/", "::1", "[::1]:9000"),
        ("http://u:p@127.0.0.1:9000/x", "127.0.0.1", "127.0.0.1:9000"),
        ("http://[broken/", "", ""),
        ("http://news.example:port/", "news.example", ""),
    ],
)
def test_an_address_names_its_host_and_server(url: str, host: str, server: str) -> None:
    assert (host_of(url), server_of(url)) == (host, server)


def test_a_host_is_asked_twice_at_once_and_with_a_pause_between() -> None:
    hosts = Hosts(feeds(1))
    assert hosts.wait_s("news.example", 10.0) == 0.0
    hosts.begin("news.example", 10.0)
    assert hosts.wait_s("news.example", 10.25) == 0.75
    assert hosts.wait_s("news.example", 11.0) == 0.0
    hosts.begin("news.example", 11.0)
    assert hosts.wait_s("news.example", 99.0) == inf
    hosts.end("news.example")
    assert hosts.wait_s("news.example", 11.5) == 0.5


def test_a_host_with_many_feeds_is_still_read_on_time() -> None:
    hosts = Hosts(feeds(1000))
    hosts.begin("news.example", 0.0)
    assert hosts.wait_s("news.example", 0.0) == pytest.approx(0.15)


def test_the_shortest_interval_of_a_hosts_feeds_counts() -> None:
    hosts = Hosts([*feeds(1, minutes=60), *feeds(1, minutes=0.01)])
    hosts.begin("news.example", 0.0)
    assert hosts.wait_s("news.example", 0.0) == pytest.approx(0.15)


def test_an_address_that_the_operator_allowed_is_asked_without_a_pause() -> None:
    own = feeds(1, host="127.0.0.1:9000")
    hosts = Hosts(own, ["127.0.0.1:9000"])
    (host,) = {hosts.of(feed) for feed in own}
    for nth in range(OWN_AT_ONCE):
        assert hosts.wait_s(host, 0.0) == 0.0, nth
        hosts.begin(host, 0.0)
    assert hosts.wait_s(host, 0.0) == inf


def test_only_the_port_that_was_allowed_is_the_operators_own() -> None:
    (one, other) = (*feeds(1, host="127.0.0.1:9000"), *feeds(1, host="127.0.0.1:9001"))
    hosts = Hosts([one, other], ["127.0.0.1:9000"])
    assert (hosts.of(one), hosts.of(other)) == ("127.0.0.1:9000", "127.0.0.1")


def test_polls_under_way_go_on_being_counted_under_another_configuration() -> None:
    hosts = Hosts(feeds(2))
    hosts.begin("news.example", 0.0)
    hosts.begin("news.example", 1.0)
    hosts.adopt(feeds(3), ())
    assert hosts.wait_s("news.example", 9.0) == inf


def test_a_host_of_no_feed_may_be_asked() -> None:
    assert Hosts(()).wait_s("unknown.example", 0.0) == 0.0
