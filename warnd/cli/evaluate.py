"""`warnd evaluate`: what warnd reads, held against what careful readers labelled."""

import json
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from warnd.articles.line import LineInvalid, read_line
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.saying import say
from warnd.daemon.compose import build_reader, load_knowledge
from warnd.daemon.timing.clock import SystemClock
from warnd.model.article import Article
from warnd.signals.evaluate import Evaluation, evaluate, evaluation_document
from warnd.signals.labels import labelled_articles


def command(
    labels: Path = typer.Argument(
        ..., help="Labelled articles as JSON lines: `warnd score`'s lines with `signals`, `places`."
    ),
    least: float = typer.Option(
        0.5, min=0.0, max=1.0, help="Signals less probable than this are not counted."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
) -> None:
    """Read labelled articles and print how far warnd agrees with their labels."""
    with told():
        try:
            text = labels.read_text(encoding="utf-8")
        except OSError as error:
            say(f"{labels}: {error.strerror}", err=True)
            raise typer.Exit(EXIT_FAILURE) from error
        wanted = labelled_articles(labels, text)
        reader = build_reader(load_knowledge(by_language=True))
        readings = {article.id: reader.read(article) for article in _articles(labels, text)}
    evaluation = evaluate(wanted, readings, least)
    if as_json:
        say(json.dumps(evaluation_document(evaluation)))
    else:
        _print(evaluation)


def _articles(labels: Path, text: str) -> list[Article]:
    articles = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                articles.append(read_line(line, SystemClock().now()))
            except LineInvalid as error:
                say(f"{labels}:{number}: {error}", err=True)
                raise typer.Exit(EXIT_FAILURE) from error
    return articles


def _print(evaluation: Evaluation) -> None:
    document = evaluation_document(evaluation)
    kinds, reliability = document.pop("kinds"), document.pop("reliability")
    console = Console()
    for name, value in document.items():
        console.print(f"{name:16} {value}")
    table = Table("kind", "f1", "found", "wrong", "missed", box=None)
    if isinstance(kinds, dict):
        for kind, hits in kinds.items():
            table.add_row(
                str(kind), str(hits["f1"]), str(hits["tp"]), str(hits["fp"]), str(hits["fn"])
            )
    console.print(table)
    if isinstance(reliability, list):
        said = Table("said with", "on average", "right", "signals", box=None)
        for row in reliability:
            said.add_row(
                f"{row['least']} or more", *(str(row[key]) for key in ("said", "right", "signals"))
            )
        console.print(said)
