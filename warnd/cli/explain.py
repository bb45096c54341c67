"""`warnd explain`: one article for people, with its evidence marked."""

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warnd.articles.language import language_of
from warnd.articles.markup import to_text
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.printing import cell, people
from warnd.daemon.clock import SystemClock
from warnd.daemon.compose import Knowledge, build_reader, load_knowledge
from warnd.model.article import Article, DateConfidence, Source
from warnd.model.identifiers import ArticleId, FeedId, KindId
from warnd.model.moments import aware
from warnd.model.plain import plain_block, shorten
from warnd.model.reading import Reading
from warnd.model.status import Status
from warnd.signals.explanation import passages
from warnd.transport import Limits, get, open_client

#: colours that stand apart on dark and light terminals; kinds take them in order of probability
_COLOURS = ("red", "magenta", "blue", "green", "yellow", "cyan", "bright_red", "bright_magenta")
_STATUS_STYLE = {
    Status.OCCURRED: "bold",
    Status.THREATENED: "bold italic",
    Status.DENIED: "strike",
    Status.HISTORICAL: "dim",
}
#: rules that came nearest to firing
_NEAR_MISSES = 2
#: characters of a query that are shown
_LONGEST_MISSING = 120


def command(
    article: str = typer.Argument(..., help="A text file, an http(s) address, or - for stdin."),
    published: str = typer.Option(
        "", help="When it was published, as 2019-01-28; dates in the text are held against it."
    ),
    lang: str = typer.Option("", help="ISO 639-1 code of its language; guessed when left out."),
) -> None:
    """Show what one article says: evidence marked, signals, places, score, what nearly fired."""
    with told():
        text = _read(article)
        knowledge = load_knowledge()
        parsed = _article(text, lang, _date(published))
        reading = build_reader(knowledge).read(parsed, near_misses=True)
    _print(people(), parsed, reading, knowledge)


def _read(article: str) -> str:
    if article == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if article.startswith(("http://", "https://")):
        return to_text(asyncio.run(_fetch(article)))
    try:
        return Path(article).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        typer.echo(f"{article}: {error.strerror}", err=True)
        raise typer.Exit(EXIT_FAILURE) from error


async def _fetch(url: str) -> str:
    async with open_client(()) as client:
        answer = await get(client, url, limits=Limits())
    return answer.body.decode("utf-8", "replace")


def _date(written: str) -> datetime | None:
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise typer.BadParameter(
            f"write the date as 2019-01-28, not {written!r}", param_hint="--published"
        ) from error
    return aware(moment if moment.tzinfo else moment.replace(tzinfo=SystemClock().now().tzinfo))


def _article(text: str, lang: str, published: datetime | None) -> Article:
    title, _, rest = plain_block(text.strip()).partition("\n")
    now = SystemClock().now()
    return Article(
        id=ArticleId("explained"),
        feed=FeedId("explained"),
        source=Source(publisher="", origin=None),
        url="",
        title=title.strip(),
        text=rest.strip(),
        language=language_of(text, lang),
        published=published or now,
        date_confidence=DateConfidence.STATED if published else DateConfidence.FIRST_SEEN,
        first_seen=now,
    )


def _print(console: Console, article: Article, reading: Reading, knowledge: Knowledge) -> None:
    least = knowledge.scoring.least_probability.value
    colours = {
        signal.kind: _COLOURS[index % len(_COLOURS)]
        for index, signal in enumerate(s for s in reading.signals if s.probability >= least)
    }
    console.print(_marked(article, reading, colours, least))
    console.print()
    console.print(f"score {reading.score:.0f} of 100, language {reading.language}\n")
    console.print(_signals(reading, knowledge.words.kinds, colours, least))
    console.print(_places(reading))
    for miss in reading.near_misses[:_NEAR_MISSES]:
        missing = shorten(miss.missing, _LONGEST_MISSING)
        console.print(cell(f"nearly fired: {miss.rule}, but for {missing}", "dim"))


def _marked(article: Article, reading: Reading, colours: dict[KindId, str], least: float) -> Text:
    text = Text()
    for passage in passages(article.body, reading, least):
        style = f"bold {colours[passage.kinds[0]]}" if passage.kinds else ""
        text.append(passage.text, style=f"{style} underline" if passage.place else style)
    return text


def _signals(
    reading: Reading, titles: Mapping[KindId, str], colours: dict[KindId, str], least: float
) -> Table:
    table = Table(
        "signal", "status", "count", "probability", "seen by", "where", "evidence", box=None
    )
    for signal in reading.signals:
        if signal.probability < least:
            continue
        piece = signal.evidence[0]
        table.add_row(
            Text(titles.get(signal.kind, signal.kind), style=colours[signal.kind]),
            Text(signal.status.value, style=_STATUS_STYLE[signal.status]),
            "" if signal.count is None else f"{signal.count:,}",
            f"{signal.probability:.2f}",
            signal.seen_by.value,
            ", ".join(dict.fromkeys(mention.place.name for mention in signal.where)),
            cell(f"{piece.text} [{piece.rule or 'model'}]"),
        )
    return table


def _places(reading: Reading) -> Table:
    table = Table("place", "country", "division", "happens here", box=None)
    seen = set()
    for mention in reading.places:
        place = replace(mention.place, population=0)
        if (place, mention.locates) not in seen:
            seen.add((place, mention.locates))
            table.add_row(
                place.name,
                place.country,
                place.admin1 or "",
                "may" if mention.locates else "only spoken of",
            )
    return table
