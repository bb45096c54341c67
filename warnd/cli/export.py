"""`warnd export`: alerts, signals and articles for other programs."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from warnd.alerts.document import evidence_document, version_document
from warnd.cli.export_formats import (
    Columns,
    Format,
    arrow_libraries,
    write_csv,
    write_lines,
    write_parquet,
)
from warnd.cli.failures import told
from warnd.config.load import load_settings
from warnd.interchange import hxl
from warnd.interchange.tables import ARTICLE_COLUMNS, SIGNAL_COLUMNS, Cell, record_of
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AreaId
from warnd.storage.connect import open_store
from warnd.storage.export import Wanted, exported_alerts, exported_articles, exported_signals
from warnd.storage.store import SqlStore

app = typer.Typer(
    help="Alerts, signals and articles as CSV with HXL tags, JSON lines or Parquet.",
    no_args_is_help=True,
)

CONFIG = typer.Option(..., "--config", "-c", help="The configuration file.")
FORMAT = typer.Option(Format.CSV, "--format", "-f", help="How they are written.")
SINCE = typer.Option(None, "--since", help="From this day or moment on, in UTC.")
UNTIL = typer.Option(None, "--until", help="Before this day or moment, in UTC.")
AREA = typer.Option(None, "--area", help="Of this area alone, by its id.")


@app.command("alerts")
def alerts(
    config: Path = CONFIG,
    format_: Format = FORMAT,
    since: datetime | None = SINCE,
    until: datetime | None = UNTIL,
    area: str | None = AREA,
) -> None:
    """Write every version of the alerts, oldest first."""
    wanted = _wanted(since, until, area)
    if format_ is Format.JSONL:
        with told():
            _with_store(config, lambda store: write_lines(_documents(store, wanted)))
    else:
        _export(config, format_, hxl.COLUMNS, lambda store: _alert_rows(store, wanted))


@app.command("articles")
def articles(
    config: Path = CONFIG,
    format_: Format = FORMAT,
    since: datetime | None = SINCE,
    until: datetime | None = UNTIL,
    area: str | None = AREA,
) -> None:
    """Write the articles whose texts are kept, by when they were seen first."""
    rows = _records(ARTICLE_COLUMNS, exported_articles, _wanted(since, until, area))
    _export(config, format_, ARTICLE_COLUMNS, rows)


@app.command("signals")
def signals(
    config: Path = CONFIG,
    format_: Format = FORMAT,
    since: datetime | None = SINCE,
    until: datetime | None = UNTIL,
    area: str | None = AREA,
) -> None:
    """Write what was read in those articles, a line a signal."""
    rows = _records(SIGNAL_COLUMNS, exported_signals, _wanted(since, until, area))
    _export(config, format_, SIGNAL_COLUMNS, rows)


def _wanted(since: datetime | None, until: datetime | None, area: str | None) -> Wanted:
    """Give what is asked for; a moment without a zone is meant in UTC."""
    return Wanted(
        since=since.replace(tzinfo=since.tzinfo or UTC) if since else None,
        until=until.replace(tzinfo=until.tzinfo or UTC) if until else None,
        area=AreaId(area) if area else None,
    )


def _export(
    config: Path,
    format_: Format,
    columns: Columns,
    read: Callable[[SqlStore], Iterator[Mapping[str, Cell]]],
) -> None:
    with told():
        if format_ is Format.PARQUET:
            arrow_libraries()  # said before anything is opened
            _with_store(config, lambda store: write_parquet(columns, read(store)))
        elif format_ is Format.CSV:
            _with_store(config, lambda store: write_csv(columns, read(store)))
        else:
            _with_store(config, lambda store: write_lines(read(store)))


def _with_store(config: Path, act: Callable[[SqlStore], None]) -> None:
    store = open_store(load_settings(config).store)
    try:
        act(store)
    finally:
        store.close()


def _records(
    columns: Columns,
    read: Callable[[SqlStore, Wanted], Iterator[dict[str, Any]]],
    wanted: Wanted,
) -> Callable[[SqlStore], Iterator[Mapping[str, Cell]]]:
    return lambda store: (record_of(columns, row) for row in read(store, wanted))


def _documents(store: SqlStore, wanted: Wanted) -> Iterator[dict[str, object]]:
    for version in exported_alerts(store, wanted):
        yield _document(version)


def _document(version: AlertVersion) -> dict[str, object]:
    evidence = [evidence_document(each) for each in version.evidence]
    return {**version_document(version), "evidence": evidence}


def _alert_rows(store: SqlStore, wanted: Wanted) -> Iterator[Mapping[str, Cell]]:
    names = [name for name, _ in hxl.COLUMNS]
    for version in exported_alerts(store, wanted):
        row: dict[str, Cell] = dict(zip(names, hxl.row_of(version), strict=True))
        yield {
            **row,
            "version": version.version,
            "index": round(version.index, 1),
            "origins": version.origins,
            "possible_test": version.possible_test,
        }
