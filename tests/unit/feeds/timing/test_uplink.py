from dataclasses import replace
from datetime import UTC, datetime

import pytest

from warnd.errors import FeedHostile, FeedRefused, FetchFailed, NotAFeed
from warnd.feeds.timing.standing import PollError
from warnd.feeds.timing.uplink import THEIRS_AFTER_S, Sign, UplinkWatch, is_fresh, probes, sign_of
from warnd.model.feed import FeedState, Uplink
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

NOW = datetime(2019, 1, 28, 10, 0, tzinfo=UTC)
STATE = FeedState(feed=FeedId("a"), due=NOW)


def _seen(watch: UplinkWatch, signs: str, at_s: float, *, fresh: bool = True) -> Uplink:
    """Show the watch one sign a host: `a+ b-` says that host a answered and host b did not."""
    meant = {"+": Sign.ANSWERED, "-": Sign.UNANSWERED, "p": Sign.PAGE, "c": Sign.CERTIFICATE}
    for sign in signs.split():
        watch.saw(sign[0], meant[sign[1]], at_s, fresh=fresh)
    return watch.uplink


@pytest.mark.parametrize(
    ("error", "sign"),
    [
        pytest.param(None, Sign.ANSWERED, id="an answer"),
        pytest.param(NotAFeed("a page"), Sign.PAGE, id="a page"),
        pytest.param(FetchFailed("x", signature="unanswered"), Sign.UNANSWERED, id="no answer"),
        pytest.param(FetchFailed("x", signature="certificate"), Sign.CERTIFICATE, id="certificate"),
        pytest.param(FetchFailed("status 503"), Sign.OTHER, id="a status"),
        pytest.param(FeedRefused("private"), Sign.OTHER, id="refused"),
        pytest.param(FeedHostile("a bomb"), Sign.OTHER, id="hostile"),
    ],
)
def test_a_poll_says_something_about_the_line(error: PollError | None, sign: Sign) -> None:
    assert sign_of(error) is sign


def test_a_failure_that_lasts_is_no_news() -> None:
    assert is_fresh(None)
    assert is_fresh(replace(STATE, failures=2))
    assert not is_fresh(replace(STATE, failures=3))


@pytest.mark.parametrize(
    ("signs", "uplink"),
    [
        pytest.param("a- b-", Uplink.ONLINE, id="two hosts are too few"),
        pytest.param("a- b- c-", Uplink.OFFLINE, id="three hosts do not answer"),
        pytest.param("a- b- c- d+ e+ f+", Uplink.OFFLINE, id="half of them"),
        pytest.param("d+ e+ f+ g+ a- b- c-", Uplink.ONLINE, id="less than half"),
        pytest.param("ap bp cp", Uplink.CAPTIVE, id="three pages"),
        pytest.param("ac bc cc", Uplink.CAPTIVE, id="three certificates"),
        pytest.param("a- bp cc", Uplink.ONLINE, id="each in its own way"),
        pytest.param("a- a- a-", Uplink.ONLINE, id="one host three times"),
        pytest.param("a- b- a+ c-", Uplink.ONLINE, id="one answered again"),
    ],
)
def test_we_suspect_ourselves_when_many_hosts_fail_alike(signs: str, uplink: Uplink) -> None:
    watch = UplinkWatch()
    for sign in signs.split():
        _seen(watch, sign, 0.0)
        if watch.uplink is not Uplink.ONLINE:
            break
    assert watch.uplink is uplink


def test_failures_of_long_ago_do_not_count() -> None:
    watch = UplinkWatch()
    _seen(watch, "a- b-", 0.0)
    assert _seen(watch, "c-", 120.0) is Uplink.OFFLINE
    watch = UplinkWatch()
    _seen(watch, "a- b-", 0.0)
    assert _seen(watch, "c-", 120.1) is Uplink.ONLINE


def test_hosts_that_fail_for_long_do_not_count() -> None:
    watch = UplinkWatch()
    assert _seen(watch, "a- b- c- d-", 0.0, fresh=False) is Uplink.ONLINE


def test_the_line_is_back_when_two_hosts_that_failed_answer() -> None:
    watch = UplinkWatch()
    _seen(watch, "a- b- c-", 0.0)
    assert _seen(watch, "a+ x+ y+", 60.0) is Uplink.OFFLINE
    assert _seen(watch, "b+", 61.0) is Uplink.ONLINE


def test_a_failure_during_an_outage_that_says_nothing_changes_nothing() -> None:
    watch = UplinkWatch()
    _seen(watch, "a- b- c-", 0.0)
    assert watch.saw("d", Sign.OTHER, 1.0, fresh=True) is Uplink.OFFLINE


def test_answers_from_before_do_not_bring_the_line_back() -> None:
    watch = UplinkWatch()
    _seen(watch, "a+ b+ c+", 0.0)
    _seen(watch, "a- b- c-", 10.0)
    assert _seen(watch, "d-", 20.0) is Uplink.OFFLINE


def test_hosts_that_are_down_themselves_do_not_keep_the_others_waiting() -> None:
    watch = UplinkWatch()
    _seen(watch, "a- b- c-", 0.0)
    assert _seen(watch, "g+", THEIRS_AFTER_S - 1) is Uplink.OFFLINE
    assert _seen(watch, "g+", THEIRS_AFTER_S) is Uplink.ONLINE
    assert _seen(watch, "a- b- c-", THEIRS_AFTER_S + 1) is Uplink.ONLINE
    _seen(watch, "a+ b+ c+", THEIRS_AFTER_S + 2)
    assert _seen(watch, "a- b- c-", THEIRS_AFTER_S + 3) is Uplink.OFFLINE


def test_feeds_that_failed_through_us_are_known_as_they_were() -> None:
    watch = UplinkWatch()
    once, later = replace(STATE, failures=0), replace(STATE, failures=1)
    watch.failed(FeedId("old"), once, 0.0)
    watch.failed(FeedId("a"), once, 100.0)
    watch.failed(FeedId("a"), later, 130.0)
    watch.failed(FeedId("new"), None, 140.0)
    watch.failed(FeedId("well"), once, 141.0)
    watch.well(FeedId("well"))
    assert watch.blameless() == {"a": once, "new": None}
    assert watch.blameless() == {}


def _feed(id_: str, host: str) -> FeedSettings:
    return FeedSettings(id=FeedId(id_), url=f"http://{host}.example/{id_}")


def test_a_handful_of_hosts_is_probed_others_in_each_round() -> None:
    feeds = [_feed(f"{kind}{nth}", f"{kind}{nth}") for kind in "so" for nth in range(20)]
    suspects = frozenset(f"s{nth}.example" for nth in range(20))
    rounds = [probes(feeds, {}, suspects, nth) for nth in range(4)]
    assert {len(round_) for round_ in rounds} == {7}
    asked = [feed.id for round_ in rounds for feed in round_]
    assert len([id_ for id_ in asked if id_.startswith("s")]) == 20
    assert len(set(asked)) == len(asked)


def test_the_feed_of_a_host_that_stood_best_is_probed() -> None:
    feeds = [_feed("bad", "one"), _feed("good", "one")]
    states = {FeedId("bad"): replace(STATE, failures=9)}
    assert [feed.id for feed in probes(feeds, states, frozenset(), 1)] == ["good"]


def test_without_feeds_nothing_is_probed() -> None:
    assert probes([], {}, frozenset(), 1) == ()
