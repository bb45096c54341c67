"""What a running warnd has stored, read from the database beside its configuration."""

import contextlib
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def rows(config: Path, query: str, *values: object) -> Sequence[dict[str, Any]]:
    """Give the rows of a query, none while the database is not there yet."""
    database = config.with_name("warnd.db")
    try:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as read:
            read.row_factory = sqlite3.Row
            return [dict(row) for row in read.execute(query, values)]
    except sqlite3.OperationalError:
        return []


def feed_states(config: Path) -> dict[str, dict[str, Any]]:
    """Give what is stored of every feed, by its name."""
    return {row["feed"]: row for row in rows(config, "SELECT * FROM feeds")}


def titles(config: Path, feed: str) -> set[str]:
    """Give the titles of the articles that came from a feed."""
    return {row["title"] for row in rows(config, "SELECT title FROM articles WHERE feed = ?", feed)}


def moment(stored: str) -> datetime:
    """Give a stored moment."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
