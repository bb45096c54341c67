"""Several workers on one PostgreSQL share the work, and one takes over what another leaves.

FAULTS, rows 17 and 18.
"""

from collections import Counter
from pathlib import Path

from tests.faults.crews import crew, holders, shared_config, states, worker
from tests.faults.stories import TOWNS, quick_config, story
from tests.live import running, until
from tests.loopback import FeedServer, Ledger
from tests.storage.postgresql import Cluster

#: more feeds of one host than stay with one worker for its sake
FEEDS = [f"wire-{number}" for number in range(12)]


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
            assert second.process.wait(60) == 75
            assert f"held by process {first.process.pid}" in second.tail()
            assert first.terminate() == 0
        shared_config(config, store)
        with crew(config, 2) as workers:
            until(lambda: len(set(holders(store, "feed").values()) - {0}) == 2, what="shared")
            for number, area in enumerate(list(TOWNS)[:16]):
                feeds.add(FEEDS[number % len(FEEDS)], story(area))
            until(lambda: len(hook.areas()) == 16, 60.0, what=workers[0].tail())
            until(lambda: states(store).keys() == {"delivered"}, what="all recorded")
            assert [each.terminate() for each in workers] == [0, 0]
        assert set(holders(store, "feed").values()) == {0}
        assert set(Counter(hook.keys).values()) == {1}
