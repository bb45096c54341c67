import json
import os
import socket
import sys
from datetime import timedelta
from threading import Event

import pytest
from distributed import LocalCluster

from tests.unit.builders import NOW
from tests.unit.judging import WordReader
from warnd.errors import ClusterUnreachable, WorkersLost
from warnd.replay import workers
from warnd.replay.ahead import CHUNK, Read, Readers, read_ahead, read_here
from warnd.replay.workers import cluster, cores, processes

LINES = [
    json.dumps(
        {
            "id": f"a{number}",
            "text": "shelling airstrike",
            "published": (NOW + timedelta(hours=number)).isoformat(),
        }
    )
    for number in range(3 * CHUNK + 1)
]


def readers() -> Readers:
    return Readers(makers=(("words", WordReader),))


def here() -> list[Read]:
    return list(read_here(LINES, readers()))


def test_processes_read_what_this_one_reads() -> None:
    with processes(2) as (executor, number):
        assert list(read_ahead(LINES, readers(), executor, number)) == here()


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(WorkersLost, match="try fewer"), processes(1) as (executor, _):
        executor.submit(os._exit, 1).result()


def local_cluster(workers: int) -> LocalCluster:
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=2,
        processes=False,
        protocol="tcp",
        dashboard_address=None,
    )


def test_a_cluster_reads_what_this_process_reads() -> None:
    with local_cluster(1) as local, cluster(local.scheduler_address) as (executor, threads):
        assert local.scheduler_address.startswith("tcp://")
        assert threads == 2
        assert list(read_ahead(LINES, readers(), executor, threads)) == here()


#: holds the workers of a cluster in this process up
GO = Event()


def read_for_long() -> bool:
    return GO.wait(30)


def cancelled(address: str) -> None:
    with cluster(address) as (executor, _):
        result = executor.submit(read_for_long)
        result.cancel()  # as whatever is under way when its scheduler is gone
        result.result()


def test_a_cluster_that_goes_away_is_told() -> None:
    with local_cluster(1) as local:
        with pytest.raises(WorkersLost, match="went away"):
            cancelled(local.scheduler_address)
        GO.set()


def refused(address: str) -> str:
    with pytest.raises(ClusterUnreachable) as told, cluster(address):
        pass
    return str(told.value)


def test_without_dask_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'warnd[dask]'" in refused("tcp://127.0.0.1:1")


def test_there_is_a_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_a_cluster_without_workers_is_told() -> None:
    with local_cluster(0) as local:
        assert refused(local.scheduler_address).endswith("the cluster has no workers")


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ANSWER_WITHIN_S", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: whoever dials is refused
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        assert f"{address}: no Dask scheduler answers there" in refused(address)


@pytest.mark.parametrize("address", ["nonsense", "ftp://127.0.0.1:1"])
def test_what_is_no_address_of_a_scheduler_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "ANSWER_WITHIN_S", 0.5)
    assert refused(address).startswith(f"{address}: no Dask scheduler answers there")
