"""Row F19: names that hang delay nobody else, and alerts go where the receiver stood last."""

import time
from itertools import pairwise
from pathlib import Path

from tests.faults.names import HANGS, Answers, Names
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


def test_seventy_names_that_hang_delay_no_other_and_a_receiver_is_found_where_it_stood(
    tmp_path: Path,
) -> None:
    known: dict[str, Answers] = {
        f"{name}.example": ((LOOPBACK,),) for name in (*FINE, "good", "sink")
    }
    hanging: dict[str, Answers] = {f"{name}.example": HANGS for name in HANGING}
    names = Names(tmp_path, known | hanging)
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
            tmp_path, port, sink_port, [server.address, f"good.example:{server.port}", sink.address]
        )
        with running(config, **names.environment) as warnd:
            warnd.await_event("ready")
            began = time.monotonic()
            until(lambda: _troubled(config) == set(HANGING), 60, what=warnd.tail())
            until(lambda: asked_at[-1] > began + 8, what=warnd.tail())
            assert asked_at[0] - began < DELAY_S
            gaps = [later - earlier for earlier, later in pairwise(asked_at)]
            assert max(gaps) < USUAL_S + DELAY_S, gaps
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
        feeds=[settings(name) for name in (*HANGING, *FINE, "good")],
        areas=[{"id": code, "name": code, "divisions": [code]} for code in TOWNS],
        channels={"sink": hook(f"sink.example:{sink_port}")},
        routes=[{"to": ["sink"]}],
    )


def _troubled(config: Path) -> set[str]:
    states = feed_states(config)
    return {name for name, state in states.items() if state["health"] == "unreachable"}
