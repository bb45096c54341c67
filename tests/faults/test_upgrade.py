"""Old databases, old backups and newer schemas (FAULTS, row 52).

`WARND_STATEMENTS=all` kills the daemon before every statement that it sends while it migrates.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.faults.stored import titles
from tests.faults.stories import quick_config, story
from tests.faults.test_power import PATHS
from tests.live import Warnd, running, until
from tests.loopback import FeedServer, Item, Ledger
from tests.storage.first import FIRST, write_first
from warnd.storage import schema

#: statements before which it is killed: the first few, some in the middle of it, and past it
SOME = (3, 9, 27, 60, 120)
#: daemons at once
AT_ONCE = 3


def revision(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as read:
        assert read.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        return str(read.execute("SELECT version_num FROM warnd_schema").fetchone()[0])


def shape(path: Path) -> dict[str, object]:
    """Give the tables of a database with their columns, and its indexes with theirs."""
    found: dict[str, object] = {}
    with contextlib.closing(sqlite3.connect(path)) as read:
        tables = read.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            columns = read.execute(f"PRAGMA table_info({table})").fetchall()
            found[table] = sorted((each[1], each[2], each[3], each[5] > 0) for each in columns)
            for index in read.execute(f"PRAGMA index_list({table})").fetchall():
                if not index[1].startswith("sqlite_autoindex"):
                    inner = read.execute(f"PRAGMA index_info({index[1]})").fetchall()
                    found[index[1]] = (table, index[2], [each[2] for each in inner])
            keys = read.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            found[f"{table}, keys"] = sorted((each[2], each[3], each[4]) for each in keys)
    return found


def killed(folder: Path, old: Path, config: Path, statement: int) -> Warnd:
    """Start a daemon on a copy of a database; it kills itself before one of its statements."""
    folder.mkdir()
    shutil.copyfile(old, folder / "warnd.db")
    settings = json.loads(config.read_text())
    own = folder / "warnd.yaml"
    own.write_text(json.dumps({**settings, "store": f"sqlite:///{folder / 'warnd.db'}"}))
    warnd = Warnd(own, own.with_suffix(".log"))
    warnd.start(**PATHS, FAIL_AT=f"statement:{statement}")
    return warnd


def test_a_kill_in_a_migration_leaves_one_schema_whole_and_the_next_start_ends_it(
    tmp_path: Path,
) -> None:
    old = tmp_path / "old.db"
    write_first(old, feed="wire", key="id:story-SY-ID")
    (tmp_path / "fresh").mkdir()
    newest = schema.newest_revision()
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        config.write_text(json.dumps({**json.loads(config.read_text()), "feeds": []}))
        found: list[str] = []
        each_of_all = os.environ.get("WARND_STATEMENTS") == "all"
        wanted = list(range(1, 400)) if each_of_all else list(SOME)
        while wanted and not (each_of_all and found[-AT_ONCE:] == [newest] * AT_ONCE):
            some, wanted = wanted[:AT_ONCE], wanted[AT_ONCE:]
            begun = [killed(tmp_path / f"at-{nth}", old, config, nth) for nth in some]
            for warnd in begun:
                warnd.process.wait(120)
                database = warnd.config.with_name("warnd.db")
                found.append(revision(database))
                if found[-1] == newest:
                    copy = database.with_name(f"warnd.db.before-{newest}")
                    assert revision(copy) == FIRST, "a copy was laid beside it before"
        assert set(found) == {FIRST, newest}, "it was killed on both sides of it"
        assert found == sorted(found)

        half = begun[0].config if found[0] == FIRST else tmp_path / f"at-{SOME[0]}" / "warnd.yaml"
        settings = json.loads(half.read_text())
        wire = json.loads(quick_config(tmp_path / "fresh", feeds, {"hook": ledger}).read_text())
        half.write_text(json.dumps({**settings, "feeds": wire["feeds"]}))
        feeds.add("wire", story("SY-ID"))
        feeds.add("wire", story("UA-63"))
        with running(half) as warnd:
            until(lambda: "UA-63" in ledger.areas(), what=warnd.tail)
            assert warnd.terminate() == 0
        assert ledger.areas() == {"UA-63"}, "what the old one had seen is not new"
        with running(tmp_path / "fresh" / "warnd.yaml") as warnd:
            warnd.await_event("ready")
            assert warnd.terminate() == 0
    assert shape(half.with_name("warnd.db")) == shape(tmp_path / "fresh" / "warnd.db")


def warnd_command(config: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "warnd", *words, "--config", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )


def test_after_an_old_backup_is_restored_what_came_since_is_told_again_and_marked(
    tmp_path: Path,
) -> None:
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        backup = tmp_path / "kept"
        with running(config) as warnd:
            feeds.add("wire", story("SY-ID"))
            until(lambda: ledger.areas() == {"SY-ID"}, what=warnd.tail)
            told = warnd_command(config, "db", "backup", "--to", str(backup))
            assert told.returncode == 0, told.stdout
            feeds.add("wire", story("UA-63"))
            until(lambda: "UA-63" in ledger.areas(), what=warnd.tail)
            assert warnd.terminate() == 0
        (copy,) = backup.iterdir()
        told = warnd_command(config, "db", "restore", str(copy))
        assert told.returncode == 0, told.stdout
        before = len(ledger.posts)
        assert not any(post.get("may_repeat") for _, post in ledger.posts)
        with running(config) as warnd:
            until(lambda: len(ledger.posts) > before, what=warnd.tail)
            feeds.add("wire", story("YE-TA"))
            until(lambda: "YE-TA" in ledger.areas(), what=warnd.tail)
            assert warnd.terminate() == 0
        again = {post["area"]["id"]: post for _, post in ledger.posts[before:]}
        assert set(again) == {"UA-63", "YE-TA"}, "what the backup knows of is not told again"
        for post in again.values():
            assert post["may_repeat"] is True
            assert post["headline"].endswith("(may repeat after restore)")
            assert "may repeat after restore" in post["text"].removeprefix(post["headline"])


def test_a_database_of_a_newer_warnd_is_refused_and_not_touched(tmp_path: Path) -> None:
    with FeedServer() as feeds, Ledger() as ledger:
        feeds.add("wire", Item(id="one", title="Market day", text="Prices held."))
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config) as warnd:
            until(lambda: titles(config, "wire") == {"Market day"}, what=warnd.tail)
            assert warnd.terminate() == 0
        database = config.with_name("warnd.db")
        with contextlib.closing(sqlite3.connect(database)) as writing, writing:
            writing.execute("UPDATE warnd_schema SET version_num = '9999'")
        before = database.read_bytes()
        with running(config) as warnd:
            assert warnd.process.wait(60) != 0
            assert "9999" in warnd.tail()
            assert "newer" in warnd.tail()
            assert "Traceback" not in warnd.tail()
        for words in (("db", "upgrade"), ("db", "prune"), ("alerts", "list"), ("status",)):
            told = warnd_command(config, *words)
            assert (told.returncode != 0, "newer" in told.stdout) == (True, True), told.stdout
        assert database.read_bytes() == before
        assert ledger.posts == []
