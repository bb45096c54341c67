"""How exported records are written: CSV with HXL tags, JSON lines, Parquet."""

import importlib
import itertools
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from warnd.cli.printing import print_json
from warnd.errors import Permanent
from warnd.interchange.tables import Cell, csv_line

#: the columns of what is exported, each with its HXL tag
Columns = Sequence[tuple[str, str]]
#: records in one group of rows of a Parquet file
_GROUP = 5000


class Format(StrEnum):
    """How records are written."""

    #: comma-separated, with a row of HXL tags below the names
    CSV = "csv"
    #: a JSON object a line
    JSONL = "jsonl"
    #: columns, packed; needs pyarrow
    PARQUET = "parquet"


def write_csv(columns: Columns, records: Iterator[Mapping[str, Cell]]) -> None:
    """Write records on standard output as they come."""
    out = sys.stdout.buffer
    for line in ([name for name, _ in columns], [tag for _, tag in columns]):
        out.write(csv_line(line).encode())
    for record in records:
        cells = [record[name] for name, _ in columns]
        out.write(csv_line(cells).encode("utf-8", "backslashreplace"))
    out.flush()


def write_lines(records: Iterator[Mapping[str, object]]) -> None:
    """Write records on standard output as they come."""
    for record in records:
        print_json(record)
    sys.stdout.flush()


def write_parquet(columns: Columns, records: Iterator[Mapping[str, Cell]]) -> None:
    """Write records on standard output, some thousand at a time.

    Raises Permanent where pyarrow is not installed.
    """
    arrow, parquet = arrow_libraries()
    fields = [(name, _type_of(arrow, tag, name)) for name, tag in columns]
    schema = arrow.schema(fields, metadata=dict(columns))
    with parquet.ParquetWriter(sys.stdout.buffer, schema) as writer:
        while group := list(itertools.islice(records, _GROUP)):
            writer.write_table(
                arrow.Table.from_pylist([dict(each) for each in group], schema=schema)
            )


def arrow_libraries() -> tuple[Any, Any]:
    """Give pyarrow and its Parquet writer.

    Raises Permanent where they are not installed.
    """
    try:
        return importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise Permanent(
            "Parquet needs pyarrow, which is not installed: pip install 'warnd[parquet]'; or take"
            " --format csv or jsonl"
        ) from error


def _type_of(arrow: Any, tag: str, name: str) -> Any:
    if not tag.endswith("+num"):
        return arrow.bool_() if name == "possible_test" else arrow.string()
    return arrow.float64() if tag.startswith("#indicator") else arrow.int64()
