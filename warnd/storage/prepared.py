"""Statements made ready once, then handed to the driver itself.

For a small statement SQLAlchemy takes 30 to 40 us where the driver takes 2 to 7. What it would work
out anew each time stays the same for one statement on one kind of database: its words, the order of
its values, and how each value is made fit for the driver and for us.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

#: what makes a value fit; None leaves it as it is
_Process: TypeAlias = Callable[[Any], Any] | None

#: the name of the list of a query that takes one
_LIST = "keys"
#: statements kept ready: some dozens for each database that is open
_KEPT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A statement as the driver takes it."""

    #: its words
    sql: str
    #: its values in their order, by name, each with what makes it fit for the driver
    binds: tuple[tuple[str, _Process], ...]
    #: picks them out of values by name, in their order; None where they go by their names
    pick: Callable[[Mapping[str, Any]], Sequence[Any]] | None
    #: the places of those that something makes fit, and what
    fits: tuple[tuple[int, Callable[[Any], Any]], ...]
    #: what makes a row of its columns, by name; None for a statement that gives no rows
    row: Callable[[Iterable[Any]], Any] | None = None
    #: what makes each column fit for us
    results: tuple[_Process, ...] = ()

    def values(self, values: Mapping[str, Any]) -> tuple[Any, ...] | dict[str, Any]:
        """Give values by name as the driver takes them."""
        if self.pick is not None:
            made = list(self.pick(values))
            for place, fit in self.fits:
                value = made[place]
                if value is not None:  # None is what every driver takes for nothing
                    made[place] = fit(value)
            return tuple(made)
        return {name: fit(values[name]) if fit else values[name] for name, fit in self.binds}

    def many(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[Any]:
        """Give rows of values as the driver takes them.

        They are made fit a column at a time: what a column has in all rows is made fit once.
        """
        if self.pick is None:
            return [self.values(each) for each in rows]
        columns: list[Sequence[Any]] = list(zip(*map(self.pick, rows), strict=True))
        for place, fit in self.fits:
            columns[place] = _fitted(columns[place], fit)
        return list(zip(*columns, strict=True))

    def rows(self, found: Iterable[Sequence[Any]]) -> list[Any]:
        """Give what the driver found as rows of named columns."""
        made, results = cast(Callable[[Iterable[Any]], Any], self.row), self.results
        return [
            made([fit(value) if fit else value for fit, value in zip(results, each, strict=True)])
            for each in found
        ]


@lru_cache(maxsize=_KEPT)
def prepared_insert(statement: Insert, columns: tuple[str, ...], dialect: Dialect) -> Prepared:
    """Give an insert of some columns, made ready."""
    compiled = statement.compile(dialect=dialect, column_keys=list(columns))
    return _prepared(compiled, dialect)


@lru_cache(maxsize=_KEPT)
def prepared_select(statement: Select[Any], dialect: Dialect, keys: int = 0) -> Prepared:
    """Give a query, made ready; it must name each of its values.

    Where it takes a list named `keys`, it is made ready for so many of them: the values `keys_1`,
    `keys_2` and so on.
    """
    compiled = statement.compile(dialect=dialect)
    columns = statement.selected_columns
    row = namedtuple("row", columns.keys())  # type: ignore[misc]  # noqa: PYI024  run time
    types = (_impl(column.type, dialect) for column in columns)
    results = tuple(each.result_processor(dialect, None) for each in types)
    return _prepared(compiled, dialect, row=row._make, results=results, keys=keys)


class Driver:
    """The driver's side of a connection, for statements that are made ready."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor: DBAPICursor | None = None

    def run(self, statement: Prepared, values: Mapping[str, Any]) -> DBAPICursor:
        """Run a statement once; give the cursor."""
        return self._called("execute", statement, statement.values(values))

    def run_many(self, statement: Prepared, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement for many rows of values."""
        self._called("executemany", statement, statement.many(rows))

    @contextmanager
    def part(self) -> Iterator[None]:
        """Have what is run within the block undone when an error leaves it, and nothing else."""
        self._open().execute("SAVEPOINT within")
        try:
            yield
        except BaseException:
            # After a failure of the disk SQLite has undone all by itself, this part with it.
            with suppress(self._connection.dialect.loaded_dbapi.Error):
                self._open().execute("ROLLBACK TO SAVEPOINT within")
                self._open().execute("RELEASE SAVEPOINT within")
            raise
        self._open().execute("RELEASE SAVEPOINT within")

    def _called(self, how: str, statement: Prepared, parameters: Any) -> DBAPICursor:
        dialect, cursor = self._connection.dialect, self._open()
        try:
            getattr(cursor, how)(statement.sql, parameters)
        except dialect.loaded_dbapi.Error as error:
            raise self._told(statement, error) from error
        return cursor

    def _open(self) -> DBAPICursor:
        if self._cursor is None:
            self._cursor = self._connection.connection.cursor()
        return self._cursor

    def _told(self, statement: Prepared, error: Exception) -> BaseException:
        """Give an error of the driver as SQLAlchemy gives it, and let a lost connection go."""
        dialect = self._connection.dialect
        driver = self._connection.connection.dbapi_connection
        is_lost = dialect.is_disconnect(error, driver, self._cursor)  # type: ignore[arg-type]
        if is_lost:
            self._connection.invalidate(error)
        return DBAPIError.instance(
            statement.sql,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=is_lost,
            dialect=dialect,
        )


def _prepared(
    compiled: SQLCompiler,
    dialect: Dialect,
    *,
    row: Callable[[Iterable[Any]], Any] | None = None,
    results: tuple[_Process, ...] = (),
    keys: int = 0,
) -> Prepared:
    expanded = compiled.construct_expanded_state(
        {**dict.fromkeys(compiled.binds), _LIST: [""] * keys}
    )
    lists = expanded.parameter_expansion
    binds = {name: compiled.binds[list_] for list_, names in lists.items() for name in names}
    binds.update((name, bind) for name, bind in compiled.binds.items() if name not in lists)
    names = expanded.positiontup if dialect.positional else tuple(expanded.parameters)
    bound = tuple(
        (name, _impl(binds[name].type, dialect).bind_processor(dialect))
        for name in names or ()
        if name in binds
    )
    return Prepared(
        sql=expanded.statement,
        binds=bound,
        pick=_picker([name for name, _ in bound]) if dialect.positional else None,
        fits=tuple((place, fit) for place, (_, fit) in enumerate(bound) if fit),
        row=row,
        results=results,
    )


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    """Give what picks values in the order of their names, without a loop of ours."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def _fitted(column: Sequence[Any], fit: Callable[[Any], Any]) -> Sequence[Any]:
    first = column[0]
    if column.count(first) == len(column):
        return (None if first is None else fit(first),) * len(column)
    return [None if value is None else fit(value) for value in column]


def _impl(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return type_.dialect_impl(dialect)
