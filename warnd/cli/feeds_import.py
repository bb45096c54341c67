"""`warnd feeds import` and `export`: lists of feeds from OPML, and as OPML."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.feeds_ask import ask_all, asking
from warnd.cli.feeds_finding import Finding
from warnd.cli.feeds_words import MEANINGS
from warnd.cli.printing import print_text, progress
from warnd.cli.saying import say
from warnd.config.feed_imports import Imported, import_opml
from warnd.config.feed_lines import yaml_line
from warnd.config.load import load_settings
from warnd.config.opml_written import to_opml
from warnd.model.plain import plain_line
from warnd.settings import FeedSettings


def import_feeds(
    opml: Path = typer.Argument(..., help="The OPML file."),
    config: Path | None = typer.Option(
        None, "--config", "-c", help="The configuration whose feeds are left out."
    ),
    output: Path | None = typer.Option(
        None, "--output", "-o", help="The YAML file to write; left out: standard output."
    ),
    check: bool = typer.Option(False, "--check", help="Ask each feed once and say how it went."),
) -> None:
    """Turn an OPML list into entries for `feeds:` in warnd.yaml.

    Feeds that are configured already are left out. Exit 1 on any mistake in the list, or when
    a feed that was asked is in trouble; the others are written all the same.
    """
    with told():
        settings = load_settings(config) if config else None
        found = import_opml(opml, settings.feeds if settings else ())
        allow = settings.allow_addresses if settings else ()
        findings = asyncio.run(_asked(found.feeds, allow)) if check else ()
        _write(found.feeds, output)
    _tell(found, findings)
    if found.mistakes or any(each.is_trouble for each in findings):
        raise typer.Exit(EXIT_FAILURE)


def export_feeds(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
) -> None:
    """Print the configured feeds as OPML."""
    with told():
        print_text(to_opml(load_settings(config).feeds).rstrip("\n"))


async def _asked(feeds: Sequence[FeedSettings], allow: Sequence[str]) -> tuple[Finding, ...]:
    async with asking(allow) as parts:
        with progress() as bar:
            task = bar.add_task("Asking", total=len(feeds))
            return await ask_all(feeds, parts, lambda: bar.advance(task))


def _write(feeds: Sequence[FeedSettings], output: Path | None) -> None:
    lines = ["feeds:", *(f"  - {yaml_line(feed)}" for feed in feeds)]
    text = "\n".join(lines if feeds else ["feeds: []"])
    if output is None:
        print_text(text)
        return
    try:
        with output.open("x", encoding="utf-8") as file:  # never over what somebody wrote
            file.write(f"{text}\n")
    except OSError as error:
        say(f"{output}: {error.strerror}", err=True)
        raise typer.Exit(EXIT_FAILURE) from error


def _tell(found: Imported, findings: Sequence[Finding]) -> None:
    for mistake in found.mistakes:
        say(f"error: {plain_line(str(mistake))}", err=True)
    for remark in found.remarks:
        say(plain_line(str(remark)), err=True)
    for each in findings:
        if each.is_trouble:
            words = f"{each.feed.id}: {each.health.value}, it {MEANINGS[each.health]}: {each.error}"
            say(plain_line(words), err=True)
    count = len(found.feeds)
    say(f"{count} feed{'' if count == 1 else 's'} imported.", err=True)
