"""Which names of a text stand beside a place that contains them."""

from collections.abc import Sequence
from typing import Final

from warnd.model.toponym import PlaceKind, Toponym
from warnd.signals.places.containing import inside
from warnd.signals.places.spotting import Named

_WHOLE: Final = (PlaceKind.COUNTRY, PlaceKind.DIVISION)


class Beside:
    """Which names of a text stand beside a place that contains them."""

    def __init__(self) -> None:
        #: by index of a name, the places that contain it, or those it contains
        self.by: dict[int, tuple[Toponym, ...]] = {}
        #: none: no language here says so
        self.misplaced: set[int] = set()
        #: indices of names that only say where the one beside them lies
        self.containers: set[int] = set()


def hold(found: Beside, index: int, one: Named, two: Named) -> None:
    """Note which of two names that stand side by side holds the other."""
    wholes = [t for t in two.meanings.toponyms if t.kind in _WHOLE]
    holding = tuple(w for w in wholes if _has_part(w, one.meanings.toponyms))
    if holding and not one.meanings.aside:
        found.by[index] = holding
        if not two.meanings.aside:
            found.by[index + 1] = holding
            found.containers.add(index + 1)
        return
    wholes = [t for t in one.meanings.toponyms if t.kind in _WHOLE]
    holding = tuple(w for w in wholes if _has_part(w, two.meanings.toponyms))
    if holding and not two.meanings.aside:
        found.by[index + 1] = holding
        if not one.meanings.aside:
            found.by[index] = holding
            found.containers.add(index)


def _has_part(whole: Toponym, parts: Sequence[Toponym]) -> bool:
    return any(
        part.kind is not PlaceKind.COUNTRY and part != whole and inside(part.place, whole)
        for part in parts
    )
