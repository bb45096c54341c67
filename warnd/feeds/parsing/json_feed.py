"""Reads JSON Feed, versions 1 and 1.1."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from html import escape
from typing import Any
from urllib.parse import urljoin

from warnd.errors import NotAFeed
from warnd.feeds.parsing.texts import ENTRIES_AT_MOST, LONGEST_VALUE, ends
from warnd.model.entry import Entry, FeedDocument

#: how a feed's version begins, and how its rest is named here
VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1(\.1)?/?\Z")
DIGEST_SIZE = 8
#: digits of a number that are read; no feed means more
LONGEST_NUMBER = 40
#: where the list of items begins
ITEMS = re.compile(r"\"items\"\s*:\s*\[")
BETWEEN = re.compile(r"[\s,]*")
#: what stands for the items of a document that is not whole
HEAD_VERSION = re.compile(r"\"version\"\s*:\s*(\"[^\"\\]{0,100}\")")


def looks_like_json(body: bytes) -> bool:
    """Give whether a document begins as a JSON object does."""
    begin = body[:1000].removeprefix(BOM_UTF8).lstrip()
    return begin.startswith(b"{")


def read_json(body: bytes, url: str, known: frozenset[str]) -> FeedDocument:
    """Give the document's items.

    Of a document that breaks off, or that nests deeper than anybody reads, the items before that
    are given. Raises NotAFeed for JSON that is no feed.
    """
    text = body.removeprefix(BOM_UTF8).decode("utf-8", "replace")
    try:
        feed, whole = _decoder().decode(text), True
    except (ValueError, RecursionError):
        feed, whole = _damaged(text), False
    version = VERSION.match(str(feed.get("version") or "")) if isinstance(feed, dict) else None
    if version is None:
        raise NotAFeed("no feed")
    items = feed.get("items")
    listed = items[:ENTRIES_AT_MOST] if isinstance(items, list) else []
    readable = [item for item in listed if isinstance(item, dict)]
    digests = [_digest(item) for item in readable]
    return FeedDocument(
        version=f"json1{(version.group(1) or '').removeprefix('.')}",
        title=_plain(feed.get("title")),
        entries=tuple(
            _entry(item, feed, url, digest)
            for item, digest in zip(readable, digests, strict=True)
            if digest not in known
        ),
        degraded=not whole or len(readable) < len(listed),
        known=tuple(digest for digest in digests if digest in known),
    )


def _decoder() -> json.JSONDecoder:
    # A number of thousands of digits raises; one of forty means as much to a feed.
    return json.JSONDecoder(parse_int=_number, parse_float=_number, parse_constant=_number)


def _number(digits: str) -> str:
    return digits[:LONGEST_NUMBER]


def _damaged(text: str) -> Mapping[str, Any]:
    """Give what can be read of a document that breaks off: its version and its whole items."""
    version = HEAD_VERSION.search(text)
    begin = ITEMS.search(text)
    if version is None or begin is None:
        return {}
    return {"version": json.loads(version.group(1)), "items": list(_items(text, begin.end()))}


def _items(text: str, position: int) -> Iterator[Any]:
    decoder = _decoder()
    while True:
        between = BETWEEN.match(text, position)
        position = between.end() if between else position
        try:
            item, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield item


def _digest(item: Mapping[str, Any]) -> str:
    canonical = json.dumps(item, sort_keys=True, separators=(",", ":"))
    return blake2b(canonical.encode(), digest_size=DIGEST_SIZE).hexdigest()


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any], url: str, digest: str) -> Entry:
    content = _text(item.get("content_html")) or _plain(item.get("content_text"))
    return Entry(
        id=_word(item.get("id")),
        link=_link(url, _word(item.get("url")) or _word(item.get("external_url"))),
        title=_plain(item.get("title")),
        summary=_plain(item.get("summary")),
        content=content,
        published=_word(item.get("date_published")),
        updated=_word(item.get("date_modified")),
        language=_word(item.get("language")) or _word(feed.get("language")),
        digest=digest,
    )


def _link(base: str, address: str) -> str:
    try:
        return urljoin(base, address)[:LONGEST_VALUE] if address else ""
    except ValueError:
        return ""


def _word(value: object) -> str:
    return value.strip()[:LONGEST_VALUE] if isinstance(value, str) else ""


def _text(value: object) -> str:
    return ends(value.strip()) if isinstance(value, str) else ""


def _plain(value: object) -> str:
    """Give plain text as markup."""
    return escape(_text(value), quote=False)
