"""Column types: what Python hands over, made fit for any database, and given back as it was."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

from warnd.model.moments import aware

WordT = TypeVar("WordT", bound=StrEnum)

#: what a signed 64-bit integer holds at most, in every database
LARGEST_COUNT = 2**63 - 1

# json.dumps would build an encoder each time.
_as_json: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

#: characters of a moment as SQLite keeps it, without its zone
_WRITTEN = len("2026-01-01 00:00:00.000000")

#: a surrogate key that the database gives out; SQLite does so for INTEGER alone
ROW_ID = BigInteger().with_variant(Integer, "sqlite")


def storable(text: str) -> str:
    """Give `text` as every database takes it: NUL and lone surrogates become U+FFFD.

    PostgreSQL refuses the one and no encoder takes the other; a word from a hostile feed or a
    server's error must never be what stops a transaction.
    """
    text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class SqliteMoment(sqlite.DATETIME):
    """A datetime as SQLAlchemy writes it for SQLite, in a seventh of its time."""

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:  # noqa: ARG002
        """Give what writes a moment in UTC."""
        return _written


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(" ", "microseconds")[:_WRITTEN]


# What binds a value is called for each value of each row. A TypeDecorator would call its
# `process_bind_param` through a function of SQLAlchemy's; the `bind_processor` of these types
# leaves it out.


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC; a naive one is refused with ValueError."""

    impl = DateTime(timezone=True).with_variant(SqliteMoment(), "sqlite")  # type: ignore[no-untyped-call]
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment in UTC."""
        return None if value is None else aware(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """Give what writes a moment as `dialect` takes it."""
        write = self.impl_instance.dialect_impl(dialect).bind_processor(dialect)
        written = write if write is not None else _as_it_is

        last: tuple[datetime | None, Any] = (None, None)

        def bind(value: datetime | None) -> Any:
            nonlocal last
            known = last
            if value is not known[0]:  # the rows of a poll have many moments in common
                known = last = (value, None if value is None else written(aware(value)))
            return known[1]

        return bind

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment in UTC, aware; SQLite keeps no zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CleanText(TypeDecorator[str]):
    """Text from outside, made storable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Give the text without what databases refuse."""
        return _clean(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002
        """Give what makes a text storable."""
        return _clean


class Count(TypeDecorator[int]):
    """A number that a text states, held to 64 bits: texts may state anything."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Give the number, or the nearest that fits."""
        return None if value is None else max(-LARGEST_COUNT, min(LARGEST_COUNT, value))


class Word(TypeDecorator[WordT]):
    """A member of a StrEnum, stored as its value."""

    impl = String
    cache_ok = True

    def __init__(self, words: type[WordT]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: WordT | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Give the member's value."""
        return None if value is None else self.words(value).value

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:  # noqa: ARG002
        """Give what writes a member; what is none goes the long way, which refuses it."""
        values: dict[Any, str | None] = {word: word.value for word in self.words}
        values[None] = None

        def bind(value: Any) -> str | None:
            try:
                return values[value]
            except KeyError:
                return self.words(value).value

        return bind

    def process_result_value(self, value: str | None, dialect: Dialect) -> WordT | None:  # noqa: ARG002
        """Give the member."""
        return None if value is None else self.words(value)


class Document(TypeDecorator[Any]):
    """Plain JSON (what `warnd.storage.codec` makes), stored as text that people can read."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Give the JSON text."""
        return _document(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:  # noqa: ARG002
        """Give what writes plain JSON."""
        return _document

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Give the plain JSON."""
        return None if value is None else json.loads(value)


def _as_it_is(value: Any) -> Any:
    return value


def _clean(text: str | None) -> str | None:
    if text is None or (text.isascii() and "\0" not in text):  # most are: one call less
        return text
    return storable(text)


def _document(value: Any) -> str | None:
    if value is None:
        return None
    return "[]" if value == [] else _clean(_as_json(value))
