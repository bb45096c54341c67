"""How feeds answered, printed for people and for programs; what they wrote is never obeyed."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.table import Table

from warnd.articles.markup import to_line
from warnd.cli.feeds_finding import Conditional, Finding
from warnd.cli.feeds_propose import Proposal
from warnd.cli.feeds_words import MEANINGS, ago
from warnd.cli.printing import cell, people, print_text
from warnd.feeds.timing.standing import CERTIFICATE_WARNING
from warnd.model.entry import FeedDocument
from warnd.model.moments import rfc3339

#: what each way of answering conditional requests means for a poll
_CONDITIONALS = {
    Conditional.HEEDED: "it says so (304): such a poll costs some hundred bytes",
    Conditional.IGNORED: "it sends everything all the same, though it gives validators",
    Conditional.OFFERED: "it gives validators (ETag or Last-Modified) for the next poll",
    Conditional.NONE: "it sends everything all the same: it gives no ETag or Last-Modified",
}


def document_of(found: Finding) -> dict[str, object]:
    """Give a finding as a JSON document."""
    fetched, document = found.fetched, found.document
    return {
        "id": found.feed.id,
        "url": found.feed.url,
        "state": found.health.value,
        "trouble": found.is_trouble,
        "meaning": MEANINGS[found.health],
        "error": found.error,
        "advice": found.advice,
        "answered_by": fetched.url if fetched else None,
        "moved_to": fetched.moved_to if fetched else "",
        "certificate_ends": _moment(fetched.certificate_ends) if fetched else None,
        "conditional": found.conditional.value if found.conditional else None,
        "bytes": len(fetched.body) if fetched else None,
        "seconds": round(found.took_s, 3),
        "format": document.version if document else "",
        "title": to_line(document.title) if document else "",
        "entries": document.size if document else None,
        "entries_read": len(found.articles),
        "dated": found.dated,
        "newest": _moment(found.newest),
        "languages": list(found.languages),
    }


def show_one(found: Finding, offered: Sequence[Proposal], now: datetime) -> None:
    """Print how one feed answered, line by line, what to do, and what it may be meant for."""
    console = people()
    console.print(cell(found.feed.url))
    console.print(cell(f"State: {found.health.value}. It {MEANINGS[found.health]}."))
    table = Table("", "", box=None, show_header=False)
    for name, value in _lines(found, now):
        table.add_row(cell(name), cell(value))
    console.print(table)
    if any(each.line for each in offered if each.found.feed.url != found.feed.url):
        console.print(
            cell("To do: Take the feed that the page advertises in the place of the page.")
        )
    else:
        for line in to_do(found, now):
            console.print(cell(f"To do: {line}"))
    _show_proposals(found, offered, now)


def _lines(found: Finding, now: datetime) -> Iterator[tuple[str, str]]:
    fetched, document = found.fetched, found.document
    if found.error:
        yield "what went wrong", found.error
    if fetched and fetched.url != found.feed.url:
        yield "answered by", fetched.url
    size = f", {len(fetched.body):,} bytes" if fetched else ""
    yield (
        "took",
        f"{found.took_s:.2f} s{size}{', cut off there' if fetched and fetched.cut else ''}",
    )
    if document:
        yield from _of_document(found, document)
    if found.newest:
        yield "newest entry", f"{rfc3339(found.newest)}, {ago(found.newest, now)}"
    if found.conditional:
        yield "if unchanged", _CONDITIONALS[found.conditional]
    if fetched and fetched.certificate_ends:
        ends = fetched.certificate_ends
        yield "certificate ends", f"{rfc3339(ends)}, {ago(ends, now)}"


def _of_document(found: Finding, document: FeedDocument) -> Iterator[tuple[str, str]]:
    yield "title", to_line(document.title) or "none"
    yield "format", document.version or "not told"
    read = len(found.articles)
    yield "entries", f"{document.size}; {found.dated} of the {read} read have a date"
    yield "language", ", ".join(found.languages) or "cannot be told"


def to_do(found: Finding, now: datetime) -> Iterator[str]:
    """Give what an operator should do about a feed, line by line; nothing where nothing is."""
    if found.advice:
        yield found.advice
    declared = found.feed.language
    unsaid = [code for code in found.languages if code not in declared]
    if declared and unsaid:
        yield (
            f"It reads like {', '.join(unsaid)}, and is configured as {', '.join(declared)}: "
            "look at `language`."
        )
    ends = found.fetched.certificate_ends if found.fetched else None
    if ends is not None and ends - now < CERTIFICATE_WARNING:
        yield "Its certificate ends soon, and then it cannot be read: tell the publisher."
    moved = found.fetched.moved_to if found.fetched else ""
    if moved:
        yield f"Its server says that it stands at {moved} now: put that into `url`; keep the id."


def _show_proposals(found: Finding, offered: Sequence[Proposal], now: datetime) -> None:
    console = people()
    others = [each for each in offered if each.found.feed.url != found.feed.url]
    if others:
        console.print(cell("The page advertises:"))
    for each in others:
        console.print(cell(f"- {each.found.feed.url}: {_in_short(each.found, now)}"))
    lines = [each.line for each in offered if each.line]
    if lines:
        console.print(
            cell("For warnd.yaml, under `feeds:` (look over publisher, add reliability):")
        )
    for line in lines:
        print_text(f"  - {line}")  # never wrapped, for it is copied


def _in_short(found: Finding, now: datetime) -> str:
    if found.document is None:
        return f"{found.health.value}, {found.error}"
    newest = f", the newest of {ago(found.newest, now)}" if found.newest else ""
    return f"{found.health.value}, {found.document.size} entries{newest}"


def _moment(moment: datetime | None) -> str | None:
    return rfc3339(moment) if moment else None
