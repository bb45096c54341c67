"""Addresses from feeds as links that lead where they say."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

#: characters that may stand in an address as they are; all others are percent-encoded
KEPT = "/?:@!$&'()*+,;=~-._%"
#: an address longer than this is shown by its host alone: clients cut it, and then it lies
LONGEST = 1500
#: spellings that readers and browsers may take differently
MISLEADING = re.compile(r"[\\\s\x00-\x1f\x7f-\x9f]")
HOST = re.compile(r"[a-z0-9]([a-z0-9\-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9\-]*[a-z0-9])?)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that may be clicked."""

    #: the address, in ASCII, http or https
    href: str
    #: its host as a browser would dial it, without any user name
    host: str


def link_to(url: str) -> Link | None:
    """Give the link to an address; None when it is not plainly http or https to a host by name."""
    if MISLEADING.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        host = _host(parts)
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    rest = quote(parts.path or "/", safe=KEPT)
    if parts.query:
        rest += "?" + quote(parts.query, safe=KEPT)
    if parts.fragment:
        rest += "#" + quote(parts.fragment, safe=KEPT)
    href = f"{parts.scheme}://{host}{port}{rest}"
    return Link(href=href if len(href) <= LONGEST else f"{parts.scheme}://{host}{port}/", host=host)


def _host(parts: SplitResult) -> str:
    """Give the host in the letters that are dialled, empty when it is no name or IPv4 address.

    A name in another script is shown encoded: look-alike letters cannot pass for a known paper.
    """
    host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    return host if HOST.fullmatch(host) else ""
