"""Several warnd processes on one PostgreSQL, and what stands in it."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.live import Warnd

#: a lease of a few seconds: a test does not wait a minute for what a killed worker held
LEASE = "3s"


def shared_config(config: Path, store: str, **settings: Any) -> None:
    """Have a configuration store in a database that several share."""
    written = json.loads(config.read_text())
    config.write_text(json.dumps({**written, "store": store, "lease": LEASE, **settings}, indent=2))


def worker(config: Path, name: str) -> Warnd:
    """Give a process that is yet to be started, with a log of its own."""
    return Warnd(config, config.with_name(f"{name}.log"))


@contextlib.contextmanager
def crew(config: Path, size: int) -> Iterator[list[Warnd]]:
    """Run some workers until the block ends; those that do not end by themselves are killed."""
    workers = [worker(config, f"worker-{number}") for number in range(size)]
    try:
        for each in workers:
            each.start()
        for each in workers:
            each.await_event("ready", 240.0)
        yield workers
    finally:
        for each in workers:
            if not each.ended:
                each.ask_to_end()
        for each in workers:
            with contextlib.suppress(Exception):
                each.process.wait(90)
            if not each.ended:
                each.kill()


def asked(store: str, question: str) -> list[tuple[Any, ...]]:
    """Give the rows that answer a question in SQL; none while the database is away."""
    address = store.replace("postgresql+psycopg:", "postgresql:")
    with contextlib.suppress(psycopg.Error), psycopg.connect(address) as connection:
        return connection.execute(question.encode()).fetchall()
    return []


def states(store: str) -> dict[str, int]:
    """Give how many notifications stand in each state."""
    return dict(asked(store, "SELECT state, count(*) FROM notifications GROUP BY state"))


def holders(store: str, kind: str) -> dict[str, int]:
    """Give who holds each lease of a kind, such as `feed`."""
    found = asked(store, f"SELECT name, worker FROM leases WHERE name LIKE '{kind}:%'")  # noqa: S608
    return dict(found)
