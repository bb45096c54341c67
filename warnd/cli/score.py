"""`warnd score`: articles as JSON lines in, their signals and places as JSON lines out."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime

import typer

from warnd.articles.line import LineInvalid, read_line
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.daemon.clock import SystemClock
from warnd.daemon.compose import build_reader, load_knowledge
from warnd.signals.document import reading_document
from warnd.signals.read import SignalReader


def command() -> None:
    """Read articles as JSON lines from standard input and print what they say, in order.

    A line that is no article gives an error in its place, and exit 1 at the end.
    """
    with told():
        knowledge = load_knowledge()
        reader = build_reader(knowledge)
        least = knowledge.scoring.least_probability.value
        failed = 0
        for document in _documents(sys.stdin.buffer, reader, SystemClock().now(), least):
            failed += "error" in document
            sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
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
        yield reading_document(article.id, reader.read(article), least)
