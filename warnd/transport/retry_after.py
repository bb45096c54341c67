"""How long an answer asks to be left alone: the Retry-After header, which may hold anything."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from warnd.model.moments import aware

#: a week: the longest wait that is read at all; what is honoured is decided by who asked
LONGEST_S = 604_800.0

SECONDS = re.compile(r"[0-9]{1,15}(?:\.[0-9]{0,9})?")


def retry_after_s(header: str, now: datetime) -> float | None:
    """Give the seconds of a Retry-After, 0 for a date that has passed, None for junk."""
    written = header.strip()
    if not written:
        return None
    if SECONDS.fullmatch(written):
        return min(float(written), LONGEST_S)
    try:
        until = aware(parsedate_to_datetime(written))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max((until - now).total_seconds(), 0.0), LONGEST_S)
