"""Posts over HTTP for channels, and what an answer means for the message."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from warnd.errors import (
    AddressRefused,
    AnswerHostile,
    CertificateRefused,
    ChannelClosed,
    DeliveryDeferred,
    DeliveryRefused,
    ExchangeFailed,
    OutOfFiles,
)
from warnd.transport import Answer, Client, post, retry_after_s

#: refusals that may pass although their class (4xx) says otherwise: time-out, too early, too many
MAY_PASS = frozenset({408, 425, 429})
TOO_MANY = 429
#: refusals of the channel, not of the message: who we are, or where we post (docs/faults.md, F44)
CLOSED = frozenset({401, 403, 404, 410})
#: seconds between two tries of a channel that is closed to us: somebody has to mend it first
PROBED_IN_S = 3600.0
#: the headers of a post in JSON
JSON = {"content-type": "application/json"}
#: the least wait in seconds after a 429 that names none
TOO_MANY_WAIT_S = 30.0
#: a wait longer than this is not believed: nobody asks an alert to wait for more than an hour
LONGEST_WAIT_S = 3600.0
#: how pages for people begin; a captive portal answers posts with one, and with status 200
PAGE_STARTS = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<meta")
PAGE_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One request of a channel."""

    #: the address; may be a secret, so errors name its host only
    url: str
    #: the body
    content: bytes
    #: headers besides the client's own
    headers: dict[str, str]
    #: seconds for everything
    timeout_s: float


async def exchange(client: Client, request: Post) -> Answer:
    """Give the answer to a post, whatever its status.

    Raises DeliveryDeferred when no answer came, DeliveryRefused for an address that can never be
    posted to.
    """
    try:
        return await post(
            client,
            request.url,
            content=request.content,
            headers=request.headers,
            timeout_s=request.timeout_s,
        )
    except (ExchangeFailed, AnswerHostile, OutOfFiles) as error:
        unproven = isinstance(error, CertificateRefused)
        raise DeliveryDeferred(str(error), unproven=unproven) from error
    except AddressRefused as error:
        # A name may lie for a while: behind a captive portal every name is a private address.
        if _is_named(request.url):
            raise DeliveryDeferred(str(error)) from error
        raise DeliveryRefused(str(error)) from error


def accept(answer: Answer, now: datetime) -> None:
    """Return when the other side took the message: 2xx, and no page meant for people.

    Raises ChannelClosed where somebody must mend the channel, DeliveryRefused for other 4xx that
    will not pass, DeliveryDeferred for everything else.
    """
    told = f"{host_of(answer.url)} answered {answer.status}"
    if 200 <= answer.status < 300:  # noqa: PLR2004  the class of success
        if is_page(answer):
            raise DeliveryDeferred(f"{told} with a web page: a login page on the way?")
        return
    if answer.status in CLOSED:
        raise ChannelClosed(told, delay_s=PROBED_IN_S)
    if 400 <= answer.status < 500 and answer.status not in MAY_PASS:  # noqa: PLR2004
        raise DeliveryRefused(told)
    throttled = answer.status == TOO_MANY
    raise DeliveryDeferred(told, delay_s=asked_wait_s(answer, now), throttled=throttled)


def is_page(answer: Answer) -> bool:
    """Tell whether an answer is a page for people, whatever type it claims."""
    kind = answer.headers.get("content-type", "").lower()
    return kind.startswith(PAGE_TYPES) or answer.body.lstrip()[:10].lower().startswith(PAGE_STARTS)


def asked_wait_s(answer: Answer, now: datetime) -> float | None:
    """Give the seconds an answer asks to wait, None when it does not."""
    asked = retry_after_s(answer.headers.get("retry-after", ""), now)
    if asked is None:
        return TOO_MANY_WAIT_S if answer.status == TOO_MANY else None
    return min(asked, LONGEST_WAIT_S)


def host_of(url: str) -> str:
    """Give the host of an address: what errors may name of it."""
    try:
        return urlsplit(url).hostname or "the receiver"
    except ValueError:
        return "the receiver"


def _is_named(url: str) -> bool:
    host = host_of(url)
    return any(letter.isalpha() for letter in host) and ":" not in host
