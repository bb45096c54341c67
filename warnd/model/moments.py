"""Moments are aware datetimes in UTC; naive ones are refused at birth."""

from datetime import UTC, datetime


def aware(moment: datetime) -> datetime:
    """Give `moment` in UTC.

    Raises ValueError for a naive datetime: a time without its zone is a guess, and guesses about
    time have cost alerts.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its time zone: {moment.isoformat()}")
    return moment.astimezone(UTC)


def rfc3339(moment: datetime) -> str:
    """Give `moment` as `2019-01-28T14:05:00Z`, to the second."""
    # strftime takes ten times as long
    return f"{aware(moment).isoformat(timespec='seconds').removesuffix('+00:00')}Z"
