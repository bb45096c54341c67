"""Labels: what a careful reader saw in an article, from lines of JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warnd.errors import ConfigurationInvalid, Mistake
from warnd.model.identifiers import ArticleId, KindId


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One signal that a reader saw."""

    kind: KindId
    #: the status, or each of those that fair readers gave
    statuses: frozenset[str]
    #: the number that sizes it, or each that fair readers gave; None where none is stated
    counts: frozenset[int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One article as a reader labelled it."""

    id: ArticleId
    #: what the reader saw, at most one a kind
    signals: tuple[Label, ...]
    #: where it happens, as the text names it
    places: tuple[str, ...] = ()
    #: kinds that a fair reader might have added
    also_ok: frozenset[KindId] = frozenset()


def labelled_articles(file: Path, text: str) -> tuple[Labelled, ...]:
    """Give the articles of a JSONL file of labels.

    A line is `{"id", "signals": [{"kind", "status" or "statuses", "count" or "counts"}],
    "places"?, "also_ok"?}`; what else stands in it is left alone.
    Raises ConfigurationInvalid with every line that is not.
    """
    articles: list[Labelled] = []
    mistakes: list[Mistake] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            articles.append(_labelled(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            message = f"no labelled article: {type(error).__name__}: {error}"
            mistakes.append(Mistake(message=message, file=file, line=number))
    if mistakes:
        raise ConfigurationInvalid(tuple(mistakes))
    return tuple(articles)


def _labelled(found: Mapping[str, Any]) -> Labelled:
    first: dict[KindId, Label] = {}
    for signal in found["signals"]:
        label = _label(signal)
        first.setdefault(label.kind, label)
    return Labelled(
        id=ArticleId(str(found["id"])),
        signals=tuple(first.values()),
        places=tuple(map(str, found.get("places", ()))),
        also_ok=frozenset(map(KindId, found.get("also_ok", ()))),
    )


def _label(signal: Mapping[str, Any]) -> Label:
    return Label(
        kind=KindId(signal["kind"]),
        statuses=frozenset(signal.get("statuses") or (signal["status"],)),
        counts=frozenset(signal.get("counts") or (signal.get("count"),)),
    )
