"""Addresses of articles in one spelling, so that one article has one."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

#: an address longer than this is nobody's article
LONGEST = 2048
#: parameters that tell who sent a reader, and never which article it is
TRACKING = re.compile(
    r"(?:utm|mtm|hsa|vero|oly)_\w+|at_(?:medium|campaign|custom\d|link\w*|ptr\w*|bbc\w*|format)"
    r"|ns_(?:source|mchannel|campaign|fee|linkname)|mc_[ce]id|pk_(?:source|medium|campaign)|wt_mc"
    r"|(?:fb|g|d|y|tt|tw|ms|li_fat|sc)clk?id|igshid|gclsrc|ocid|cmp|cmpid|xtor|ref_src|ref_url"
    r"|__twitter_impression|ftag|smid|feedname|feedtype|traffic_source|guccounter|_hs(?:enc|mi)",
    re.IGNORECASE,
)
DEFAULT_PORTS = {"http": 80, "https": 443}
#: white space and controls, which have no place in an address
UNFIT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\\]")
#: how most addresses are written: nothing in them has another spelling
PLAIN = re.compile(
    r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*)(/[!$%&'()*+,./0-9:;=@A-Z_a-z~-]*)?"
)


def canonical(link: str) -> str:
    """Give a link in one spelling: host in lower case, no fragment, no tracking parameters.

    Empty for what is no http or https address, or holds a user name or what no address may hold.
    """
    if plain := _plain(link):
        return link if plain[2] else f"{link}/"
    parts = _split(link)
    return urlunsplit(parts._replace(fragment="")) if parts else ""


def address_key(link: str, *, fragment: bool = False) -> str:
    """Give what identifies an address: it is the same over http and https, with and without www.

    `fragment` keeps the fragment, which in an id may tell entries of one page apart. Empty for a
    link that names a whole site, or nothing.
    """
    if plain := _plain(link):
        path = (plain[2] or "").rstrip("/")
        return plain[1] + path if path else ""
    parts = _split(link)
    if parts is None:
        return ""
    kept = parts.fragment if fragment else ""
    path = parts.path.rstrip("/")
    if not path and not parts.query and not kept:
        return ""
    host = parts.netloc.removeprefix("www.")
    return urlunsplit(SplitResult("", host, path, parts.query, kept)).removeprefix("//")


def _plain(link: str) -> re.Match[str] | None:
    return PLAIN.fullmatch(link) if len(link) <= LONGEST else None


def _split(link: str) -> SplitResult | None:
    link = link.strip()
    return _parts(link) if len(link) <= LONGEST else None


@lru_cache(maxsize=512)  # one entry's id and link are asked for several times, and often the same
def _parts(link: str) -> SplitResult | None:
    if UNFIT.search(link):
        return None
    try:
        parts = urlsplit(link)
        port, host = parts.port, (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not host or "@" in parts.netloc:
        return None
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{shown}:{port}"
    query = "&".join(
        pair
        for pair in parts.query.split("&")
        if pair and not TRACKING.fullmatch(pair.partition("=")[0])
    )
    return SplitResult(parts.scheme, netloc, parts.path or "/", query, parts.fragment)
