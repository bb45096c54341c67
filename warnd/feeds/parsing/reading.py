"""The door of feedparser: what the entries of a document say. Runs in the parser's child only."""

import codecs
import io
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import feedparser
import feedparser.api
from feedparser.encodings import convert_to_utf8

from warnd.feeds.parsing.texts import ENTRIES_AT_MOST, LONGEST_VALUE, ends
from warnd.model.entry import Entry, FeedDocument

#: where a document or its header names its encoding
CHARSET = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
#: codecs that feedparser tries unasked
USUAL_CODECS = (
    "ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
    "windows-1252", "iso-8859-1", "iso-8859-2", "gb18030", "cp037", "idna", "punycode",
)  # fmt: skip
#: codecs that turn bytes into text and yet hide marks from whoever looks at the bytes
HIDING = frozenset({"utf-7", "utf7", "utf_7", "u7", "unicode-1-1-utf-7", "unicode_1_1_utf_7"})

# feedparser looks for a parser that nobody has installed, which would open files at each document.
feedparser.api.PREFERRED_XML_PARSERS = []


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


def as_utf8(body: bytes, headers: Mapping[str, str]) -> tuple[bytes, str]:
    """Give a document in UTF-8 that says so, and the encoding that feedparser found it in.

    The name is empty when it found none.
    """
    found: dict[str, Any] = {}
    try:
        utf8: bytes = convert_to_utf8(dict(headers), body, found)
    except Exception:  # noqa: BLE001  it raises of many kinds on damaged bytes
        return body, ""
    return utf8, str(found.get("encoding") or "")


def parse_feed(body: bytes, headers: Mapping[str, str]) -> FeedDocument:
    """Give what feedparser reads in a document. Raises errors of many kinds."""
    parsed = feedparser.parse(
        io.BytesIO(body),  # never bytes, which feedparser might take for the name of a file
        response_headers=dict(headers),
        sanitize_html=False,
        resolve_relative_uris=False,
    )
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
    text = ends(str(detail.get("value") or ""))
    return escape(text, quote=False) if plain and detail.get("type") == "text/plain" else text


def _short(value: Any) -> str:
    return str(value or "")[:LONGEST_VALUE]
