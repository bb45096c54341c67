"""A bounded memory of records, the first remembered forgotten first."""

from collections.abc import Callable
from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


class Recent(Generic[KeyT, ValueT]):
    """At most `limit` records by key."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: dict[KeyT, ValueT] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: KeyT) -> ValueT | None:
        """Give the record of a key, None when it is not remembered."""
        return self._kept.get(key)

    def keep(self, key: KeyT, value: ValueT) -> ValueT:
        """Remember a record, and give it."""
        if len(self._kept) >= self._limit:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = value
        return value

    def forget(self, key: KeyT) -> None:
        """Forget the record of a key."""
        self._kept.pop(key, None)

    def forget_all(self, is_over: Callable[[ValueT], bool]) -> None:
        """Forget the records that are over; each is looked at."""
        self._kept = {key: value for key, value in self._kept.items() if not is_over(value)}

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
