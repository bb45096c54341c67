"""Who is told: alert versions and notices to notifications."""

import hashlib
from collections.abc import Mapping, Sequence

from warnd.model.alert import AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AreaId, ChannelId
from warnd.model.level import Level
from warnd.model.notice import Notice
from warnd.model.notification import Notification, NotificationState
from warnd.settings import ENGLISH, LevelMatch, RouteMatch, RouteSettings


def notifications_for(
    version: AlertVersion,
    routes: Sequence[RouteSettings],
    recipients: Mapping[ChannelId, Sequence[str]],
) -> tuple[Notification, ...]:
    """Give the notifications a version causes.

    One a channel, recipient and language, however many routes.
    """
    ways = dict.fromkeys(
        (channel, route.language)
        for route in routes
        if route.about == "situations" and _takes(route.match, version)
        for channel in route.to
    )
    return tuple(
        Notification(
            key=notification_key(version, channel, recipient, language),
            channel=channel,
            recipient=recipient,
            alert=version,
            state=NotificationState.PENDING,
            attempts=0,
            due=version.at,
            created=version.at,
            language=language,
        )
        for channel, language in ways
        for recipient in recipients.get(channel, ())
    )


def notifications_of(
    notice: Notice,
    routes: Sequence[RouteSettings],
    recipients: Mapping[ChannelId, Sequence[str]],
) -> tuple[Notification, ...]:
    """Give the notifications a notice causes: on routes about feeds, whatever they match.

    A feed has no level and no kind, and whoever is told of trouble is told of its end.
    """
    ways = dict.fromkeys(
        (channel, route.language)
        for route in routes
        if route.about == "feeds"
        for channel in route.to
    )
    return tuple(
        Notification(
            key=_key("notice", notice.id, channel, recipient, language),
            channel=channel,
            recipient=recipient,
            notice=notice,
            state=NotificationState.PENDING,
            attempts=0,
            due=notice.at,
            created=notice.at,
            language=language,
        )
        for channel, language in ways
        for recipient in recipients.get(channel, ())
    )


def notification_key(
    version: AlertVersion, channel: ChannelId, recipient: str, language: str = ENGLISH
) -> str:
    """Give the idempotency key: the same for every try, different for every version and way."""
    # English is left out, so that keys stay what they were before there were other languages.
    more = [language] if language != ENGLISH else []
    return _key(version.alert, str(version.version), channel, recipient, *more)


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _takes(match: RouteMatch, version: AlertVersion) -> bool:
    return (
        _level_matches(match.level, _told_level(version))
        and (not match.area or any(_area_matches(wanted, version.area) for wanted in match.area))
        and (not match.kind or any(kind in version.kinds for kind in match.kind))
    )


def _told_level(version: AlertVersion) -> Level:
    """Give the level that decides the route: a falling alert goes to all who saw it high."""
    return max(version.level, version.peak_level)


def _level_matches(match: LevelMatch, level: Level) -> bool:
    if match.operator == ">=":
        return level >= match.level
    if match.operator == "<=":
        return level <= match.level
    return level is match.level


def _area_matches(wanted: AreaId, area: Area) -> bool:
    return wanted in (area.id, area.country, *area.divisions)
