"""Little memory, and feeds that want much of it (FAULTS, row 12)."""

import json
import re
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.servers import Heard, Scripted, reply
from tests.faults.stored import feed_states, titles
from tests.faults.stories import TOWNS, feed, quick_config, story
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Item, Ledger
from warnd.drawing import artist
from warnd.feeds.behind import page_reader
from warnd.feeds.parsing.limits import ParseLimits

#: KiB of address space that the daemon and each of its children may take
ADDRESSES_KIB = 1_200_000
#: what is added to how readily the kernel ends a process
FIRST_TO_GO = 500
#: bytes that the daemon may ever have held: its parsers and the months need the rest of MemoryHigh
MOST_HELD = 384 * 1024 * 1024
#: entries that stir somebody while no receiver takes anything
BURST = 400
#: bytes of the longest document that is fetched
LONGEST = 9_900_000
#: documents that want 600 MB and more of whoever reads them whole
HUNGRY = {
    "damaged": (
        "application/rss+xml",
        "<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>"
        + "<item><title>x & y &nobody;</title></item>" * (LONGEST // 43),
    ),
    "nested": (
        "application/feed+json",
        '{"version":"https://jsonfeed.org/version/1.1","title":"\U0001f600","items":['
        + '{"":{}},' * (LONGEST // 8 - 20)
        + "{}]}",
    ),
    "marked": (
        "application/rss+xml",
        "<?xml version='1.0'?><rss version='2.0'><channel><title>F</title><item><title>x</title>"
        + "<b a='1'>" * (LONGEST // 10),
    ),
}


def hungry(heard: Heard) -> bytes:
    kind, body = HUNGRY[heard.target.strip("/")]
    return reply(body.encode(), content_type=kind)


def children_of(process: int) -> list[int]:
    """Give the processes that a process started and that still run, and theirs."""
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):  # a thread that has ended
            found += [int(each) for each in (task / "children").read_text().split()]
    return found + [inner for each in found for inner in children_of(each)]


def readiness(process: int) -> int | None:
    """Give how readily the kernel ends a process; None for one that has ended."""
    with suppress(OSError):
        return int(Path(f"/proc/{process}/oom_score_adj").read_text())
    return None


def held(process: int) -> int:
    """Give the most bytes that a process ever held in memory; 0 for one that has ended."""
    with suppress(OSError):
        status = Path(f"/proc/{process}/status").read_text()
        found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
        return int(found[1]) * 1024 if found else 0
    return 0


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(page_reader.COMMAND, id="reads pages"),
        pytest.param(artist.COMMAND, id="draws"),
    ],
)
def test_a_child_is_ended_before_the_daemon(command: Sequence[str]) -> None:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:  # noqa: S603
        try:
            until(lambda: readiness(child.pid) == FIRST_TO_GO, what="it steps forward")
        finally:
            child.kill()


def test_feeds_that_want_much_memory_cost_neither_the_daemon_nor_another_feed(
    tmp_path: Path,
) -> None:
    limited = ("sh", "-c", f'ulimit -v {ADDRESSES_KIB}; exec "$@"', "sh")
    with FeedServer() as feeds, Ledger() as ledger, Scripted(hungry) as server:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        settings = json.loads(config.read_text())
        host = f"{server.host}:{server.port}"
        settings["allow_addresses"].append(host)
        settings["feeds"] += [feed(feeds, name, url=f"http://{host}/{name}") for name in HUNGRY]
        config.write_text(json.dumps(settings))
        most_of_a_child = 0
        with running(config, *limited) as warnd:
            warnd.await_event("ready")
            own = readiness(warnd.process.pid)

            def were_all_tried() -> bool:
                nonlocal most_of_a_child
                children = children_of(warnd.process.pid)
                most_of_a_child = max([most_of_a_child, *map(held, children)])
                return all(name in feed_states(config) for name in HUNGRY)

            until(were_all_tried, 120.0, what="each was read or given up")
            feeds.add("wire", story("SY-ID"))
            until(lambda: "SY-ID" in ledger.areas(), what=warnd.tail)
            grown = [each for each in map(readiness, children_of(warnd.process.pid)) if each]
            assert grown
            assert set(grown) == {FIRST_TO_GO}
            assert own is not None
            assert own < FIRST_TO_GO
            assert held(warnd.process.pid) < MOST_HELD
            assert 0 < most_of_a_child < ParseLimits().memory + MOST_HELD
            assert warnd.get("/healthz")[0] == 200
            assert warnd.terminate() == 0


def test_what_waits_waits_on_the_disk(tmp_path: Path) -> None:
    areas = list(TOWNS)
    with FeedServer() as feeds, Ledger() as ledger:
        ledger.gate.clear()
        items = [story(area) for area in areas]
        items += [
            Item(id=f"more-{number}", title=f"Market day {number} in {town}", text="Prices. " * 40)
            for number, town in zip(range(BURST), list(TOWNS.values()) * BURST, strict=False)
        ]
        feeds.items["wire"] = items
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config) as warnd:
            until(lambda: len(titles(config, "wire")) == len(items), 180.0, what=warnd.tail)
            until(lambda: sum(outbox(config).values()) > 0, what="somebody is to be told")
            assert held(warnd.process.pid) < MOST_HELD
            ledger.gate.set()
            until(lambda: ledger.areas() == set(areas), 120.0, what=warnd.tail)
            assert held(warnd.process.pid) < MOST_HELD
            assert warnd.terminate() == 0
