"""What two configurations make of one archive: as JSON lines for programs, a table for people."""

import sys
from collections import Counter
from collections.abc import Sequence

from warnd.alerts.document import evidence_document
from warnd.cli.printing import people, print_json, table_of
from warnd.model.level import Level
from warnd.model.moments import rfc3339
from warnd.model.plain import plain_line
from warnd.replay.differences import Change, Difference, Episode

#: quotes told to people with each difference; programs get all
_MOST_QUOTES = 2
#: characters of a quote that people are told
_LONGEST_QUOTE = 120


def print_differences_json(found: Sequence[Difference]) -> None:
    """Print one JSON line a difference."""
    for each in found:
        told = each.told
        print_json(
            {
                "change": each.change.value,
                "level": told.level.value,
                "area": {
                    "id": told.area,
                    "name": told.version.area.name,
                    "country": told.version.area.country,
                },
                "hours": None if each.hours is None else round(each.hours, 2),
                "before": None if each.before is None else _document(each.before),
                "after": None if each.after is None else _document(each.after),
            }
        )
    sys.stdout.flush()


def print_differences(found: Sequence[Difference]) -> None:
    """Print a table of the differences and how many there are of each sort."""
    console = people()
    if not found:
        console.print("Both configurations tell the same.")
        return
    names = ("at", "change", "level", "area", "by", "evidence")
    console.print(table_of(names, [_row(each) for each in found], whole=("at", "change", "level")))
    console.print()
    for change, levels in _counts(found).items():
        told = ", ".join(f"{levels[level]} at {level.value}" for level in Level if levels[level])
        console.print(f"{change.value.capitalize()}: {told}.", markup=False)


def _counts(found: Sequence[Difference]) -> dict[Change, Counter[Level]]:
    counts: dict[Change, Counter[Level]] = {}
    for each in found:
        counts.setdefault(each.change, Counter())[each.told.level] += 1
    return {change: counts[change] for change in Change if change in counts}


def _row(each: Difference) -> tuple[str, ...]:
    told = each.told
    return (
        f"{told.start:%Y-%m-%d %H:%M}",
        each.change.value,
        told.level.value,
        told.version.area.name,
        "" if each.hours is None else f"{abs(each.hours):.0f} h",
        " | ".join(_quotes(told)),
    )


def _quotes(episode: Episode) -> list[str]:
    quotes = dict.fromkeys(item.quote.told for item in episode.version.evidence)
    return [plain_line(text, _LONGEST_QUOTE) for text in list(quotes)[:_MOST_QUOTES]]


def _document(episode: Episode) -> dict[str, object]:
    version = episode.version
    return {
        "alert": version.alert,
        "version": version.version,
        "at": rfc3339(episode.start),
        "until": None if episode.end is None else rfc3339(episode.end),
        "index": version.index,
        "kinds": list(version.kinds),
        "reasons": list(version.reasons),
        "evidence": [evidence_document(item) for item in version.evidence],
    }
