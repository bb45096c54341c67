"""Routes within routes: what they take from those around them, and which can never be reached."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from warnd.config.messages import joined
from warnd.config.tree import MapNode, members
from warnd.errors import Mistake
from warnd.model.level import Level
from warnd.settings import LevelMatch, RouteMatch, RouteSettings

#: settings that a route takes from the one around it where it gives none, by the keys of the file
INHERITED = (
    "to",
    "language",
    "detail",
    "about",
    "group",
    "group_by",
    "repeat",
    "digest",
    "all_quiet",
    "quiet",
    "hold_up_to",
    "escalate_after",
    "escalate_to",
    "fallback",
    "approval",
    "approval_deadline",
    "approval_then",
)


def with_inherited(routes: Sequence[RouteSettings], root: MapNode) -> tuple[RouteSettings, ...]:
    """Give routes with what those within others take from them; `root` says what each gives."""
    nodes = [node for _, node in members(root, "routes")]
    return tuple(_inner(route, node) for route, node in zip(routes, nodes, strict=True))


def unreachable(
    routes: Sequence[RouteSettings], root: MapNode, path: str = ""
) -> Iterator[Mistake]:
    """Give the routes within others that no version can ever reach."""
    nodes = list(members(root, "routes"))
    for index, (route, (key, node)) in enumerate(zip(routes, nodes, strict=True)):
        where = joined(path, key)
        if path:
            yield from _shadowed(routes, nodes, index, where)
        for number, (inner, (name, inside)) in enumerate(
            zip(route.routes, members(node, "routes"), strict=True)
        ):
            if _excludes(route.match, inner.match):
                message = f"can never be reached: {where} takes nothing that {name} matches"
                yield inside.at.mistake(message, joined(where, f"routes[{number}]"))
        yield from unreachable(route.routes, node, where)


def _inner(route: RouteSettings, node: MapNode) -> RouteSettings:
    inner = []
    for child, (_, child_node) in zip(route.routes, members(node, "routes"), strict=True):
        taken = {key: getattr(route, key) for key in INHERITED if key not in child_node.entries}
        inner.append(_inner(replace(child, **taken), child_node))
    return replace(route, routes=tuple(inner))


def _shadowed(
    routes: Sequence[RouteSettings],
    nodes: Sequence[tuple[str, MapNode]],
    index: int,
    where: str,
) -> Iterator[Mistake]:
    """Tell of a route whose every version an earlier one beside it takes for itself."""
    route, node = routes[index], nodes[index][1]
    for number, earlier in enumerate(routes[:index]):
        is_final = not earlier.continue_ and earlier.about == route.about
        if is_final and _includes(earlier.match, route.match):
            line = nodes[number][1].at.line
            message = f"can never be reached: the route on line {line} takes all that it matches"
            yield node.at.mistake(message, where)
            return


def _includes(wide: RouteMatch, narrow: RouteMatch) -> bool:
    """Tell whether one match takes whatever another takes."""
    return (
        _levels(narrow.level) <= _levels(wide.level)
        and _is_within(_in_countries(narrow.area, wide.area), wide.area)
        and _is_within(narrow.kind, wide.kind)
        and _is_within(narrow.status, wide.status)
        and _is_within(narrow.certainty, wide.certainty)
        and _is_as_reliable(wide, narrow)
    )


def _is_as_reliable(wide: RouteMatch, narrow: RouteMatch) -> bool:
    # Status and grade are asked of one and the same quote, so a grade is compared as it stands.
    if wide.reliability is None:
        return True
    return narrow.reliability is not None and narrow.reliability.value <= wide.reliability.value


def _excludes(outer: RouteMatch, inner: RouteMatch) -> bool:
    """Tell whether two matches can never both hold."""
    if not _levels(outer.level) & _levels(inner.level):
        return True
    codes = [code for code in (*outer.area, *inner.area) if not _is_code(code)]
    if codes or not outer.area or not inner.area:
        return False  # areas of the operator's own may lie in one another
    return not any(_may_meet(one, other) for one in outer.area for other in inner.area)


def _levels(match: LevelMatch) -> frozenset[Level]:
    above_calm = (Level.WATCH, Level.WARNING, Level.EMERGENCY)
    if match.operator == ">=":
        return frozenset(level for level in above_calm if level >= match.level)
    if match.operator == "<=":
        return frozenset(level for level in above_calm if level <= match.level)
    return frozenset({match.level})


def _in_countries(areas: Sequence[str], countries: Collection[str]) -> tuple[str, ...]:
    """Give areas, a division as its country where that stands among `countries`."""
    return tuple(
        area.partition("-")[0] if _is_code(area) and area.partition("-")[0] in countries else area
        for area in areas
    )


def _is_within(narrow: Collection[str], wide: Collection[str]) -> bool:
    return not wide or (bool(narrow) and set(narrow) <= set(wide))


def _may_meet(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _is_code(area: str) -> bool:
    country, _, _ = area.partition("-")
    return len(country) == 2 and country.isupper()  # noqa: PLR2004  ISO 3166-1 alpha-2
