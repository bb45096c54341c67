import asyncio
import gzip
import os
import resource
import signal
import time
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
import pytest_asyncio

from tests.unit.feeds.parsing.documents import GOOD, HOSTILE, rss
from tests.unit.transport.loopback import Loopback, reply
from warnd.errors import FeedHostile, FetchFailed, NotAFeed
from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.parsing.parse import ChildParser
from warnd.model.entry import FeedDocument
from warnd.model.feed import Fetched, Validators

#: a tenth of what the daemon allows, so that hostile documents end soon
TIGHT = ParseLimits(whole_cpu_s=0.12, entry_cpu_s=0.06, entries_cpu_s=0.25)


def fetched(body: bytes, content_type: str = "application/rss+xml") -> Fetched:
    return Fetched(
        url="http://feed.example/feed.xml",
        body=body,
        unchanged=False,
        validators=Validators(),
        content_type=content_type,
    )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def parser() -> AsyncIterator[ChildParser]:
    shared = ChildParser(limits=TIGHT, children=1, deadline_s=30)
    yield shared
    await shared.close()


pytestmark = pytest.mark.asyncio(loop_scope="module")


def _good(document: FeedDocument) -> list[str]:
    return [entry.id for entry in document.entries if entry.id.startswith("urn:")]


async def test_a_feed_gives_its_entries(parser: ChildParser) -> None:
    document = await parser.parse(fetched(rss(head="<language>ar-SY</language>")))
    first = document.entries[0]
    assert (document.version, document.degraded, document.title) == ("rss20", False, "Local news")
    assert len(document.entries) == GOOD
    assert (first.id, first.link, first.title) == ("urn:0", "http://feed.example/0", "Report 0")
    assert first.summary == "<p>Shells fell near village 0.</p>"
    assert (first.published, first.language) == ("Mon, 28 Jan 2019 10:00:00 GMT", "ar-SY")


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_document_ends_and_the_next_feed_is_read(
    parser: ChildParser, name: str
) -> None:
    with suppress(FeedHostile, NotAFeed):
        await parser.parse(fetched(HOSTILE[name]()))
    assert len(_good(await parser.parse(fetched(rss())))) == GOOD


#: hostile parts that cost only themselves
SIBLINGS = (
    "billion laughs in a title",
    "many entities",
    "deep nesting in an entry",
    "deep nesting of markup",
    "many attributes in the head",
    "many attributes in an entry",
    "comments that never end",
    "tags that never end",
    "an author of letters",
    "an endless reference",
    "an endless date",
    "a chapter without its start",
    "a place of nonsense",
    "an entry of eight megabytes",
    "UTF-16 that says it is UTF-8",
)


@pytest.mark.parametrize("name", SIBLINGS)
async def test_a_poison_entry_never_costs_its_siblings(parser: ChildParser, name: str) -> None:
    assert len(_good(await parser.parse(fetched(HOSTILE[name]())))) == GOOD


async def test_a_file_is_never_read_into_an_entry(parser: ChildParser) -> None:
    for name in ("a system entity of a file", "an inclusion"):
        document = await parser.parse(fetched(HOSTILE[name]()))
        assert "root:" not in repr(document)


async def test_parsing_opens_no_connection(parser: ChildParser) -> None:
    async with Loopback(lambda _: reply(b"<!ENTITY a 'b'>")) as server:
        url = server.url("/x.dtd")
        body = rss(
            "<item><title>&a;&b;</title></item>",
            prolog=f"<!DOCTYPE rss SYSTEM '{url}' [<!ENTITY a SYSTEM '{url}'>"
            f"<!ENTITY % b SYSTEM '{url}'>%b;]>",
        )
        with suppress(NotAFeed):
            await parser.parse(fetched(body))
        assert server.connects == 0


async def test_a_child_that_parses_can_open_neither_files_nor_sockets(
    parser: ChildParser,
) -> None:
    await parser.parse(fetched(rss()))
    pid = parser._idle[0]._process.pid
    assert resource.prlimit(pid, resource.RLIMIT_NOFILE)[0] == 3
    assert resource.prlimit(pid, resource.RLIMIT_CORE)[0] == 0
    assert resource.prlimit(pid, resource.RLIMIT_AS)[0] < 1_000_000_000
    assert resource.prlimit(pid, resource.RLIMIT_CPU)[0] < 100


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(b"<!DOCTYPE html><html><body>Sign in</body></html>", id="a page"),
        pytest.param(b"\xef\xbb\xbf\n <!-- a --> <HTML lang=en>", id="a page behind a comment"),
        pytest.param(
            b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html/>",
            id="XHTML",
        ),
        pytest.param(b"<div>Please wait</div>", id="a fragment"),
        pytest.param(b"Service unavailable", id="words"),
        pytest.param(b"", id="nothing"),
        pytest.param(b" \n ", id="white space"),
        pytest.param(b'{"error": "login"}', id="JSON"),
        pytest.param(gzip.compress(b"x"), id="gzip within"),
        pytest.param(b"<?xml version='1.0'?><opml version='2.0'><body/></opml>", id="OPML"),
    ],
)
async def test_what_is_no_feed_is_told_from_an_empty_one(parser: ChildParser, page: bytes) -> None:
    with pytest.raises(NotAFeed):
        await parser.parse(fetched(page, "text/html"))


async def test_an_empty_feed_is_a_feed(parser: ChildParser) -> None:
    document = await parser.parse(fetched(rss(count=0)))
    assert (document.version, document.entries) == ("rss20", ())


@pytest.mark.parametrize(
    ("body", "content_type", "title"),
    [
        pytest.param("koi8-r", "text/xml", "Обстрел", id="declared in the document"),
        pytest.param("windows-1256", "text/xml", "قصف", id="Arabic of Windows"),
        pytest.param("iso-8859-9", "text/xml", "Saldırı", id="Turkish"),
        pytest.param("big5", "application/xml", "砲擊", id="Chinese"),
        pytest.param("utf-16", "text/xml", "Обстрел", id="two bytes a character"),
        pytest.param("utf-32", "text/xml", "Обстрел", id="four bytes a character"),
    ],
)
async def test_any_encoding_is_read(
    parser: ChildParser, body: str, content_type: str, title: str
) -> None:
    text = (
        f"<?xml version='1.0' encoding='{body}'?>"
        f"<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"
    )
    document = await parser.parse(fetched(text.encode(body), content_type))
    assert [entry.title for entry in document.entries] == [title]


async def test_an_encoding_named_by_the_server_is_read(parser: ChildParser) -> None:
    text = "<rss version='2.0'><channel><item><title>Обстрел</title></item></channel></rss>"
    document = await parser.parse(fetched(text.encode("cp1251"), "text/xml; charset=windows-1251"))
    assert document.entries[0].title == "Обстрел"


async def test_dates_are_passed_on_as_written(parser: ChildParser) -> None:
    items = (
        "<item><title>a</title><pubDate>28 janv. 2019</pubDate></item>"
        "<item><title>b</title><dc:date>2019/1/12</dc:date></item>"
        "<item><title>c</title><pubDate>قبل</pubDate><dc:date>2019-01-28</dc:date></item>"
    )
    document = await parser.parse(fetched(rss(items, count=0)))
    told = [(entry.published, entry.updated) for entry in document.entries]
    assert told == [("28 janv. 2019", ""), ("", "2019/1/12"), ("قبل", "2019-01-28")]


async def test_an_atom_entry_gives_its_parts(parser: ChildParser) -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>t</title><entry
      xml:lang="uk"><id>tag:a</id><title type="text">1 &lt; 2 &amp; 3</title>
      <link rel="self" href="/self"/><link href="/here"/><published>2019-01-28T10:00:00Z</published>
      <updated>2019-01-29T10:00:00Z</updated><summary type="html">&lt;b&gt;s&lt;/b&gt;</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>long text</p></div>
      </content>
      <source><title>The Wire</title></source></entry></feed>"""
    (entry,) = (await parser.parse(fetched(body.encode()))).entries
    assert (entry.id, entry.link) == ("tag:a", "http://feed.example/here")
    assert (entry.title, entry.summary, entry.content) == (
        "1 &lt; 2 &amp; 3",
        "<b>s</b>",
        "<p>long text</p>",
    )
    assert (entry.published, entry.updated) == ("2019-01-28T10:00:00Z", "2019-01-29T10:00:00Z")
    assert (entry.language, entry.source) == ("uk", "The Wire")


async def test_the_longest_content_is_taken(parser: ChildParser) -> None:
    item = (
        "<item><title>a</title><description>d</description><content:encoded>short"
        "</content:encoded><content:encoded>the longer one</content:encoded></item>"
    )
    (entry,) = (await parser.parse(fetched(rss(item, count=0)))).entries
    assert (entry.summary, entry.content) == ("d", "the longer one")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b"Report 1", b"Report 1 & more", id="a bare ampersand"),
        pytest.param(b"Report 1", b"Caf&eacute; 1", id="an entity of HTML"),
        pytest.param(b"Report 1", b"Report <b>1", id="a tag that never closes"),
        pytest.param(b"Report 1", b"Report \x08 1", id="a control character"),
        pytest.param(b"Report 1", b"Report \xff 1", id="a wrong byte"),
        pytest.param(b"</channel></rss>", b"", id="no end"),
        pytest.param(b"<rss", b"\n\n<rss", id="white space before"),
    ],
)
async def test_a_malformed_feed_keeps_its_entries(
    parser: ChildParser, old: bytes, new: bytes
) -> None:
    assert len(_good(await parser.parse(fetched(rss().replace(old, new, 1))))) == GOOD


async def test_a_malformed_feed_says_that_it_is(parser: ChildParser) -> None:
    assert (await parser.parse(fetched(rss().replace(b"</rss>", b"")))).degraded


async def test_a_document_cut_at_the_limit_keeps_its_whole_entries() -> None:
    parser = ChildParser(limits=ParseLimits(whole_at_most=1000))
    whole = rss(count=50)
    document = await parser.parse(fetched(whole[: len(whole) // 2]))
    await parser.close()
    assert document.degraded
    assert 20 < len(document.entries) < 26
    assert all(entry.summary for entry in document.entries)


async def test_an_endless_text_keeps_its_head_and_its_tail(parser: ChildParser) -> None:
    text = "first " + "middle " * 200_000 + "last"
    item = f"<item><title>a</title><description>{text}</description></item>"
    (entry,) = (await parser.parse(fetched(rss(item, count=0)))).entries
    assert entry.summary.startswith("first")
    assert entry.summary.endswith("last")
    assert len(entry.summary) < 300_000


async def test_a_document_past_its_cpu_time_ends_the_child_and_a_new_one_follows() -> None:
    limits = ParseLimits(whole_cpu_s=60, cpu_s=1)
    ends: list[str] = []
    parser = ChildParser(limits=limits, children=1, deadline_s=30, on_kill=ends.append)
    with pytest.raises(FeedHostile, match="SIGXCPU"):
        await parser.parse(fetched(HOSTILE["an author of letters"]()))
    assert parser.kills == 1
    assert ends == ["SIGXCPU"]
    assert len((await parser.parse(fetched(rss()))).entries) == GOOD
    await parser.close()


async def test_a_document_past_its_memory_ends_and_a_good_one_is_read() -> None:
    limits = ParseLimits(memory=20_000_000, whole_cpu_s=0.5, whole_at_most=100_000_000)
    parser = ChildParser(limits=limits, children=1)
    with suppress(FeedHostile, NotAFeed):
        await parser.parse(fetched(b"<rss version='2.0'><channel>" + b"<item><b>" * 300_000))
    assert len((await parser.parse(fetched(rss()))).entries) == GOOD
    await parser.close()


async def test_a_document_that_takes_too_long_is_hostile() -> None:
    parser = ChildParser(children=1, deadline_s=0.2)
    await _warm(parser)
    with pytest.raises(FeedHostile, match="within"):
        await parser.parse(fetched(HOSTILE["an author of letters"]()))
    await parser.close()


async def _warm(parser: ChildParser) -> None:
    """Start the child, whatever the deadline."""
    child = await parser._take()
    parser._idle.append(child)


async def test_a_document_without_a_readable_entry_is_hostile() -> None:
    parser = ChildParser(limits=TIGHT, children=1)
    bomb = f"<rss version='2.0'><channel><item><author>{'a' * 100_000}</author></item>"
    with pytest.raises(FeedHostile, match="none of 1"):
        await parser.parse(fetched(f"{bomb}</channel></rss>".encode()))
    await parser.close()


async def test_a_parser_that_does_not_start_is_no_fault_of_the_feed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("warnd.feeds.parsing.parse.COMMAND", ("false",))
    with pytest.raises(FetchFailed, match="does not start"):
        await ChildParser().parse(fetched(rss()))


async def test_a_child_killed_from_outside_is_replaced_unnoticed() -> None:
    parser = ChildParser(children=1)
    await parser.parse(fetched(rss()))
    os.kill(parser._idle[0]._process.pid, signal.SIGKILL)
    await parser._idle[0]._process.wait()
    assert len((await parser.parse(fetched(rss()))).entries) == GOOD
    assert parser.kills == 0
    await parser.close()


async def test_a_wait_that_is_given_up_leaves_no_half_answer_behind() -> None:
    parser = ChildParser(children=1)
    task = asyncio.create_task(parser.parse(fetched(HOSTILE["an author of letters"]())))
    await asyncio.sleep(0.4)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    document = await parser.parse(fetched(rss(count=3)))
    await parser.close()
    assert len(document.entries) == 3


async def test_two_documents_are_parsed_at_once() -> None:
    parser = ChildParser(children=2)
    slow = asyncio.create_task(parser.parse(fetched(HOSTILE["an author of letters"]())))
    await asyncio.sleep(0.05)
    began = time.perf_counter()
    await parser.parse(fetched(rss()))
    assert not slow.done(), f"the good feed waited {time.perf_counter() - began:.1f} s"
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)
    await parser.close()


async def test_a_parser_that_is_closed_leaves_no_child() -> None:
    parser = ChildParser()
    await parser.parse(fetched(rss()))
    process = parser._idle[0]._process
    await parser.close()
    assert process.returncode is not None
