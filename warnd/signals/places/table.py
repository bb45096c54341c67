"""What the place finder needs of a gazetteer."""

from collections.abc import Callable
from typing import Protocol

from warnd.model.toponym import Toponym


class NameTable(Protocol):
    """Knows what folded names may stand for."""

    @property
    def toponyms(self) -> Callable[[str], tuple[Toponym, ...]]:
        """Give, for a folded name, everything it may stand for, most populous first."""
        ...

    @property
    def knows(self) -> Callable[[str], bool]:
        """Tell, for a folded name, whether it stands for anything."""
        ...

    @property
    def in_any_tongue(self) -> Callable[[str], tuple[Toponym, ...]]:
        """Give the same as `toponyms`, with names in other languages than English."""
        ...

    @property
    def begins(self) -> Callable[[str], bool]:
        """Tell whether a folded name in any language begins so."""
        ...

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Give code and name of every country, by code."""
        ...

    def divisions(self) -> tuple[tuple[str, str, str], ...]:
        """Give code, name and country of every first-level division, by code."""
        ...

    def country_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-1 alpha-2 country, None when it is not known."""
        ...

    def division_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-2 division, None when it is not known."""
        ...
