"""The pages that the daemon serves beside health and metrics."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from warnd.alerts.narrate import account_of
from warnd.alerts.wording import headline_of
from warnd.daemon.delivering.channel_memory import StoredMemory
from warnd.daemon.delivering.dressing import ticket_secret
from warnd.daemon.delivering.packing import Words
from warnd.daemon.published import StoredAlerts, cap_sender
from warnd.model.identifiers import AlertId
from warnd.model.order import Answer, Order
from warnd.phrasebook import phrasebook
from warnd.ports.world import Clock
from warnd.settings import Settings
from warnd.web.alert_feeds import AlertFeeds
from warnd.web.answers import AnswerDesk, answer_routes
from warnd.web.app import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """What the pages work with."""

    alerts: StoredAlerts
    memory: StoredMemory
    clock: Clock
    #: gives what people read for the codes in an alert
    words: Callable[[], Words]
    #: does what is asked
    obey: Callable[[Order], Awaitable[Answer]]

    async def headline(self, alert: str, language: str) -> str | None:
        """Give the headline of an alert's newest version; None when there is no such alert."""
        versions = await self.alerts.versions(AlertId(alert))
        if not versions:
            return None
        words, book = self.words(), phrasebook(language)
        return headline_of(account_of(versions[-1], words.kinds, words.places, book))


async def pages_of(settings: Settings, parts: PageParts) -> Pages:
    """Give the routes of the pages: alerts for other programs, answers to alerts."""
    feeds = AlertFeeds(
        alerts=parts.alerts,
        sender=cap_sender(settings),
        pcodes=lambda: parts.words().pcodes,
    )
    desk = AnswerDesk(
        secret=await ticket_secret(parts.memory),
        now=parts.clock.now,
        obey=parts.obey,
        headline=parts.headline,
    )
    return (*feeds.routes(), *answer_routes(desk))


def public_host(settings: Settings) -> str | None:
    """Give the name that others know this installation by, None when they know none."""
    return urlsplit(settings.public_url).hostname if settings.public_url else None
