"""Types that take less than all text or all numbers, for the tables of narrowed fields."""

from collections.abc import Callable
from types import GenericAlias
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from warnd.config.scalars import Unfit, to_integer, to_number
from warnd.config.shapes import Text


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


def _spaced(unit: str) -> str:
    return f" {unit}" if unit else ""
