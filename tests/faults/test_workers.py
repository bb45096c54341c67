"""Several workers on one PostgreSQL share the work, and one takes over what another leaves.

FAULTS, rows 17 and 18. `WARND_CHAOS=300` is the long form: workers are killed for five minutes.
"""

import json
import os
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.faults.chaos import Chaos, alerts_of, repeats, settled
from tests.faults.crews import asked, crew, holders, shared_config, states, worker
from tests.faults.killing import towns
from tests.faults.stories import TOWNS, quick_config, story
from tests.live import running, until
from tests.loopback import FeedServer, Ledger
from tests.storage.postgresql import Cluster

#: more feeds of one host than stay with one worker for its sake
FEEDS = [f"wire-{number}" for number in range(12)]
#: seconds for which workers are killed, how many there are, and how often one is killed
CHAOS_S = float(os.environ.get("WARND_CHAOS", "5"))
CHAOS_WORKERS = 2 if CHAOS_S < 60 else 4
CHAOS_EVERY_S = 1.0 if CHAOS_S < 60 else 3.0
#: four on one machine are late at times, and one that is late is not dead
CHAOS_LEASE = "3s" if CHAOS_S < 60 else "10s"
#: areas that something happens in meanwhile
CHAOS_STORIES = max(8, int(CHAOS_S))
#: feeds enough that no publisher is so loud that its alerts come in digests
WIRES = [f"wire-{number}" for number in range(max(12, CHAOS_STORIES // 8))]


def chaos_config(
    folder: Path,
    store: str,
    feeds: FeedServer,
    hook: Ledger,
    town_of: Mapping[str, str],
    **more: str,
) -> Path:
    """Write a configuration in which every area is watched and told of alone."""
    config = quick_config(folder, feeds, {"hook": hook}, read=WIRES)
    settings = json.loads(config.read_text())
    settings["areas"] = [{"id": area, "name": area, "divisions": [area]} for area in town_of]
    config.write_text(json.dumps(settings))
    shared_config(config, store, **more)
    return config


def test_a_second_instance_is_refused_on_a_file_and_shares_the_work_on_postgresql(
    tmp_path: Path, cluster: Cluster
) -> None:
    store = cluster.database()
    with FeedServer() as feeds, Ledger() as hook:
        config = quick_config(tmp_path, feeds, {"hook": hook}, read=FEEDS)
        with running(config) as first:
            first.await_event("ready")
            second = worker(config, "second")
            second.start()
            assert second.process.wait(120) == 75
            assert f"held by process {first.process.pid}" in second.tail()
            assert first.terminate(120) == 0
        shared_config(config, store)
        with crew(config, 2) as workers:
            until(
                lambda: len(set(holders(store, "feed").values()) - {0}) == 2,
                what="shared",
                patience_s=120.0,
            )
            for number, area in enumerate(list(TOWNS)[:16]):
                feeds.add(FEEDS[number % len(FEEDS)], story(area))
            until(lambda: len(hook.areas()) == 16, what=workers[0].tail())
            until(lambda: settled(store), 120.0, what="all recorded")
            assert [each.terminate(120) for each in workers] == [0, 0]
        assert set(holders(store, "feed").values()) == {0}
        assert set(Counter(hook.keys).values()) == {1}


def test_workers_killed_or_stopped_at_random_lose_nothing_and_repeat_only_what_was_under_way(
    tmp_path: Path, cluster: Cluster
) -> None:
    store, town_of = cluster.database(), dict(towns(CHAOS_STORIES))
    areas = set(town_of)
    with FeedServer() as feeds, Ledger() as hook:
        config = chaos_config(tmp_path, store, feeds, hook, town_of, lease=CHAOS_LEASE)
        with crew(config, CHAOS_WORKERS) as workers:
            chaos = Chaos(
                store=store,
                feeds=feeds,
                wires=WIRES,
                towns=town_of,
                workers=workers,
                chance=random.Random(20190128),  # noqa: S311  the same moments in every run
            )
            chaos.last(
                CHAOS_S,
                Chaos.harm,
                every_s=CHAOS_EVERY_S,
                enough=lambda: bool(chaos.kills and chaos.freezes),
            )
            until(
                lambda: set(alerts_of(hook)) == areas,
                120.0 + CHAOS_S,
                what=lambda: f"{areas - set(alerts_of(hook))}\n{workers[0].tail()}",
                look_s=0.5,
            )
            until(lambda: settled(store), 120.0 + CHAOS_S, what=lambda: str(states(store)))
            assert [each.terminate(120) for each in workers] == [0] * CHAOS_WORKERS
        again = repeats(hook, chaos.kills + chaos.freezes)
        assert all(len(alerts) == 1 for alerts in alerts_of(hook).values())
        twice = "SELECT area FROM alert_versions WHERE reason = 'new' GROUP BY area"
        assert not asked(store, f"{twice} HAVING count(*) > 1")
        # One report that two workers read at once is one story.
        stories = "SELECT area FROM claims GROUP BY area HAVING count(DISTINCT story) > 1"
        assert not asked(store, stories)
        print(  # noqa: T201
            f"{chaos.kills} kills and {chaos.freezes} freezes in {CHAOS_S:.0f} s, {CHAOS_WORKERS}"
            f" workers: {len(areas)} areas, {len(set(hook.keys))} notifications, lost 0,"
            f" repeats {again}"
        )
