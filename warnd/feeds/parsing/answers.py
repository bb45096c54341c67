"""A parsed document on its way from the child to its parent, as plain lists for JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from warnd.errors import FeedHostile, NotAFeed
from warnd.model.entry import Entry, FeedDocument

#: the fields of an entry, in the order of the list that stands for it
FIELDS = tuple(field.name for field in fields(Entry))
_values = attrgetter(*FIELDS)
#: those of an entry that comes cleaned: all that its raw texts are good for is done
BRIEF = ("digest", "span", "replaces", "cancels")
_brief_values = attrgetter(*BRIEF)


def packed(document: FeedDocument) -> dict[str, Any]:
    """Give a document as JSON takes it.

    The texts of an entry that comes cleaned are left out, unless nothing else tells it apart from
    others: it is known by the digest of its bytes.
    """
    entries = list(map(_values, document.entries))
    for number, said in enumerate(document.cleaned):
        if said is not None and document.entries[number].digest:
            entries[number] = _brief_values(document.entries[number])
    return {
        "version": document.version,
        "title": document.title,
        "degraded": document.degraded,
        "overran": document.hostile,
        "known": document.known,
        "poisoned": document.poisoned,
        "entries": entries,
        "cleaned": document.cleaned,
    }


def unpacked(answer: Mapping[str, Any]) -> FeedDocument:
    """Give the document of an answer.

    Raises NotAFeed or FeedHostile when that is the answer.
    """
    if "not_a_feed" in answer:
        raise NotAFeed(str(answer["not_a_feed"]))
    if "hostile" in answer:
        raise FeedHostile(str(answer["hostile"]))
    return FeedDocument(
        version=str(answer["version"]),
        title=str(answer["title"]),
        entries=tuple(_entry(values) for values in answer["entries"]),
        degraded=bool(answer["degraded"]),
        hostile=bool(answer["overran"]),
        known=tuple(answer["known"]),
        poisoned=tuple((start, end) for start, end in answer["poisoned"]),
        cleaned=tuple(map(_cleaned, answer["cleaned"])),
    )


def _cleaned(values: Sequence[Any] | None) -> tuple[Any, ...] | None:
    if values is None:
        return None
    return tuple([tuple(value) if value.__class__ is list else value for value in values])


def _entry(values: Sequence[Any]) -> Entry:
    if len(values) == len(BRIEF):
        digest, span, replaces, cancels = values
        return Entry(
            digest=digest,
            span=None if span is None else tuple(span),
            replaces=tuple(replaces),
            cancels=cancels,
        )
    named = dict(zip(FIELDS, values, strict=True))
    named["replaces"] = tuple(named["replaces"])
    named["span"] = None if named["span"] is None else tuple(named["span"])
    return Entry(**named)
