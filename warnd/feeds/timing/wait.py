"""How long a server asks to be left alone, read from headers that may hold anything."""

import re
from collections.abc import Mapping
from datetime import datetime

from warnd.transport import LONGEST_WAIT_S, retry_after_s

MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,15})", re.IGNORECASE)
SECONDS = re.compile(r"[0-9]{1,15}(?:\.[0-9]{0,9})?")


def max_age_s(cache_control: str, age: str = "") -> float | None:
    """Give the seconds for which a Cache-Control says that the answer stays the same.

    `age` is the Age header: how long a cache has held the answer already. None when nothing is
    said, or when it says not to be cached.
    """
    found = MAX_AGE.search(cache_control)
    if not found or "no-store" in cache_control.lower() or "no-cache" in cache_control.lower():
        return None
    held = float(age) if SECONDS.fullmatch(age) else 0.0
    return min(max(float(found.group(1)) - held, 0.0), LONGEST_WAIT_S)


def asked_wait_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Give the longer of what Retry-After and Cache-Control ask for, None when neither does."""
    if "retry-after" not in headers and "cache-control" not in headers:
        return None
    asked = (
        retry_after_s(headers.get("retry-after", ""), now),
        max_age_s(headers.get("cache-control", ""), headers.get("age", "")),
    )
    return max((wait for wait in asked if wait is not None), default=None)
