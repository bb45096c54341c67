"""The nearest valid name to one that is not."""

from collections.abc import Iterable
from difflib import get_close_matches

#: likeness, 0 to 1, from which a name is offered; at 0.6 `interval` finds `intervall` and `intervl`
#: while `colour` finds nothing
_LIKENESS = 0.6
#: how many names are told when none is near
_MOST_NAMES = 20


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the words that lead to a valid name: `did you mean 'interval'?` or the list of them."""
    by_fold = {candidate.casefold(): candidate for candidate in sorted(known)}
    close = get_close_matches(name.casefold(), by_fold, n=1, cutoff=_LIKENESS)
    if close:
        return f"did you mean '{by_fold[close[0]]}'?"
    if not by_fold:
        return "there is none"
    names = sorted(by_fold.values())
    listed = ", ".join(names[:_MOST_NAMES])
    return f"known: {listed}" + (", ..." if len(names) > _MOST_NAMES else "")


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Give the message for a name that does not exist."""
    return f"unknown {what} '{name}'; {nearest(name, known)}"
