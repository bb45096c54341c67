"""A crash or a locked database at the worst moments: nothing is lost, repeats are marked."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tests.faults.stories import quick_config, story
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Ledger


@contextlib.contextmanager
def locked(config: Path) -> Iterator[None]:
    """Keep the database locked, as another process might."""
    database = config.with_name("warnd.db")
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")


def test_a_crash_after_the_answer_and_before_the_commit_loses_no_entry(tmp_path: Path) -> None:
    """FAULTS, row 2: the server gives its new ETag, the process dies before it is stored with the
    entries. Had it been stored alone, the server would answer 304 for ever.
    """
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config) as warnd:
            warnd.await_event("ready")
            until(lambda: any(asked.status == 304 for asked in feeds.requests), what="a 304")
            with locked(config):
                feeds.add("wire", story("SY-ID"))
                until(lambda: feeds.requests[-1].status == 200, what="the story was answered")
                warnd.kill()
            assert ledger.posts == []
            before = len(feeds.requests)
            warnd.start()
            until(lambda: ledger.areas() == {"SY-ID"}, what="the alert")
            assert [asked.status for asked in feeds.requests[before : before + 1]] == [200]
            assert feeds.requests[before].etag == '"0"'
            assert warnd.terminate() == 0


def test_no_moment_has_the_validators_without_the_entries(tmp_path: Path) -> None:
    """FAULTS, row 2, from the other side: whatever is committed at any moment is what a crash at
    that moment leaves, so the database is looked at all the while.
    """
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config) as warnd:
            warnd.await_event("ready")
            until(lambda: any(asked.status == 304 for asked in feeds.requests), what="a 304")
            feeds.add("wire", story("SY-ID"))
            seen: list[tuple[str, int]] = []

            def told() -> bool:
                seen.append(known(config))
                return len(ledger.posts) > 0

            until(told, what="the alert", look_s=0.0)
            seen.append(known(config))
        assert seen[0] == ('"0"', 0)
        assert seen[-1] == ('"1"', 1)
        assert set(seen) == {('"0"', 0), ('"1"', 1)}


def known(config: Path) -> tuple[str, int]:
    """Give the ETag that is stored for the feed, and how many notifications are."""
    database = config.with_name("warnd.db")
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        row = connection.execute(
            "SELECT (SELECT etag FROM feeds WHERE feed = 'wire'),"
            " (SELECT count(*) FROM notifications)"
        ).fetchone()
    return str(row[0]), int(row[1])


def test_a_crash_while_a_message_is_under_way_repeats_it_marked_under_one_key(
    tmp_path: Path,
) -> None:
    """FAULTS, row 3."""
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config) as warnd:
            ledger.gate.clear()
            feeds.add("wire", story("SY-ID"))
            until(lambda: ledger.posts, what="the first try")
            assert outbox(config) == {"sending": 1}
            warnd.kill()
            ledger.gate.set()
            warnd.start()
            until(lambda: len(ledger.posts) == 2, what="the repeat")
            until(lambda: outbox(config) == {"delivered": 1}, what="recorded")
            assert warnd.await_event("resending_in_flight")["notifications"] == 1
        (first, first_post), (second, second_post) = ledger.posts
        assert first == second
        assert "may_repeat" not in first_post
        assert second_post["may_repeat"] is True
        assert "may be a repeat" in second_post["headline"]


def test_a_database_locked_for_longer_than_a_statement_waits_loses_nothing(tmp_path: Path) -> None:
    """FAULTS, row 7: keep on, never exit."""
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config) as warnd:
            warnd.await_event("ready")
            until(lambda: any(asked.status == 304 for asked in feeds.requests), what="a 304")
            ledger.gate.clear()
            feeds.add("wire", story("SY-ID"))
            until(lambda: ledger.posts, what="the message is under way")
            with locked(config):
                ledger.gate.set()
                feeds.add("wire", story("SY-HM"))
                warnd.await_event("store_busy")
            until(lambda: ledger.areas() == {"SY-ID", "SY-HM"}, what="both alerts")
            until(lambda: outbox(config) == {"delivered": 2}, what="both recorded")
            assert not warnd.ended
            assert len(ledger.keys) == 2
            assert warnd.terminate() == 0
