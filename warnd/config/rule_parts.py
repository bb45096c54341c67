"""The parts of patterns as rule files write them: a kind alone, numbers to compare with, times."""

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from warnd.config.codes import division_code
from warnd.config.limits import between, checked_text, listed, present, whole_between
from warnd.config.scalars import Unfit, shown, to_duration
from warnd.config.tree import Entry, ListNode, MapNode, Node, ScalarNode, items
from warnd.rules.pattern import (
    Bound,
    Comparison,
    Counts,
    Distinct,
    Part,
    Pattern,
    Report,
    Timeline,
)

#: the keys of `pattern:` that hold parts
PART_KEYS = ("all", "any", "sequence", "unless")

_BOUND_PATTERN = r"^(>=|<=|>|<|=)?\s*[0-9]{1,9}(\.[0-9]{1,4})?$"
_BOUND = re.compile(r"(?P<comparison>>=|<=|>|<|=)?\s*(?P<number>[0-9]{1,9}(\.[0-9]{1,4})?)")
_ZERO = re.compile(r"0{1,9}[smhd]?")


def to_bound(value: object) -> Bound:
    """Give a comparison, written `14` or `>=14` (at least), `>14`, `<14`, `<=14` or `=14`."""
    found = _BOUND.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Unfit(
            f"expected a comparison such as 14 (at least), '>14', '<14' or '=14', "
            f"got {shown(value)}"
        )
    comparison = Comparison(found["comparison"] or Comparison.AT_LEAST)
    return Bound(comparison=comparison, number=float(found["number"]))


def to_moment(value: object) -> timedelta:
    """Give a time after the beginning of a timeline, written `0h`, `30h` or `2d`."""
    if isinstance(value, str) and _ZERO.fullmatch(value):
        return timedelta(0)
    try:
        return to_duration(value)
    except Unfit as unfit:
        raise Unfit(f"expected a time such as 0h, 30h or 2d, got {shown(value)}") from unfit


_COMPARISON = (
    Annotated[
        Any,  # a Bound; named, its own fields would be in the schema
        PlainValidator(to_bound),
        WithJsonSchema(
            {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _BOUND_PATTERN}]}
        ),
    ]
    | None
)
_MOMENT = Annotated[timedelta, PlainValidator(to_moment), WithJsonSchema({"type": "string"})]
_PRESENT = checked_text(present)

#: what the fields of patterns take that is narrower than their types
NARROWED: dict[tuple[type, str], Any] = {
    (Pattern, "origins"): whole_between(1, 100),
    (Part, "division"): listed(checked_text(division_code)),
    (Part, "place"): listed(_PRESENT),
    (Part, "rule"): listed(_PRESENT),
    **{(Part, name): _COMPARISON for name in ("size", "probability", "sum", "max")},
    **{(Counts, name): _COMPARISON for name in ("claims", "stories", "days")},
    **{
        (Distinct, name): _COMPARISON
        for name in ("origins", "kinds", "places", "divisions", "days")
    },
    (Report, "at"): _MOMENT,
    (Report, "count"): whole_between(0, 10**9) | None,
    (Report, "probability"): between(0, 1),
    (Report, "division"): checked_text(division_code) | None,
    (Timeline, "name"): _PRESENT,
    (Timeline, "begins"): _MOMENT | None,
    (Timeline, "ends"): _MOMENT | None,
}


def with_parts(entry: MapNode) -> MapNode:
    """Give a pattern's entry with each part that is a kind alone written out as a mapping."""
    pattern = entry.get("pattern")
    if not isinstance(pattern, MapNode):
        return entry
    written = {
        key: Entry(key=each.key, value=_written_out(each.value)) if key in PART_KEYS else each
        for key, each in pattern.entries.items()
    }
    value = MapNode(at=pattern.at, entries=written)
    entries = {
        **entry.entries,
        "pattern": Entry(key=entry.entries["pattern"].key, value=value),
    }
    return MapNode(at=entry.at, entries=entries)


def _written_out(node: Node) -> Node:
    if isinstance(node, MapNode):
        return ListNode(at=node.at, items=(node,))
    if isinstance(node, ScalarNode) and node.is_null:
        return node
    return ListNode(at=node.at, items=tuple(_part(item) for item in items(node)))


def _part(node: Node) -> Node:
    if not isinstance(node, ScalarNode) or node.is_null:
        return node
    kind = ScalarNode(at=node.at, text="kind")
    return MapNode(at=node.at, entries={"kind": Entry(key=kind, value=node)})
