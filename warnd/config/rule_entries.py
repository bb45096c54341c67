"""The entries of rule files: which key makes an entry what, and which values it takes."""

from dataclasses import dataclass
from typing import Any

from warnd.config.codes import language_code
from warnd.config.limits import between, checked_text, listed, present
from warnd.config.nearest import nearest
from warnd.config.rule_parts import NARROWED
from warnd.config.scalars import Unfit
from warnd.config.shapes import Shapes
from warnd.config.tree import Entry, MapNode, ScalarNode
from warnd.model.kind import Kind
from warnd.rules.rule import (
    NO_COUNT,
    CountQuery,
    NamedQuery,
    Pattern,
    Rule,
    StatusCue,
    Topic,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of entry."""

    #: what people call it
    title: str
    #: the record it becomes
    record: type
    #: the key that names one; two entries of one sort never share it
    name_key: str
    #: whether its names are told apart by language
    by_language: bool = False


# The key that makes an entry what it is -> its sort. The first key found decides: cues and lists
# hold `match` too.
SORTS: dict[str, Sort] = {
    "list": Sort(title="list", record=NamedQuery, name_key="list", by_language=True),
    "count_of": Sort(title="count", record=CountQuery, name_key="count_of", by_language=True),
    "cue": Sort(title="cue", record=StatusCue, name_key="cue"),
    "topic": Sort(title="topic", record=Topic, name_key="topic", by_language=True),
    "pattern": Sort(title="pattern", record=Pattern, name_key="id"),
    "declare_kind": Sort(title="kind", record=Kind, name_key="declare_kind"),
    "match": Sort(title="rule", record=Rule, name_key="id"),
    "kind": Sort(title="rule", record=Rule, name_key="id"),
}


def _language(text: str) -> str:
    return language_code(present(text))


_LANGUAGE = checked_text(_language)
_QUERY = checked_text(present)

#: the shapes of rule files
RULE_SHAPES = Shapes(
    narrowed={
        (Rule, "language"): _LANGUAGE,
        (Rule, "confidence"): between(0, 1),
        (Rule, "match"): _QUERY,
        (NamedQuery, "language"): _LANGUAGE,
        (NamedQuery, "match"): _QUERY,
        (CountQuery, "language"): _LANGUAGE,
        (CountQuery, "queries"): listed(_QUERY),
        (CountQuery, "parts"): listed(_QUERY),
        (StatusCue, "language"): _LANGUAGE,
        (StatusCue, "match"): _QUERY,
        (Topic, "language"): _LANGUAGE,
        (Topic, "match"): _QUERY,
        **NARROWED,
        (Kind, "title"): checked_text(present),
        (Kind, "severity"): between(-100, 100, "points"),
    },
    keys={
        (NamedQuery, "name"): "list",
        (CountQuery, "kind"): "count_of",
        (StatusCue, "id"): "cue",
        (Topic, "name"): "topic",
        (Kind, "id"): "declare_kind",
    },
    filled=frozenset(
        {(record, "origin") for record in (Rule, NamedQuery, CountQuery, StatusCue, Topic, Pattern)}
        | {(Rule, "version"), (Pattern, "asks")}
    ),
)


def sort_of(entry: MapNode) -> Sort:
    """Give the sort of an entry; raises Unfit when no key tells."""
    for key, sort in SORTS.items():
        if key in entry.entries:
            return sort
    known = ", ".join(SORTS)
    hints = (nearest(key, SORTS) for key in entry.entries)
    hint = next((hint for hint in hints if hint.startswith("did")), f"one of {known} tells")
    raise Unfit(f"no key tells what this entry is; {hint}")


def with_count(entry: MapNode) -> MapNode:
    """Give the entry with `count: null` as the word that rules use for it."""
    count = entry.entries.get("count")
    if not count or not isinstance(count.value, ScalarNode) or not count.value.is_null:
        return entry
    word = ScalarNode(at=count.value.at, text=NO_COUNT, plain=False)
    entries: dict[str, Any] = {**entry.entries, "count": Entry(key=count.key, value=word)}
    return MapNode(at=entry.at, entries=entries)
