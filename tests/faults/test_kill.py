"""kill -9 at any moment: nothing that was expected is lost, and a repeat carries the same key.

`WARND_KILLS=300` is the long form of docs/faults.md, F1: a thousand notifications and more, by
webhook, mail and program.
"""

import os
import random
from pathlib import Path

from tests.faults.killing import (
    CHANNELS,
    Killing,
    Receipt,
    killing_config,
    look_at,
    repeats,
    sinks,
    towns,
)
from tests.live import Warnd, outbox, until
from tests.loopback import FeedServer

KILLS = int(os.environ.get("WARND_KILLS", "8"))
#: areas that something happens in: a few kills hit several stories
AREAS = KILLS + max(2, KILLS // 8)
#: seconds within which everything must have arrived after the last kill; each mail has a picture
#: drawn, half a second's work, and many may wait that kills cut short
PATIENCE_S = 120.0 + 2 * KILLS


def test_nothing_expected_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    town_of = towns(AREAS)
    area_of = {town: area for area, town in town_of.items()}
    chance = random.Random(20190128)  # noqa: S311  the same moments in every run
    with FeedServer() as feeds, sinks(tmp_path) as to:
        config = killing_config(tmp_path, feeds, to, town_of)
        warnd = Warnd(config, config.with_suffix(".log"))
        killing = Killing(warnd, feeds, to, list(town_of.items()), chance)

        def all_told() -> bool:
            told = to.receipts(area_of)
            return all(
                {area for each in told[id_] for area in each.areas} == set(town_of)
                for id_ in CHANNELS
            )

        try:
            killing.run(KILLS)
            warnd.start()
            until(all_told, PATIENCE_S, what=warnd.tail, look_s=0.5)
            until(lambda: outbox(config).keys() == {"delivered"}, PATIENCE_S, what=warnd.tail)
            assert warnd.terminate() == 0
        finally:
            if not warnd.ended:
                warnd.kill()
        check(killing, to.receipts(area_of))


def check(killing: Killing, told: dict[str, list[Receipt]]) -> None:
    """See that every notification arrived, and that only what was in flight came again."""
    found = look_at(killing.warnd.config)
    assert set(found.states) >= killing.known
    again = {id_: repeats(told[id_], killing.in_flight, found) for id_ in CHANNELS}
    for id_ in CHANNELS:
        stored = {key for key, channel in found.channels.items() if channel == id_}
        arrived = {key for receipt in told[id_] for key in found.keys_in(receipt.key)}
        assert arrived == stored
    print(  # noqa: T201
        f"{KILLS} kills {dict(killing.ways)}: notifications"
        f" {len(found.states)}, lost 0, repeats {again}"
    )
