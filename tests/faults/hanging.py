"""The scenario of row F19, for a world in which a test answers for names.

Run as a program it makes that world: a network of its own (`unshare -Urnm`), whose only resolver
is a server here that says nothing about some names, as the system's own resolver meets it.
"""

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

from tests.busy import stretched
from tests.faults.names import HANGS, Answering, Answers, SilentServer
from tests.faults.servers import Answer, Heard, Scripted, feed, reply
from tests.faults.stored import feed_states
from tests.faults.stories import QUICK, TOWNS, hook, story
from tests.live import running, until, write_config
from tests.loopback import LOOPBACK, Item, Ledger

FIRST, SECOND = "SY-ID", "SY-HM"
#: more names than the resolver asks for at once in any one lane would hold up
HANGING = tuple(f"hangs-{number}" for number in range(70))
#: names that resolve, of servers that show that this machine's own line is well
FINE = tuple(f"fine-{number}" for number in range(80))
#: seconds by which hanging names may delay another
DELAY_S = 1.0
#: seconds between two polls of the good feed: its interval, jitter, and the tick that begins it
USUAL_S = 2.2


def names_that_hang(folder: Path, names: Answering) -> None:
    """Check that names that hang delay no other, and that a receiver is found where it stood."""
    known: dict[str, Answers] = {
        f"{name}.example": ((LOOPBACK,),) for name in (*FINE, "good", "sink")
    }
    hanging: dict[str, Answers] = {f"{name}.example": HANGS for name in HANGING}
    names.answer(known | hanging)
    items: list[Item] = []
    asked_at: list[float] = []

    def answer(heard: Heard) -> Answer:
        if heard.headers["host"].startswith("fine"):
            return reply(feed())
        asked_at.append(time.monotonic())
        return reply(feed(*items))

    with Scripted(answer) as server, Ledger() as sink:
        port, sink_port = server.port, sink.address.rpartition(":")[2]
        config = _watching(
            folder, port, sink_port, [server.address, f"good.example:{server.port}", sink.address]
        )
        with running(config, **names.environment) as warnd:
            warnd.await_event("ready")
            began = time.monotonic()
            until(lambda: _troubled(config) == set(HANGING), what=warnd.tail())
            until(lambda: asked_at[-1] > began + 8, what=warnd.tail())
            first_s = asked_at[0] - began
            assert first_s < stretched(DELAY_S), first_s
            gaps = [later - earlier for earlier, later in pairwise(asked_at)]
            assert max(gaps) < stretched(USUAL_S + DELAY_S), gaps
            items.append(story(FIRST))
            until(lambda: sink.areas() == {FIRST}, what=warnd.tail())
            names.answer(known | hanging | {"sink.example": HANGS})
            items.append(story(SECOND))
            until(lambda: sink.areas() == {FIRST, SECOND}, what=warnd.tail())


def _watching(folder: Path, port: int, sink_port: str, allowed: list[str]) -> Path:
    def settings(name: str) -> dict[str, str]:
        return {
            "id": name,
            "url": f"http://{name}.example:{port}/",
            "language": "en",
            "publisher": name,
            "reliability": "A",
            "interval": "1s" if name == "good" else "10s",
            "first_poll": "alert",
        }

    model = folder / "no-model"
    model.mkdir()
    return write_config(
        folder,
        rules=[str(QUICK)],
        model=str(model),
        allow_addresses=allowed,
        feeds=[settings(name) for name in (*HANGING, "good", *FINE)],
        areas=[{"id": code, "name": code, "divisions": [code]} for code in TOWNS],
        channels={"sink": hook(f"sink.example:{sink_port}")},
        routes=[{"to": ["sink"]}],
    )


def _troubled(config: Path) -> set[str]:
    states = feed_states(config)
    return {name for name, state in states.items() if state["health"] == "unreachable"}


def main(folder: Path) -> None:
    """Make a world of loopback and one silent resolver, and run the scenario in it."""
    resolv = folder / "resolv.conf"
    resolv.write_text(f"nameserver {LOOPBACK}\n", encoding="ascii")
    for command in (
        ["ip", "link", "set", "lo", "up"],
        ["mount", "--bind", str(resolv), "/etc/resolv.conf"],
    ):
        subprocess.run(command, check=True)  # noqa: S603  our own words
    with SilentServer(folder) as names:
        names_that_hang(folder, names)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
