from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from warnd.alerts.all_quiet import LATEST, due_at, notifications_at, times_of, word_of
from warnd.alerts.marks import Passage
from warnd.alerts.notice_wording import compose_notice
from warnd.model.feed import FeedHealth, FeedState
from warnd.model.identifiers import ChannelId, FeedId
from warnd.model.notice import Day, Notice, NoticeReason
from warnd.settings import LANGUAGES, FeedSettings, RouteSettings

PARIS = "08:00 Europe/Paris"
#: a minute after eight in Paris, in winter
NOW = datetime(2019, 1, 28, 7, 1, tzinfo=UTC)
DUTY, OPS, HOOK = ChannelId("duty"), ChannelId("ops"), ChannelId("hook")
RECIPIENTS = {DUTY: ("a@x.example", "b@x.example"), OPS: ("",), HOOK: ("",)}


def feed(name: str) -> FeedSettings:
    return FeedSettings(id=FeedId(name), url=f"https://{name}.example/rss", publisher=name.title())


FEEDS = {FeedId(name): feed(name) for name in ("read", "old", "failing", "new")}
STATES = {
    FeedId("read"): FeedState(feed=FeedId("read"), due=NOW, last_success=NOW),
    FeedId("old"): FeedState(feed=FeedId("old"), due=NOW, last_success=NOW - timedelta(days=2)),
    FeedId("failing"): FeedState(
        feed=FeedId("failing"), due=NOW, failures=4, health=FeedHealth.GONE, error="404"
    ),
}


def word(alerts: int = 0, at: datetime = NOW) -> Notice:
    return word_of(at, PARIS, FEEDS, STATES, alerts, NOW)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        pytest.param(NOW, NOW - timedelta(minutes=1), id="just after it"),
        pytest.param(NOW - timedelta(minutes=2), None, id="just before it"),
        pytest.param(NOW - timedelta(minutes=1), NOW - timedelta(minutes=1), id="at it"),
        pytest.param(NOW + timedelta(hours=5), NOW - timedelta(minutes=1), id="hours late"),
        pytest.param(NOW + LATEST, None, id="too late"),
        pytest.param(
            datetime(2019, 7, 1, 6, 1, tzinfo=UTC),
            datetime(2019, 7, 1, 6, 0, tzinfo=UTC),
            id="in summer",
        ),
    ],
)
def test_it_is_due_at_its_time_in_its_zone(now: datetime, due: datetime | None) -> None:
    assert due_at(PARIS, now) == due


def test_nobody_is_told_at_what_is_no_time() -> None:
    assert due_at("some day", NOW) is None


def test_it_counts_feeds_that_were_read_in_a_day_and_names_those_that_fail() -> None:
    notice = word(alerts=2)
    assert notice.day == Day(feeds_read=1, alerts=2, feeds_failing=1)
    assert [each.id for each in notice.feeds] == ["failing"]
    assert notice.reason is NoticeReason.STILL_WATCHING
    assert word().reason is NoticeReason.ALL_QUIET


def test_one_time_of_one_day_is_one_notice() -> None:
    assert word(alerts=2).id == word().id
    assert word(at=NOW + timedelta(days=1)).id != word().id


def test_routes_that_give_a_time_are_told_each_way_once() -> None:
    inner = RouteSettings(to=(HOOK,), language="ar", all_quiet="09:00 UTC")
    routes = [
        RouteSettings(to=(DUTY,), about="feeds", all_quiet=PARIS, routes=(inner,)),
        RouteSettings(to=(DUTY, OPS), all_quiet=PARIS),
        RouteSettings(to=(HOOK,)),
    ]
    assert times_of(routes) == {PARIS, "09:00 UTC"}
    told = notifications_at(PARIS, word(), routes, RECIPIENTS)
    assert [(each.channel, each.recipient, each.route) for each in told] == [
        (DUTY, "a@x.example", "1"),
        (DUTY, "b@x.example", "1"),
        (OPS, "", "2"),
    ]
    (in_arabic,) = notifications_at("09:00 UTC", word(), routes, RECIPIENTS)
    assert (in_arabic.channel, in_arabic.language, in_arabic.route) == (HOOK, "ar", "1.1")


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        pytest.param("en", "ALL QUIET · 1 feed read, 0 alerts and 1 failing", id="English"),
        pytest.param("fr", "TOUT EST CALME · 1 flux lu, 0 alerte et 1 en panne", id="French"),
    ],
)
def test_its_headline_says_all_there_is_to_say(language: str, headline: str) -> None:
    (told,) = notifications_at(
        PARIS, word(), [RouteSettings(to=(OPS,), language=language, all_quiet=PARIS)], RECIPIENTS
    )
    assert compose_notice(told, word(), Passage()).headline == headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_in_every_language_what_its_absence_means(language: str) -> None:
    (told,) = notifications_at(
        PARIS, word(), [RouteSettings(to=(OPS,), language=language, all_quiet=PARIS)], RECIPIENTS
    )
    message = compose_notice(told, word(), Passage())
    assert message.language == language
    assert message.payload["day"] == {"feeds_read": 1, "alerts": 0, "feeds_failing": 1}
    assert "failing (Failing)" in message.text
    assert "{" not in message.text


def test_a_day_without_a_failing_feed_names_none() -> None:
    states = {FeedId("read"): replace(STATES[FeedId("read")], last_success=NOW)}
    notice = word_of(NOW, PARIS, FEEDS, states, 0, NOW)
    assert notice.feeds == ()
    assert notice.day == Day(feeds_read=1, alerts=0, feeds_failing=0)
