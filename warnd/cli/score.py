"""`warnd score`: articles as JSON lines in, their signals and places as JSON lines out."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import typer

from warnd.articles.line import LineInvalid, read_line
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.printing import print_json
from warnd.config.load import load_settings
from warnd.daemon.compose import build_reader, load_knowledge
from warnd.daemon.timing.clock import SystemClock
from warnd.model.article import Article
from warnd.model.reading import Reading
from warnd.signals.document import reading_document
from warnd.signals.read import SignalReader


def command(
    config: Path | None = typer.Option(
        None,
        "--config",
        "-c",
        help="The configuration whose rules, model and places are used; left out: the shipped.",
    ),
) -> None:
    """Read articles as JSON lines from standard input and print what they say, in order.

    A line that is no article gives an error in its place, and exit 1 at the end.
    """
    with told():
        settings = load_settings(config) if config else None
        knowledge = load_knowledge(settings, by_language=True)
        reader = build_reader(knowledge)
        least = knowledge.scoring.least_probability.value
        failed = 0
        for document in _documents(sys.stdin.buffer, reader, SystemClock().now(), least):
            failed += "error" in document
            print_json(document)
        sys.stdout.flush()
    if failed:
        raise typer.Exit(EXIT_FAILURE)


def _documents(
    lines: Iterable[bytes], reader: SignalReader, now: datetime, least: float
) -> Iterator[dict[str, object]]:
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            article = read_line(raw.decode("utf-8"), now)
        except (LineInvalid, UnicodeDecodeError) as error:
            yield {"id": None, "error": f"line {number}: {error}"}
            continue
        reading = _as_written(reader.read(article), article, raw)
        yield reading_document(article.id, reading, least)


def _as_written(reading: Reading, article: Article, raw: bytes) -> Reading:
    """Give a reading that quotes the line itself.

    Articles are read with controls and lone surrogates blanked, which moves no offset; a quote
    must be what stands at its offsets all the same.
    """
    fields = json.loads(raw)
    body = f"{fields.get('title') or ''}\n{fields.get('text') or ''}"
    if body == article.body:
        return reading
    signals = (
        replace(
            signal,
            evidence=tuple(
                replace(piece, text=body[piece.start : piece.end]) for piece in signal.evidence
            ),
        )
        for signal in reading.signals
    )
    places = (replace(place, text=body[place.start : place.end]) for place in reading.places)
    return replace(reading, signals=tuple(signals), places=tuple(places))
