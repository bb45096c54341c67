"""What a pattern that holds saw, in words.

The sentences are known again by their phrases when they are told in another language: the phrases
stand in `warnd/catalogues`, which this package cannot read, and a test holds the two together.
"""

from collections.abc import Mapping

from warnd.model.identifiers import KindId
from warnd.rules.pattern import Pattern
from warnd.situations.held import Held, Measure, Seen

#: parts beyond this many are not told: a reason is one line
_MOST_SEEN = 5

#: how a part is told, by what it measured
PHRASES: Mapping[Measure | None, str] = {
    None: "{kinds}",
    Measure.COUNT: "{kinds} (up to {count})",
    Measure.SUM: "{kinds} ({count} in all)",
    Measure.PLACES: "{kinds} in {count} places",
    Measure.DIVISIONS: "{kinds} in {count} divisions",
    Measure.DAYS: "{kinds} on {count} days",
    Measure.STORIES: "{kinds} in {count} stories",
    Measure.CLAIMS: "{kinds} in {count} reports",
}
#: how a part is told of which nothing has happened yet
THREATENED = "{kinds} (threatened)"


def pattern_title(pattern: Pattern) -> str:
    """Give what people read for a pattern."""
    return pattern.title or str(pattern.id).replace("-", " ").capitalize()


def pattern_reason(held: Held, titles: Mapping[KindId, str]) -> str:
    """Give why a pattern holds, as `A truce is collapsing: truce collapse; shelling; 2 origins`."""
    told = [_told(seen, titles) for seen in _once(held)][:_MOST_SEEN]
    voices = "1 origin" if held.origins == 1 else f"{held.origins} origins"
    return f"{pattern_title(held.pattern)}: {'; '.join([*told, voices])}"


def _once(held: Held) -> tuple[Seen, ...]:
    """Give what was seen, without a second part of the same kinds and measure."""
    by_words = {(seen.kinds, seen.measure, seen.number): seen for seen in held.seen if seen.kinds}
    return tuple(by_words.values())


def _says_so(seen: Seen, titles: Mapping[KindId, str]) -> bool:
    """Tell whether the kinds themselves say that it is a threat."""
    return all("threat" in f"{kind} {titles.get(kind, '')}" for kind in seen.kinds)


def _told(seen: Seen, titles: Mapping[KindId, str]) -> str:
    kinds = ", ".join(titles.get(kind, str(kind).replace("_", " ")) for kind in seen.kinds)
    if seen.threatened and seen.measure is None and not _says_so(seen, titles):
        return THREATENED.format(kinds=kinds)
    return PHRASES[seen.measure].format(kinds=kinds, count=f"{seen.number:,}")
