"""What `warnd.yaml` would hold for an address: its feed, or the feeds that its page advertises."""

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from warnd.articles.markup import to_line
from warnd.cli.feeds_ask import Asking, ask
from warnd.cli.feeds_finding import Finding
from warnd.cli.feeds_page import advertised
from warnd.cli.feeds_words import type_in
from warnd.config.feed_lines import yaml_line
from warnd.config.opml import feed_id
from warnd.model.feed import FeedHealth
from warnd.model.identifiers import FeedId
from warnd.model.plain import plain_line
from warnd.settings import FeedSettings, FeedType

#: advertised feeds that are asked; a page names one or two, and the first is nearly always the news
ASKED_AT_MOST = 3
#: characters of a publisher's name
NAME_AT_MOST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A feed that may be meant."""

    #: how it answered
    found: Finding
    #: the line that `warnd.yaml` would hold for it; empty when it is no feed
    line: str


async def proposals(found: Finding, parts: Asking) -> tuple[Proposal, ...]:
    """Give the feeds that an address may stand for: itself, or those its page advertises.

    A document of another type is asked for once more as what it is. Nothing else is tried: a
    server is not asked for what it never named.
    """
    if found.document is not None:
        return (_proposal(found),)
    if found.health is not FeedHealth.NOT_A_FEED or found.fetched is None:
        return ()
    type_ = type_in(found.fetched.body)
    if type_ is not None and type_ is not found.feed.type:
        return (_proposal(await ask(replace(found.feed, type=type_), parts)),)
    links = advertised(found.fetched.body, found.fetched.url)
    offered = [
        _proposal(await ask(replace(found.feed, url=link.url), parts))
        for link in links[:ASKED_AT_MOST]
    ]
    return tuple(offered)


def _proposal(found: Finding) -> Proposal:
    if found.document is None or found.fetched is None:
        return Proposal(found=found, line="")
    url = found.fetched.moved_to or found.feed.url
    title = plain_line(to_line(found.document.title), NAME_AT_MOST)
    host = urlsplit(url).hostname or ""
    feed = FeedSettings(
        id=FeedId(feed_id(title or host, url)),
        url=url,
        language=found.languages,
        # What ReliefWeb reports is by others, and each report says by whom.
        publisher="" if found.feed.type is FeedType.RELIEFWEB else title,
        type=found.feed.type,
    )
    return Proposal(found=found, line=yaml_line(feed))
