"""The reports of ReliefWeb's API, version 2.

What it takes is told at https://apidoc.reliefweb.int/parameters, what a report holds at
https://apidoc.reliefweb.int/fields-tables and what answers look like at
https://apidoc.reliefweb.int/result-structure. Since November 2025 it answers only to an `appname`
that it has approved.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from warnd.errors import NotAFeed
from warnd.feeds.sources.adapter import Ask, Received
from warnd.model.entry import Entry, FeedDocument
from warnd.settings import FeedSettings

#: who asks, where the configured address does not say
APPNAME = "warnd"
#: reports asked for at once. One page is enough: a poll that brings no known report is followed by
#: the next one sooner
LIMIT = 50
#: the newest first, by when ReliefWeb showed them: a report may be dated weeks before
SORT = "date.created:desc"
#: what is read of a report
FIELDS = (
    "title", "body", "body-html", "url", "url_alias", "status", "date.created", "date.original",
    "date.changed", "source.name", "language.code",
)  # fmt: skip
#: the one status of reports that everybody may read
PUBLISHED = "published"
TROUBLES = {
    400: ": ReliefWeb does not understand the configured address",
    403: ": ReliefWeb wants an approved appname; put yours into the address as appname=",
    410: ": this version of ReliefWeb's API is no longer served; write /v2/ in the address",
    429: ": ReliefWeb's daily quota of calls is used up",
}
#: characters of an error's words that are told
LONGEST_ERROR = 300


class ReliefWeb:
    """The adapter of ReliefWeb's reports."""

    def ask(self, feed: FeedSettings) -> Ask:
        """Give the configured address with what it lacks: appname, order, limit and fields."""
        parts = urlsplit(feed.url)
        asked = parse_qsl(parts.query, keep_blank_values=True)
        names = [name for name, _ in asked]
        asked += [pair for pair in _usual(names) if pair[0] not in names]
        url = urlunsplit(parts._replace(query=urlencode(asked), fragment=""))
        return Ask(url=url, accept="application/json", troubles=TROUBLES)

    def read(
        self,
        received: Received,
        read_feed: Callable[[Received], FeedDocument],  # noqa: ARG002  it is never a feed
    ) -> FeedDocument:
        """Give the published reports of an answer, in its order."""
        answer = _answer(received.body)
        reports = [report for report in answer["data"] if isinstance(report, dict)]
        return FeedDocument(
            version="reliefweb2",
            title="ReliefWeb",
            entries=tuple(_entry(report) for report in reports if _published(report)),
            degraded=len(reports) < len(answer["data"]),
        )


def _usual(names: Sequence[str]) -> list[tuple[str, str]]:
    """Give what is asked beside the configured parameters; these are never contradicted."""
    usual = [("appname", APPNAME), ("limit", str(LIMIT))]
    if not any(name.startswith(("sort", "preset")) for name in names):
        usual.append(("sort[]", SORT))
    if not any(name.startswith("fields[include]") for name in names):
        usual += [("fields[include][]", field) for field in FIELDS]
    return usual


def _answer(body: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotAFeed("no JSON, as ReliefWeb's API answers") from error
    if not isinstance(answer, dict):
        raise NotAFeed("no answer of ReliefWeb's API")
    if "error" in answer:
        raise NotAFeed(f"ReliefWeb says: {_words(answer['error'])}")
    if not isinstance(answer.get("data"), list):
        raise NotAFeed("an answer of ReliefWeb's API without its list of reports")
    return answer


def _words(error: object) -> str:
    told = error.get("message") or error.get("type") if isinstance(error, dict) else error
    return " ".join(str(told).split())[:LONGEST_ERROR]


def _published(report: Mapping[str, Any]) -> bool:
    return _text(_fields(report).get("status")) in ("", PUBLISHED)


def _entry(report: Mapping[str, Any]) -> Entry:
    fields = _fields(report)
    dates = fields.get("date")
    dates = dates if isinstance(dates, dict) else {}
    return Entry(
        id=_id(report, fields),
        link=_text(fields.get("url_alias")) or _text(fields.get("url")),
        title=escape(_text(fields.get("title")), quote=False),
        content=_text(fields.get("body-html")) or _paragraphs(_text(fields.get("body"))),
        published=_text(dates.get("created")) or _text(dates.get("original")),
        updated=_text(dates.get("changed")),
        language=_first(fields.get("language"), "code"),
        source=escape(_first(fields.get("source"), "name"), quote=False),
    )


def _fields(report: Mapping[str, Any]) -> Mapping[str, Any]:
    fields = report.get("fields")
    return fields if isinstance(fields, dict) else {}


def _id(report: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    number = _text(report.get("id")) or _text(fields.get("id"))
    return f"reliefweb:{number}" if number else ""


def _paragraphs(markdown: str) -> str:
    """Give text in Markdown as markup: its marks are few, and its lines are what matters."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in markdown.split("\n") if line)


def _first(listed: object, field: str) -> str:
    """Give a field of the first of a list: who published first stands first."""
    items = listed if isinstance(listed, list) else [listed]
    return next((_text(item.get(field)) for item in items if isinstance(item, dict)), "")


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""
