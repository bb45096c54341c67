"""How many feeds answered, as a table with what to do below it."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from warnd.cli.feeds_finding import Conditional, Finding
from warnd.cli.feeds_shown import to_do
from warnd.cli.feeds_words import ago
from warnd.cli.printing import cell, people, table_of
from warnd.errors import FetchFailed
from warnd.feeds.timing.uplink import HOSTS_ALIKE
from warnd.model.feed import FeedHealth
from warnd.model.plain import plain_line

_COLUMNS = (
    "feed", "state", "entries", "dated", "newest", "reads like", "304", "certificate ends", "kB",
    "s", "trouble",
)  # fmt: skip
#: feeds that are named before one line of advice
NAMED_AT_MOST = 8
#: characters of an error that a table shows
_ERROR_AT_MOST = 70


def show_table(findings: tuple[Finding, ...], now: datetime) -> None:
    """Print a row a feed, and below what to do about those that need it."""
    rows = [_cells(found, now) for found in findings]
    console = people()
    console.print(table_of(_COLUMNS, rows, whole=("feed", "state", "304", "kB", "s")))
    for line, feeds in _grouped(findings, now).items():
        more = f" and {len(feeds) - NAMED_AT_MOST} more" if len(feeds) > NAMED_AT_MOST else ""
        console.print(cell(f"{', '.join(feeds[:NAMED_AT_MOST])}{more}: {line}"))
    if _all_alike(findings):
        console.print(cell("No host can be reached: look at this machine's own line first."))
    bad = sum(found.is_trouble for found in findings)
    console.print(cell(f"{len(findings)} asked, {bad or 'none'} in trouble."))


def _grouped(findings: Sequence[Finding], now: datetime) -> dict[str, list[str]]:
    """Give what is to be done, each with the feeds that it is to be done for."""
    groups: dict[str, list[str]] = {}
    for found in findings:
        for line in to_do(found, now):
            groups.setdefault(line, []).append(found.feed.id)
    return groups


def _all_alike(findings: Sequence[Finding]) -> bool:
    """Tell whether so many hosts fail alike, and no other answers, that it may be us."""
    hosts = {urlsplit(found.feed.url).netloc for found in findings}
    lost = all(
        found.health is FeedHealth.UNREACHABLE and isinstance(found.cause, FetchFailed)
        for found in findings
    )
    return lost and len(hosts) >= HOSTS_ALIKE


def _cells(found: Finding, now: datetime) -> list[str]:
    fetched, document = found.fetched, found.document
    ends = fetched.certificate_ends if fetched else None
    read = len(found.articles)
    dated = "all" if found.dated == read else f"{found.dated} of {read}"
    conditional = {Conditional.NONE: "no", None: ""}.get(found.conditional, "yes")
    return [
        found.feed.id,
        found.health.value,
        str(document.size) if document else "",
        dated if read else "",
        ago(found.newest, now) if found.newest else "",
        " ".join(found.languages),
        conditional,
        ago(ends, now) if ends else "",
        f"{len(fetched.body) / 1000:.0f}" if fetched else "",
        f"{found.took_s:.1f}",
        plain_line(found.error, _ERROR_AT_MOST),
    ]
