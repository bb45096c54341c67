"""Whether it is us: many hosts that fail alike mean that our own line is down or captive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from warnd.errors import FetchFailed, NotAFeed
from warnd.feeds.timing.hosts import host_of
from warnd.feeds.timing.standing import TROUBLE_FAILURES, PollError
from warnd.model.feed import FeedState, Uplink
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

#: seconds for which what a host showed counts
WINDOW_S = 120.0
#: hosts that must fail alike before we suspect ourselves
HOSTS_ALIKE = 3
#: the share of all hosts seen that must fail alike
SHARE_ALIKE = 0.5
#: hosts that failed and must answer again before the line is believed: it may flap
HOSTS_BACK = 2
#: seconds after which hosts that still fail, while others answer, are taken to be down themselves
THEIRS_AFTER_S = 600.0
#: hosts asked in a round of probes, of those by which we suspect ourselves and of others
PROBES_SUSPECT = 5
PROBES_OTHER = 2


class Sign(Enum):
    """What a poll says about the line."""

    #: a feed came, or the word that nothing changed
    ANSWERED = "answered"
    #: nothing came: no name, no connection, no answer
    UNANSWERED = "unanswered"
    #: a certificate that proves nothing: somebody may stand in between
    CERTIFICATE = "certificate"
    #: a page in the place of a feed: it may be a login page
    PAGE = "page"
    #: the server itself said no, or the like
    OTHER = "other"


#: what we suspect when many hosts show one sign
SUSPICIONS = {
    Sign.UNANSWERED: Uplink.OFFLINE,
    Sign.CERTIFICATE: Uplink.CAPTIVE,
    Sign.PAGE: Uplink.CAPTIVE,
}


def sign_of(error: PollError | None) -> Sign:
    """Give what a poll says about the line by how it failed; None: it did not."""
    if error is None:
        return Sign.ANSWERED
    if isinstance(error, NotAFeed):
        return Sign.PAGE
    signature = error.signature if isinstance(error, FetchFailed) else ""
    return Sign(signature) if signature else Sign.OTHER


def is_fresh(state: FeedState | None) -> bool:
    """Tell whether a failure of a feed says anything new: one that fails for long does not."""
    return state is None or state.failures < TROUBLE_FAILURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a host showed last."""

    #: when, in monotonic seconds
    at_s: float
    #: what
    sign: Sign


class UplinkWatch:
    """What hosts showed lately, and what follows for our own line."""

    def __init__(self) -> None:
        #: how we stand
        self.uplink = Uplink.ONLINE
        #: when it became so, in monotonic seconds
        self.since_s = 0.0
        #: the hosts by which we suspect ourselves; empty while we do not
        self.suspects: frozenset[str] = frozenset()
        self._seen: dict[str, Seen] = {}
        #: feeds that failed lately, as they were before
        self._before: dict[FeedId, tuple[float, FeedState | None]] = {}
        #: hosts that went on failing when the line was back: it is them
        self._theirs: set[str] = set()

    def saw(self, host: str, sign: Sign, at_s: float, *, fresh: bool) -> Uplink:
        """Note what a host showed; give how we stand now.

        `fresh` says whether a failure of this host is news.
        """
        if sign is Sign.ANSWERED:
            self._theirs.discard(host)
        if sign in (Sign.ANSWERED, Sign.OTHER) or (fresh and host not in self._theirs):
            self._seen[host] = Seen(at_s=at_s, sign=sign)
        if self.uplink is not Uplink.ONLINE or sign in SUSPICIONS:
            self._judge(at_s)
        return self.uplink

    def failed(self, feed: FeedId, before: FeedState | None, at_s: float) -> None:
        """Keep what was known of a feed before a failure that may be our own."""
        self._before = {
            id_: kept for id_, kept in self._before.items() if at_s - kept[0] <= WINDOW_S
        }
        self._before.setdefault(feed, (at_s, before))

    def well(self, feed: FeedId) -> None:
        """Forget the failures of a feed that answered."""
        self._before.pop(feed, None)

    def blameless(self) -> Mapping[FeedId, FeedState | None]:
        """Give the feeds whose last failures were our own, as they were before; only once."""
        kept = {feed: before for feed, (_, before) in self._before.items()}
        self._before = {}
        return kept

    def _judge(self, at_s: float) -> None:
        lately = {host: seen for host, seen in self._seen.items() if at_s - seen.at_s <= WINDOW_S}
        self._seen = lately
        if self.uplink is Uplink.ONLINE:
            self._suspect(lately, at_s)
        elif self._is_back(lately, at_s):
            self._trust(lately, at_s)

    def _suspect(self, lately: Mapping[str, Seen], at_s: float) -> None:
        for sign, suspicion in SUSPICIONS.items():
            alike = {host for host, seen in lately.items() if seen.sign is sign}
            if len(alike) >= HOSTS_ALIKE and len(alike) >= SHARE_ALIKE * len(lately):
                self.uplink, self.since_s, self.suspects = suspicion, at_s, frozenset(alike)
                return

    def _is_back(self, lately: Mapping[str, Seen], at_s: float) -> bool:
        answered = {host for host, seen in lately.items() if seen.sign is Sign.ANSWERED}
        answered = {host for host in answered if lately[host].at_s >= self.since_s}
        if len(answered & self.suspects) >= HOSTS_BACK:
            return True
        return bool(answered) and at_s - self.since_s >= THEIRS_AFTER_S

    def _trust(self, lately: Mapping[str, Seen], at_s: float) -> None:
        back = {host for host, seen in lately.items() if seen.sign is Sign.ANSWERED}
        self._theirs |= self.suspects - back
        self._seen = {host: seen for host, seen in lately.items() if host in back}
        self.uplink, self.since_s, self.suspects = Uplink.ONLINE, at_s, frozenset()


def probes(
    feeds: Iterable[FeedSettings],
    states: Mapping[FeedId, FeedState],
    suspects: frozenset[str],
    nth: int,
) -> tuple[FeedSettings, ...]:
    """Give the feeds to ask in the nth round while the line is down, one a host.

    Most are of hosts by which we suspect ourselves; the rest tell whether others answer.
    """
    best: dict[str, tuple[int, FeedSettings]] = {}
    for feed in feeds:
        host, state = host_of(feed.url), states.get(feed.id)
        failures = state.failures if state else 0
        if host not in best or failures < best[host][0]:
            best[host] = failures, feed
    chosen = (
        *_some([host for host in best if host in suspects], PROBES_SUSPECT, nth),
        *_some([host for host in best if host not in suspects], PROBES_OTHER, nth),
    )
    return tuple(best[host][1] for host in chosen)


def _some(hosts: list[str], many: int, nth: int) -> list[str]:
    """Give a few, others in each round."""
    begin = many * nth % len(hosts) if hosts else 0
    return (hosts[begin:] + hosts[:begin])[:many]
