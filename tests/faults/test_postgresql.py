"""PostgreSQL restarts, and its connections break, under running workers (FAULTS, row 18).

`WARND_RESTARTS=20` is the long form.
"""

import os
import random
from pathlib import Path

from tests.faults.chaos import Chaos, alerts_of, repeats, settled
from tests.faults.crews import crew, states
from tests.faults.killing import towns
from tests.faults.test_workers import WIRES, chaos_config
from tests.live import pause, until
from tests.loopback import FeedServer, Ledger
from tests.storage.postgresql import Cluster

RESTARTS = int(os.environ.get("WARND_RESTARTS", "3"))
#: seconds between two harms: restarts, and connections that are cut
EVERY_S = 1.5
STORIES = 4 * RESTARTS
#: nobody is taken for dead while the server is away, and so nothing is ever told twice
LEASE = "30s"


def test_a_server_that_restarts_and_connections_that_break_lose_and_repeat_nothing(
    tmp_path: Path, own_cluster: Cluster
) -> None:
    store, town_of = own_cluster.database(), dict(towns(STORIES))
    areas, done = set(town_of), {"restarted": 0, "cut off": 0}

    def harm(chaos: Chaos) -> None:
        if done["restarted"] >= RESTARTS:
            return
        if done["cut off"] <= done["restarted"]:
            done["cut off"] += 1
            own_cluster.cut_off(store)
            return
        own_cluster.stop(chaos.chance.choice(("immediate", "fast")))
        pause(chaos.chance.uniform(0.0, 1.5))
        own_cluster.start()
        done["restarted"] += 1

    with FeedServer() as feeds, Ledger() as hook:
        config = chaos_config(tmp_path, store, feeds, hook, town_of, lease=LEASE)
        with crew(config, 2) as workers:
            chaos = Chaos(
                store=store,
                feeds=feeds,
                wires=WIRES,
                towns=town_of,
                workers=workers,
                chance=random.Random(20190128),  # noqa: S311  the same moments in every run
            )
            chaos.last(
                2 * EVERY_S * RESTARTS,
                harm,
                every_s=EVERY_S,
                enough=lambda: done["restarted"] == RESTARTS,
            )
            until(
                lambda: set(alerts_of(hook)) == areas,
                120.0,
                what=lambda: f"{areas - set(alerts_of(hook))}\n{workers[0].tail()}",
                look_s=0.5,
            )
            until(lambda: settled(store), 120.0, what=lambda: str(states(store)))
            assert [each.terminate(120) for each in workers] == [0, 0]
        assert repeats(hook, 0) == 0
        assert all(len(alerts) == 1 for alerts in alerts_of(hook).values())
        print(f"{done}: {len(areas)} areas, lost 0, repeats 0")  # noqa: T201
