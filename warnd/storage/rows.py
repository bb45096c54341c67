"""What the parts of a transaction share: its connection, its caches, and inserts that may meet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import chain, repeat
from typing import Any, TypeAlias

from sqlalchemy import Connection, Executable, Insert, Select, Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from warnd.model.alert import AlertVersion
from warnd.model.claim import Claim
from warnd.model.crew import NOBODY, WorkerId
from warnd.storage.prepared import Driver, Prepared, prepared_insert, prepared_select
from warnd.storage.recent import Recent

#: one row to store, by column
Values: TypeAlias = dict[str, Any]

#: how many keys a query is made ready for; databases limit the variables of one statement
_LENGTHS = (1, 2, 4, 8, 16, 20, 32, 40, 64, 128, 500)
_NAMES = tuple(f"keys_{place}" for place in range(1, _LENGTHS[-1] + 1))
#: claims kept as records: the windows of busy areas hold some thousands of them each
_CLAIMS_KEPT = 50_000
#: how far the windows that are asked for move on before claims older than they are forgotten: each
#: is looked at then, and the claims of some hours are few beside those of a window
_FORGOTTEN_EVERY = timedelta(hours=6)
#: alert versions kept as records: about one an area that is above calm
_VERSIONS_KEPT = 500

#: how each database writes an insert that may meet a row with the same key
_INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@cache
def insert_missing(table: Table, dialect: str) -> Insert:
    """Give the insert that leaves rows whose key is there as they are."""
    return _INSERTS[dialect](table).on_conflict_do_nothing()


@cache
def insert_or_replace(table: Table, dialect: str) -> Insert:
    """Give the insert that puts its values in place of the row with the same primary key."""
    statement = _INSERTS[dialect](table)
    keys = [column.name for column in table.primary_key]
    values = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if not column.primary_key
    }
    return statement.on_conflict_do_update(index_elements=keys, set_=values)


@dataclass(slots=True, kw_only=True)
class Caches:
    """What one process remembers: records built from rows that never change once they are stored.

    Which rows are wanted is always asked of the database; only building their records is spared.
    So rows that another process added or removed are seen. A transaction that rolls back clears
    all, since the row ids it took are given out again.
    """

    #: claims by row id
    claims: Recent[int, Claim] = field(default_factory=lambda: Recent(_CLAIMS_KEPT))
    #: where the windows began that were asked for when old claims were last forgotten
    forgotten_before: datetime | None = None
    #: alert versions by alert and version
    versions: Recent[tuple[str, int], AlertVersion] = field(
        default_factory=lambda: Recent(_VERSIONS_KEPT)
    )
    #: who stores through this process; nobody where it has its database for itself
    worker: WorkerId = NOBODY
    #: whether other workers share the database
    has_others: bool = False
    #: the last news of other workers that were read; None when none were
    news_read: int | None = None

    def forget_claims(self, before: datetime) -> None:
        """Forget claims made by then, where that has moved on; they can be built again.

        Else claims of months would be remembered, of which none is asked for any more.
        """
        last = self.forgotten_before
        if last is None or abs(before - last) >= _FORGOTTEN_EVERY:
            self.claims.forget_all(lambda claim: claim.at <= before)
            self.forgotten_before = before

    def clear(self) -> None:
        """Forget all."""
        self.claims.clear()
        self.versions.clear()
        self.news_read = None


class Rows:
    """One part of a transaction."""

    def __init__(self, connection: Connection, caches: Caches) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name
        self._driver = Driver(connection)
        self._caches = caches

    def _all(self, statement: Executable, **values: Any) -> Sequence[Any]:
        return self._connection.execute(statement, values).fetchall()

    def _first(self, statement: Executable, **values: Any) -> Any:
        return self._connection.execute(statement, values).fetchone()

    def _change(self, statement: Executable, **values: Any) -> int:
        return self._connection.execute(statement, values).rowcount

    def _asked(self, statement: Select[Any], **values: Any) -> Sequence[Any]:
        """Give the rows of a query without lists that is asked so often that it is made ready."""
        ready = prepared_select(statement, self._connection.dialect)
        return ready.rows(self._driver.run(ready, values).fetchall())

    def _listed(self, statement: Select[Any], keys: Sequence[str], **values: Any) -> Iterator[Any]:
        """Give the rows of a query for a list of `keys`, of any length, made ready as well.

        It is made ready for a few lengths; a list in between repeats its last key.
        """
        for start in range(0, len(keys), _LENGTHS[-1]):
            some = keys[start : start + _LENGTHS[-1]]
            length = next(length for length in _LENGTHS if length >= len(some))
            padded = chain(some, repeat(some[-1], length - len(some)))
            values.update(zip(_NAMES, padded, strict=False))
            ready = prepared_select(statement, self._connection.dialect, length)
            yield from ready.rows(self._driver.run(ready, values).fetchall())

    def _add(self, table: Table, rows: Sequence[Values]) -> None:
        self._insert(_plain_insert(table), rows)

    def _are_new(self, table: Table, rows: Sequence[Values]) -> bool:
        """Store rows, and tell whether all of them were new; else none is stored."""
        try:
            with self._driver.part():
                self._add(table, rows)
        except IntegrityError:
            return False
        return True

    def _add_missing(self, table: Table, rows: Sequence[Values]) -> None:
        """Store rows, leaving those whose key is there as they are."""
        self._insert(insert_missing(table, self._dialect), rows)

    def _is_new(self, table: Table, row: Values) -> bool:
        """Store a row, and tell whether it was new."""
        # One row, not a list of one: drivers count the rows of a single statement alone.
        return (
            self._driver.run(self._ready(insert_missing(table, self._dialect), row), row).rowcount
            == 1
        )

    def _put(self, table: Table, rows: Sequence[Values]) -> None:
        """Store rows, each in place of the one with the same primary key."""
        self._insert(insert_or_replace(table, self._dialect), rows)

    def _insert(self, statement: Insert, rows: Sequence[Values]) -> None:
        if len(rows) == 1:
            self._driver.run(self._ready(statement, rows[0]), rows[0])
        elif rows:
            self._driver.run_many(self._ready(statement, rows[0]), rows)

    def _ready(self, statement: Insert, row: Values) -> Prepared:
        return prepared_insert(statement, tuple(row), self._connection.dialect)


@cache
def _plain_insert(table: Table) -> Insert:
    return insert(table)
