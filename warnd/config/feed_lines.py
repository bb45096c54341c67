"""A feed as the line that `warnd.yaml` would hold for it."""

import json
import re
from dataclasses import fields
from datetime import timedelta
from enum import StrEnum

from warnd.config.shapes import written
from warnd.model.plain import UNSEEN
from warnd.settings import FeedSettings

#: text that needs no quotes in a flow mapping, as ids, codes and durations
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
#: what looks bare and yet says "nothing"
_NULLS = frozenset({"null", "Null", "NULL"})
#: what no setting may hold, whether escaped or not
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: what an eye cannot see, or a reader would take for the end of a line: written by its number
_NUMBERED = re.compile(f"{UNSEEN.pattern}|[\x85\u2028\u2029]")


def yaml_line(feed: FeedSettings) -> str:
    """Give a feed as one YAML flow mapping, without what is as it would be unsaid."""
    unsaid = FeedSettings(id=feed.id, url=feed.url, tier=feed.tier)
    said = {
        each.name: getattr(feed, each.name)
        for each in fields(feed)
        if each.name in {"id", "url"} or _differs(feed, unsaid, each.name)
    }
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in said.items()) + "}"


def _differs(feed: FeedSettings, unsaid: FeedSettings, name: str) -> bool:
    if name == "tier":  # `unsaid` has it too, for the interval that it stands for
        return feed.tier is not FeedSettings(id=feed.id, url=feed.url).tier
    return bool(getattr(feed, name) != getattr(unsaid, name))


def _value(value: object) -> str:
    if isinstance(value, tuple):
        several = ", ".join(_value(each) for each in value)
        return several if len(value) == 1 else f"[{several}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        return str(written(value))
    text = value.value if isinstance(value, StrEnum) else str(value)
    if _BARE.fullmatch(text) and text not in _NULLS:
        return text
    return _NUMBERED.sub(_number, json.dumps(_FORBIDDEN.sub(" ", text), ensure_ascii=False))


def _number(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"  # noqa: PLR2004  four digits
