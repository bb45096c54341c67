"""The door of feedparser: what the entries of a document say. Runs in the parser's child only."""

import codecs
import io
import re
import signal
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from types import FrameType
from typing import Any

import feedparser
import feedparser.api
from feedparser.encodings import convert_to_utf8

from warnd.errors import FeedHostile, NotAFeed
from warnd.feeds.limits import ParseLimits
from warnd.feeds.slices import slices
from warnd.model.entry import Entry, FeedDocument

#: characters kept of one text; a text beyond it keeps its head and its tail
TEXT_AT_MOST = 262_144
#: characters kept of an id, a link, a date or a name
LONGEST_VALUE = 4096
#: entries kept of one document
ENTRIES_AT_MOST = 10_000

#: what a page begins with, after comments and declarations
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<\?[^>]{0,500}\?>|<!--.{0,2000}?-->)*+<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
#: where a document or its header names its encoding
CHARSET = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
#: marks of encodings in two or four bytes; the longer ones first, since they begin like the others
WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
#: codecs that feedparser tries unasked
USUAL_CODECS = (
    "ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
    "windows-1252", "iso-8859-1", "iso-8859-2", "idna", "punycode",
)  # fmt: skip

# feedparser looks for a parser that nobody has installed, which would open files at each document.
feedparser.api.PREFERRED_XML_PARSERS = []

#: what a slice is, whatever the whole was
SLICE_HEADERS = {"content-type": "application/xml; charset=utf-8"}


class OutOfTime(BaseException):
    """The CPU budget of a piece is spent; no `except Exception` within feedparser stops it."""


def load_codecs(names: Iterable[str]) -> None:
    """Load codecs while files may be opened; unknown names are passed over."""
    for name in names:
        try:
            codecs.lookup(name)
        except LookupError:
            continue


def named_codecs(body: bytes, content_type: str) -> tuple[str, ...]:
    """Give the encodings that a document or its header names."""
    named = CHARSET.findall(content_type.encode("utf-8", "replace") + b" " + body[:2000])
    return tuple(name.decode("ascii") for name in named[:4])


def read_document(body: bytes, url: str, content_type: str, limits: ParseLimits) -> FeedDocument:
    """Give the document's entries.

    Raises NotAFeed for a page or anything else that is no feed, FeedHostile when no entry can be
    read in its time.
    """
    body = _from_wide(body)
    if PAGE.match(body):
        raise NotAFeed("a page instead of a feed")
    headers = {"content-type": content_type, "content-location": url}
    whole = _read_whole(body, headers, limits)
    document = whole if whole is not None else _read_entries(body, headers, limits)
    if not document.version and not document.entries:
        raise NotAFeed("no feed" if body.strip() else "an empty answer")
    return document


def _from_wide(body: bytes) -> bytes:
    """Give a document that begins with a mark of UTF-16 or UTF-32 in UTF-8.

    feedparser takes the mark away before it guesses, and then believes in UTF-8.
    """
    for mark, codec in WIDE_MARKS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(codec, "replace")
            return DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    return body


def _read_whole(
    body: bytes, headers: Mapping[str, str], limits: ParseLimits
) -> FeedDocument | None:
    """Give the document read at once, None when that is too much or fails."""
    if len(body) > limits.whole_at_most:
        return None
    try:
        with _budget(limits.whole_cpu_s):
            return _document(_parse(body, headers))
    except (OutOfTime, MemoryError, Exception):  # noqa: BLE001  feedparser raises of many kinds
        return None


def _read_entries(body: bytes, headers: Mapping[str, str], limits: ParseLimits) -> FeedDocument:
    """Give the document read entry by entry, without those that cannot be read in their time."""
    entries: list[Entry] = []
    version = ""
    lost = 0
    until = time.process_time() + limits.entries_cpu_s
    for piece in slices(_as_utf8(body, headers)):
        try:
            with _budget(limits.entry_cpu_s):
                one = _document(_parse(piece, {**headers, **SLICE_HEADERS}))
        except (OutOfTime, Exception):  # noqa: BLE001  the edge of one entry: its siblings stay
            lost += 1
        else:
            version = version or one.version
            entries.extend(one.entries)
        if time.process_time() > until or len(entries) >= ENTRIES_AT_MOST:
            break
    if lost and not entries:
        raise FeedHostile(f"none of {lost} entries can be read in its time")
    return FeedDocument(version=version, title="", entries=tuple(entries), degraded=True)


def _as_utf8(body: bytes, headers: Mapping[str, str]) -> bytes:
    try:
        utf8: bytes = convert_to_utf8(dict(headers), body, {})
    except Exception:  # noqa: BLE001  it raises of many kinds on damaged bytes
        return body
    return utf8


def _parse(body: bytes, headers: Mapping[str, str]) -> Any:
    return feedparser.parse(
        io.BytesIO(body),  # never bytes, which feedparser might take for the name of a file
        response_headers=dict(headers),
        sanitize_html=False,
        resolve_relative_uris=False,
    )


@contextmanager
def _budget(cpu_s: float) -> Iterator[None]:
    """Raise OutOfTime within when more than `cpu_s` of user time pass."""

    def spent(_: int, __: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, spent)
    signal.setitimer(signal.ITIMER_VIRTUAL, cpu_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _document(parsed: Any) -> FeedDocument:
    version = str(parsed.get("version") or "")
    feed = parsed.get("feed") or {}
    language = str(feed.get("language") or "")
    plain = version.startswith("atom")
    return FeedDocument(
        version=version,
        title=_text(feed.get("title_detail") or {}, plain=plain),
        entries=tuple(
            _entry(entry, language, plain=plain) for entry in parsed["entries"][:ENTRIES_AT_MOST]
        ),
        degraded=bool(parsed.get("bozo")),
    )


def _entry(entry: Any, language: str, *, plain: bool) -> Entry:
    title = dict.get(entry, "title_detail") or {}
    content = [_text(each, plain=plain) for each in dict.get(entry, "content") or ()]
    return Entry(
        id=_short(dict.get(entry, "id")),
        link=_short(dict.get(entry, "link")),
        title=_text(title, plain=plain),
        summary=_text(dict.get(entry, "summary_detail") or {}, plain=plain),
        content=max(content, key=len, default=""),
        published=_short(dict.get(entry, "published") or dict.get(entry, "created")),
        updated=_short(dict.get(entry, "updated")),
        language=_short(title.get("language") or language),
        source=_short((dict.get(entry, "source") or {}).get("title")),
    )


def _text(detail: Mapping[str, Any], *, plain: bool) -> str:
    """Give a text construct as markup; what is plain text by its format is escaped."""
    text = str(detail.get("value") or "")
    if len(text) > TEXT_AT_MOST:
        half = TEXT_AT_MOST // 2
        text = f"{text[:half]}\n\n{text[-half:]}"
    return escape(text, quote=False) if plain and detail.get("type") == "text/plain" else text


def _short(value: Any) -> str:
    return str(value or "")[:LONGEST_VALUE]
