"""Types that take less than all text or all numbers, for the tables of narrowed fields."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import GenericAlias
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from warnd.config.scalars import (
    DURATION_PATTERN,
    Unfit,
    shown,
    to_duration,
    to_integer,
    to_number,
)
from warnd.config.shapes import Text, written

_SHA256 = re.compile(r"[0-9a-f]{64}")


def checked_text(check: Callable[[str], str]) -> Any:
    """Give the type of text that `check` lets through."""
    return Annotated[Text, AfterValidator(check)]


def listed(item: Any) -> Any:
    """Give the type of lists of a narrowed type."""
    return GenericAlias(tuple, (item, ...))


def present(text: str) -> str:
    """Give text that is not empty."""
    if not text.strip():
        raise Unfit("must not be empty")
    return text


def sha256(text: str) -> str:
    """Give a SHA-256 in small hexadecimal digits, as `sha256sum` prints it."""
    small = text.strip().casefold()
    if not _SHA256.fullmatch(small):
        raise Unfit(f"expected a SHA-256, 64 hexadecimal digits, got {shown(text)}")
    return small


def between(low: float, high: float, unit: str = "") -> Any:
    """Give the type of numbers within limits, both included."""

    def check(number: float) -> float:
        if not low <= number <= high:
            raise Unfit(f"expected {low:g} to {high:g}{_spaced(unit)}, got {number:g}")
        return number

    return Annotated[
        float,
        BeforeValidator(to_number),
        AfterValidator(check),
        WithJsonSchema({"type": "number", "minimum": low, "maximum": high}),
    ]


def whole_between(low: int, high: int) -> Any:
    """Give the type of whole numbers within limits, both included."""

    def check(number: int) -> int:
        if not low <= number <= high:
            raise Unfit(f"expected a number from {low} to {high}, got {number}")
        return number

    return Annotated[
        int,
        BeforeValidator(to_integer),
        AfterValidator(check),
        WithJsonSchema({"type": "integer", "minimum": low, "maximum": high}),
    ]


def lasting(least: timedelta | None = None, most: timedelta | None = None, why: str = "") -> Any:
    """Give the type of durations within limits, both included; `why` says it to people."""

    def check(duration: timedelta) -> timedelta:
        if least is not None and duration < least:
            raise Unfit(
                f"expected at least {written(least)}, got {written(duration)}{_because(why)}"
            )
        if most is not None and duration > most:
            raise Unfit(f"expected at most {written(most)}, got {written(duration)}{_because(why)}")
        return duration

    return Annotated[
        timedelta,
        BeforeValidator(to_duration),
        AfterValidator(check),
        WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN}),
    ]


def _because(why: str) -> str:
    return f": {why}" if why else ""


def _spaced(unit: str) -> str:
    return f" {unit}" if unit else ""
