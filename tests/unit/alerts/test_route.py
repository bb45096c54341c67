from dataclasses import replace

import pytest

from tests.unit.alerts.test_decide import opened
from tests.unit.alerts.versions import NOON
from warnd.alerts.route import notification_key, notifications_for, notifications_of
from warnd.model.identifiers import AreaId, ChannelId, KindId
from warnd.model.level import Level
from warnd.model.notice import Notice, NoticeId, NoticeReason, Topic
from warnd.settings import LevelMatch, RouteMatch, RouteSettings

DUTY, OPS = ChannelId("duty"), ChannelId("ops")
RECIPIENTS = {DUTY: ("a@example.org", "b@example.org"), OPS: ("",)}


def routed(match: RouteMatch, level: Level = Level.WARNING, peak: Level | None = None) -> bool:
    version = replace(opened(level), peak_level=peak or level)
    return bool(notifications_for(version, [RouteSettings(to=(OPS,), match=match)], RECIPIENTS))


@pytest.mark.parametrize(
    ("match", "level", "peak", "taken"),
    [
        pytest.param(RouteMatch(), Level.WATCH, None, True, id="all from watch upward"),
        pytest.param(
            RouteMatch(level=LevelMatch(level=Level.WARNING)), Level.WATCH, None, False, id="low"
        ),
        pytest.param(
            RouteMatch(level=LevelMatch(level=Level.WARNING)),
            Level.EMERGENCY,
            None,
            True,
            id="at least",
        ),
        pytest.param(
            RouteMatch(level=LevelMatch(operator="==", level=Level.WATCH)),
            Level.WARNING,
            None,
            False,
            id="exactly",
        ),
        pytest.param(
            RouteMatch(level=LevelMatch(operator="<=", level=Level.WATCH)),
            Level.WATCH,
            None,
            True,
            id="at most",
        ),
        pytest.param(
            RouteMatch(level=LevelMatch(level=Level.WARNING)),
            Level.CALM,
            Level.WARNING,
            True,
            id="whoever was warned hears the all-clear",
        ),
        pytest.param(
            RouteMatch(area=(AreaId("SY-ID"),)), Level.WARNING, None, True, id="its own area"
        ),
        pytest.param(RouteMatch(area=(AreaId("SY"),)), Level.WARNING, None, True, id="country"),
        pytest.param(RouteMatch(area=(AreaId("IQ"),)), Level.WARNING, None, False, id="elsewhere"),
        pytest.param(
            RouteMatch(kind=(KindId("shelling"),)), Level.WARNING, None, True, id="its kind"
        ),
        pytest.param(
            RouteMatch(kind=(KindId("unrest"),)), Level.WARNING, None, False, id="another kind"
        ),
    ],
)
def test_which_versions_a_route_takes(
    match: RouteMatch, level: Level, peak: Level | None, taken: bool
) -> None:
    if level is Level.CALM:
        version = replace(opened(Level.WARNING), level=level, peak_level=peak or level)
        routes = [RouteSettings(to=(OPS,), match=match)]
        assert bool(notifications_for(version, routes, RECIPIENTS)) is taken
    else:
        assert routed(match, level, peak) is taken


def test_each_recipient_gets_one_notification_however_many_routes_take_it() -> None:
    routes = [RouteSettings(to=(DUTY, OPS)), RouteSettings(to=(OPS,))]
    found = notifications_for(opened(Level.WARNING), routes, RECIPIENTS)
    assert [(one.channel, one.recipient) for one in found] == [
        (DUTY, "a@example.org"),
        (DUTY, "b@example.org"),
        (OPS, ""),
    ]
    assert len({one.key for one in found}) == 3


def test_the_key_is_the_same_for_every_try_and_another_for_every_version() -> None:
    version = opened(Level.WARNING)
    key = notification_key(version, OPS, "")
    assert key == notification_key(opened(Level.WARNING), OPS, "")
    assert key != notification_key(replace(version, version=2), OPS, "")
    assert key != notification_key(version, DUTY, "")


def test_each_language_of_a_way_gets_a_notification_of_its_own() -> None:
    routes = [
        RouteSettings(to=(OPS,), language="ar"),
        RouteSettings(to=(OPS,)),
        RouteSettings(to=(OPS,), language="ar"),
    ]
    found = notifications_for(opened(Level.WARNING), routes, RECIPIENTS)
    assert [one.language for one in found] == ["ar", "en"]
    assert len({one.key for one in found}) == 2


def test_the_key_of_an_english_notification_is_what_it_always_was() -> None:
    version = opened(Level.WARNING)
    assert notification_key(version, OPS, "", "en") == notification_key(version, OPS, "")
    assert notification_key(version, OPS, "", "ar") != notification_key(version, OPS, "")


LOST = Notice(
    id=NoticeId("n1"), reason=NoticeReason.OFFLINE, topic=Topic("uplink"), at=NOON, feeds=()
)


def test_routes_about_feeds_get_notices_and_no_alerts() -> None:
    routes = [RouteSettings(to=(DUTY,)), RouteSettings(to=(OPS,), about="feeds")]
    alerts = notifications_for(opened(Level.WARNING), routes, RECIPIENTS)
    notices = notifications_of(LOST, routes, RECIPIENTS)
    assert {each.channel for each in alerts} == {DUTY}
    assert [(each.channel, each.notice, each.alert) for each in notices] == [(OPS, LOST, None)]


def test_a_notice_goes_to_each_recipient_in_the_language_of_the_route() -> None:
    routes = [
        RouteSettings(to=(DUTY,), about="feeds", language="fr"),
        RouteSettings(to=(DUTY,), about="feeds", match=RouteMatch(area=(AreaId("IQ"),))),
    ]
    notices = notifications_of(LOST, routes, RECIPIENTS)
    assert len({each.key for each in notices}) == len(notices) == 4
    assert {(each.recipient, each.language) for each in notices} == {
        (recipient, language) for recipient in RECIPIENTS[DUTY] for language in ("fr", "en")
    }
