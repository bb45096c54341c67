"""What was fetched behind entries, kept so that it is fetched once."""

from collections import OrderedDict
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The values used last, as many as their sizes allow."""

    def __init__(self, most: int) -> None:
        """Keep values of `most` units of size together."""
        self._most = most
        self._size = 0
        self._values: OrderedDict[str, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: str) -> Value | None:
        """Give a value, None when it is not kept."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def keep(self, key: str, value: Value, size: int) -> None:
        """Keep a value; the ones that nobody used for longest go."""
        _, before = self._values.pop(key, (None, 0))
        self._values[key] = (value, size)
        self._size += size - before
        while self._size > self._most and self._values:
            _, (_, gone) = self._values.popitem(last=False)
            self._size -= gone
