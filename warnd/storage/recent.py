"""A bounded memory of records, the first remembered forgotten first."""

from typing import Generic, TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


class Recent(Generic[KeyT, ValueT]):
    """At most `limit` records by key."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: dict[KeyT, ValueT] = {}

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

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
