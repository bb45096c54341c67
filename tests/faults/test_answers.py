"""Rows F23, F32 and S7: answers that break off, and answers that unpack beyond belief."""

import gzip
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.servers import (
    BROTLI_BOMB,
    Answer,
    Heard,
    Scripted,
    cut_short,
    feed,
    gzip_bomb,
    reply,
    stacked_gzip_bomb,
    zstd_bomb,
)
from tests.faults.stored import feed_states, moment, titles
from tests.live import Warnd, running, until, write_config
from tests.loopback import Item

NEWS = feed(Item(id="1", title="Shells fall on the valley", text="Shells fell at dawn. " * 40))
#: where the first answer of a feed ends, in tenths of its body
CUTS = {f"cut-{tenth}": tenth / 10 for tenth in range(10)}


def test_an_answer_that_breaks_off_is_asked_for_again_in_full(tmp_path: Path) -> None:
    packed = gzip.compress(NEWS)
    whole = {
        "length": reply(NEWS, etag='"1"', last_modified="Mon, 28 Jan 2019 09:00:00 GMT"),
        "gzip": reply(packed, etag='"1"', content_encoding="gzip"),
        "chunks": reply(_chunked(NEWS), etag='"1"', transfer_encoding="chunked", content_length=""),
    }
    asked: dict[str, int] = {}

    def answer(heard: Heard) -> Answer:
        name = heard.target.strip("/")
        framing, _, cut = name.partition("-")
        asked[name] = asked.get(name, 0) + 1
        if asked[name] > 1:
            return whole[framing]
        return cut_short(whole[framing], CUTS[f"cut-{cut}"], reset=int(cut) % 2 == 0)

    clock = MovedClock(tmp_path)
    feeds = [f"{framing}-{tenth}" for framing in whole for tenth in range(10)]
    with Scripted(answer) as server:
        config = _watching(tmp_path, server, feeds)
        with running(config, **clock.environment) as warnd:
            until(
                lambda: _healths(config) == dict.fromkeys(feeds, "unreachable"), what=_told(warnd)
            )
            now = datetime.now(UTC)  # noqa: TID251
            for name, state in feed_states(config).items():
                assert (state["etag"], state["last_modified"]) == ("", ""), name
                assert titles(config, name) == set(), name
                wait = moment(state["due"]) - now
                assert timedelta(seconds=10) < wait < timedelta(seconds=34), (name, wait)
            clock.pass_by(timedelta(seconds=34))
            until(lambda: _healths(config) == dict.fromkeys(feeds, "ok"), what=_told(warnd))
            assert all(titles(config, name) == {"Shells fall on the valley"} for name in feeds)
            assert set(asked.values()) == {2}
            sent = {name for heard in server.heard for name in heard.headers}
            assert not sent & {"if-none-match", "if-modified-since"}


def test_what_unpacks_beyond_belief_is_hostile_and_costs_neither_memory_nor_the_next_feed(
    tmp_path: Path,
) -> None:
    bombs: Mapping[str, bytes] = {
        "stacked": reply(stacked_gzip_bomb(), content_encoding="gzip, gzip"),
        "thrice": reply(stacked_gzip_bomb(3), content_encoding="gzip, gzip, gzip"),
        "single": reply(gzip_bomb(), content_encoding="gzip"),
        "brotli": reply(BROTLI_BOMB, content_encoding="br"),
        "zstd": reply(zstd_bomb(), content_encoding="zstd"),
        "deflate": reply(gzip_bomb(), content_encoding="deflate"),
        "two-lines": reply(stacked_gzip_bomb(), content_encoding="gzip\r\nContent-Encoding: gzip"),
        "mixed": reply(BROTLI_BOMB, content_encoding="br, gzip"),
    }
    with Scripted(lambda heard: {**bombs, "good": reply(NEWS)}[heard.target.strip("/")]) as server:
        config = _watching(tmp_path, server, [*bombs, "good"])
        with running(config) as warnd:
            warnd.await_event("ready")
            until(lambda: len(feed_states(config)) == len(bombs) + 1, what=_told(warnd))
            expected = {**dict.fromkeys(bombs, "hostile"), "good": "ok"}
            assert _healths(config) == expected
            assert titles(config, "good") == {"Shells fall on the valley"}
            assert _peak_mb(warnd) - _resident_mb(warnd) < 40


def _watching(folder: Path, server: Scripted, feeds: list[str]) -> Path:
    return write_config(
        folder,
        allow_addresses=[server.address],
        feeds=[{"id": name, "url": server.url(name), "interval": "30m"} for name in feeds],
    )


def _healths(config: Path) -> dict[str, str]:
    return {name: state["health"] for name, state in feed_states(config).items()}


def _told(warnd: Warnd) -> str:
    return warnd.tail()


def _chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 100] for start in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (*pieces, b""))


def _resident_mb(warnd: Warnd) -> float:
    return _memory_mb(warnd, "VmRSS")


def _peak_mb(warnd: Warnd) -> float:
    return _memory_mb(warnd, "VmHWM")


def _memory_mb(warnd: Warnd, name: str) -> float:
    status = Path(f"/proc/{warnd.process.pid}/status").read_text(encoding="ascii")
    found = re.search(rf"^{name}:\s+(\d+) kB$", status, re.MULTILINE)
    assert found
    return int(found[1]) / 1024
