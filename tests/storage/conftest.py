"""Storage is tested alike upon every database; a new one is a new line in `_DATABASES`."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.storage.postgresql import Cluster, programs, serving
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore

#: how each database is addressed, given an empty folder
_DATABASES: dict[str, Callable[[Path], str]] = {
    "sqlite-memory": lambda _: "sqlite://",
    "sqlite-file": lambda folder: f"sqlite:///{folder}/warnd.db",
}
#: a server is not on every machine; CI installs one, and says so with this
_POSTGRESQL = "postgresql"
_HAS_POSTGRESQL = programs() is not None or "WARND_TEST_POSTGRESQL" in os.environ
#: what only PostgreSQL does is left out without it
collect_ignore = [] if _HAS_POSTGRESQL else ["test_crew.py", "test_rounds.py"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    binaries = programs()
    assert binaries is not None, "PostgreSQL should be here, and is not"
    with serving(binaries) as running:
        yield running


@pytest.fixture(params=[*_DATABASES, *([_POSTGRESQL] if _HAS_POSTGRESQL else [])])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == _POSTGRESQL:
        running: Cluster = request.getfixturevalue("cluster")
        return running.database()
    return _DATABASES[request.param](tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    opened = open_store(url, exclusive=True)
    yield opened
    opened.close()


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/warnd.db"
