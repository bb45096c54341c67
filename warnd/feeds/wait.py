"""How long a server asks to be left alone, read from headers that may hold anything."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from warnd.model.moments import aware

#: a week: the longest wait that is read at all; what is honoured is decided in `feeds.due`
LONGEST_S = 604_800.0

MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,15})", re.IGNORECASE)
SECONDS = re.compile(r"[0-9]{1,15}(?:\.[0-9]{0,9})?")


def retry_after_s(header: str, now: datetime) -> float | None:
    """Give the seconds of a Retry-After, 0 for a date that has passed, None for junk."""
    written = header.strip()
    if SECONDS.fullmatch(written):
        return min(float(written), LONGEST_S)
    try:
        until = aware(parsedate_to_datetime(written))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max((until - now).total_seconds(), 0.0), LONGEST_S)


def max_age_s(cache_control: str, age: str = "") -> float | None:
    """Give the seconds for which a Cache-Control says that the answer stays the same.

    `age` is the Age header: how long a cache has held the answer already. None when nothing is
    said, or when it says not to be cached.
    """
    found = MAX_AGE.search(cache_control)
    if not found or "no-store" in cache_control.lower() or "no-cache" in cache_control.lower():
        return None
    held = float(age) if SECONDS.fullmatch(age) else 0.0
    return min(max(float(found.group(1)) - held, 0.0), LONGEST_S)


def asked_wait_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Give the longer of what Retry-After and Cache-Control ask for, None when neither does."""
    asked = (
        retry_after_s(headers.get("retry-after", ""), now),
        max_age_s(headers.get("cache-control", ""), headers.get("age", "")),
    )
    return max((wait for wait in asked if wait is not None), default=None)
