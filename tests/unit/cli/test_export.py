"""`warnd export`: what is stored, for other programs."""

import csv
import io
import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.storage.records import NOON, READING, article, claim
from tests.unit.alerts.versions import IDLIB
from tests.unit.cli.conftest import run
from warnd.model.identifiers import AreaId, ArticleId
from warnd.storage.connect import open_store

DAY = timedelta(days=1)
#: what a spreadsheet would compute, with what a terminal would obey
HOSTILE = '=HYPERLINK("http://a.example","x")\x1b[31m\u202e'


@pytest.fixture
def filled(config: Path) -> Path:
    """Give a configuration whose database holds 1,100 articles and two versions of an alert."""
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        for number in range(1100):
            one = article(
                f"a{number:04}",
                title=HOSTILE if number == 0 else f"Title {number}",
                first_seen=NOON + (number // 600) * DAY,  # many at one moment
            )
            transaction.add_article(one, READING)
        transaction.add_claims([claim(area=AreaId("SY-ID"), article=ArticleId("a0007"))])
        transaction.add_alert_version(IDLIB)
        transaction.add_alert_version(replace(IDLIB, version=2, at=IDLIB.at + DAY))
    store.close()
    return config


def rows(*arguments: str | Path) -> list[list[str]]:
    result = run("export", *arguments)
    assert result.exit_code == 0, result.output
    return list(csv.reader(io.StringIO(result.stdout, newline="")))


def test_every_article_comes_once_and_a_spreadsheet_computes_none(filled: Path) -> None:
    names, tags, *cells = rows("articles", "--config", filled)
    assert (names[0], tags[0]) == ("id", "#meta+id")
    assert all(tag.startswith("#") for tag in tags)
    assert [row[0] for row in cells] == [f"a{number:04}" for number in range(1100)]
    title = cells[0][names.index("title")]
    assert title.startswith("'=HYPERLINK")
    assert not {"\x1b", "\u202e"} & set(title)


@pytest.mark.parametrize(
    ("options", "first", "last", "number"),
    [
        pytest.param(("--since", "2019-01-29"), "a0600", "a1099", 500, id="since"),
        pytest.param(("--until", "2019-01-29"), "a0000", "a0599", 600, id="until"),
        pytest.param(("--area", "SY-ID"), "a0007", "a0007", 1, id="area"),
    ],
)
def test_what_is_asked_for_is_exported(
    filled: Path, options: tuple[str, ...], first: str, last: str, number: int
) -> None:
    cells = rows("articles", *options, "--config", filled)[2:]
    assert (cells[0][0], cells[-1][0], len(cells)) == (first, last, number)


def test_signals_have_their_quote_and_their_article(filled: Path) -> None:
    result = run("export", "signals", "--format", "jsonl", "--area", "SY-ID", "--config", filled)
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(documents) == len(READING.signals)
    assert documents[0]["article"] == "a0007"
    assert documents[0]["kind"] == READING.signals[0].kind
    assert documents[0]["quote"] == READING.signals[0].evidence[0].text
    assert len(rows("signals", "--config", filled)) == 2 + 1100 * len(READING.signals)


def test_alerts_have_every_version(filled: Path) -> None:
    names, _, *cells = rows("alerts", "--config", filled)
    assert [row[names.index("version")] for row in cells] == ["1", "2"]
    assert cells[0][names.index("possible_test")] == "no"
    result = run("export", "alerts", "--format", "jsonl", "--config", filled)
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["version"], second["version"]) == (1, 2)
    assert first["evidence"][0]["quote"]["text"]
    assert rows("alerts", "--area", "nowhere", "--config", filled)[2:] == []


def test_an_export_runs_beside_the_daemon(filled: Path) -> None:
    daemon = open_store(f"sqlite:///{filled.with_name('warnd.db')}", exclusive=True)
    assert len(rows("alerts", "--config", filled)) == 4
    daemon.close()


def test_parquet_holds_the_rows_of_the_table_with_its_tags(filled: Path) -> None:
    result = run("export", "alerts", "--format", "parquet", "--config", filled)
    assert result.exit_code == 0
    table = parquet.read_table(io.BytesIO(result.stdout_bytes))
    header, tags, *told = rows("alerts", "--config", filled)
    assert table.column_names == list(header)
    assert [table.schema.metadata[name.encode()].decode() for name in header] == list(tags)
    assert table.num_rows == len(told)
    place = header.index("alert")
    assert table.column("alert").to_pylist() == [row[place] for row in told]


def test_parquet_is_refused_with_what_to_install_where_its_library_is_not(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", "articles", "--format", "parquet", "--config", filled)
    assert result.exit_code == 1
    assert "pip install 'warnd[parquet]'" in result.stderr
