"""A table whose entries are made when they are first asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

_ValueT = TypeVar("_ValueT")


class WhenAsked(Mapping[str, _ValueT]):
    """What a function gives for each of some keys, each made once."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], _ValueT]) -> None:
        self._keys = tuple(keys)
        self._make = make
        self._made: dict[str, _ValueT] = {}

    def __getitem__(self, key: str) -> _ValueT:
        """Give the entry of a key. Raises KeyError, and what making it raises."""
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys
