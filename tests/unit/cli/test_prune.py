"""`warnd db prune`: what was kept long enough goes, and the numbers are told."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.storage.records import QUIET, article
from tests.unit.cli.conftest import run
from warnd.daemon.timing.clock import SystemClock
from warnd.model.identifiers import FeedId
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore

NOW = SystemClock().now()


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def stored(config: Path, *, exclusive: bool = False) -> SqlStore:
    return open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=exclusive)


@pytest.fixture
def filled(config: Path) -> Path:
    """Give a configuration whose database holds raw bytes and texts, one of each too old."""
    store = stored(config, exclusive=True)
    with store.transaction() as transaction:
        for days in (6, 8):
            body = [f"{days} days".encode()]
            transaction.add_raw(FeedId("valley"), days_ago(days), "", "", body, readable=False)
        for days in (89, 91):
            text = article(f"a{days}", first_seen=days_ago(days), published=days_ago(days))
            transaction.add_article(text, QUIET)
    store.close()
    return config


def kept(config: Path) -> tuple[int, int]:
    store = stored(config)
    with store.transaction() as transaction:
        counts = len(transaction.quarantined(10)), transaction.count_articles()
    store.close()
    return counts


def lines(output: str) -> dict[str, list[str]]:
    """Give the numbers at the end of each line of the table."""
    rows = [line.split() for line in output.splitlines()[1:]]
    return {" ".join(row[:2]): row[-2:] for row in rows if row}


def test_what_is_over_is_deleted_and_counted(filled: Path) -> None:
    result = run("db", "prune", "--config", filled)
    assert result.exit_code == 0, result.output
    assert kept(filled) == (1, 1)
    told = lines(result.stdout)
    assert told["entries as"] == ["1", "1"]
    assert told["texts of"] == ["1", "1"]
    assert told["keys of"] == ["0", "0"]


def test_a_dry_run_counts_and_deletes_nothing(filled: Path) -> None:
    result = run("db", "prune", "--dry-run", "--config", filled)
    assert result.exit_code == 0, result.output
    assert kept(filled) == (2, 2)
    assert lines(result.stdout)["texts of"][-1] == "1"
    assert "deleted" not in result.stdout


def test_a_database_that_the_daemon_holds_is_left_to_it(filled: Path) -> None:
    daemon = stored(filled, exclusive=True)
    result = run("db", "prune", "--config", filled)
    daemon.close()
    assert result.exit_code == 75
    assert kept(filled) == (2, 2)
