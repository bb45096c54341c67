"""Tells a checker elsewhere that warnd works, after each full cycle of polling, scoring, sending.

What it is told says that people would have been warned: an address that is fetched on a timer alone
would say that a timer runs.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from warnd.errors import ExchangeFailed, WarndError
from warnd.model.identifiers import ChannelId
from warnd.ports.world import Clock
from warnd.settings import HeartbeatSettings
from warnd.transport import Limits, get, open_client

log = structlog.get_logger()

#: seconds until a heartbeat that did not arrive is sent again
RETRY_S = 30.0
#: seconds for all of it; a checker answers in a moment, or not at all
PATIENCE_S = 10.0
#: bytes of its answer that are read
_SIZE = 4096
#: messages that wait on every channel for this long, in seconds, are people who are not warned
BLOCKED_S = 15 * 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """How often each part of the way was gone, since the start."""

    #: polls that read a feed
    read: int
    #: times that what was read was judged and stored, or areas were assessed
    judged: int
    #: rounds of each sender
    sent: Mapping[ChannelId, int]

    def lacks(self, before: "Cycle") -> str:
        """Give the first part that was not gone since another moment, empty when all were."""
        if self.read <= before.read:
            return "no feed was read"
        if self.judged <= before.judged:
            return "nothing was judged"
        still = [
            channel
            for channel, rounds in self.sent.items()
            if rounds <= before.sent.get(channel, 0)
        ]
        return f"nothing was looked for to send on {', '.join(sorted(still))}" if still else ""


NO_CYCLE = Cycle(read=0, judged=0, sent={})


@dataclass(slots=True, kw_only=True)
class Heartbeat:
    """Fetches an address when it is time and a whole cycle lies behind it."""

    clock: Clock
    #: gives the settings as they are now; None where nobody is told
    settings: Callable[[], HeartbeatSettings | None]
    #: gives how often the way was gone
    cycle: Callable[[], Cycle]
    #: tells whether messages have waited too long on every channel
    is_blocked: Callable[[], bool]
    #: fetches an address; raises WarndError when that does not work
    fetch: Callable[[str], Awaitable[None]]
    _behind: Cycle = NO_CYCLE
    _due_s: float = field(default=float("-inf"), init=False)
    #: why the last one was not sent; empty when it was
    _why: str = ""

    async def look(self) -> None:
        """Send one when it is due and deserved."""
        settings, now_s = self.settings(), self.clock.monotonic()
        if settings is None or now_s < self._due_s:
            return
        cycle = self.cycle()
        lacks = cycle.lacks(self._behind)
        blocked = "messages wait on every channel" if self.is_blocked() else ""
        if lacks or blocked:
            if self._due_s > float("-inf") and now_s >= self._due_s + RETRY_S:
                self._withheld(lacks or blocked)
            return
        try:
            await self.fetch(address_of(settings))
        except (WarndError, OSError) as error:
            self._due_s = now_s + RETRY_S
            self._withheld(str(error))
        else:
            self._behind, self._due_s = cycle, now_s + settings.interval.total_seconds()
            if self._why:
                log.info("heartbeat_again")
            self._why = ""

    def _withheld(self, why: str) -> None:
        if why != self._why:
            log.warning("heartbeat_withheld", why=why)
        self._why = why


def address_of(settings: HeartbeatSettings) -> str:
    """Give the address; raises OSError when the file that holds it cannot be read."""
    return settings.url or _read(settings.url_file)


def _read(file: Path | None) -> str:
    return "" if file is None else file.read_text(encoding="utf-8").strip()


def fetching(allow_addresses: Callable[[], tuple[str, ...]]) -> Callable[[str], Awaitable[None]]:
    """Give what fetches a checker's address, within the addresses that may be dialled."""

    async def fetch(url: str) -> None:
        async with open_client(allow_addresses(), timeout_s=PATIENCE_S) as client:
            answer = await get(client, url, limits=Limits(total_s=PATIENCE_S, size=_SIZE))
        if not 200 <= answer.status < 300:  # noqa: PLR2004  the class of success
            raise ExchangeFailed(f"the checker answered {answer.status}")

    return fetch
