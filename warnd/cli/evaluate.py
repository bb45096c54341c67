"""`warnd evaluate`: what warnd reads, held against what careful readers labelled."""

import json
from pathlib import Path

import typer

from warnd.articles.line import read_line
from warnd.cli.failures import told
from warnd.daemon.clock import SystemClock
from warnd.daemon.compose import build_reader, load_knowledge
from warnd.signals.evaluate import evaluate, evaluation_document
from warnd.signals.labels import labelled_articles


def command(
    labels: Path = typer.Argument(
        ..., help="Labelled articles as JSON lines: those of `warnd score` with signals and places."
    ),
    least: float = typer.Option(0.5, min=0, max=1, help="Signals less probable are not counted."),
) -> None:
    """Read labelled articles and print how far warnd agrees with their labels."""
    with told():
        text = labels.read_text(encoding="utf-8")
        labelled = labelled_articles(labels, text)
        reader = build_reader(load_knowledge())
        now = SystemClock().now()
        articles = [read_line(line, now) for line in text.split("\n") if line.strip()]
        readings = {article.id: reader.read(article) for article in articles}
        figures = evaluation_document(evaluate(labelled, readings, least))
    typer.echo(json.dumps(figures))
