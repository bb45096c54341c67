"""Storage is tested alike upon every database; a new one is a new line in `_DATABASES`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore

#: how each database is addressed, given an empty folder
_DATABASES: dict[str, Callable[[Path], str]] = {
    "sqlite-memory": lambda _: "sqlite://",
    "sqlite-file": lambda folder: f"sqlite:///{folder}/warnd.db",
}


@pytest.fixture(params=_DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return _DATABASES[request.param](tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    opened = open_store(url, exclusive=True)
    yield opened
    opened.close()


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/warnd.db"
