"""The feeds that a page advertises; a page is hostile text, of which few short tags are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

from warnd.config.addresses import web_address
from warnd.config.scalars import Unfit
from warnd.model.plain import plain_line

#: bytes of a page that are looked at: its head stands at the front
PAGE_AT_MOST = 500_000
#: tags that are looked at, and characters of each; real heads have dozens of some hundred
TAGS_AT_MOST = 500
TAG_AT_MOST = 2_000
#: feeds that are told of one page
LINKS_AT_MOST = 10
#: the types by which pages name feeds
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})

#: a whole tag that may say where feeds are; html.parser alone takes time that is quadratic in the
#: length of damaged markup, so that it gets one short tag at a time
_TAG = re.compile(rf"<(?:link|base)\s[^<>]{{0,{TAG_AT_MOST}}}>", re.IGNORECASE)
#: what holds no tags though it looks so, with what ends it
_NO_MARKUP = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<script\b", re.IGNORECASE), re.compile("</script", re.IGNORECASE)),
    (re.compile(r"<style\b", re.IGNORECASE), re.compile("</style", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advertised:
    """A feed that a page names."""

    #: its address, absolute
    url: str
    #: what the page calls it; empty when it does not
    title: str


def advertised(page: bytes, url: str) -> tuple[Advertised, ...]:
    """Give the feeds that a page at an address advertises, in its order, each once."""
    text = page[:PAGE_AT_MOST].decode("utf-8", "replace")
    for begins, ends in _NO_MARKUP:
        text = _without(text, begins, ends)
    reader = _TagReader()
    for number, tag in enumerate(_TAG.finditer(text)):
        if number >= TAGS_AT_MOST:
            break
        reader.reset()
        reader.feed(tag[0])
    found = {each.url: each for each in _absolute(reader, url)}
    return tuple(found.values())[:LINKS_AT_MOST]


class _TagReader(HTMLParser):
    """Collects the base of a page and the feeds it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.links: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in one tag."""
        values = {name: value or "" for name, value in reversed(attrs)}
        target = values.get("href", "").strip()
        if tag == "base":
            self.base = self.base or target
            return
        type_ = values.get("type", "").partition(";")[0].strip().lower()
        named = values.get("rel", "").lower().split()
        if target and type_ in FEED_TYPES and "alternate" in named and "stylesheet" not in named:
            self.links.append((target, values.get("title", "")))


def _absolute(reader: _TagReader, url: str) -> Iterator[Advertised]:
    for target, title in reader.links:
        try:
            absolute = web_address(urljoin(urljoin(url, reader.base), target))
        except (Unfit, ValueError):
            continue  # no address that could be polled
        yield Advertised(url=absolute, title=plain_line(title, 100))


def _without(text: str, begins: re.Pattern[str], ends: re.Pattern[str]) -> str:
    """Give a text without what stands between marks; what is never ended reaches to the end.

    Each character is passed once, however many marks begin and never end.
    """
    kept: list[str] = []
    at = 0
    while begin := begins.search(text, at):
        kept.append(text[at : begin.start()])
        end = ends.search(text, begin.end())
        if end is None:
            return " ".join(kept)
        at = end.end()
    kept.append(text[at:])
    return " ".join(kept)
