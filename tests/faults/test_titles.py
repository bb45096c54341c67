"""Titles that reach for metrics, log lines and SQL (FAULTS, S17 and S25)."""

import ast
import contextlib
import itertools
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tests.channels.hostile import EVERY
from tests.faults.stored import rows, titles
from tests.faults.stories import TOWNS, feed, quick_config
from tests.faults.terminals import Terminals
from tests.live import Warnd, running, until
from tests.loopback import FeedServer, Item, Ledger

_WARND = Path(__file__).parents[2] / "warnd"
#: feeds that are written to, and hostile titles in each: ten thousand together
FEEDS, EACH = 10, 1_000
#: those of them that come first
FIRST = 60
#: titles that say something to a database
SQL = (
    "Robert'); DROP TABLE articles;--",
    "' OR '1'='1",
    '" OR ""="',
    "'; UPDATE notifications SET state = 'DELIVERED'; --",
    "1; ATTACH DATABASE '/tmp/evil.db' AS evil",
    "x' UNION SELECT key, alert FROM notifications --",
    "%_%' ESCAPE '\\",
    "100%_of \\% and \\_ [a-z] GLOB '*'",
    'title:* NEAR(a b, 5) AND NOT ^c OR "d" {e f} : g',
    "MATCH 'x' rank MATCH 'bm25(1)'",
    "$1 ?1 :name @name %s %(name)s {name}",
    "\\'; DROP TABLE claims; --",
    "/* */ -- \\x00 \\u0000 ''''''''",
)
#: words that begin a statement
_STATEMENT = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|DROP|ALTER|ATTACH|WITH|SET|VACUUM|REPLACE)\b"
)
#: statements that are put together all the same, each of names or numbers of our own
OWN = {
    "storage/check.py": "the kind of check, one of two words",
    "storage/prune.py": "names of pragmas that stand in the file",
    "storage/sqlite.py": "settings that stand in the file",
    "storage/schema.py": "numbers that stand in the file",
    "storage/postgresql.py": "the number of a worker",
    "storage/migrations/versions/feeds_and_stories.py": "columns that stand in the file",
}


def hostile() -> Iterator[Item]:
    """Give entries with titles of strangers, no two alike, as far as XML takes them."""
    for number, text in enumerate(itertools.cycle((*SQL, *EVERY))):
        words = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd]", " ", text)[:120]
        yield Item(id=f"h{number} {words}", title=f"{words} {number}", text=f"Prices {words}.")


def series(warnd: Warnd) -> set[str]:
    """Give the names and labels of everything that is counted."""
    text = warnd.get("/metrics")[1]
    return {line.rpartition(" ")[0] for line in text.splitlines() if not line.startswith("#")}


def stored(config: Path) -> int:
    (found,) = rows(config, "SELECT count(*) AS number FROM entry_keys") or [{"number": 0}]
    return int(found["number"])


def test_ten_thousand_hostile_titles_make_no_series_and_no_line_of_their_own(
    tmp_path: Path,
) -> None:
    names = [f"f{number}" for number in range(FEEDS)]
    strangers = hostile()
    areas = list(TOWNS)[:4]
    with FeedServer() as feeds, Ledger() as ledger:
        for name in names:
            feeds.items[name] = list(itertools.islice(strangers, FIRST))
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        settings = json.loads(config.read_text())
        settings["feeds"] += [feed(feeds, name, first_poll="baseline") for name in names]
        config.write_text(json.dumps(settings))

        def tell(area: str) -> None:
            town, words = TOWNS[area], next(strangers).title
            text = f"Shelling was heard in {town}. The truce in {town} is over. {words}"
            feeds.add("wire", Item(id=words, title=f"Shelling heard in {town} {words}", text=text))
            until(lambda: area in ledger.areas(), what=warnd.tail)

        with running(config) as warnd:
            until(lambda: stored(config) >= FEEDS * FIRST, 120.0, what=warnd.tail)
            tell(areas[0])
            for name in names:
                feeds.add(name, next(strangers))
            until(lambda: stored(config) > FEEDS * (FIRST + 1), 120.0, what=warnd.tail)
            tell(areas[1])
            counted = 'warnd_outbox_pending{channel="hook"}'  # by a round that comes every so often
            until(lambda: counted in series(warnd), what=warnd.tail)
            before = series(warnd)
            for name in names:
                for item in itertools.islice(strangers, EACH - FIRST - 1):
                    feeds.add(name, item)
            until(lambda: stored(config) >= FEEDS * EACH, 180.0, what=warnd.tail)
            tell(areas[2])
            assert series(warnd) - before == set()
            assert warnd.get("/healthz")[0] == 200
            assert warnd.terminate() == 0
            lines = warnd.log.read_bytes().split(b"\n")
            events = warnd.events()
    assert lines[-1] == b""
    assert len(events) == len(lines) - 1, "one line is one event"
    assert len(events) < FEEDS * EACH / 10
    assert all({"event", "level", "ts"} <= event.keys() for event in events)
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", b"\n".join(lines))


def test_titles_of_sql_are_titles_and_nothing_else(tmp_path: Path) -> None:
    with FeedServer() as feeds, Ledger() as ledger, Terminals() as terminals:
        for area, words in zip(TOWNS, SQL, strict=False):
            town = TOWNS[area]
            text = f"Shelling was heard in {town}. The truce in {town} is over. {words}"
            feeds.add("wire", Item(id=words, title=f"Shelling heard in {town} {words}", text=text))
        areas = list(TOWNS)[: len(SQL)]
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        own = ("--config", str(config))
        with running(config) as warnd:
            until(lambda: ledger.areas() == set(areas), what=warnd.tail)
            wanted = {
                f"Shelling heard in {TOWNS[area]} {words}"
                for area, words in zip(areas, SQL, strict=True)
            }
            assert {" ".join(title.split()) for title in titles(config, "wire")} == {
                " ".join(title.split()) for title in wanted
            }
            before = counts(config)
            terminals.warm(["alerts", "list", *own], ["status", *own])
            for words in SQL:
                for asked in (("alerts", "show"), ("alerts", "why"), ("situations", "show")):
                    assert terminals.run(*asked, *own, "--", words).code == 1, words
                alert = ledger.posts[0][1]["alert"]
                noted = terminals.run("alerts", "ack", alert, "--note", words, *own)
                assert (noted.code, words.split()[0] in noted.text) == (0, True)
            after = counts(config)
            assert after.pop("acknowledgements", 0) >= before.pop("acknowledgements", 0)
            after.pop("acts")
            before.pop("acts")
            assert after == before
            assert warnd.terminate() == 0
    assert not Path("/tmp/evil.db").exists()  # noqa: S108


def counts(config: Path) -> dict[str, int]:
    """Give how many rows each table has."""
    with contextlib.closing(sqlite3.connect(config.with_name("warnd.db"))) as read:
        tables = read.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        queries = {name: f"SELECT count(*) FROM {name}" for (name,) in tables}  # noqa: S608  our own
        return {name: int(read.execute(query).fetchone()[0]) for name, query in queries.items()}


def put_together(source: str) -> Iterator[int]:
    """Give the lines on which a statement of SQL is put together of parts."""
    for node in ast.walk(ast.parse(source)):
        first: ast.expr | None = None
        if isinstance(node, ast.JoinedStr):
            first = node.values[0]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
            first = node.left
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            first = node.func.value if node.func.attr in {"format", "join", "replace"} else None
        if isinstance(first, ast.Constant) and _STATEMENT.match(str(first.value)):
            yield getattr(node, "lineno", 0)


def test_no_statement_is_put_together_of_what_was_read() -> None:
    found = {
        str(file.relative_to(_WARND))
        for file in _WARND.rglob("*.py")
        if list(put_together(file.read_text(encoding="utf-8")))
    }
    assert found <= set(OWN), "give values as parameters, or say why this is no value"
    assert "storage/sqlite.py" in found, "nothing is seen any more"


def test_what_is_put_together_is_seen() -> None:
    lines = (
        "a = f\"SELECT * FROM x WHERE y = '{z}'\"",
        'b = "DELETE FROM x WHERE y = %s" % z',
        'c = "INSERT INTO x VALUES (" + z',
        'd = "UPDATE x SET y = {}".format(z)',
        'e = f"Selected {z}"',
        'f = text("SELECT :z")',
    )
    assert sorted(put_together("\n".join(lines))) == [1, 2, 3, 4]
