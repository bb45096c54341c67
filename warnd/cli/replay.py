"""`warnd replay`: an archive through the daemon's pipeline, sending nothing."""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from warnd.alerts.document import version_document
from warnd.articles.line import LineInvalid, read_line
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.printing import cell, people, print_json
from warnd.config.load import load_settings
from warnd.daemon.compose import build_judgement, load_knowledge
from warnd.model.alert import AlertVersion
from warnd.model.article import Article
from warnd.pipeline import Pipeline
from warnd.replay.clock import SimulatedClock
from warnd.replay.run import replay
from warnd.settings import Settings
from warnd.storage.connect import open_store

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def command(
    archive: Path = typer.Argument(..., help="Articles as JSON lines, each with `published`."),
    config: Path | None = typer.Option(
        None, "--config", "-c", help="The configuration; left out: rules, areas and model shipped."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON line an alert version."),
) -> None:
    """Run an archive through the same pipeline as the daemon and tell the alerts it would send."""
    with told():
        settings = load_settings(config) if config else Settings(store="sqlite://")
        articles, failed = _read(archive)
        versions = _versions(settings, articles)
        if as_json:
            for version in versions:
                print_json(version_document(version))
            sys.stdout.flush()
        else:
            _print_table(versions)
    if failed:
        raise typer.Exit(EXIT_FAILURE)


def _read(archive: Path) -> tuple[list[Article], int]:
    """Give the articles in order of publication and how many lines were none."""
    articles, failed = [], 0
    try:
        lines = archive.read_bytes().splitlines()
    except OSError as error:
        sys.stderr.write(f"{archive}: {error.strerror}\n")
        raise typer.Exit(EXIT_FAILURE) from error
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            articles.append(read_line(raw.decode("utf-8"), _LONG_AGO, dated=True))
        except (LineInvalid, UnicodeDecodeError) as error:
            sys.stderr.write(f"{archive}:{number}: {error}\n")
            failed += 1
    articles.sort(key=lambda article: (article.published, article.id))
    return articles, failed


def _versions(settings: Settings, articles: list[Article]) -> Iterator[AlertVersion]:
    judgement = build_judgement(settings, load_knowledge(settings, by_language=True), channels={})
    shown: Iterable[Article] = articles
    if sys.stderr.isatty():
        shown = track(articles, description="Replaying", console=Console(stderr=True))
    with contextlib.closing(open_store("sqlite://")) as store:
        yield from replay(shown, Pipeline(store, judgement), SimulatedClock())


def _print_table(versions: Iterable[AlertVersion]) -> None:
    table = Table("at", "reason", "level", "area", "index", "kinds", box=None)
    for version in versions:
        table.add_row(
            f"{version.at:%Y-%m-%d %H:%M}",
            version.reason.value,
            version.level.value,
            cell(version.area.name),
            f"{version.index:.0f}",
            ", ".join(version.kinds[:4]),
        )
    people().print(table)
