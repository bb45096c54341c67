"""Redirects: followed by our own hand, each as safe as the address before it."""

from collections.abc import Mapping
from datetime import datetime

import httpx

from warnd.errors import AddressRefused, ExchangeFailed
from warnd.transport.guard import UNSAFE_SPELLING, check_url

#: answers that name another address
REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: those that say it is so for good
FOR_GOOD = frozenset({301, 308})
#: headers that may follow a redirect to another origin; any other may be a secret
TELL_ANYBODY = frozenset(
    {"accept", "accept-language", "if-modified-since", "if-none-match", "user-agent"}
)


class Trail:
    """The way from the address that was asked for to the one that answers."""

    def __init__(
        self, url: httpx.URL, headers: Mapping[str, str], *, allow_downgrade: bool = False
    ) -> None:
        #: where it stands now
        self.url = url
        #: what may be told there
        self.headers = headers
        #: where permanent redirects lead; empty when the first one is not permanent
        self.moved_to = ""
        #: the first end of the certificates that were shown; None when none was
        self.certificate_ends: datetime | None = None
        self._allow_downgrade = allow_downgrade
        self._for_good = True

    def pass_by(self, certificate_ends: datetime | None) -> None:
        """Take note of when the certificate ends that was shown here; None without TLS."""
        ends = [each for each in (self.certificate_ends, certificate_ends) if each is not None]
        self.certificate_ends = min(ends, default=None)

    def follow(self, status: int, location: str) -> None:
        """Go one redirect further.

        Raises AddressRefused for a target that must not be asked, ExchangeFailed for one that is
        less safe than the address before.
        """
        target = next_hop(self.url, location, allow_downgrade=self._allow_downgrade)
        if origin(target) != origin(self.url):
            self.headers = {
                name: value for name, value in self.headers.items() if name.lower() in TELL_ANYBODY
            }
        self._for_good = self._for_good and status in FOR_GOOD
        if self._for_good:
            self.moved_to = str(target)
        self.url = target


def next_hop(url: httpx.URL, location: str, *, allow_downgrade: bool = False) -> httpx.URL:
    """Give where a redirect leads.

    Raises AddressRefused for what cannot be read or must not be asked, ExchangeFailed for http
    after https unless `allow_downgrade`.
    """
    if UNSAFE_SPELLING.search(location):  # before joining, which reads it in its own way
        raise AddressRefused(f"a redirect from {url.host} with a backslash or control character")
    try:
        target = check_url(str(url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressRefused(f"a redirect from {url.host}: {error}") from error
    if url.scheme == "https" and target.scheme == "http" and not allow_downgrade:
        raise ExchangeFailed(
            f"{url.host} leads from https to http, at {target.host}; "
            "the feed's setting allow_downgrade lets it"
        )
    return target


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Give what two addresses share when they belong to one server."""
    return url.scheme, url.host, url.port
