"""What can be wrong with a pattern beside its values: parts that ask for nothing, or for too much.

This looks at the documents, as `rule_references` does, so that every mistake is told even when a
value elsewhere is wrong.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from warnd.config.nearest import unknown
from warnd.config.rule_parts import PART_KEYS, to_bound, to_moment
from warnd.config.rule_references import PlacedEntry, known_kinds
from warnd.config.scalars import Unfit, to_duration
from warnd.config.tree import ListNode, MapNode, Node, ScalarNode, items, scalars, text_of
from warnd.errors import Mistake
from warnd.rules.pattern import Pattern

#: what a part that is another pattern cannot say beside it
_BESIDE_PATTERN = "another pattern stands alone: take out {key}, or write it into that pattern"


@dataclass(frozen=True, slots=True, kw_only=True)
class _PlacedPart:
    """A part as it stands in a file."""

    node: MapNode
    #: `all`, `any`, `sequence` or `unless`
    key: str
    #: where in the file that is
    path: str


def pattern_mistakes(
    places: Sequence[PlacedEntry], kinds: Collection[str] | None
) -> Iterator[Mistake]:
    """Give the mistakes in patterns; `kinds` are known beside those declared, None judges none."""
    patterns = [place for place in places if place.sort.record is Pattern]
    known = None if kinds is None else known_kinds(places, kinds)
    named = {place.name.text: place for place in patterns if place.name}
    for place in patterns:
        yield from _empty(place)
        for part in _parts(place):
            yield from _of_part(part, place, known, named)
        yield from _of_tests(place, known)
    yield from _circles(named)


def _parts(place: PlacedEntry) -> Iterator[_PlacedPart]:
    pattern = place.node.get("pattern")
    if not isinstance(pattern, MapNode):
        return
    for key in PART_KEYS:
        for index, node in enumerate(items(pattern.get(key))):
            if isinstance(node, MapNode):
                path = f"{place.path}.pattern.{key}[{index}]"
                yield _PlacedPart(node=node, key=key, path=path)


def _empty(place: PlacedEntry) -> Iterator[Mistake]:
    pattern = place.node.get("pattern")
    if not isinstance(pattern, MapNode):
        return
    given = [pattern.get(key) for key in PART_KEYS if key != "unless"]
    if all(node is None or node == ListNode(at=node.at) for node in given):
        message = "names no kind: give all, any or sequence"
        yield pattern.at.mistake(message, f"{place.path}.pattern")
    steps = pattern.get("sequence")
    if steps is not None and len(items(steps)) == 1:
        message = "a sequence of one is no order: name two steps or more, or use all"
        yield steps.at.mistake(message, f"{place.path}.pattern.sequence")


def _of_part(
    part: _PlacedPart,
    place: PlacedEntry,
    known: Collection[str] | None,
    named: Mapping[str, PlacedEntry],
) -> Iterator[Mistake]:
    if part.node.get("pattern") is not None:
        yield from _of_other(part, named)
        return
    if not any(part.node.get(key) for key in ("kind", "rule")):
        message = "says not what to look at: give kind, rule or pattern"
        yield part.node.at.mistake(message, part.path)
    yield from _unknown_kinds(part, known)
    yield from _after(part, place)
    yield from _too_long(part, place)
    if part.key == "sequence":
        yield from _no_step(part)


def _of_other(part: _PlacedPart, named: Mapping[str, PlacedEntry]) -> Iterator[Mistake]:
    for key, entry in part.node.entries.items():
        if key != "pattern":
            yield entry.key.at.mistake(_BESIDE_PATTERN.format(key=key), f"{part.path}.{key}")
    if part.key == "sequence":
        message = "a pattern cannot be a step: write its kinds as steps"
        yield part.node.at.mistake(message, part.path)
    name = part.node.get("pattern")
    if isinstance(name, ScalarNode) and name.text not in named:
        yield name.at.mistake(unknown("pattern", name.text, named), f"{part.path}.pattern")


def _unknown_kinds(part: _PlacedPart, known: Collection[str] | None) -> Iterator[Mistake]:
    for scalar in scalars(part.node.get("kind")):
        if known is not None and scalar.text not in known:
            yield scalar.at.mistake(unknown("kind", scalar.text, known), f"{part.path}.kind")


def _after(part: _PlacedPart, place: PlacedEntry) -> Iterator[Mistake]:
    after = part.node.get("after")
    if not isinstance(after, ScalarNode):
        return
    path = f"{part.path}.after"
    if part.key != "unless":
        yield after.at.mistake("stands in unless only: to ask for an order use sequence", path)
        return
    needed = {
        kind.text
        for other in _parts(place)
        if other.key != "unless"
        for kind in scalars(other.node.get("kind"))
    }
    if after.text not in needed:
        yield after.at.mistake(unknown("kind of this pattern", after.text, needed), path)


def _too_long(part: _PlacedPart, place: PlacedEntry) -> Iterator[Mistake]:
    own, whole = part.node.get("within"), place.node.get("within")
    try:
        if own is None or whole is None or to_duration(text_of(own)) <= to_duration(text_of(whole)):
            return
    except Unfit:
        return  # told already
    message = f"is longer than the {text_of(whole)} of the pattern: only what is within it is seen"
    yield own.at.mistake(message, f"{part.path}.within")


def _no_step(part: _PlacedPart) -> Iterator[Mistake]:
    for path, scalar in _bounds(part):
        try:
            grows = to_bound(scalar.text).only_grows
        except Unfit:
            continue  # told already
        if not grows:
            message = "a step is taken as soon as it holds: ask for at least ('>=') or more ('>')"
            yield scalar.at.mistake(message, path)


def _bounds(part: _PlacedPart) -> Iterator[tuple[str, ScalarNode]]:
    named: list[tuple[str, Node | None]] = [(key, part.node.get(key)) for key in ("sum", "max")]
    for key in ("count", "distinct"):
        asked = part.node.get(key)
        if isinstance(asked, MapNode):
            named += [(f"{key}.{name}", entry.value) for name, entry in asked.entries.items()]
    for name, node in named:
        if isinstance(node, ScalarNode):
            yield f"{part.path}.{name}", node


def _of_tests(place: PlacedEntry, known: Collection[str] | None) -> Iterator[Mistake]:
    tests = place.node.get("tests")
    if not isinstance(tests, MapNode):
        return
    for key in ("fires", "silent"):
        timelines = tests.get(key)
        for index, node in enumerate(timelines.items if isinstance(timelines, ListNode) else ()):
            if isinstance(node, MapNode):
                path = f"{place.path}.tests.{key}[{index}]"
                yield from _of_timeline(node, path, known, is_silent=key == "silent")


def _of_timeline(
    node: MapNode, path: str, known: Collection[str] | None, *, is_silent: bool
) -> Iterator[Mistake]:
    for key in ("begins", "ends"):
        entry = node.entries.get(key)
        if entry and is_silent:
            message = f"what is silent never begins: take {key} out, or move it to fires"
            yield entry.key.at.mistake(message, f"{path}.{key}")
    begins, ends = (_moment(node.get(key)) for key in ("begins", "ends"))
    if begins is not None and ends is not None and ends <= begins:
        yield node.entries["ends"].value.at.mistake("ends before it begins", f"{path}.ends")
    reports = node.get("reports")
    if isinstance(reports, ListNode) and not reports.items:
        yield reports.at.mistake("give at least one report", f"{path}.reports")
    for index, report in enumerate(reports.items if isinstance(reports, ListNode) else ()):
        if isinstance(report, MapNode):
            yield from _of_report(report, f"{path}.reports[{index}]", known)


def _moment(node: Node | None) -> float | None:
    try:
        return None if node is None else to_moment(text_of(node)).total_seconds()
    except Unfit:
        return None  # told already


def _of_report(node: MapNode, path: str, known: Collection[str] | None) -> Iterator[Mistake]:
    kind = node.get("kind")
    is_text = node.get("text") is not None or node.get("title") is not None
    if (kind is not None) is is_text:
        message = "give a kind, for a signal, or a text, for warnd to read; not both"
        yield node.at.mistake(message, path)
    if isinstance(kind, ScalarNode) and known is not None and kind.text not in known:
        yield kind.at.mistake(unknown("kind", kind.text, known), f"{path}.kind")


def _circles(named: Mapping[str, PlacedEntry]) -> Iterator[Mistake]:
    """Tell patterns that wait for themselves, each at the name that closes the circle."""
    for name, place in named.items():
        for part in _parts(place):
            other = part.node.get("pattern")
            if isinstance(other, ScalarNode) and name in _reached(other.text, named):
                message = f"'{name}' waits for itself by '{other.text}': it would never hold"
                yield other.at.mistake(message, f"{part.path}.pattern")


def _reached(name: str, named: Mapping[str, PlacedEntry]) -> set[str]:
    """Give a pattern and all that it leads to."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        next_ = waiting.pop()
        if next_ in named and next_ not in reached:
            reached.add(next_)
            waiting += [
                other.text
                for part in _parts(named[next_])
                if isinstance(other := part.node.get("pattern"), ScalarNode)
            ]
    return reached
