"""Moving an installation from one database into another, row by row, counted and compared."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Table, extract, func, select, text

from warnd.errors import StoreInvalid
from warnd.storage.failures import translated
from warnd.storage.paged import page_after
from warnd.storage.schema import verify
from warnd.storage.tables import OF_WORKERS, metadata, workers

#: the tables that are moved, each after those that it refers to
_MOVED = tuple(table for table in metadata.sorted_tables if table not in OF_WORKERS)
#: rows that are held in memory at once
BATCH = 1000
#: workers whose leases have not run out
_RUNNING = select(func.count()).where(workers.c.until > extract("epoch", func.clock_timestamp()))
#: bytes of a row's digest; the digests of a table are added, so that their order does not matter
_DIGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What became of one table."""

    #: its name
    table: str
    #: how many rows it has, in both databases
    rows: int


def copy_all(
    source: Engine, target: Engine, on_rows: Callable[[str, int], None]
) -> tuple[Copied, ...]:
    """Copy every table of `source` into the empty `target`, in one transaction of it.

    Both have the schema of this program. `on_rows` is told of each batch. Every row is read back
    and compared before the transaction is committed.

    Raises StoreInvalid, and leaves `target` empty, when it holds records, a worker runs on one of
    them, or what was read back differs; StoreBusy when one of them is away.
    """
    verify(source)
    verify(target)
    with (
        translated("the databases"),
        source.connect() as reading,
        target.begin() as writing,
    ):
        with reading.begin():
            _make_ready(reading)
            _make_ready(writing)
            _refuse_filled(writing)
            read = {table.name: _copied(table, reading, writing, on_rows) for table in _MOVED}
        _compare(read, writing)
        _set_counters(writing)
    return tuple(Copied(table=name, rows=rows) for name, (rows, _) in read.items())


def count_all(engine: Engine) -> int:
    """Give how many rows a database holds."""
    with translated("the database"), engine.begin() as connection:
        return sum(_count(connection, table) for table in _MOVED)


def _make_ready(connection: Connection) -> None:
    """See that nobody else stores anything, and let what takes long take long."""
    if connection.dialect.name != "postgresql":
        return
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    if connection.execute(_RUNNING).scalar_one():
        raise StoreInvalid(
            "a worker runs on one of the databases; stop every `warnd run` that uses it first"
        )


def _refuse_filled(connection: Connection) -> None:
    for table in _MOVED:
        if _count(connection, table):
            raise StoreInvalid(
                f"the database to copy to holds records already (table {table.name}); give it an"
                " empty one"
            )


def _copied(
    table: Table, source: Connection, target: Connection, on_rows: Callable[[str, int], None]
) -> tuple[int, int]:
    """Copy a table; give how many rows it has and the sum of their digests."""
    rows, total = 0, 0
    for batch in _batches(table, source):
        values = [dict(row) for row in batch]
        target.execute(table.insert(), values)
        rows += len(values)
        total += sum(map(_digest, values))
        on_rows(table.name, len(values))
    return rows, total


def _compare(read: Mapping[str, tuple[int, int]], target: Connection) -> None:
    for table in _MOVED:
        rows, total = 0, 0
        for batch in _batches(table, target):
            rows += len(batch)
            total += sum(_digest(row) for row in batch)
        if (rows, total) != read[table.name]:
            raise StoreInvalid(
                f"the copy of {table.name} differs: {read[table.name][0]} rows were read and {rows}"
                " arrived, or some of them are not the same; nothing was kept"
            )


def _batches(table: Table, connection: Connection) -> Iterator[Sequence[RowMapping]]:
    key, last = tuple(table.primary_key), None
    while True:
        page = page_after(select(table), key, last, BATCH)
        rows = connection.execute(page).mappings().all()
        if rows:
            yield rows
            last = [rows[-1][each.name] for each in key]
        if len(rows) < BATCH:
            return


def _digest(row: Mapping[Any, Any]) -> int:
    told = "\0".join(repr(row[name]) for name in sorted(row))
    digest = hashlib.blake2b(told.encode("utf-8", "backslashreplace"), digest_size=_DIGEST)
    return int.from_bytes(digest.digest(), "big")


def _set_counters(connection: Connection) -> None:
    """Have PostgreSQL give out new row ids after those that were copied."""
    if connection.dialect.name != "postgresql":
        return
    for table in _MOVED:
        column = table.autoincrement_column
        if column is None:
            continue
        last = connection.execute(select(func.max(column))).scalar()
        if last is not None:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"),
                {"table": table.name, "column": column.name, "last": last},
            )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
