"""The packaged gazetteer and the places that somebody imported, as one."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from warnd.model.toponym import Toponym
from warnd.storage.gazetteer import CACHED_NAMES, PackedNames


class JoinedNames:
    """Names and what they may stand for, in either of two gazetteers.

    Countries and divisions are those of the first, whose codes the second shares.
    """

    def __init__(self, packaged: PackedNames, imported: PackedNames) -> None:
        self._packaged = packaged
        self._imported = imported
        #: for a folded name, everything it may stand for, most populous first
        self.toponyms: Callable[[str], tuple[Toponym, ...]] = lru_cache(maxsize=CACHED_NAMES)(
            self._toponyms
        )
        #: the same, with the names in other languages
        self.in_any_tongue: Callable[[str], tuple[Toponym, ...]] = lru_cache(maxsize=CACHED_NAMES)(
            self._in_any_tongue
        )

    def knows(self, key: str) -> bool:
        """Tell, for a folded name, whether it stands for anything."""
        return self._packaged.knows(key) or self._imported.knows(key)

    def begins(self, start: str) -> bool:
        """Tell whether a folded name in any language begins so."""
        return self._packaged.begins(start) or self._imported.begins(start)

    def pcodes(self) -> Mapping[str, str]:
        """Give the P-codes of first-level divisions, as far as known, by ISO 3166-2 code."""
        return {**self._packaged.pcodes(), **self._imported.pcodes()}

    def _toponyms(self, key: str) -> tuple[Toponym, ...]:
        return _joined(self._packaged.toponyms(key), self._imported.toponyms(key))

    def _in_any_tongue(self, key: str) -> tuple[Toponym, ...]:
        return _joined(self._packaged.in_any_tongue(key), self._imported.in_any_tongue(key))

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Give code and name of every country, by code."""
        return self._packaged.countries()

    def divisions(self) -> tuple[tuple[str, str, str], ...]:
        """Give code, name and country of every first-level division, by code."""
        return self._packaged.divisions()

    def country_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-1 alpha-2 country, None when it is not known."""
        return self._packaged.country_name(code)

    def division_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-2 division, None when it is not known."""
        return self._packaged.division_name(code)


def _joined(found: tuple[Toponym, ...], more: tuple[Toponym, ...]) -> tuple[Toponym, ...]:
    if not more:
        return found
    known = {toponym.place for toponym in found}
    new = [toponym for toponym in more if toponym.place not in known]
    return tuple(sorted((*found, *new), key=lambda toponym: -toponym.place.population))
