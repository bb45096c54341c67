"""What the states of feeds mean in words, and what an operator does about each."""

import re
from datetime import datetime, timedelta

from warnd.errors import (
    CertificateRefused,
    FetchFailed,
    NotAFeed,
    OutOfFiles,
    WarndError,
)
from warnd.model.feed import FeedHealth
from warnd.settings import FeedType

#: what each state means
MEANINGS = {
    FeedHealth.UNKNOWN: "has not been polled yet",
    FeedHealth.OK: "answers with a feed that can be read",
    FeedHealth.QUIET: "answers, but has brought nothing new for longer than usual",
    FeedHealth.DEGRADED: "answers with a damaged feed; what can be read of it is read",
    FeedHealth.UNDATED: "answers with a feed; most of its entries have no date that can be read",
    FeedHealth.MOVED: "is read, but its server says that it stands at another address now",
    FeedHealth.BLOCKED: "refuses us",
    FeedHealth.NOT_A_FEED: "answers with something that is no feed",
    FeedHealth.HOSTILE: "sent something past the limits of size, time or memory",
    FeedHealth.GONE: "says that nothing is at this address",
    FeedHealth.UNREACHABLE: "gives no answer that can be used",
}

#: what to do about each state; empty where nothing is to be done
ADVICE = {
    FeedHealth.UNKNOWN: "Start the daemon, or try it with `warnd feeds check`.",
    FeedHealth.OK: "",
    FeedHealth.QUIET: (
        "Look at the publisher's site. If news stands there that the feed lacks, find its new "
        "feed; if the publisher is only slow, say so with `expect`."
    ),
    FeedHealth.DEGRADED: "Nothing, as long as entries are read. Its publisher may not know of it.",
    FeedHealth.UNDATED: (
        "Nothing must be done: its entries count from when they are first seen. Another feed of "
        "the publisher may have dates."
    ),
    FeedHealth.MOVED: "Put the new address into `url`; keep the id.",
    FeedHealth.BLOCKED: (
        "Open the address in a browser. If it opens there, the server refuses programs: ask the "
        "publisher to let warnd in, or lengthen `interval`."
    ),
    FeedHealth.NOT_A_FEED: (
        "Open the address in a browser. If a feed opens there, the server sends programs something "
        "else: ask the publisher to let warnd in. If a page opens, look on it for the feed."
    ),
    FeedHealth.HOSTILE: (
        "Check that the address is that of a feed, and not of a large file. If it is right, the "
        "server is broken or taken over: ask its publisher, and leave the feed out until then."
    ),
    FeedHealth.GONE: (
        "Check the spelling. If it is right, look for the feed on the publisher's site: "
        "`warnd feeds check` with the site's address tells what it advertises."
    ),
    FeedHealth.UNREACHABLE: (
        "Try again in a while. If it lasts, open the address in a browser on this machine: if "
        "that fails too, the server or the line is down, or the host name is wrong."
    ),
}

#: what to do about what an error's words tell; the words are those of the transport
_BY_WORDS = {
    "must not be dialled": (
        "If the server is your own, allow its address: `--allow HOST:PORT` here, `allow_addresses` "
        "in the configuration. If it is not, the address is wrong, or somebody leads warnd where "
        "it must not go."
    ),
    "from https to http": (
        "Try the address with http:// in a browser. If the publisher has no protected one, set "
        "`allow_downgrade: true`: whoever sits on the line can then change what is read."
    ),
    "redirects": (
        "The server sends in circles: open the address in a browser, and take the one it ends at."
    ),
    "does not resolve": (
        "Check the spelling of the host name. If other names are not found either, this machine "
        "is offline or its name server is down."
    ),
    "no whole answer": (
        "The server or the line is slow. Try again at another hour; if it is always so, lengthen "
        "`timeout`, to 5 minutes at most."
    ),
    "is too slow": "The server or the line is too slow to be read. Try again at another hour.",
    "appname": "Ask ReliefWeb for an appname, and put it into the address as `appname=`.",
    "an empty answer": "Try again in a while: a server that is overloaded may answer with nothing.",
}
#: what stands in documents that are no feeds and can be read all the same, by their type
_MARKS = {
    FeedType.CAP: re.compile(rb"\A\s*<.*urn:oasis:names:tc:emergency:cap", re.DOTALL),
    FeedType.RELIEFWEB: re.compile(rb"\A\s*\{.*api\.reliefweb\.int", re.DOTALL),
}
#: bytes of a document that are looked at for them
_BODY_AT_MOST = 4000
_CERTIFICATE = (
    "Open the address in a browser: if it warns too, the publisher must mend the certificate. If "
    "it does not, look at the certificates of this machine."
)
_CLOCK = (
    "Look at the date of this machine first: a wrong clock makes every certificate seem expired. "
    "If the date is right, the publisher must renew the certificate."
)
_OWN_FILES = "This machine has no open file left for warnd: end other programs, or raise the limit."
#: what the daemon does by itself where a server asks to be left alone
_LATER = "The server asks to be left alone for {}; the daemon heeds that, within its own limits."


def advice(health: FeedHealth, error: WarndError | None = None, body: bytes = b"") -> str:
    """Give what to do about a state, and about what went wrong where that is known.

    `body` is the document that came, empty when none did.
    """
    type_ = type_in(body) if health is FeedHealth.NOT_A_FEED else None
    if type_ is not None:
        return f"It can be read, but not as a feed: set `type: {type_.value}` for it."
    cause = error
    while cause is not None and not isinstance(cause, CertificateRefused | OutOfFiles):
        cause = cause.__cause__ if isinstance(cause.__cause__, WarndError) else None
    if isinstance(cause, CertificateRefused):
        return _CLOCK if cause.of_time else _CERTIFICATE
    if isinstance(cause, OutOfFiles):
        return _OWN_FILES
    said = next((do for words, do in _BY_WORDS.items() if words in str(error)), ADVICE[health])
    if isinstance(error, FetchFailed) and error.delay_s:
        return f"{said} {_LATER.format(span(timedelta(seconds=error.delay_s)))}"
    return said


def type_in(body: bytes) -> FeedType | None:
    """Give the type by which a document that is no feed can be read, None when it cannot."""
    head = body[:_BODY_AT_MOST]
    return next((type_ for type_, mark in _MARKS.items() if mark.match(head)), None)


def health_of(error: WarndError) -> FeedHealth:
    """Give the state that an error shows."""
    if isinstance(error, NotAFeed):
        return FeedHealth.NOT_A_FEED
    return FeedHealth(getattr(error, "health", FeedHealth.UNREACHABLE))


def span(duration: timedelta) -> str:
    """Give a length of time in words for people: its largest unit, as `3 days`."""
    seconds = abs(duration.total_seconds())
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            return _counted(int(seconds // length), unit)
    return _counted(int(seconds), "second")


def ago(moment: datetime | None, now: datetime) -> str:
    """Give when something was in words for people; `never` for None."""
    if moment is None:
        return "never"
    return f"in {span(moment - now)}" if moment > now else f"{span(now - moment)} ago"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
