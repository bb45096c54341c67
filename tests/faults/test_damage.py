"""Row F8: a database that is damaged, cut short, swapped or of a newer warnd at the start."""

import contextlib
import json
import shutil
import sqlite3
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.stories import quick_config, story
from tests.live import running, until
from tests.loopback import FeedServer, Ledger, free_address


def warnd(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "warnd", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def reasons(sink: Ledger) -> list[str]:
    return [post["reason"] for _, post in list(sink.posts) if post.get("type") == "feed-notice"]


def is_restored(sink: Ledger) -> bool:
    return reasons(sink) == ["store-restored"]


def flip(database: Path, table: str = "articles") -> None:
    """Flip the byte that says what sort of page the root of a table is."""
    with contextlib.closing(sqlite3.connect(database)) as reader:
        row = reader.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
        (page,) = row.fetchone()
        (size,) = reader.execute("PRAGMA page_size").fetchone()
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        (sort,) = file.read(1)
        file.seek((page - 1) * size)
        file.write(bytes([sort ^ 0xFF]))


def test_a_damaged_database_gives_way_to_a_backup_and_everybody_hears_of_it(
    tmp_path: Path,
) -> None:
    database = tmp_path / "warnd.db"
    with FeedServer() as feeds, Ledger() as duty, Ledger() as ops:
        config = quick_config(tmp_path, feeds, {"duty": duty, "ops": ops})
        settings = json.loads(config.read_text())
        config.write_text(json.dumps({**settings, "routes": [{"to": ["duty"]}]}))
        with running(config) as daemon:
            feeds.add("wire", story("SY-ID"))
            until(lambda: "SY-ID" in duty.areas(), what=daemon.tail)
            until(lambda: daemon.event("delivered"), what=daemon.tail)
            backed_up = warnd("db", "backup", "--config", config)
            assert backed_up.returncode == 0, backed_up.stderr
        flip(database)
        damaged = database.read_bytes()

        with running(config) as daemon:
            event = daemon.await_event("database_repaired")
            assert Path(event["damaged"]).read_bytes() == damaged
            assert event["backup"] is not None
            for sink in (duty, ops):  # no route tells `ops`, and it hears all the same
                until(partial(is_restored, sink), what=daemon.tail)
            feeds.add("wire", story("UA-63"))
            until(lambda: "UA-63" in duty.areas(), what=daemon.tail)
        told = [post for _, post in duty.posts if post.get("area")]
        assert [post["area"]["id"] for post in told].count("SY-ID") == 1

        shutil.rmtree(tmp_path / "backups")
        database.write_bytes(b"a letter to somebody" * 500)
        with running(config) as daemon:
            assert daemon.await_event("database_repaired")["backup"] is None
            until(lambda: reasons(ops) == ["store-restored", "store-lost"], what=daemon.tail)
            feeds.add("wire", story("SD-KH"))
            until(lambda: "SD-KH" in duty.areas(), what=daemon.tail)


def test_damage_is_found_by_the_weekly_look_and_mended_at_the_next_start(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as ops:
        config = quick_config(tmp_path, feeds, {"ops": ops})
        with running(config, **clock.environment) as daemon:
            daemon.await_event("ready")
            assert warnd("db", "backup", "--config", config).returncode == 0
            flip(tmp_path / "warnd.db", "feedback")
            clock.pass_by(timedelta(days=8))
            daemon.await_event("database_damaged")
            until(lambda: "store-damaged" in reasons(ops), what=daemon.tail)
            health = json.loads(daemon.get("/healthz")[1])
            assert any("the database is damaged" in why for why in health["degraded"])
            assert (tmp_path / "warnd.db.suspect").exists()
        with running(config, **clock.environment) as daemon:
            assert daemon.await_event("database_repaired")["backup"] is not None
            until(lambda: "store-restored" in reasons(ops), what=daemon.tail)
            assert not (tmp_path / "warnd.db.suspect").exists()


def test_a_database_of_a_newer_warnd_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    with FeedServer() as feeds:
        config = quick_config(tmp_path, feeds, {"duty": free_address()})
        with running(config) as daemon:
            daemon.await_event("ready")
        database = tmp_path / "warnd.db"
        with contextlib.closing(sqlite3.connect(database)) as writer:
            writer.execute("UPDATE warnd_schema SET version_num = '9999'")
            writer.commit()
        before = database.read_bytes()
        ended = warnd("run", "--config", config)
    assert ended.returncode == 1
    assert "schema 9999, which is newer than this warnd" in ended.stderr
    assert "run the newer warnd" in ended.stderr
    assert database.read_bytes() == before
