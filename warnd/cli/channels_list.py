"""What `warnd channels list` shows of the ways out; never a secret."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from urllib.parse import urlsplit

from warnd.alerts.paces import pace_of
from warnd.channel_settings import ChannelSettings
from warnd.model.identifiers import ChannelId
from warnd.settings import RouteSettings, Settings, every_route

#: the columns
NAMES = ("channel", "type", "leads to", "pace", "told by")
#: the settings that say where a channel leads, the first that it has; of files that hold a secret
#: the file alone is named
_WHERE = ("to", "chats", "channel", "url", "folder", "file", "command", "topic_file")
_SECRET_WHERE = ("webhook_url_file", "url_file")


def document_of(id_: ChannelId, settings: Settings) -> Mapping[str, object]:
    """Give what programs read of one channel."""
    channel = settings.channels[id_]
    return {
        "channel": id_,
        "type": channel.type,
        "leads_to": list(_leads_to(channel)),
        "gap_s": pace_of(channel).gap_s,
        "told_by": list(_told_by(id_, settings)),
    }


def row_of(id_: ChannelId, settings: Settings) -> Sequence[str]:
    """Give what people read of one channel."""
    channel = settings.channels[id_]
    routes = _told_by(id_, settings)
    return (
        id_,
        channel.type,
        ", ".join(_leads_to(channel)),
        _pace(pace_of(channel).gap_s),
        ", ".join(routes) or "no route",
    )


def _leads_to(channel: ChannelSettings) -> tuple[str, ...]:
    named = {each.name for each in fields(channel)}
    where = next((name for name in (*_WHERE, *_SECRET_WHERE) if name in named), "")
    value = getattr(channel, where, "") if where else "standard output"
    if where == "url":
        return (urlsplit(str(value)).hostname or "",)
    if isinstance(value, tuple):
        return value[:1] if where == "command" else value
    return (f"as {value} says" if where.endswith("_file") else str(value),)


def _pace(gap_s: float) -> str:
    if gap_s <= 0:
        return "as fast as taken"
    return f"{1 / gap_s:g} a second" if gap_s <= 1 else f"one in {gap_s:g} s"


def _told_by(id_: ChannelId, settings: Settings) -> tuple[str, ...]:
    """Give how often routes tell a channel, by what they do."""
    counted = {
        "told": sum(id_ in route.to for route in every_route(settings.routes)),
        "escalates to": sum(id_ in route.escalate_to for route in every_route(settings.routes)),
        "falls back on": sum(_falls_back(route, id_) for route in every_route(settings.routes)),
    }
    return tuple(
        f"{number} route{'' if number == 1 else 's'}{'' if how == 'told' else f' that {how} it'}"
        for how, number in counted.items()
        if number
    )


def _falls_back(route: RouteSettings, id_: ChannelId) -> bool:
    return route.fallback == id_
