"""Nothing is written that only one database understands."""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Select, Table, Update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable

import warnd.storage
from warnd.storage.rows import insert_missing, insert_or_replace
from warnd.storage.tables import metadata

_DIALECTS = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}
#: what is in the folder and speaks to no database through this program's statements
_APART = {"migrations", "gazetteer"}
_TABLES = [pytest.param(table, id=table.name) for table in metadata.sorted_tables]


def _modules() -> list[ModuleType]:
    names = [module.name for module in pkgutil.iter_modules(warnd.storage.__path__)]
    return [import_module(f"warnd.storage.{name}") for name in names if name not in _APART]


_STATEMENTS = [
    pytest.param(value, id=f"{module.__name__.removeprefix('warnd.storage.')}.{name}")
    for module in _modules()
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
