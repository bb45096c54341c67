"""How soon a daemon is ready, and what it holds: a million stored articles, a thousand feeds.

    python benchmarks/start.py [--articles 1000000] [--feeds 1000] [--starts 5] [--keep FOLDER]

The database is made by the daemon's own store, which writes a handful of articles, and then by SQL,
which copies them. Told are: the database; for each start the seconds until the service manager is
told READY=1, the processor time of that, and whether scikit-learn had been loaded by then; and the
memory of daemon and children once every feed was read, a minute after that, and at its highest.
What has to read the disk differs between the first start and the others.
"""

import argparse
import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from polling import configured
from storage import LOUD, sample_article, sample_claims

from tests.loopback import ServiceSocket
from warnd.articles.sketch import pack, sketch_of
from warnd.daemon.compose import shipped_gazetteer
from warnd.model.article import Article
from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import ArticleId, StoryId
from warnd.storage.connect import open_store
from warnd.storage.gazetteer import load_names

_TICKS = os.sysconf("SC_CLK_TCK")
_MB = 1_000_000
#: what the service must keep to
_READY_S, _MEMORY_MB = 3.0, 300
#: over how many days the articles lie, and for how many of them claims are still weighed
_DAYS, _WEIGHED_DAYS = 400, 30
#: one article in so many claims something
_LOUD = 5
#: characters of a text, and how many articles are copied in one transaction
_TEXT, _AT_ONCE = 750, 50_000
#: how long the first reading of all feeds may take, in seconds
_PATIENCE_S = 600

_SEEN = datetime(2026, 1, 1, tzinfo=UTC)
_PROTOTYPE = "prototype"
_COUNTED = (
    "WITH RECURSIVE counted(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM counted"
    " WHERE n + 1 < :last)"
)
#: how long ago the nth article was first seen, and what is made of its number
_AT = "strftime('%Y-%m-%d %H:%M:%f000', :now - 86400.0 * :days * (:all - n) / :all, 'unixepoch')"
_ID, _OF = "printf('%016x', n)", "'feed' || (n % :feeds)"
_ADDRESS = "'https://feed' || (n % :feeds) || '.example/' || n"
#: the tables, which articles have a row there, and what differs from the prototype's row
_COPIED = {
    "articles": ("1", {
        "id": _ID, "feed": _OF, "url": _ADDRESS, "published": _AT, "first_seen": _AT,
        "story": _ID, "publisher": "'Publisher ' || (n % :feeds)",
        "text": "substr(replace(hex(randomblob(:text / 2)), 'A', ' '), 1, :text)",
    }),
    "entry_keys": ("1", {
        "feed": _OF, "key": f"'id:' || {_ADDRESS}", "article": _ID, "seen": _AT,
    }),
    "fingerprints": ("1", {
        "article": _ID, "fingerprint": "lower(hex(randomblob(8)))", "story": _ID, "feed": _OF,
        "publisher": "'Publisher ' || (n % :feeds)", "url": _ADDRESS, "seen": _AT,
        "signature": "randomblob(length(signature))",
    }),
    "places": ("1", {"article": _ID}),
    "signals": ("n % :loud = 0", {"article": _ID}),
    "claims": ("n % :loud = 0 AND n > :all * (1 - 1.0 * :weighed / :days)", {
        "id": "n + 10", "article": _ID, "url": _ADDRESS, "at": _AT, "story": _ID,
        "area": "(SELECT code FROM codes WHERE codes.rowid = 1 + n / :loud % :codes)",
    }),
}  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=1_000_000)
    arguments.add_argument("--feeds", type=int, default=1000)
    arguments.add_argument("--starts", type=int, default=5)
    arguments.add_argument("--keep", type=Path, help="a folder whose database is used again")
    given = arguments.parse_args()
    with _folder(given.keep) as folder, _served() as port:
        config = configured(folder, port, given.feeds, 300)
        database = folder / "warnd.db"
        if not database.exists():
            filled(database, given.articles, given.feeds)
        print(f"database: {database.stat().st_size / _MB:.0f} MB, {given.articles} articles")
        took = [started(config) for _ in range(given.starts)]
        print(
            f"ready after {median(took):.2f} s, the middle of {given.starts} (at most {_READY_S:g})"
        )
        held(config, given.feeds)


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="warnd-start-") as folder:
        yield Path(folder)


@contextlib.contextmanager
def _served() -> Iterator[int]:
    """Serve the feeds of `benchmarks.polling` from a process of their own."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.polling", "--serve"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        yield int(server.stdout.readline())
        server.terminate()


def filled(database: Path, articles: int, feeds: int) -> None:
    """Make a database that holds so many articles, and what belongs to them."""
    _prototype(database)
    names = load_names(shipped_gazetteer())
    codes = [(code,) for code, *_ in (*names.countries(), *names.divisions())]
    with contextlib.closing(sqlite3.connect(database, isolation_level=None)) as store:
        store.execute("PRAGMA synchronous=OFF")
        store.execute("CREATE TEMP TABLE codes (code TEXT)")
        store.executemany("INSERT INTO codes VALUES (?)", codes)
        fixed = {
            "all": articles, "feeds": feeds, "now": time.time(), "days": _DAYS, "loud": _LOUD,  # noqa: TID251
            "text": _TEXT, "weighed": _WEIGHED_DAYS, "codes": len(codes),
        }  # fmt: skip
        for first in range(0, articles, _AT_ONCE):
            store.execute("BEGIN")
            for table in _COPIED:
                _copy(
                    store, table, {**fixed, "first": first, "last": min(articles, first + _AT_ONCE)}
                )
            store.execute("COMMIT")


def _prototype(database: Path) -> None:
    """Have the daemon's own store write one article, with all that belongs to it."""
    store = open_store(f"sqlite:///{database}", exclusive=True)
    article = replace(sample_article(), id=ArticleId(_PROTOTYPE), first_seen=_SEEN)
    (claim,) = sample_claims(1)
    with store.transaction() as transaction:
        transaction.add_article(article, LOUD)
        transaction.remember_keys(article.feed, {"id:prototype": article.id}, _SEEN)
        transaction.put_fingerprints([_fingerprint(article)])
        transaction.add_claims([replace(claim, article=article.id)])
    store.close()


def _fingerprint(article: Article) -> Fingerprint:
    return Fingerprint(
        article=article.id,
        fingerprint="0" * 16,
        story=StoryId(article.id),
        feed=article.feed,
        publisher=article.source.publisher,
        origin=article.source.origin,
        language=article.language,
        url=article.url,
        seen=_SEEN,
        signature=pack(sketch_of(article)),
    )


def _copy(store: sqlite3.Connection, table: str, values: Mapping[str, object]) -> None:
    """Copy the rows of the prototype for the articles from `first` to `last`."""
    which, differs = _COPIED[table]
    columns = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
    key = "id" if table == "articles" else "article"
    taken = ", ".join(differs.get(column, f'"{column}"') for column in columns)
    quoted = ", ".join(f'"{column}"' for column in columns)
    store.execute(
        f"INSERT INTO {table} ({quoted}) {_COUNTED} SELECT {taken} FROM counted,"  # noqa: S608  ours
        f" (SELECT * FROM {table} WHERE {key} = '{_PROTOTYPE}') WHERE {which}",
        values,
    )


def started(config: Path) -> float:
    """Start a daemon, end it, and give the seconds until it was ready."""
    with running(config) as (pid, ready_s, cpu_s):
        mapped = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")
        print(f"ready after {ready_s:.2f} s, {cpu_s:.2f} s of processor; "
              f"scikit-learn {'is' if 'sklearn' in mapped else 'is not'} loaded")  # fmt: skip
    return ready_s


def held(config: Path, feeds: int) -> None:
    """Tell what a daemon holds in memory once it has read all its feeds."""
    with running(config) as (pid, _, _):
        began = time.monotonic()
        print(f"ready: {_told(pid)}")
        while _read(config) < feeds and time.monotonic() - began < _PATIENCE_S:
            time.sleep(1)  # noqa: TID251
        print(f"{_read(config)} feeds read after {time.monotonic() - began:.0f} s: {_told(pid)}")
        time.sleep(60)  # noqa: TID251
        print(f"a minute later: {_told(pid)} (at most {_MEMORY_MB} MB)")


@contextlib.contextmanager
def running(config: Path) -> Iterator[tuple[int, float, float]]:
    """Run a daemon; give its number, and the seconds until it was ready: real ones, and of work."""
    log = config.with_suffix(".log")
    with ServiceSocket() as manager, log.open("wb") as out:
        began = time.monotonic()
        process = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "warnd", "run", "--config", str(config)],
            stdout=out, stderr=out, env={**os.environ, "NOTIFY_SOCKET": manager.address},
        )  # fmt: skip
        try:
            while "READY=1" not in manager.lines:
                assert process.poll() is None, log.read_text()[-2000:]
                time.sleep(0.01)  # noqa: TID251
            yield process.pid, time.monotonic() - began, _cpu_s(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / _TICKS


def _read(config: Path) -> int:
    """Give how many feeds were read since the daemon started."""
    found = re.search(r'"address": "([^"]+)", "event": "listening"',
                      config.with_suffix(".log").read_text())  # fmt: skip
    if not found:
        return 0
    with urllib.request.urlopen(f"http://{found[1]}/metrics", timeout=60) as answer:
        return len(set(re.findall(r'^warnd_feed_polls_total{feed="(\w+)"', answer.read().decode(),
                                  re.MULTILINE)))  # fmt: skip


def _told(pid: int) -> str:
    numbers = {
        name: int(size) * 1024 / _MB
        for name, size in re.findall(
            r"(VmRSS|VmHWM):\s+(\d+)", Path(f"/proc/{pid}/status").read_text()
        )
    }
    return f"memory {numbers['VmRSS']:.0f} MB, at its highest {numbers['VmHWM']:.0f} MB"


if __name__ == "__main__":
    main()
