"""What hosts ask robots not to fetch: https://www.rfc-editor.org/rfc/rfc9309.html."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from warnd.errors import AddressRefused, AnswerHostile, ExchangeFailed
from warnd.ports.world import Clock
from warnd.transport import Client, Limits, get

#: the name by which hosts may speak of us
NAME = "warnd"
#: what a host said holds this long, as the standard has it; what could not be asked, for less
HOLDS, HOLDS_UNTOLD = timedelta(days=1), timedelta(minutes=10)
#: hosts that are remembered
MOST_HOSTS = 1000
#: half a megabyte, as the standard wants it, and lines that are read of it
LIMITS = Limits(total_s=5.0, size=512_000)
MOST_LINES = 5000


@dataclass(frozen=True, slots=True)
class _Said:
    """What a host said."""

    #: its rules; None when they could not be asked for, and nothing may be fetched
    rules: RobotFileParser | None
    #: until when it holds
    until: datetime


class Robots:
    """Remembers for a day what each host asks of robots."""

    def __init__(self, client: Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._said: OrderedDict[str, _Said] = OrderedDict()

    async def allow(self, url: str) -> bool:
        """Tell whether an address may be fetched; not where the host cannot be asked."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        said = self._said.get(origin)
        if said is None or said.until <= self._clock.now():
            said = await self._ask(origin)
            self._said[origin] = said
            self._said.move_to_end(origin)
            while len(self._said) > MOST_HOSTS:
                self._said.popitem(last=False)
        return said.rules is not None and said.rules.can_fetch(NAME, url)

    async def _ask(self, origin: str) -> _Said:
        now = self._clock.now()
        try:
            answer = await get(self._client, f"{origin}/robots.txt", limits=LIMITS)
        except (ExchangeFailed, AddressRefused, AnswerHostile):
            return _Said(None, now + HOLDS_UNTOLD)
        if answer.status >= 500:  # noqa: PLR2004  the standard: then nothing may be fetched
            return _Said(None, now + HOLDS_UNTOLD)
        rules = RobotFileParser()
        told = answer.status < 400  # noqa: PLR2004  the standard: any other refusal allows all
        lines = answer.body.decode("utf-8", "replace").splitlines() if told else []
        rules.parse(lines[:MOST_LINES])
        return _Said(rules, now + HOLDS)
