"""The quick reader reads what feedparser reads, field by field."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.unit.feeds.parsing.documents import rss
from tests.unit.feeds.parsing.documents_read import RSS, URL, bares, read
from tests.unit.feeds.parsing.generated import Generator, with_odd_parts
from warnd.feeds.parsing.reading import parse_feed
from warnd.model.entry import FeedDocument

#: documents of a test; each holds one to three entries
CHUNK = 250
# feedparser warns where it takes a publication for a change
pytestmark = pytest.mark.filterwarnings("ignore:To avoid breaking existing software")


def _differs(body: bytes) -> bool:
    reference = parse_feed(body, {"content-type": RSS, "content-location": URL})
    document = read(body)
    return document.version != reference.version or bares(document) != list(reference.entries)


@pytest.mark.parametrize("first", range(0, 8 * CHUNK, CHUNK))
def test_generated_entries_are_read_as_feedparser_reads_them(first: int) -> None:
    seeds = range(first, first + CHUNK)
    assert [seed for seed in seeds if _differs(Generator(seed).document())] == []


@pytest.mark.parametrize("first", range(0, 4 * CHUNK, CHUNK))
def test_odd_entries_are_read_as_feedparser_reads_them(first: int) -> None:
    seeds = range(first, first + CHUNK)
    assert [seed for seed in seeds if _differs(with_odd_parts(seed))] == []


def test_most_generated_documents_are_read_without_feedparser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def parse(text: bytes, headers: Mapping[str, str]) -> FeedDocument:
        asked.append(text)
        return parse_feed(text, headers)

    monkeypatch.setattr("warnd.feeds.parsing.documents.parse_feed", parse)
    for seed in range(200):
        read(Generator(seed).document())
    assert len(asked) < 70


#: characters that XML may hold
_UNFIT = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))
_CHARACTERS = st.characters(codec="utf-8", exclude_characters=_UNFIT)
_NAMES = st.sampled_from(
    ["title", "description", "content:encoded", "link", "guid", "pubDate", "dc:date", "source"]
)


@settings(max_examples=300)
@given(st.lists(st.tuples(_NAMES, st.text(_CHARACTERS, max_size=40)), max_size=6))
@example([("link", "0\x85?")])
@example([("guid", "0\x85?")])
def test_any_text_is_read_as_feedparser_reads_it(parts: list[tuple[str, str]]) -> None:
    item = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parts)
    assert not _differs(rss(f"<item>{item}</item>", count=1))


def test_a_prefix_that_an_entry_declares_anew_costs_no_other_entry_its_title() -> None:
    # feedparser forgets what the prefix meant before, and takes `own:title` for a title
    body = rss(
        "<item><own:x xmlns:own='http://two.example/'/></item>"
        "<item><title>the title</title><own:title>not it</own:title></item>",
        count=0,
    ).replace(b"<rss", b"<rss xmlns:own='http://one.example/'")
    assert [entry.title for entry in read(body).entries] == ["", "the title"]
