"""Onsets held against a replay: as JSON for programs, as tables for people."""

import sys
from collections.abc import Sequence

from rich.console import Console

from warnd.cli.printing import people, print_json, table_of
from warnd.model.identifiers import AreaId
from warnd.model.moments import rfc3339
from warnd.replay.onsets import Caught, Held
from warnd.replay.spans import Span

#: areas told to people; programs get all
_MOST_AREAS = 15
#: alerts open at an onset that are told to people; programs get all
_MOST_OPEN = 3


def print_onsets_json(held: Held) -> None:
    """Print one JSON object, `{"onsets": {...}}`, on one line."""
    daily = held.daily
    print_json(
        {
            "onsets": {
                "caught": held.caught,
                "of": len(held.onsets),
                "renewed": held.renewed,
                "before": held.before,
                "each": [_caught_document(each) for each in held.onsets],
                "daily": {
                    "mean": round(daily.mean, 3),
                    "median": daily.median,
                    "p95": daily.p95,
                    "most": daily.most,
                    "days": daily.days,
                },
                "quiet": {"of": held.quiet, "raised": dict(held.quiet_raised)},
                "shares": {area: round(share, 4) for area, share in held.shares.items()},
                "versions": held.versions,
            }
        }
    )
    sys.stdout.flush()


def print_onsets(held: Held) -> None:
    """Print the onsets, caught and missed, and the figures of false alarms."""
    console = people()
    rows = [_row(each) for each in held.onsets]
    names = ("onset", "country", "what", "", "days ahead", "by", "open")
    console.print(table_of(names, rows, whole=("onset", "country", "")))
    console.print()
    for line in _figures(held):
        console.print(line, markup=False)
    console.print()
    _print_shares(console, list(held.shares.items())[:_MOST_AREAS])


def _print_shares(console: Console, shares: Sequence[tuple[AreaId, float]]) -> None:
    rows = [(area, f"{share:.0%}") for area, share in shares]
    if rows:
        console.print(table_of(("longest at warning or above", "of the time"), rows, whole=()))


def _figures(held: Held) -> tuple[str, ...]:
    daily, quiet = held.daily, held.quiet_raised
    raised = ", ".join(f"{country} ({count})" for country, count in quiet.items())
    caught = (
        f"Caught {held.caught} of {len(held.onsets)} onsets: {held.renewed} by an alert raised or "
        f"renewed in their time, {held.before} by one that stood before the day."
    )
    a_day = (
        f"Raised at warning or above a day: mean {daily.mean:.2f}, median {daily.median:g}, "
        f"95 % of days at most {daily.p95:g}, most {daily.most} ({daily.days} days)."
    )
    reached = f"Quiet countries that reached warning: {len(quiet)} of {held.quiet}"
    named = f": {raised} (versions)." if quiet else "."
    return caught, a_day, reached + named, f"Versions told: {held.versions}."


def _row(caught: Caught) -> tuple[str, ...]:
    onset, by, lead = caught.onset, caught.by, caught.lead_days
    told = "missed" if by is None else "caught"
    return (
        onset.date.isoformat(),
        onset.country,
        onset.what,
        told,
        "" if lead is None else f"{lead:.1f}",
        "" if by is None else f"{by.name}, {by.level.value}",
        "; ".join(list(dict.fromkeys(_open(span) for span in caught.open))[:_MOST_OPEN]),
    )


def _open(span: Span) -> str:
    return f"{span.name} since {span.raised:%Y-%m-%d}"


def _caught_document(caught: Caught) -> dict[str, object]:
    onset, lead = caught.onset, caught.lead_days
    return {
        "date": onset.date.isoformat(),
        "country": onset.country,
        "places": list(onset.places),
        "what": onset.what,
        "caught": caught.by is not None,
        "renewed": caught.renewed,
        "before": caught.before,
        "lead_days": None if lead is None else round(lead, 2),
        "by": None if caught.by is None else _span_document(caught.by),
        "open": [_span_document(span) for span in caught.open],
    }


def _span_document(span: Span) -> dict[str, object]:
    return {
        "alert": span.alert,
        "version": span.version,
        "area": span.area,
        "level": span.level.value,
        "raised": rfc3339(span.raised),
        "from": rfc3339(span.start),
        "until": None if span.end is None else rfc3339(span.end),
    }
