"""Tests of several workers need PostgreSQL, which is not on every machine; CI installs it."""

import os
from collections.abc import Iterator

import pytest

from tests.storage.postgresql import Cluster, programs, serving

#: left out where there is no PostgreSQL, unless CI says that there is
collect_ignore = (
    []
    if programs() is not None or "WARND_TEST_POSTGRESQL" in os.environ
    else ["test_workers.py", "test_postgresql.py", "test_moved.py"]
)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    binaries = programs()
    assert binaries is not None, "PostgreSQL should be here, and is not"
    with serving(binaries) as running:
        yield running


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """Give a server that a test may stop."""
    binaries = programs()
    assert binaries is not None, "PostgreSQL should be here, and is not"
    with serving(binaries) as running:
        yield running
