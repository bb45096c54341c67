"""Rows F29 to F31, F33, F34, S6 and S8: what documents hold never costs more than itself."""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.busy import stretched
from tests.faults.clock import MovedClock
from tests.faults.servers import Answer, Heard, Scripted, endless, reply
from tests.faults.stored import feed_states, rows, titles
from tests.faults.stories import QUICK, TOWNS
from tests.live import running, until, write_config
from tests.unit.articles.test_hiding import BETWEEN_WORDS, WITHIN_WORDS
from tests.unit.feeds.parsing.documents import HOSTILE, rss
from tests.unit.feeds.parsing.test_encodings import CASES, WORDS
from warnd.feeds.timing.standing import LOST, OVERRAN

#: entries that feedparser fails at, or that take it longer than they may
POISONS = {
    "a chapter without its start": (
        "<item><title>a <b>b</b></title>"
        "<psc:chapters><psc:chapter title='x'/></psc:chapters></item>"
    ),
    "an author of letters": f"<item><title>x</title><author>{'a' * 100_000}</author></item>",
    "an author of dots": f"<item><author>{'a.' * 50_000}@</author></item>",
    "many attributes": (
        "<item "
        + " ".join(f"a{n}='1'" for n in range(100_000))
        + " base='x'><title>t</title></item>"
    ),
}
#: thirty ways to damage a document; none of them may cost more than one of its entries
DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "a bare ampersand": lambda body: body.replace(b"Shells fell", b"Shells & fire", 1),
    "an entity of HTML": lambda body: body.replace(b"Shells", b"Caf&eacute;", 1),
    "an unknown entity": lambda body: body.replace(b"Shells", b"&nobody;", 1),
    "a half entity": lambda body: body.replace(b"Shells", b"AT&T; &lt", 1),
    "a half reference": lambda body: body.replace(b"Shells", b"&#", 1),
    "a reference to nothing": lambda body: body.replace(b"Shells", b"&#x110000;", 1),
    "half a pair as a reference": lambda body: body.replace(b"Shells", b"&#xd83d;", 1),
    "a control": lambda body: body.replace(b"Shells", b"Sh\x08ells", 1),
    "NUL": lambda body: body.replace(b"Shells", b"Sh\0ells", 1),
    "a byte of no character": lambda body: body.replace(b"Shells", b"Sh\xffells", 1),
    "half a character": lambda body: body.replace(b"Shells", b"Sh\xd0ells", 1),
    "a tag left open": lambda body: body.replace(b"Report 1", b"Report 1 <b>", 1),
    "a tag closed twice": lambda body: body.replace(
        b"</title><link>", b"</title></title><link>", 2
    ),
    "a stray end": lambda body: body.replace(b"<item>", b"</b><item>", 2),
    "tags crossed": lambda body: body.replace(b"Report 1", b"<b><i>Report 1</b></i>", 1),
    "no end of the feed": lambda body: body.replace(b"</channel></rss>", b""),
    "no end of the document": lambda body: body.replace(b"</rss>", b""),
    "too much at the end": lambda body: body + b"<p>sponsored</p>",
    "words at the end": lambda body: body + b"Warning: line 3",
    "space before the declaration": lambda body: b"\n\n<?xml version='1.0'?>" + body,
    "words before the declaration": lambda body: b"Warning: line 3\n" + body,
    "two declarations": lambda body: b"<?xml version='1.0'?><?xml version='1.0'?>" + body,
    "an attribute without quotes": lambda body: body.replace(b"<title>", b"<title type=html>", 3),
    "an attribute twice": lambda body: body.replace(b"<title>", b"<title a='1' a='2'>", 3),
    "an angle in an attribute": lambda body: body.replace(b"<title>", b"<title a='<'>", 3),
    "an undeclared prefix": lambda body: body.replace(b"<link>", b"<no:x>y</no:x><link>", 3),
    "a comment of dashes": lambda body: body.replace(b"<link>", b"<!-- -- --><link>", 3),
    "an angle in the text": lambda body: body.replace(b"Shells fell", b"3 < 4 shells", 1),
    "a section's end in the text": lambda body: body.replace(b"Shells", b"]]> shells", 1),
    "an ampersand in a link": lambda body: body.replace(b"example/1<", b"example/1?a=1&b=2<", 1),
}
#: documents of HOSTILE of which no entry can be read, though it says that it is a feed
HOSTILE_ALONE: dict[str, Callable[[], bytes]] = {
    "an author of letters, alone": lambda: rss(POISONS["an author of letters"], count=0),
}
#: what the parser's own tests show as well, and what takes seconds of CPU time each
SHOWN_ELSEWHERE = frozenset({
    "nested entries", "deep nesting that never closes", "an author of dots",
    "eight megabytes of damage", "deep nesting in an entry", "many namespaces",
})  # fmt: skip
BOMBS = {name: make for name, make in HOSTILE.items() if name not in SHOWN_ELSEWHERE}


#: seconds between two polls of the good feed, whose interval is one second, while dozens of
#: hostile documents are about and the machine has tests to run too
MOST_LATE_S = 8.0


@dataclass(frozen=True, slots=True)
class Served:
    """What a feed of a test answers."""

    body: bytes
    content_type: str = "application/rss+xml"


def _serving(documents: Mapping[str, Served]) -> Callable[[Heard], Answer]:
    def answer(heard: Heard) -> Answer:
        served = documents[heard.target.strip("/")]
        return reply(served.body, content_type=served.content_type)

    return answer


def _watching(folder: Path, server: Scripted, feeds: Mapping[str, str], **more: Any) -> Path:
    """Write a configuration that reads feeds, each at its interval, and starts quickly."""
    model = folder / "no-model"
    model.mkdir(exist_ok=True)
    return write_config(
        folder,
        rules=[str(QUICK)],
        model=str(model),
        allow_addresses=[server.address],
        areas=[{"id": code, "name": code, "divisions": [code]} for code in TOWNS],
        feeds=[
            {"id": name, "url": server.url(name), "interval": every, "language": "en", **more}
            for name, every in feeds.items()
        ],
    )


def _polled(config: Path, feeds: Mapping[str, Any]) -> bool:
    return len(feed_states(config)) == len(feeds)


def _named(documents: Iterable[str]) -> dict[str, str]:
    """Give an interval that does not come again for each feed."""
    return dict.fromkeys(documents, "30m")


def test_ill_formed_feeds_keep_their_entries_and_are_degraded(tmp_path: Path) -> None:
    damages = list(DAMAGES.values())
    documents = {
        f"f{number}": Served(damages[number % len(damages)](rss(count=5 + number // len(damages))))
        for number in range(7 * len(damages))
    }
    counts = {name: served.body.count(b"<item>") for name, served in documents.items()}
    clock = MovedClock(tmp_path)
    with Scripted(_serving(documents)) as server:
        config = _watching(tmp_path, server, _named(documents))
        with running(config, **clock.environment) as warnd:
            until(lambda: _polled(config, documents), what=warnd.tail())
            kept = {name: len(titles(config, name)) for name in documents}
            assert {n: kept[n] for n in kept if kept[n] < counts[n] - 1} == {}
            assert sum(kept.values()) >= sum(counts.values()) * 0.99
            states = feed_states(config)
            assert {state["health"] for state in states.values()} == {"degraded"}
            # It alarms only when entries are lost: more than half of them here.
            documents["f0"] = Served(rss(count=2).replace(b"</rss>", b""))
            clock.pass_by(timedelta(minutes=40))
            until(lambda: feed_states(config)["f0"]["error"] == LOST, what=warnd.tail())
            assert feed_states(config)["f1"]["error"] != LOST


#: those of them that take longer than they may: their feeds are asked less often
SLOW_POISONS = frozenset({"an author of letters", "an author of dots", "many attributes"})


def test_poison_entries_cost_none_of_their_fifty_siblings(tmp_path: Path) -> None:
    names = {f"f{number}": name for number, name in enumerate(POISONS)}
    clock = MovedClock(tmp_path)
    documents = {name: Served(rss(POISONS[poison], count=50)) for name, poison in names.items()}
    good = {f"Report {number}" for number in range(50)}
    with Scripted(_serving(documents)) as server:
        config = _watching(tmp_path, server, _named(documents))
        with running(config, **clock.environment) as warnd:
            until(lambda: _polled(config, documents), what=warnd.tail())
            for name, poison in names.items():
                assert titles(config, name) >= good, name
                health = "hostile" if poison in SLOW_POISONS else "degraded"
                assert feed_states(config)[name]["health"] == health, poison
            kept = rows(config, "SELECT feed FROM raw_entries WHERE NOT readable")
            assert {row["feed"] for row in kept} == set(documents)
            # What stands beside such an entry goes on being read, at growing intervals.
            slow = {name for name, poison in names.items() if poison in SLOW_POISONS}
            for name in slow:
                documents[name] = Served(rss(POISONS[names[name]], count=51))
            clock.pass_by(timedelta(minutes=40))
            until(lambda: _failures(config, slow) == {2}, what=warnd.tail())
            assert {name for name in slow if "Report 50" not in titles(config, name)} == set()
            assert {feed_states(config)[name]["error"] for name in slow} == {OVERRAN}
            for name in slow:
                documents[name] = Served(rss(count=51))
            clock.pass_by(timedelta(minutes=70))
            until(lambda: _failures(config, slow) == {0}, what=warnd.tail())
            assert {feed_states(config)[name]["health"] for name in slow} == {"ok"}


def _failures(config: Path, feeds: Iterable[str]) -> set[int]:
    states = feed_states(config)
    return {states[name]["failures"] for name in feeds}


def test_hostile_documents_cost_only_themselves_and_read_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Nobody may read this.")
    asked_at: list[float] = []
    with Scripted(lambda _: reply(b"<!ENTITY b 'x'>")) as trap:
        addresses = (trap.url("x.dtd"), f"file://{secret}", str(secret))
        bombs = {name: make() for name, make in {**BOMBS, **HOSTILE_ALONE}.items()}
        for address in addresses:
            bombs |= {f"{k} {address}": _outside(k, address) for k in ("SYSTEM", "PUBLIC 'a'")}
        assert len(bombs) >= 36
        names = {f"f{n}": name for n, name in enumerate(bombs)}
        documents = {feed: Served(bombs[name]) for feed, name in names.items()}
        documents["good"] = Served(rss())
        serve = _serving(documents)

        def answer(heard: Heard) -> Answer:
            if heard.target == "/good":
                asked_at.append(time.monotonic())
            return serve(heard)

        with Scripted(answer) as server:
            config = _watching(tmp_path, server, {"good": "1s", **_named(names)})
            with running(config) as warnd:
                until(lambda: _polled(config, documents), 120, what=warnd.tail())
                states = feed_states(config)
                over = time.monotonic()
                most_late_s = stretched(MOST_LATE_S)
        assert trap.connects == 0
    healths = {name: states[feed]["health"] for feed, name in names.items()}
    assert {name for name in HOSTILE_ALONE if healths[name] != "hostile"} == set()
    assert set(healths.values()) <= {"ok", "degraded", "hostile", "not_a_feed"}
    assert {n for n in names if "Nobody may read" in repr(_texts(config, n))} == set()
    assert states["good"]["health"] == "ok"
    gaps = [after - before for before, after in pairwise([*asked_at, over])]
    assert max(gaps) < most_late_s


def _outside(kind: str, address: str) -> bytes:
    return rss(
        "<item><guid>outside</guid><title>&a;</title><description>&a;%b;</description></item>",
        prolog=f"<!DOCTYPE rss {kind} '{address}' [<!ENTITY a {kind} '{address}'>"
        f"<!ENTITY % b {kind} '{address}'>%b;]>",
    )


def _texts(config: Path, feed: str) -> list[dict[str, Any]]:
    return list(rows(config, "SELECT title, text FROM articles WHERE feed = ?", feed))


def test_an_endless_document_gives_its_entries_before_the_cut(tmp_path: Path) -> None:
    head = rss(count=20).replace(b"</channel></rss>", b"")
    filler = b"<item><guid isPermaLink='false'>" + b"x" * 50_000 + b"</guid></item>"
    said = "Shelling was heard in Kharkiv. The truce in Kharkiv is over."
    words = "Nothing was said. " * 450_000
    huge = rss(
        f"<item><guid>huge</guid><title>Long</title><description>{words}{said}</description></item>"
    )

    def answer(heard: Heard) -> Answer:
        if heard.target == "/huge":
            return reply(huge, content_type="application/rss+xml")
        begin = b"HTTP/1.1 200 OK\r\ncontent-type: application/rss+xml\r\n\r\n"
        return endless(begin + head, filler if heard.target == "/endless" else b"y" * 50_000)

    with Scripted(answer) as server:
        feeds = {"endless": "30m", "endless-text": "30m", "huge": "30m"}
        config = _watching(tmp_path, server, feeds, first_poll="alert")
        with running(config) as warnd:
            until(lambda: _polled(config, feeds), what=warnd.tail())
            until(lambda: rows(config, "SELECT * FROM claims"), what=warnd.tail())
            states = feed_states(config)
    for name in ("endless", "endless-text"):
        assert titles(config, name) >= {f"Report {number}" for number in range(20)}
        assert states[name]["health"] == "degraded"
    assert {row["area"] for row in rows(config, "SELECT * FROM claims")} == {"UA-63"}
    (text,) = [row["text"] for row in _texts(config, "huge") if row["title"] == "Long"]
    assert len(text) <= 65_536
    assert text.startswith("Nothing was said.")
    assert text.endswith(said)


def test_every_encoding_is_read_and_nothing_hides_a_word(tmp_path: Path) -> None:
    documents = {
        f"e{number}": Served(case.body, case.header) for number, case in enumerate(CASES.values())
    }
    wanted = {f"e{n}": {WORDS[case.word]} for n, case in enumerate(CASES.values())}
    hidden = [c for c in WITHIN_WORDS.values() if _may_stand_in_xml(c)]
    words = [f"{mark.join('Shelling')} in Kharkiv {n}" for n, mark in enumerate(hidden)]
    words += [f"Shelling{gap}in{gap}Kharkiv {n}" for n, gap in enumerate(_gaps(), len(hidden))]
    items = "".join(
        f"<item><guid isPermaLink='false'>{n}</guid><title><![CDATA[{word}]]></title></item>"
        for n, word in enumerate(words)
    )
    documents["hidden"] = Served(rss(items, count=0))
    wanted["hidden"] = {f"Shelling in Kharkiv {n}" for n in range(len(words))}
    with Scripted(_serving(documents)) as server:
        config = _watching(tmp_path, server, _named(documents), first_poll="alert")
        with running(config) as warnd:
            until(lambda: _polled(config, documents), what=warnd.tail())
            until(lambda: len(titles(config, "hidden")) == len(words), what=warnd.tail())
            assert {n: titles(config, n) for n in wanted if titles(config, n) != wanted[n]} == {}
            claimed = rows(
                config,
                "SELECT DISTINCT article FROM claims JOIN articles ON articles.id = claims.article"
                " WHERE articles.feed = 'hidden'",
            )
    assert len(claimed) == len(words)


def _may_stand_in_xml(text: str) -> bool:
    # C1 codes may, and are taken for the letters of Windows-1252 that they were
    return not re.search("[\0-\x08\x0b-\x1f\x80-\x9f\ud800-\udfff\ufffe\uffff]", text)


def _gaps() -> list[str]:
    return list(BETWEEN_WORDS.values())
