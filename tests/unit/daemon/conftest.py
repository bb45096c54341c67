from collections.abc import Iterator

import pytest

from tests.unit.builders import NOW
from warnd.daemon.worker import Worker
from warnd.replay.clock import SimulatedClock
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def worker() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.close()


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(NOW)
