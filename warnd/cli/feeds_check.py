"""`warnd feeds check`: asks feeds once and says how it went, in words."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import typer

from warnd.cli.failures import EXIT_FAILURE, EXIT_USAGE, told
from warnd.cli.feeds_ask import Asking, ask, ask_all, asking
from warnd.cli.feeds_finding import Finding
from warnd.cli.feeds_propose import Proposal, proposals
from warnd.cli.feeds_shown import document_of, show_one
from warnd.cli.feeds_table import show_table
from warnd.cli.printing import print_json, progress
from warnd.cli.saying import say
from warnd.config.addresses import allowed_address, web_address
from warnd.config.load import load_settings
from warnd.config.nearest import unknown
from warnd.config.opml import feed_id
from warnd.config.scalars import Unfit
from warnd.daemon.timing.clock import SystemClock
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a command line asks for."""

    #: the feeds to ask
    feeds: tuple[FeedSettings, ...]
    #: private addresses that may be dialled
    allow: tuple[str, ...]
    #: whether one feed is asked after by itself: then everything is told of it
    is_one: bool
    #: whether that one is configured, so that nobody needs a line for it
    is_configured: bool


def command(
    feeds: list[str] = typer.Argument(None, help="Ids of configured feeds, or web addresses."),
    config: Path | None = typer.Option(None, "--config", "-c", help="The configuration file."),
    allow: list[str] = typer.Option(
        [], "--allow", metavar="HOST:PORT", help="A private address that may be asked."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON line a feed."),
) -> None:
    """Ask feeds once and say how it went; nothing is stored.

    One address alone is diagnosed in words; for a page, the feeds that it advertises are tried.
    Exit 1 when any is in trouble.
    """
    with told():
        asked = _asked(feeds or [], load_settings(config) if config else None, allow)
        findings = asyncio.run(_run(asked, as_json=as_json))
    if any(found.is_trouble for found in findings):
        raise typer.Exit(EXIT_FAILURE)


def _asked(names: list[str], settings: Settings | None, allow: list[str]) -> _Asked:
    if settings is None and not names:
        _wrong("name the addresses to check, or a configuration with --config")
    configured = {str(feed.id): feed for feed in settings.feeds} if settings else {}
    try:
        chosen = [_feed(name, configured, settings) for name in names]
        allowed = [allowed_address(address) for address in allow]
    except Unfit as unfit:
        _wrong(str(unfit))
    return _Asked(
        feeds=tuple(chosen) if names else tuple(configured.values()),
        allow=(*(settings.allow_addresses if settings else ()), *allowed),
        is_one=len(chosen) == 1,
        is_configured=any(name in configured for name in names),
    )


def _wrong(words: str) -> NoReturn:
    say(words, err=True)
    raise typer.Exit(EXIT_USAGE)


def _feed(
    name: str, configured: dict[str, FeedSettings], settings: Settings | None
) -> FeedSettings:
    if name in configured:
        return configured[name]
    if "://" in name:
        url = web_address(name)
        return FeedSettings(id=FeedId(feed_id(urlsplit(url).hostname or "", url)), url=url)
    if settings is None:
        raise Unfit(f"'{name}' is no address that begins with http:// or https://")
    raise Unfit(unknown("feed", name, configured))


async def _run(asked: _Asked, *, as_json: bool) -> tuple[Finding, ...]:
    async with asking(asked.allow) as parts:
        if asked.is_one:
            return (await _diagnose(asked, parts, as_json=as_json),)
        with progress() as bar:
            task = bar.add_task("Asking", total=len(asked.feeds))
            findings = await ask_all(asked.feeds, parts, lambda: bar.advance(task))
    if as_json:
        for found in findings:
            print_json(document_of(found))
    else:
        show_table(findings, SystemClock().now())
    return findings


async def _diagnose(asked: _Asked, parts: Asking, *, as_json: bool) -> Finding:
    with progress() as bar:
        bar.add_task("Asking", total=None)
        found = await ask(asked.feeds[0], parts, again=True)
        is_settled = asked.is_configured and not found.is_trouble
        offered = () if is_settled else await proposals(found, parts)
    if as_json:
        print_json({**document_of(found), "proposals": [_document(each) for each in offered]})
    else:
        show_one(found, offered, parts.clock.now())
    return found


def _document(proposal: Proposal) -> dict[str, object]:
    return {**document_of(proposal.found), "yaml": proposal.line}
