"""What of a document is read again, where its entries stand, and what becomes of damage."""

import gc
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.feeds.parsing.documents import rss
from tests.unit.feeds.parsing.documents_read import PATIENT, RSS, URL, bares, read
from tests.unit.feeds.parsing.generated import Generator
from warnd.articles.markup import to_line
from warnd.errors import FeedHostile, NotAFeed
from warnd.feeds.parsing.frame import well_formed
from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.parsing.reading import parse_feed
from warnd.feeds.parsing.texts import TEXT_AT_MOST

pytestmark = pytest.mark.filterwarnings("ignore:To avoid breaking existing software")
INLINE = "<item><guid isPermaLink='false'>urn:x</guid><description>a <b>b</b></description></item>"
#: an entry that feedparser fails at, and that is declined by the quick reader
POISON = (
    "<item><title>a <b>b</b></title><psc:chapters><psc:chapter title='x'/></psc:chapters></item>"
)


def test_entries_that_are_known_are_named_and_not_read_again() -> None:
    first = read(rss(count=5))
    known = frozenset(entry.digest for entry in first.entries)
    second = read(rss(INLINE, count=5), known=known)
    assert [entry.id for entry in second.entries] == ["urn:x"]
    assert second.known == tuple(entry.digest for entry in first.entries)
    assert second.size == 6


def test_a_document_whose_entries_are_all_known_is_a_feed() -> None:
    first = read(rss(count=3))
    again = read(rss(count=3), known=frozenset(entry.digest for entry in first.entries))
    assert (again.version, again.title, again.entries, again.size) == ("rss20", "Local news", (), 3)


def test_a_digest_is_sixteen_digits_and_the_same_for_the_same_bytes() -> None:
    digests = [entry.digest for entry in read(rss(count=3)).entries]
    assert digests == [
        entry.digest for entry in read(rss(INLINE, count=3)).entries if "x" not in entry.id
    ]
    assert {len(digest) for digest in digests} == {16}
    assert len(set(digests)) == 3


def test_another_frame_makes_entries_new() -> None:
    first = read(rss(count=3))
    body = rss(count=3).replace(b"<rss ", b"<rss xml:lang='ar' ")
    second = read(body, known=frozenset(entry.digest for entry in first.entries))
    assert [entry.language for entry in second.entries] == ["ar"] * 3


def test_a_span_is_where_the_entry_stands() -> None:
    body = rss(INLINE, count=4)
    for entry in read(body).entries:
        assert entry.span
        start, end = entry.span
        assert body[start:end].startswith(b"<item>")
        assert body[start:end].endswith(b"</item>")
        assert entry.id.encode() in body[start:end]


def test_an_entry_of_another_encoding_has_a_digest_and_no_span() -> None:
    text = (
        rss(prolog="<?xml version='1.0' encoding='koi8-r'?>").decode().replace("Shells", "Снаряды")
    )
    first = read(text.encode("koi8-r"))
    assert {entry.span for entry in first.entries} == {None}
    assert "Снаряды" in first.entries[0].summary
    again = read(text.encode("koi8-r"), known=frozenset(entry.digest for entry in first.entries))
    assert (again.entries, again.size) == ((), 5)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(rss(prolog="<!DOCTYPE rss [<!ENTITY a 'b'>]>"), id="a document type"),
        pytest.param(rss().replace(b"</rss>", b""), id="damage"),
        pytest.param(rss(count=0) + b"<item/>", id="entries behind the end"),
        pytest.param(
            rss().replace(b"<item>", b"<group><item>").replace(b"</item>", b"</item></group>"),
            id="entries in another element",
        ),
        pytest.param(rss(head="<encoded>x</encoded>"), id="an element that unsettles"),
        pytest.param(rss("<item><item/></item>"), id="an entry within an entry"),
    ],
)
def test_what_cannot_be_cut_safely_is_read_as_a_whole(body: bytes) -> None:
    document = read(body, known=frozenset({"0" * 16}))
    reference = parse_feed(body, {"content-type": RSS, "content-location": URL})
    assert document.entries == reference.entries
    assert {entry.digest for entry in document.entries} <= {""}


def _damaged(seed: int) -> bytes:
    """Give a generated document with a few of its bytes changed, gone or doubled."""
    random = Random(seed)  # noqa: S311  tests want the same each time
    body = bytearray(Generator(seed).document())
    for _ in range(1 + random.randrange(4)):
        at = random.randrange(len(body))
        length = random.randrange(1, 6)
        new = random.choice(
            [b"", b"<", b"&", b"\xff", b"\0", b"]]>", b"</title>", b"&eacute;", b"\x0b"]
        )
        body[at : at + length] = new
    if seed % 5 == 0:
        del body[random.randrange(len(body)) :]
    return bytes(body)


@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_damaged_documents_are_read_as_feedparser_reads_the_whole(first: int) -> None:
    different = []
    damaged = 0
    for seed in range(first, first + 250):
        body = _damaged(seed)
        if well_formed(body):
            continue
        try:
            reference = parse_feed(body, {"content-type": RSS, "content-location": URL})
        except Exception:  # noqa: BLE001, S112  those that kill feedparser are read piece by piece
            continue
        damaged += 1
        try:
            entries = bares(read(body))
        except (NotAFeed, FeedHostile):
            entries = []
        if entries != list(reference.entries):
            different.append(seed)
    assert different == []
    assert damaged > 100


def test_a_poison_entry_is_named_and_costs_no_sibling() -> None:
    body = rss(POISON, count=50)
    document = read(body)
    assert len(document.entries) == 50
    assert document.degraded
    ((start, end),) = document.poisoned
    assert body[start:end] == POISON.encode()


def test_a_poison_entry_of_a_damaged_document_costs_no_sibling() -> None:
    body = rss(POISON, count=50).replace(b"</rss>", b"")
    document = read(body)
    assert len(document.entries) == 50
    ((start, end),) = document.poisoned
    assert body[start:end] == POISON.encode()


@pytest.mark.parametrize(
    ("entry", "hostile"),
    [
        pytest.param(POISON, False, id="feedparser fails"),
        pytest.param(f"<item><author>{'a.' * 50_000}@</author></item>", True, id="it takes long"),
    ],
)
@pytest.mark.parametrize("end", [b"</rss>", b""], ids=["well-formed", "damaged"])
def test_a_document_is_hostile_when_an_entry_runs_past_its_limits(
    entry: str, *, hostile: bool, end: bytes
) -> None:
    hurried = replace(PATIENT, whole_cpu_s=0.1, entry_cpu_s=0.3)
    document = read(rss(entry, count=50).replace(b"</rss>", end), limits=hurried)
    assert (document.size, len(document.poisoned), document.hostile) == (50, 1, hostile)


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 0.999])
def test_a_document_that_was_cut_gives_the_entries_before_the_cut(at: float) -> None:
    whole = rss(count=50)
    body = whole[: int(len(whole) * at)]
    document = read(body, cut=True)
    assert len(document.entries) == body.count(b"</item>")
    assert document.degraded
    assert {entry.span is None for entry in document.entries} <= {False}


def test_a_huge_well_formed_document_is_read_within_its_time() -> None:
    gc.disable()  # a parser's process holds little; one of many tests looks long for garbage
    try:
        document = read(rss(count=9_000), limits=ParseLimits())
    finally:
        gc.enable()
    assert len(document.entries) == 9_000


def test_an_endless_text_keeps_its_ends() -> None:
    text = "first " + "middle " * 200_000 + "last"
    (entry,) = read(rss(f"<item><content:encoded>{text}</content:encoded></item>", count=0)).entries
    assert entry.content.startswith("first")
    assert entry.content.endswith("last")
    assert len(entry.content) <= TEXT_AT_MOST + 2


def test_links_are_made_absolute_by_the_base_that_a_document_declares() -> None:
    body = rss("<item><link>a</link></item>", count=0)
    based = body.replace(b"<channel>", b"<channel xml:base='http://other.example/b/'>")
    assert read(body).entries[0].link == "http://feed.example/dir/a"
    assert read(based).entries[0].link == "http://other.example/b/a"


_MARKS = (
    b"<rss version='2.0'>", b"<channel>", b"</channel>", b"</rss>", b"<item>", b"</item>",
    b"<item/>",
    b"<title>", b"</title>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"</feed>", b"<entry>",
    b"</entry>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?x ", b"?>", b"<?xml version='1.0'?>",
    b"&lt;", b"&#xd800;", b"&nbsp;", b"\0", b"\xff", b"\xef\xbb\xbf", b"<!DOCTYPE rss [",
    b"]>", b"<", b"xml:base='x' ", b"{", b'"version":"https://jsonfeed.org/version/1"', b"}",
    b"<link href='/a'/>",
)  # fmt: skip


@settings(max_examples=500)
@given(
    st.lists(st.one_of(st.sampled_from(_MARKS), st.binary(max_size=8)), max_size=40), st.booleans()
)
def test_any_jumble_is_a_document_or_refused(parts: list[bytes], cut: bool) -> None:
    body = b"".join(parts)
    try:
        document = read(body, cut=cut)
    except (NotAFeed, FeedHostile):
        return
    assert document.version or document.size or document.poisoned
    for entry in document.entries:
        assert entry.span is None or 0 <= entry.span[0] < entry.span[1] <= len(body)


def test_a_feed_says_its_title_as_feedparser_does_unless_that_loses_it() -> None:
    told = 0
    for seed in range(300):
        body = Generator(seed).document()
        if b"<title" in body[body.rfind(b"</item>") :]:  # another title behind the entries
            continue
        reference = parse_feed(body, {"content-type": RSS, "content-location": URL})
        if title := to_line(reference.title):
            told += 1
            assert to_line(read(body).title) == title, seed
    assert told > 100
