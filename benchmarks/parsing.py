"""What reading a feed of twenty entries costs, beside feedparser on the whole; run it as it stands.

Entries are made up from a fixed seed: a title, a link, an id, a date, an author, two categories and
about 750 characters of text. Each round measures all ways in turn, and the figures are medians of
rounds and of their ratios, so that a busy machine blurs all alike. The child's part is measured
(bytes in, bytes of the answer out), and what the parent waits for over the pipe. fastfeedparser is
measured when it is installed; warnd does not use it.
"""

import asyncio
import importlib.util
import statistics
import time
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from warnd.feeds.parsing.documents import Asked
from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.parsing.parse import ChildParser
from warnd.feeds.parsing.parser_child import answer
from warnd.feeds.parsing.reading import parse_feed
from warnd.feeds.sources.adapter import Received
from warnd.model.feed import Fetched, Validators

SEED = 20190128
ENTRIES = 20
ROUNDS = 15
REPEATS = 20
URL = "http://feed.example/feed"
RSS = "application/rss+xml"


def main() -> None:
    """Print the costs and their ratios."""
    body = document(Random(SEED))  # noqa: S311  made-up text, no secrets
    limits = ParseLimits()
    asked = Asked(received=Received(url=URL, body=body, content_type=RSS))
    digests = asyncio.run(known_digests(body))
    one_new = Asked(received=asked.received, known=frozenset(digests[1:]))
    none_new = Asked(received=asked.received, known=frozenset(digests))
    headers = {"content-type": RSS, "content-location": URL}
    ways: dict[str, Callable[[], object]] = {
        "feedparser, the whole": lambda: parse_feed(body, headers),
        "warnd, all new": lambda: answer("feed", asked, limits),
        "warnd, one new": lambda: answer("feed", one_new, limits),
        "warnd, none new": lambda: answer("feed", none_new, limits),
    }
    if importlib.util.find_spec("fastfeedparser"):
        fast = importlib.import_module("fastfeedparser")
        ways["fastfeedparser, the whole"] = lambda: fast.parse(body)
    costs: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            costs[name].append(cost(way))
    print(f"a feed of {ENTRIES} entries, {len(body) // 1000} kB")
    reference = costs["feedparser, the whole"]
    for name, rounds in costs.items():
        ratio = statistics.median(one / other for one, other in zip(reference, rounds, strict=True))
        print(
            f"{name}: {statistics.median(rounds):.2f} ms, feedparser costs {ratio:.1f} times that"
        )
    for name, known in (("all new", frozenset[str]()), ("one new", frozenset(digests[1:]))):
        print(f"over the pipe, {name}: {asyncio.run(over_the_pipe(body, known)):.2f} ms")


def cost(way: Callable[[], object]) -> float:
    """Give the processor time of one way, in milliseconds."""
    start = time.process_time()
    for _ in range(REPEATS):
        way()
    return (time.process_time() - start) / REPEATS * 1e3


async def known_digests(body: bytes) -> list[str]:
    parser = ChildParser(children=1)
    parsed = await parser.parse(fetched(body))
    await parser.close()
    return [entry.digest for entry in parsed.entries]


async def over_the_pipe(body: bytes, known: frozenset[str]) -> float:
    """Give the wall time that the daemon waits for a document, in milliseconds."""
    parser = ChildParser(children=1)
    await parser.parse(fetched(body))
    rounds = []
    for _ in range(ROUNDS * REPEATS):
        start = time.perf_counter()
        await parser.parse(fetched(body), known)
        rounds.append(time.perf_counter() - start)
    await parser.close()
    return statistics.median(rounds) * 1e3


def fetched(body: bytes) -> Fetched:
    return Fetched(url=URL, body=body, unchanged=False, validators=Validators(), content_type=RSS)


def document(chance: Random) -> bytes:
    syllables = [a + b for a in "bcdfglmnprst" for b in ("a", "e", "in", "or", "u")]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(2000)]

    def text(characters: int) -> str:
        said = " ".join(chance.choices(words, k=characters // 5))
        return said[:characters]

    items = "".join(
        f"<item><title>{text(70)}</title><link>http://news.example/{number}/{text(9)}</link>"
        f"<guid isPermaLink='false'>http://news.example/?p={number}</guid>"
        f"<pubDate>Mon, 28 Jan 2019 10:{number:02}:00 +0000</pubDate>"
        f"<dc:creator><![CDATA[{text(14)}]]></dc:creator>"
        f"<category>{text(9)}</category><category>{text(9)}</category>"
        f"<description>{escape('<p>' + text(750) + '</p>')}</description></item>\n"
        for number in range(ENTRIES)
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom'>"
        f"<channel><title>{text(20)}</title><link>http://news.example/</link>"
        f"<atom:link href='{URL}' rel='self'/><language>en</language>{items}</channel></rss>"
    ).encode()


if __name__ == "__main__":
    main()
