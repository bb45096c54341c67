"""What a page advertises: read from hostile markup, in time that is linear in its length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.cli.feeds_page import LINKS_AT_MOST, PAGE_AT_MOST, TAGS_AT_MOST, Advertised, advertised
from warnd.config.addresses import web_address

BASE = "https://news.example.org/world/index.html"


def link(href: str, type_: str = "application/rss+xml", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{type_}" href="{href}">'


@pytest.mark.parametrize(
    ("page", "urls"),
    [
        pytest.param(link("/rss"), ["https://news.example.org/rss"], id="from the root"),
        pytest.param(link("rss"), ["https://news.example.org/world/rss"], id="from the page"),
        pytest.param(link("//b.org/rss"), ["https://b.org/rss"], id="another host"),
        pytest.param(link("http://b.org/rss"), ["http://b.org/rss"], id="absolute"),
        pytest.param(
            '<base href="https://c.org/x/">' + link("rss"), ["https://c.org/x/rss"], id="base"
        ),
        pytest.param(
            link("/a", "application/atom+xml; charset=utf-8") + link("/j", "application/feed+json"),
            ["https://news.example.org/a", "https://news.example.org/j"],
            id="Atom and JSON Feed",
        ),
        pytest.param(
            "<LINK REL='ALTERNATE home' TYPE='Application/RSS+XML' HREF=/rss />",
            ["https://news.example.org/rss"],
            id="capitals and no quotes",
        ),
        pytest.param(
            "<link\n rel=alternate\n type=application/rss+xml\n href='/r?a=1&amp;b=2'\n>",
            ["https://news.example.org/r?a=1&b=2"],
            id="lines and entities",
        ),
        pytest.param(link("/a") + link("/a"), ["https://news.example.org/a"], id="twice"),
        pytest.param(link("/a", "text/html"), [], id="another language of the page"),
        pytest.param(link("/a", rel="stylesheet alternate"), [], id="a style"),
        pytest.param(link("/a", rel="self"), [], id="not an alternate"),
        pytest.param(link(""), [], id="no address"),
        pytest.param(link("javascript:alert(1)"), [], id="a script"),
        pytest.param(link("file:///etc/passwd"), [], id="a file"),
        pytest.param(link("https://u:p@b.org/rss"), [], id="a password"),
        pytest.param(link("https://[::1/rss"), [], id="no address at all"),
        pytest.param(link("/a b"), [], id="a space"),
        pytest.param(link("https:\\\\b.org\\rss"), [], id="backslashes"),
        pytest.param("<!-- " + link("/a") + " -->", [], id="in a comment"),
        pytest.param("<!-- " + link("/a"), [], id="in a comment without end"),
        pytest.param("<script>'" + link("/a") + "'</script>", [], id="in a script"),
        pytest.param(
            "<script>x</script><style>y</style>" + link("/a"),
            ["https://news.example.org/a"],
            id="after a script",
        ),
        pytest.param(" " * PAGE_AT_MOST + link("/a"), [], id="past what is looked at"),
        pytest.param(
            "<link>" * TAGS_AT_MOST + link("/a"), ["https://news.example.org/a"], id="bare"
        ),
        pytest.param("<link x>" * TAGS_AT_MOST + link("/a"), [], id="past the tags looked at"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_page_names_its_feeds(page: str, urls: list[str]) -> None:
    assert [found.url for found in advertised(page.encode(), BASE)] == urls


PIECES = st.sampled_from(
    ["<link ", "<base ", "<!--", "-->", "<script>", "</script>", ">", "href=", "rel=alternate ",
     "type=application/rss+xml ", "'", '"', "https://[", "//", "\\", "\x00", "&#x110000;", "é"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=40), st.text(max_size=30))
def test_no_page_is_too_odd_and_what_is_found_may_be_asked(pieces: list[str], base: str) -> None:
    page = "".join(pieces).encode("utf-8", "surrogatepass")

    for found in advertised(page, f"https://news.example.org/{base}"):
        assert web_address(found.url)


def test_no_more_feeds_are_told_than_somebody_reads() -> None:
    page = "".join(link(f"/{number}") for number in range(100))

    assert len(advertised(page.encode(), BASE)) == LINKS_AT_MOST


def test_the_title_of_a_feed_is_plain_and_short() -> None:
    page = (
        f'<link rel=alternate type=application/rss+xml href=/a title="\x1b[31m&#x202e;{"x" * 999}">'
    )

    (found,) = advertised(page.encode(), BASE)

    assert found == Advertised(url="https://news.example.org/a", title=found.title)
    assert found.title.startswith("[31mxxx")
    assert len(found.title) <= 100


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("<!--", id="comments"),
        pytest.param("<script>", id="scripts"),
        pytest.param("<style", id="styles"),
        pytest.param("<link ", id="links that never end"),
        pytest.param("<link " + "a" * 1990 + ">", id="long links"),
        pytest.param("<link " + "a=" * 900 + ">", id="many attributes"),
        pytest.param("<link '\"" + "a='" * 300 + ">", id="quotes that never end"),
        pytest.param("<", id="marks"),
        pytest.param("<![", id="declarations"),
        pytest.param("&#", id="references"),
        pytest.param("\x80", id="no UTF-8"),
    ],
)
def test_damaged_markup_costs_little_time(piece: str) -> None:
    page = (piece * (PAGE_AT_MOST // len(piece) + 1)).encode("latin-1")
    began_s = time.process_time()

    advertised(page, BASE)

    assert time.process_time() - began_s < 2.0
