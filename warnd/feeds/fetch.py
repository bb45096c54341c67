"""Fetches feeds: conditional, within limits, and with a plain word for each way to fail."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from warnd.errors import (
    AddressRefused,
    AnswerHostile,
    CertificateRefused,
    ExchangeFailed,
    FeedHostile,
    FeedRefused,
    FetchFailed,
)
from warnd.feeds.sources.table import ask_of
from warnd.feeds.timing.wait import asked_wait_s
from warnd.model.feed import FeedHealth, Fetched, Validators
from warnd.ports.world import Clock
from warnd.settings import FeedSettings
from warnd.transport import WRITTEN, Answer, Client, Limits, get

#: what a feed may come as, in the order we like it
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, "
    "application/feed+json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
)
#: statuses that carry a document
DOCUMENT = frozenset({200, 203, 226})
UNCHANGED = 304
#: what other statuses say about a feed; whatever is not named here is `unreachable`
HEALTH_OF_STATUS = {
    401: FeedHealth.BLOCKED,
    402: FeedHealth.BLOCKED,
    403: FeedHealth.BLOCKED,
    429: FeedHealth.BLOCKED,
    451: FeedHealth.BLOCKED,
    404: FeedHealth.GONE,
    410: FeedHealth.GONE,
}
#: validators longer than this are not sent back: no server means them
LONGEST_VALIDATOR = 1024


class HttpFetcher:
    """Fetches over HTTP, through a client that its maker closes.

    Who calls it bounds how many feeds are fetched at once.
    """

    def __init__(
        self,
        client: Client,
        clock: Clock,
        *,
        limits: Limits | None = None,
        wall: Callable[[], datetime] | None = None,
        heard: Callable[[str, str], None] | None = None,
    ) -> None:
        """Fetch through a client.

        `wall` gives the machine's own time, where `clock` may not believe it; `heard` is called
        with each address and the time that its server says it is.
        """
        self._client = client
        self._clock = clock
        self._wall = wall or clock.now
        self._heard = heard
        self._limits = limits or Limits()
        #: the limits of feeds by the time that they are given; there are a few such times
        self._by_timeout: dict[timedelta, Limits] = {}

    async def fetch(self, feed: FeedSettings, validators: Validators) -> Fetched:
        """Give the feed's answer.

        A document beyond the size limit comes cut, and without validators, so that it is asked
        for in full again. Raises FetchFailed when it may pass, FeedRefused for an address that
        must not be fetched, FeedHostile for an answer past its limits, OutOfFiles when this machine
        has no descriptor left, which says nothing of the feed.
        """
        ask = ask_of(feed)
        headers = {"accept": ask.accept or ACCEPT, **_conditions(validators)}
        try:
            answer = await get(
                self._client,
                ask.url,
                headers=headers,
                limits=self._limits_of(feed),
                allow_downgrade=feed.allow_downgrade,
            )
        except ExchangeFailed as error:
            refused = isinstance(error, CertificateRefused)
            raise FetchFailed(
                self._told(error),
                delay_s=error.delay_s,
                signature="certificate" if refused else "unanswered",
            ) from error
        except AddressRefused as error:
            raise FeedRefused(str(error)) from error
        except AnswerHostile as error:
            raise FeedHostile(str(error)) from error
        return self._judge(answer, validators, ask.troubles, feed)

    def look_up(self, feed: FeedSettings) -> Coroutine[None, None, None] | None:
        """Give what to await until the name of a feed's server is looked up; None when it is.

        It never raises: a fetch meets the same failure.
        """
        return self._client.look_up(ask_of(feed).url)

    def _told(self, error: ExchangeFailed) -> str:
        now = self._wall()
        if isinstance(error, CertificateRefused) and error.of_time and now < WRITTEN:
            return f"{error}; check this machine's clock, which says {now:%Y-%m-%d}"
        return str(error)

    def _limits_of(self, feed: FeedSettings) -> Limits:
        limits = self._by_timeout.get(feed.timeout)
        if limits is None:
            limits = replace(self._limits, total_s=feed.timeout.total_seconds())
            self._by_timeout[feed.timeout] = limits
        return limits

    def _judge(
        self, answer: Answer, sent: Validators, troubles: Mapping[int, str], feed: FeedSettings
    ) -> Fetched:
        if self._heard is not None:
            self._heard(answer.url, answer.headers.get("date", ""))
        wait_s = asked_wait_s(answer.headers, self._clock.now())
        unchanged = answer.status == UNCHANGED and sent != Validators()
        if not unchanged and answer.status not in DOCUMENT:
            health = HEALTH_OF_STATUS.get(answer.status, FeedHealth.UNREACHABLE)
            words = f"status {answer.status}{troubles.get(answer.status, '')}"
            raise FetchFailed(words, delay_s=wait_s, health=health)
        given = _validators(answer)
        return Fetched(
            url=answer.url,
            body=b"" if unchanged else answer.body,
            unchanged=unchanged,
            validators=_renewed(sent, given) if unchanged else given,
            content_type=answer.headers.get("content-type", ""),
            wait_s=wait_s,
            moved_to=answer.moved_to,
            certificate_ends=answer.certificate_ends,
            cut=answer.cut,
            type=feed.type.value,
            languages=feed.language,
        )


def _conditions(validators: Validators) -> dict[str, str]:
    conditions = {
        "if-none-match": validators.etag,
        "if-modified-since": validators.last_modified,
    }
    return {name: value for name, value in conditions.items() if value}


def _validators(answer: Answer) -> Validators:
    if answer.cut:
        return Validators()
    return Validators(
        etag=_printable(answer.headers.get("etag", "")),
        last_modified=_printable(answer.headers.get("last-modified", "")),
    )


def _printable(value: str) -> str:
    fit = value.isascii() and value.isprintable() and len(value) <= LONGEST_VALIDATOR
    return value if fit else ""


def _renewed(sent: Validators, given: Validators) -> Validators:
    return Validators(
        etag=given.etag or sent.etag, last_modified=given.last_modified or sent.last_modified
    )
