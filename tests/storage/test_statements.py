"""Nothing is written that only one database understands."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import Select, Table, Update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from warnd.storage.rows import insert_missing, insert_or_replace
from warnd.storage.store import SqlTransaction
from warnd.storage.tables import metadata

_DIALECTS = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}
#: the modules of the parts that a transaction is made of
_PARTS = [import_module(part.__module__) for part in SqlTransaction.__bases__]
_TABLES = [pytest.param(table, id=table.name) for table in metadata.sorted_tables]


_STATEMENTS = [
    pytest.param(value, id=f"{module.__name__.removeprefix('warnd.storage.')}.{name}")
    for module in _PARTS
    for name, value in vars(module).items()
    if isinstance(value, Select | Update)
]


@pytest.fixture(params=_DIALECTS)
def dialect(request: pytest.FixtureRequest) -> Dialect:
    make: Callable[[], Dialect] = _DIALECTS[request.param]
    return make()


@pytest.mark.parametrize("statement", _STATEMENTS)
def test_every_statement_is_understood(dialect: Dialect, statement: Select[Any] | Update) -> None:
    assert str(statement.compile(dialect=dialect))


@pytest.mark.parametrize("table", _TABLES)
def test_every_table_can_be_made_and_filled(dialect: Dialect, table: Table) -> None:
    assert str(CreateTable(table).compile(dialect=dialect))
    assert all(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
    for statement in (insert_missing(table, dialect.name), insert_or_replace(table, dialect.name)):
        assert "ON CONFLICT" in str(statement.compile(dialect=dialect))
