"""How hard one host is asked: a few at once, and with a pause between."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from warnd.settings import FeedSettings

#: polls of one host at once
AT_ONCE = 2
#: polls at once of an address that the operator allowed by name: it is the operator's own
OWN_AT_ONCE = 32
#: seconds between the beginnings of two polls of one host
SPACING_S = 1.0
#: what share of an interval the polls of a host's feeds may take, pauses included: a host with
#: many feeds must still be read on time
SHARE_OF_INTERVAL = 0.5
#: addresses whose hosts are told once and not at each poll: all of ten thousand feeds
ADDRESSES_KEPT = 12_000
#: the ports of the schemes
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How one host is treated."""

    #: polls at once
    at_once: int
    #: seconds between the beginnings of two polls
    spacing_s: float


@dataclass(slots=True)
class Traffic:
    """What goes on with one host."""

    #: polls under way
    under_way: int = 0
    #: when the next poll may begin, in monotonic seconds
    free_at_s: float = float("-inf")


@lru_cache(maxsize=ADDRESSES_KEPT)
def host_of(url: str) -> str:
    """Give the host of a web address in one spelling, empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def server_of(url: str) -> str:
    """Give `host:port` of a web address, as `allow_addresses` has it; empty when it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return ""
    host = host_of(url)
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class Hosts:
    """The hosts of all feeds, and how they are treated.

    An address that the operator allowed stands for itself; all other ports of a host are one host.
    """

    def __init__(self, feeds: Iterable[FeedSettings], own: Collection[str] = ()) -> None:
        self._own = frozenset(own)
        self._manners: dict[str, Manners] = {}
        self._traffic: dict[str, Traffic] = {}
        self._names: dict[str, str] = {}
        self.adopt(feeds, own)

    def adopt(self, feeds: Iterable[FeedSettings], own: Collection[str]) -> None:
        """Take over other feeds; polls under way go on being counted."""
        self._own = frozenset(own)
        self._names = {}
        shortest: dict[str, float] = {}
        sizes: dict[str, int] = {}
        for feed in feeds:
            host = self.of(feed)
            interval_s = feed.interval.total_seconds()
            shortest[host] = min(shortest.get(host, interval_s), interval_s)
            sizes[host] = sizes.get(host, 0) + 1
        self._manners = {
            host: self._manners_of(host, interval_s, sizes[host])
            for host, interval_s in shortest.items()
        }

    def of(self, feed: FeedSettings) -> str:
        """Give the name by which the host of a feed is counted."""
        name = self._names.get(feed.url)
        if name is None:
            server = server_of(feed.url)
            name = server if server in self._own else host_of(feed.url)
            self._names[feed.url] = name
        return name

    def wait_s(self, host: str, now_s: float) -> float:
        """Give the seconds until a poll of a host may begin; infinity while others must end."""
        traffic, manners = self._traffic.get(host), self._manners.get(host)
        if traffic is None or manners is None:
            return 0.0
        if traffic.under_way >= manners.at_once:
            return float("inf")
        return max(traffic.free_at_s - now_s, 0.0)

    def begin(self, host: str, now_s: float) -> None:
        """Count a poll that begins."""
        traffic = self._traffic.setdefault(host, Traffic())
        traffic.under_way += 1
        manners = self._manners.get(host)
        traffic.free_at_s = now_s + (manners.spacing_s if manners else 0.0)

    def end(self, host: str) -> None:
        """Count a poll that ended."""
        self._traffic[host].under_way -= 1

    def _manners_of(self, host: str, interval_s: float, feeds: int) -> Manners:
        if host in self._own:
            return Manners(at_once=OWN_AT_ONCE, spacing_s=0.0)
        most_s = SHARE_OF_INTERVAL * interval_s / feeds
        return Manners(at_once=AT_ONCE, spacing_s=min(SPACING_S, most_s))
