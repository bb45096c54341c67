"""An alert as plain text: what a telephone shows first stands first."""

from collections.abc import Iterable, Iterator, Sequence

from warnd.alerts.account import Account, Fact, Quote, Voice
from warnd.alerts.phrases import capital, detail, opening, origins, stands_by


def text_of(account: Account, headline: str) -> str:
    """Give the text: paragraphs apart by empty lines, headings in capitals, addresses on lines."""
    version = account.version
    changes = _listed(f"CHANGED SINCE VERSION {version.version - 1}", account.changes)
    parts = [
        headline,
        _opening(account),
        changes if account.changes_first else "",
        _section("WHAT HAD HAPPENED" if account.over else "HAS HAPPENED", account.happened),
        _section("WHAT WAS THREATENED" if account.over else "IS THREATENED", account.threatened),
        _section("SPEAKS FOR CALM", account.calming),
        _listed("ALSO BEHIND IT", account.also),
        "" if account.changes_first else changes,
        _voices(account),
        _listed("WHY THIS LEVEL", () if account.over else account.reasons),
        *_quotes(account.quotes),
        _section("DENIED OR PAST", account.notes),
        stands_by(version),
    ]
    return "\n\n".join(part for part in parts if part)


def _opening(account: Account) -> str:
    lines = [opening(account), f"Decided {account.at}."]
    if account.since:
        lines.append(f"Evidence from {account.since} on.")
    if account.may_repeat:
        lines.append("This may be a repeat: an earlier try may have reached you.")
    return "\n".join(lines)


def _section(heading: str, facts: Sequence[Fact]) -> str:
    return "\n".join([heading, *(f"- {_fact(fact)}" for fact in facts)]) if facts else ""


def _fact(fact: Fact) -> str:
    title = capital(f"{fact.title} ({fact.mark})" if fact.mark else fact.title)
    told = ", ".join(detail(fact))
    return f"{title}: {told} [{fact.said_by}]" if told else f"{title} [{fact.said_by}]"


def _listed(heading: str, lines: Iterable[str]) -> str:
    listed = [f"- {line}" for line in lines]
    return "\n".join([heading, *listed]) if listed else ""


def _voices(account: Account) -> str:
    lines = [f"- {_voice(voice)}" for voice in account.voices]
    return "\n".join(["WHO SAYS SO", origins(account.version), *lines]) if lines else ""


def _voice(voice: Voice) -> str:
    party = ", PARTY TO THE CONFLICT" if voice.party else ""
    return f"{voice.name} ({voice.grade}, {voice.meaning}{party})"


def _quotes(quotes: Sequence[Quote]) -> Iterator[str]:
    for index, quote in enumerate(quotes):
        lines = [] if index else ["IN THEIR WORDS"]
        lines.append(f"\u201c{quote.text}\u201d")
        lines.append(f"{quote.voice.name}, {quote.at}")
        # Never a line of a feed's words alone: it could pass for one of ours.
        lines += [f"in \u201c{quote.title}\u201d"] if quote.title else []
        lines += [quote.link.href] if quote.link else []
        yield "\n".join(lines)
