"""Values of a document into types: text as written in, numbers, durations and levels out.

Each function takes what stands in the document (text, None, a list or a mapping) and raises Unfit
with words an operator can act on.
"""

import math
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from warnd.channel_settings import Rate
from warnd.config.nearest import nearest
from warnd.model.level import Level
from warnd.settings import LevelMatch

#: longest part of a wrong value that a message repeats, in characters
_SHOWN = 40
#: seconds in each unit of duration
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
#: the longest duration taken; longer ones are slips, and would overflow dates
_LONGEST = timedelta(days=3650)

#: how durations, ids and levels are written, for the JSON Schema
DURATION_PATTERN = r"^[0-9]{1,9}(s|m|h|d)$"
IDENTIFIER_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"
LEVEL_PATTERN = rf"^(>=|<=|==)?\s*({'|'.join(Level)})$"

#: how rates are written, for the JSON Schema
RATE_PATTERN = r"^[1-9][0-9]{0,5}/(s|m|h|d)$"

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")
_DURATION = re.compile(DURATION_PATTERN)
_RATE = re.compile(RATE_PATTERN)
_IDENTIFIER = re.compile(IDENTIFIER_PATTERN)
_COMPARISON = re.compile(r"(?P<operator>[<>=!]*)\s*(?P<level>.*)", re.DOTALL)


class Unfit(ValueError):  # noqa: N818  told to people as a Mistake, never as an error
    """A value does not fit where it stands."""


def shown(value: object) -> str:
    """Give a value as a message tells it: short, on one line, lists and mappings by name."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    line = " ".join(str(value).split())
    return f"'{line}'" if len(line) <= _SHOWN else f"'{line[:_SHOWN]}...'"


def _expected(what: str, value: object) -> Unfit:
    return Unfit(f"expected {what}, got {shown(value)}")


def to_text(value: object) -> str:
    """Give text as it stands."""
    if isinstance(value, str):
        return value
    hint = " (text that holds ': ' must be quoted)" if isinstance(value, dict) else ""
    raise Unfit(f"expected text, got {shown(value)}{hint}")


def to_bool(value: object) -> bool:
    """Give a truth value; only `true` and `false` are written so, `yes` or `on` are not."""
    if value not in ("true", "false"):
        raise _expected("true or false", value)
    return value == "true"


def to_integer(value: object) -> int:
    """Give a whole number, in decimal digits without a leading zero."""
    if not isinstance(value, str) or not _INTEGER.fullmatch(value):
        raise _expected("a whole number such as 12", value)
    return int(value)


def to_number(value: object) -> float:
    """Give a finite number."""
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise _expected("a number such as 0.9", value)
    number = float(value)
    if not math.isfinite(number):
        raise _expected("a finite number", value)
    return number


def to_duration(value: object) -> timedelta:
    """Give a length of time above zero, written `90s`, `5m`, `6h` or `7d`."""
    if not isinstance(value, str) or not _DURATION.fullmatch(value):
        raise _expected("a duration such as 90s, 5m, 6h or 7d", value)
    seconds = int(value[:-1]) * UNITS[value[-1]]
    if seconds == 0:
        raise _expected("a duration above zero", value)
    if seconds > _LONGEST.total_seconds():
        raise _expected(f"a duration of at most {_LONGEST.days}d", value)
    return timedelta(seconds=seconds)


def to_rate(value: object) -> Rate:
    """Give how many messages in how long, written `1/s`, `20/m` or `100/h`."""
    if not isinstance(value, str) or not _RATE.fullmatch(value):
        raise _expected("a rate such as 1/s, 20/m or 100/h", value)
    messages, unit = value.split("/")
    return Rate(messages=int(messages), per_s=float(UNITS[unit]))


def to_identifier(value: object) -> str:
    """Give a name that is safe in tables, labels and file names."""
    if not isinstance(value, str) or not _IDENTIFIER.fullmatch(value):
        what = "an id of letters A-Z, digits, '-', '_' and '.', at most 64 long"
        raise _expected(what, value)
    return value


def to_choice(value: object, choices: Iterable[str]) -> str:
    """Give one of `choices`, as written."""
    known = tuple(choices)
    if not isinstance(value, str):
        raise _expected(f"one of {', '.join(known)}", value)
    if value not in known:
        raise Unfit(f"expected one of {', '.join(known)}, got {shown(value)}{_near(value, known)}")
    return value


def _near(value: str, known: Iterable[str]) -> str:
    words = nearest(value, known)
    return f"; {words}" if words.startswith("did") else ""


def to_level_match(value: object) -> LevelMatch:
    """Give a comparison of levels, written `>=warning`, `warning` or `<=watch`."""
    what = "a level such as >=warning, warning or <=watch"
    if not isinstance(value, str):
        raise _expected(what, value)
    parts = _COMPARISON.fullmatch(value.strip())
    operator, level = (parts["operator"], parts["level"]) if parts else ("", value)
    if level not in tuple(Level):
        raise Unfit(f"expected {what}, got {shown(value)}; {nearest(level, Level)}")
    if operator in {"", "=="}:
        return LevelMatch(operator="==", level=Level(level))
    if operator == ">=":
        return LevelMatch(operator=">=", level=Level(level))
    if operator == "<=":
        return LevelMatch(operator="<=", level=Level(level))
    raise _expected(what, value)


def to_list(value: Any) -> list[Any]:
    """Give a list; a single text stands for a list of one."""
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        return [value]
    raise _expected("a list", value)
