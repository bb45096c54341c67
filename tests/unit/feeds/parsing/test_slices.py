import time

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.feeds.parsing.documents import ITEM, NAMESPACES, rss
from warnd.feeds.parsing.slices import slices

ATOM = (
    b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xml:lang='ar'><title>t</title>"
    b"<entry><id>1</id><title>a</title></entry><entry xml:lang='en'><id>2</id></entry></feed>"
)
RDF = (
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    b"xmlns='http://purl.org/rss/1.0/'><channel rdf:about='c'><title>t</title></channel>"
    b"<item rdf:about='1'><title>a</title></item><item rdf:about='2'><title>b</title></item>"
    b"</rdf:RDF>"
)


def _entries(document: bytes) -> list[dict[str, object]]:
    parsed = feedparser.parse(document.decode(), sanitize_html=False, resolve_relative_uris=False)
    return [
        {key: value for key, value in entry.items() if "_parsed" not in key}
        for entry in parsed.entries
    ]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(rss(count=4), id="RSS"),
        pytest.param(rss(count=2, head="<language>fr</language>"), id="RSS in French"),
        pytest.param(ATOM, id="Atom"),
        pytest.param(RDF, id="RDF"),
        pytest.param(
            rss("<item><title><![CDATA[<item>not one</item>]]></title></item>"), id="CDATA"
        ),
        pytest.param(rss("<!-- <item><title>none</title></item> -->"), id="comment"),
        pytest.param(
            rss("<item><title>no </item> here</title></item>", count=0), id="closed early"
        ),
        pytest.param(
            f"<rss {NAMESPACES}><channel>{ITEM.format(1)}<image><title>i</title></image>"
            f"{ITEM.format(2)}</channel></rss>".encode(),
            id="an image between",
        ),
    ],
)
def test_slices_say_what_the_whole_says(document: bytes) -> None:
    sliced = [entry for piece in slices(document) for entry in _entries(piece)]
    assert sliced == _entries(document)


def test_an_entry_that_is_not_closed_is_left_out() -> None:
    document = rss(count=3)
    cut = document[: document.rindex(b"</item>")]
    assert len(list(slices(cut))) == 2


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"no tags", id="words"),
        pytest.param(b"<items><itemised/></items>", id="longer names"),
        pytest.param(b"</item></item><item", id="ends without beginnings"),
        pytest.param(b"<![CDATA[<item></item>", id="a section that never ends is text"),
    ],
)
def test_what_holds_no_entry_gives_at_most_what_it_holds(document: bytes) -> None:
    assert len(list(slices(document))) <= 1


@pytest.mark.parametrize(
    ("tag", "entries"),
    [
        pytest.param(b"<item a='>' b=\"/\"/>", 3, id="an angle in quotes"),
        pytest.param(b"<item a='\"' b=\"'\"/>", 3, id="quotes in quotes"),
        pytest.param(b'<item a/">', 0, id="a stray quote"),
        pytest.param(b"<item " + b"a=''" * 250_000 + b"/>", 0, id="beyond belief"),
    ],
)
def test_a_tag_that_ends_itself_is_an_entry_and_a_broken_one_waits_for_its_end(
    tag: bytes, entries: int
) -> None:
    began = time.process_time()
    assert len(list(slices(b"<rss><channel>" + tag * 3))) == entries
    assert time.process_time() - began < 2.0


@given(
    st.lists(
        st.sampled_from(
            [b"<item>", b"</item>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<rss>", b"x"]
        )
    )
)
def test_any_jumble_of_marks_is_cut_without_an_error(parts: list[bytes]) -> None:
    document = b"".join(parts)
    for piece in slices(document):
        assert piece.count(b"<item>") >= 1
