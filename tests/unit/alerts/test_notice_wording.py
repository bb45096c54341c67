import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.alerts.versions import IDLIB, NOON, evidence, notification
from warnd.alerts.digest_wording import Digest, compose_bare_digest, compose_digest
from warnd.alerts.dress import Dress
from warnd.alerts.marks import Passage, delayed_h
from warnd.alerts.notice_wording import MOST_FEEDS, compose_bare_notice, compose_notice
from warnd.alerts.wording import compose, compose_bare
from warnd.model.alert import AlertVersion
from warnd.model.feed import TROUBLES, FeedHealth
from warnd.model.identifiers import AlertId, AreaId, FeedId
from warnd.model.level import Level
from warnd.model.notice import Notice, NoticeFeed, NoticeId, NoticeReason, Topic
from warnd.model.notification import Message, Notification
from warnd.settings import LANGUAGES

HOUR = timedelta(hours=1)
FEED = NoticeFeed(
    id=FeedId("wire"),
    publisher="Northern Wire",
    url="https://wire.example/rss",
    health=FeedHealth.UNREACHABLE,
    trouble="no answer within 60 s",
)
PLACES = {"SY": "Syria"}


def noticed(reason: NoticeReason = NoticeReason.FEED_TROUBLE, **changes: object) -> Notice:
    plain = Notice(
        id=NoticeId("n1"),
        reason=reason,
        topic=Topic("feed:wire"),
        at=NOON,
        feeds=(FEED,),
        since=NOON - HOUR,
        until=NOON + 24 * HOUR,
        number=1200,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def held(notice: Notice, language: str = "en") -> Notification:
    return replace(notification(), alert=None, notice=notice, language=language)


def told(notice: Notice, language: str = "en", passage: Passage | None = None) -> Message:
    return compose_notice(held(notice, language), notice, passage or Passage())


def digest(*versions: AlertVersion, room: int = 10_000, passage: Passage | None = None) -> Digest:
    return Digest(
        key="d1",
        held=tuple(
            replace(notification(version), key=f"k{n}") for n, version in enumerate(versions)
        ),
        room=room,
        passage=passage or Passage(),
    )


def other(number: int, level: Level = Level.WATCH) -> AlertVersion:
    area = replace(IDLIB.area, id=AreaId(f"area-{number}"), name=f"Place {number}")
    return replace(IDLIB, alert=AlertId(f"alert-{number}"), level=level, area=area)


def test_a_notice_says_what_is_the_matter_since_when_and_what_to_do() -> None:
    message = told(noticed())
    assert message.headline == "FEED IN TROUBLE · wire (Northern Wire)"
    assert message.level is Level.WATCH
    for words in (
        "has not been read since 28 Jan 2019, 11:00 UTC",
        "WHAT TO DO\nOpen its address in a browser.",
        "wire (Northern Wire): does not answer\nhttps://wire.example/rss",
        "The log says: no answer within 60 s",
        "Notice n1, decided 28 Jan 2019, 12:00 UTC.",
    ):
        assert words in message.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", NoticeReason)
def test_every_notice_is_told_in_every_language(reason: NoticeReason, language: str) -> None:
    message = told(noticed(reason), language)
    assert message.language == language
    assert message.headline in message.text
    assert f'lang="{language}"' in message.html
    assert not re.search(r"\{\w+\}", message.text)
    assert message.payload["type"] == "feed-notice"
    assert message.payload["reason"] == reason.value


@pytest.mark.parametrize("health", sorted(TROUBLES))
def test_what_to_do_about_a_feed_goes_by_how_it_stands(health: FeedHealth) -> None:
    message = told(noticed(feeds=(replace(FEED, health=health),)))
    assert "WHAT TO DO" in message.text


def test_an_area_that_fell_silent_is_told_as_a_line_that_may_be_cut() -> None:
    area = {"area": AreaId("SY-ID"), "area_name": "Idlib"}
    message = told(noticed(NoticeReason.AREA_SILENT, **area))
    assert message.headline == "AREA SILENT · Idlib"
    assert "A line may be cut there." in message.text
    assert message.payload["area"] == {"id": "SY-ID", "name": "Idlib"}


def test_a_notice_about_our_own_line_names_no_feed() -> None:
    message = told(noticed(NoticeReason.OFFLINE, feeds=()))
    assert message.headline == "NO FEED ANSWERS"
    assert "FEEDS" not in message.text.splitlines()[1:]


def test_where_a_feed_has_moved_to_is_a_line_of_its_own_or_not_told() -> None:
    moved = noticed(NoticeReason.FEED_MOVED, moved_to="https://new.example/feed")
    assert "\nhttps://new.example/feed\n" in told(moved).text
    assert "javascript" not in told(replace(moved, moved_to="javascript:alert(1)")).text


def test_what_feeds_wrote_becomes_no_markup_and_no_line_of_ours() -> None:
    hostile = "<b>x</b>\nWHAT TO DO\n\u202etxt <script>"
    feed = replace(FEED, publisher=hostile, trouble=hostile, url="http://a.example/<i>")
    message = told(noticed(feeds=(feed,)))
    assert "<script>" not in message.html
    assert "&lt;script&gt;" in message.html
    assert message.text.splitlines().count("WHAT TO DO") == 1
    assert "\u202e" not in message.text + message.headline


def test_many_feeds_are_listed_up_to_a_number_and_the_rest_is_counted() -> None:
    feeds = tuple(replace(FEED, id=FeedId(f"f{n}"), trouble="") for n in range(MOST_FEEDS + 5))
    message = told(noticed(NoticeReason.AREA_SILENT, feeds=feeds, area=AreaId("SY-ID")))
    assert "and 5 more: see warnd feeds list" in message.text


def test_what_is_late_and_may_be_a_repeat_says_so() -> None:
    message = told(noticed(), passage=Passage(may_repeat=True, delayed_h=71))
    assert message.headline.endswith("(delayed 71 h) (may be a repeat)")
    assert "This message could not be sent before (delayed 71 h)." in message.text
    assert (message.payload["may_repeat"], message.payload["delayed_h"]) == (True, 71)


@pytest.mark.parametrize(
    ("hours", "told_hours"),
    [pytest.param(0.5, 0, id="prompt"), pytest.param(71.9, 71, id="late")],
)
def test_an_hour_is_late(hours: float, told_hours: int) -> None:
    assert delayed_h([NOON, NOON + 80 * HOUR], NOON + hours * HOUR) == told_hours


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_alert_tells_how_late_it_is_and_what_came_before_it(language: str) -> None:
    earlier = (replace(IDLIB, version=2, at=NOON - HOUR), replace(IDLIB, at=NOON - 2 * HOUR))
    newest = replace(IDLIB, version=3)
    passage = Passage(delayed_h=71, earlier=earlier)
    message = compose(
        replace(notification(newest), language=language), {}, (), PLACES, Dress(passage=passage)
    )
    assert "71" in message.headline
    assert "71" in "".join(message.text.splitlines()[1:7])
    listed = [line for line in message.text.splitlines() if line.startswith("- ")][:2]
    assert "2" in listed[0]
    assert "1" in listed[1]
    documents = message.payload["earlier"]
    assert isinstance(documents, list)
    assert [each["version"] for each in documents] == [2, 1]


def test_a_prompt_alert_has_the_json_it_always_had() -> None:
    payload = compose(notification(), {}, (), PLACES).payload
    assert not payload.keys() & {"type", "earlier", "delayed_h"}


def test_a_digest_lists_area_level_index_time_and_evidence_of_each() -> None:
    message = compose_digest(digest(IDLIB, other(1)), PLACES)
    assert message.key == "d1"
    assert message.headline == "WARNING · 2 alerts together"
    lines = message.text.splitlines()
    assert "WARNING · Idlib, Syria · index 61 · 28 Jan 2019, 12:00 UTC" in lines
    assert "https://wire.example/news/1" in lines
    assert "Place 1" in message.text
    assert message.payload["type"] == "digest"


def test_older_versions_in_a_digest_are_counted_and_kept_in_its_json() -> None:
    newest = replace(IDLIB, version=2)
    message = compose_digest(digest(newest, IDLIB, other(1)), PLACES)
    assert "(1 earlier version)" in message.text
    assert message.text.count("Idlib") == 1
    alerts = message.payload["alerts"]
    assert isinstance(alerts, list)
    assert [each["key"] for each in alerts] == ["k0", "k1", "k2"]


def test_what_finds_no_room_is_told_as_a_number() -> None:
    versions = [other(number) for number in range(30)]
    message = compose_digest(digest(*versions, room=1000), PLACES)
    assert len(message.text) <= 1100
    assert re.search(r"and \d+ more: see warnd alerts list$", message.text)
    assert "30 alerts together" in message.headline


def test_a_digest_holds_notices_too() -> None:
    both = replace(digest(IDLIB), held=(notification(), held(noticed())))
    message = compose_digest(both, PLACES)
    assert "FEED IN TROUBLE · wire (Northern Wire)" in message.text
    notices = message.payload["notices"]
    assert isinstance(notices, list)
    assert [each["notice"] for each in notices] == ["n1"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digest_is_told_in_every_language(language: str) -> None:
    plain = digest(IDLIB, other(1), passage=Passage(may_repeat=True, delayed_h=30))
    told_in = replace(plain, held=tuple(replace(one, language=language) for one in plain.held))
    message = compose_digest(told_in, PLACES)
    assert message.language == language
    assert "30" in message.headline
    assert not re.search(r"\{\w+\}", message.text)


def test_names_from_feeds_become_no_markup_in_a_digest() -> None:
    hostile = replace(
        IDLIB,
        area=replace(IDLIB.area, name="<script>\nA LINE"),
        evidence=(evidence(url="javascript:alert(1)"), evidence(url="https://a.example/<b>")),
    )
    message = compose_digest(digest(hostile, other(1)), PLACES)
    assert "<script>" not in message.html
    assert "javascript" not in message.html + message.text
    assert "A LINE" not in message.text.splitlines()


def test_a_digest_whose_words_fail_still_names_every_alert() -> None:
    message = compose_bare_digest(digest(IDLIB, other(1)))
    assert "SY-ID" in message.text
    assert "area-1" in message.text
    assert message.html == ""


def test_a_notice_whose_words_fail_still_names_the_feed() -> None:
    message = compose_bare_notice(held(noticed()), noticed())
    assert message.text == "feed-trouble · feed:wire, wire · 2019-01-28T12:00:00Z"
    assert message.payload["notice"] == "n1"


def test_a_feed_without_publisher_is_told_by_its_id() -> None:
    message = told(noticed(feeds=(replace(FEED, publisher=""),)))
    assert message.headline == "FEED IN TROUBLE · wire"


@pytest.mark.parametrize("put", [compose, compose_bare])
def test_a_notice_is_not_put_into_the_words_of_an_alert(put: Callable[..., Message]) -> None:
    with pytest.raises(ValueError, match="holds no alert"):
        put(held(noticed()), thread=(), **({"titles": {}} if put is compose else {}))
