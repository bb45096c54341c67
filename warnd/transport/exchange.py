"""Requests and their answers, within limits of time and size."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from warnd import __version__
from warnd.errors import AddressRefused, ExchangeFailed
from warnd.transport.body import BoundedBody, Limits
from warnd.transport.client import Client
from warnd.transport.conversation import Conversation
from warnd.transport.failures import BROKEN_OFF, translated
from warnd.transport.guard import check_url
from warnd.transport.heads import Head, Request
from warnd.transport.redirects import REDIRECTS, Trail
from warnd.transport.resolver import KEPT_S

#: who we say we are
USER_AGENT = f"warnd/{__version__} (+humanitarian early warning)"
#: what every request says
HEADERS = {
    "user-agent": USER_AGENT,
    "accept": "*/*",
    "accept-encoding": "gzip",
    "connection": "close",
}
#: bytes of an answer to a post that are read; services answer in one line
REPLY_SIZE = 65_536

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, read within limits."""

    #: the address that answered, after redirects
    url: str
    #: the HTTP status
    status: int
    #: headers by lower-case name; repeated ones are joined by a comma
    headers: Mapping[str, str]
    #: the decoded body
    body: bytes
    #: whether the body went on beyond the size limit
    cut: bool = False
    #: where permanent redirects lead from the address that was asked; empty when nowhere
    moved_to: str = ""
    #: the first end of the certificates on the way; None without TLS
    certificate_ends: datetime | None = None


async def get(
    client: Client,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    allow_downgrade: bool = False,
) -> Answer:
    """Give the answer of an address, following redirects that are as safe as the first address.

    With `allow_downgrade` a redirect may lead from https to http. Bodies of other statuses than
    2xx are not read. Raises AddressRefused for an address that must not be dialled, ExchangeFailed
    when no whole answer comes in time, AnswerHostile for one past its limits, OutOfFiles when this
    machine has no descriptor left.
    """
    limits = limits or Limits()
    trail = Trail(check_url(url), headers or {}, allow_downgrade=allow_downgrade)
    host = trail.url.host
    try:
        async with asyncio.timeout(limits.total_s):
            return await _follow(client, trail, limits)
    except TimeoutError as error:
        raise _late(host, limits.total_s) from error


async def post(
    client: Client,
    url: str,
    *,
    content: bytes,
    headers: Mapping[str, str] | None = None,
    timeout_s: float = 30.0,
) -> Answer:
    """Give the answer to a post; no redirect is followed and no status raises.

    A receiver whose name does not resolve now is looked for where it stood within the last day.
    Raises AddressRefused for an address that must not be dialled, ExchangeFailed when no whole
    answer comes in time (the other side may have taken it all the same), AnswerHostile for an
    answer past its limits, OutOfFiles when this machine has no descriptor left.
    """
    limits = Limits(total_s=timeout_s, size=REPLY_SIZE)
    checked = check_url(url)
    request = Request(
        method="POST", url=checked, headers={**HEADERS, **(headers or {})}, content=content
    )

    async def reply(head: Head, talk: Conversation) -> Answer:
        body = await _body(head, talk, limits)
        return Answer(
            url=str(checked),
            status=head.status,
            headers=head.headers,
            body=body.finish(),
            cut=body.cut,
            certificate_ends=talk.certificate_ends,
        )

    try:
        async with asyncio.timeout(timeout_s):
            return await _asked(client, request, reply, stale_s=KEPT_S)
    except TimeoutError as error:
        raise _late(checked.host, timeout_s) from error


async def _follow(client: Client, trail: Trail, limits: Limits) -> Answer:
    async def take(head: Head, talk: Conversation) -> Answer | None:
        """Give the answer, None for a redirect, which is then followed."""
        trail.pass_by(talk.certificate_ends)
        location = head.headers.get("location", "")
        if head.status not in REDIRECTS or not location:
            return await _arrived(head, talk, trail, limits)
        trail.follow(head.status, location)
        return None

    for _ in range(limits.redirects + 1):
        request = Request(method="GET", url=trail.url, headers={**HEADERS, **trail.headers})
        answer = await _asked(client, request, take)
        if answer is not None:
            return answer
    raise AddressRefused(f"more than {limits.redirects} redirects, the last to {trail.url.host}")


async def _arrived(head: Head, talk: Conversation, trail: Trail, limits: Limits) -> Answer:
    succeeded = 200 <= head.status < 300  # noqa: PLR2004  the class of success
    body = await _body(head, talk, limits) if succeeded else BoundedBody("", limits)
    return Answer(
        url=str(trail.url),
        status=head.status,
        headers=head.headers,
        body=body.finish(),
        cut=body.cut,
        moved_to=trail.moved_to,
        certificate_ends=trail.certificate_ends,
    )


async def _body(head: Head, talk: Conversation, limits: Limits) -> BoundedBody:
    body = BoundedBody(head.headers.get("content-encoding", ""), limits)
    now = asyncio.get_running_loop().time
    began = now()
    async for piece in talk.pieces():
        body.add(piece)
        if body.cut:
            break
        elapsed = now() - began
        if elapsed > limits.slow_after_s and body.received < limits.slow_rate * elapsed:
            raise ExchangeFailed(f"{body.received} bytes in {elapsed:.0f} s is too slow")
    return body


async def _asked(
    client: Client,
    request: Request,
    take: Callable[[Head, Conversation], Awaitable[T]],
    *,
    stale_s: float = 0.0,
) -> T:
    """Give what `take` makes of the answer to a request."""
    try:
        wire = await client.dial(request.url, stale_s=stale_s)
        talk = Conversation(wire, host=request.url.host)
        try:
            return await take(await talk.ask(request), talk)
        finally:
            talk.end()
    except BROKEN_OFF as error:
        raise translated(request.url.host, error) from error


def _late(host: str, total_s: float) -> ExchangeFailed:
    return ExchangeFailed(f"no whole answer from {host} within {total_s:g} s")
