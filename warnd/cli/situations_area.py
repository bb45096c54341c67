"""Which area somebody means: by its id, its name, or a division that it covers."""

import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import typer

from warnd.cli.failures import EXIT_FAILURE
from warnd.cli.saying import say
from warnd.model.area import Area
from warnd.model.plain import plain_line

#: areas that are named when none is meant
_MOST_NEAR = 6
#: how alike a name must be to be named, 0 to 1: one letter in five may be wrong
_LEAST_ALIKE = 0.7


def area_meant(asked: str, areas: Sequence[Area]) -> Area:
    """Give the area that is meant; end the command with the nearest ones when it is not clear."""
    found = _meant(_folded(asked), areas)
    if len(found) == 1:
        return found[0]
    word = "several areas are" if found else "no area is"
    near = found or _near(_folded(asked), areas)
    others = _listed(near) if near else "; `warnd situations list --all` names them"
    say(f"{word} called {plain_line(asked)!r}{others}", err=True)
    raise typer.Exit(EXIT_FAILURE)


def _meant(asked: str, areas: Sequence[Area]) -> list[Area]:
    """Give the areas of the first way of naming that finds any: id, name, short name, division."""
    ways = (
        [area for area in areas if _folded(area.id) == asked],
        [area for area in areas if _folded(area.name) == asked],
        [area for area in areas if _short(area) == asked],
        [area for area in areas if asked in map(_folded, area.divisions)],
    )
    return next((found for found in ways if found), [])


def _near(asked: str, areas: Sequence[Area]) -> list[Area]:
    """Give areas whose name begins as it was asked for, then those that are spelt alike."""
    by_name: dict[str, list[Area]] = {}
    for area in areas:
        for name in {_folded(area.id), _folded(area.name), _short(area)}:
            by_name.setdefault(name, []).append(area)
    begins = sorted(name for name in by_name if asked and name.startswith(asked))
    alike = get_close_matches(asked, by_name, n=_MOST_NEAR, cutoff=_LEAST_ALIKE)
    return _once(area for name in (*begins, *alike) for area in by_name[name])


def _once(areas: Iterable[Area]) -> list[Area]:
    return list({area.id: area for area in areas}.values())[:_MOST_NEAR]


def _listed(areas: Sequence[Area]) -> str:
    named = [f"{plain_line(area.id)} ({plain_line(area.name)})" for area in areas[:_MOST_NEAR]]
    return f"; did you mean {' or '.join(named)}?"


def _short(area: Area) -> str:
    """Give the name of a division without that of its country."""
    return _folded(area.name.partition(",")[0])


def _folded(name: str) -> str:
    """Give a name without case and accents, as people type it."""
    parts = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
