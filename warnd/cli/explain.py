"""`warnd explain`: one article for people, with its evidence marked."""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

import typer

from warnd.articles.language import identify
from warnd.articles.markup import to_text
from warnd.cli.explain_page import page_of
from warnd.cli.explain_terminal import show
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.printing import people, print_text
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.daemon.compose import build_reader, load_knowledge
from warnd.daemon.timing.clock import SystemClock
from warnd.model.article import Article, DateConfidence, Source
from warnd.model.identifiers import ArticleId, FeedId
from warnd.model.moments import aware
from warnd.model.plain import plain_block
from warnd.transport import Limits, get, open_client


def command(
    article: str = typer.Argument(..., help="A text file, an http(s) address, or - for stdin."),
    published: str = typer.Option(
        "", help="When it was published, as 2019-01-28; dates in the text are held against it."
    ),
    lang: str = typer.Option("", help="ISO 639-1 code of its language; guessed when left out."),
    html: bool = typer.Option(False, "--html", help="Print one HTML page, to keep or to mail."),
    config: Path | None = typer.Option(
        None,
        "--config",
        "-c",
        help="The configuration whose rules, model and places are used; left out: the shipped.",
    ),
) -> None:
    """Show what one article says: evidence marked, signals, places, score, what nearly fired."""
    with told():
        text = _read(article)
        settings = load_settings(config) if config else None
        knowledge = load_knowledge(settings, by_language=True)
        parsed = _article(text, lang, _date(published))
        reading = build_reader(knowledge).read(parsed, near_misses=True)
    titles, least = knowledge.words.kinds, knowledge.scoring.least_probability.value
    if html:
        print_text(page_of(parsed, reading, titles, least))
    else:
        show(people(), parsed, reading, titles, least)


def _read(article: str) -> str:
    if article == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if article.startswith(("http://", "https://")):
        return to_text(asyncio.run(_fetch(article)))
    try:
        return Path(article).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        say(f"{article}: {error.strerror}", err=True)
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
    language = identify(title.strip(), rest.strip(), (lang,))
    now = SystemClock().now()
    return Article(
        id=ArticleId("explained"),
        feed=FeedId("explained"),
        source=Source(publisher="", origin=None),
        url="",
        title=title.strip(),
        text=rest.strip(),
        language=language.language,
        readings=language.readings,
        published=published or now,
        date_confidence=DateConfidence.STATED if published else DateConfidence.FIRST_SEEN,
        first_seen=now,
    )
