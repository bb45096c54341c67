"""What a template of an operator's own may tell of an alert: plain values by name."""

from collections.abc import Iterable
from typing import Any

from warnd.alerts.account import Account, Fact, Quote, Voice
from warnd.alerts.phrases import coming, detail, marked_label, opening, origins


def values_of(account: Account, headline: str, text: str) -> dict[str, Any]:
    """Give the values by their names, as docs/templates.md lists them.

    `headline` and `text` are the built-in words, for a template that only adds to them. Every word
    is clean and bounded, in the language that the recipient reads.
    """
    version = account.version
    return {
        "headline": headline,
        "text": text,
        "alert": version.alert,
        "version": version.version,
        "reason": version.reason.value,
        "level": version.level.value,
        "previous_level": version.previous_level.value,
        "peak_level": version.peak_level.value,
        "level_name": account.book.levels[version.level],
        "label": marked_label(version, account.book),
        "opening": opening(account),
        "outlook": coming(account),
        "place": account.place,
        "area": version.area.id,
        "country": version.area.country,
        "divisions": list(version.divisions),
        "index": round(version.index),
        "urgency": version.urgency.value,
        "certainty": version.certainty.value,
        "origins": version.origins,
        "possible_test": version.possible_test,
        **_told(account),
    }


def _told(account: Account) -> dict[str, Any]:
    """Give what is told of it, in words of the reader's language."""
    return {
        "at": account.at,
        "since": account.since,
        "delayed": account.delayed,
        "language": account.book.language,
        "origins_told": origins(account),
        "may_repeat": account.may_repeat,
        "over": account.over,
        "happened": _facts(account.happened),
        "threatened": _facts(account.threatened),
        "calming": _facts(account.calming),
        "notes": _facts(account.notes),
        "also": list(account.also),
        "changes": list(account.changes),
        "reasons": list(account.reasons),
        "earlier": list(account.earlier),
        "voices": [_voice(voice) for voice in account.voices],
        "quotes": [_quote(quote) for quote in account.quotes],
    }


def _facts(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    return [
        {
            "kind": fact.kind,
            "title": fact.title,
            "mark": fact.mark,
            "size": fact.size.words if fact.size else "",
            "places": fact.places,
            "told": _detail(fact),
            "said_by": fact.said_by,
        }
        for fact in facts
    ]


def _detail(fact: Fact) -> str:
    return ", ".join(detail(fact))


def _voice(voice: Voice) -> dict[str, Any]:
    return {
        "name": voice.name,
        "grade": voice.grade,
        "meaning": voice.meaning,
        "party": voice.party,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "title": quote.title,
        "name": quote.voice.name,
        "at": quote.at,
        "language": quote.language,
        "threatened": quote.threatened,
        "url": quote.link.href if quote.link else "",
        "host": quote.link.host if quote.link else "",
    }
