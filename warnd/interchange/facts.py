"""What every format tells of a version of an alert, in words of one line."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from warnd.model.alert import AlertVersion
from warnd.model.plain import plain_line

_HOST = r"(?:[A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])"
_SIGNS = r"(?:[A-Za-z0-9\-._~!$&()*+,;=:@/?]|%[0-9A-Fa-f]{2})*"
#: an address as RFC 3986 writes it, in which nothing ends a quote, a tag or a list
PLAIN = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?]{_SIGNS})?(?:#{_SIGNS})?")
#: P-codes where none are known
NO_CODES: Mapping[str, str] = MappingProxyType({})
#: characters of an address; longer ones are no address of an article
LONGEST = 2000


def name_of(version: AlertVersion) -> str:
    """Give the area's name, its id where it has none."""
    return plain_line(version.area.name or version.area.id, 200)


def headline_of(version: AlertVersion) -> str:
    """Give one line that says level, place and kinds, for when no wording is at hand."""
    kinds = ", ".join(kinds_of(version))
    test = "POSSIBLE TEST: " if version.possible_test else ""
    told = f": {kinds}" if kinds else ""
    return plain_line(f"{test}{version.level.value.upper()} - {name_of(version)}{told}", 250)


def kinds_of(version: AlertVersion) -> tuple[str, ...]:
    """Give the kinds behind it in words."""
    return tuple(plain_line(kind.replace("_", " "), 80) for kind in version.kinds)


def publishers_of(version: AlertVersion) -> tuple[str, ...]:
    """Give who says so, each once, weightiest first."""
    named = (plain_line(item.publisher, 120) for item in version.evidence)
    return tuple(dict.fromkeys(name for name in named if name))


def account_of(version: AlertVersion) -> str:
    """Give why and what changed in lines, for when no wording is at hand."""
    lines = [*version.reasons, *version.changes]
    lines += [f"{item.publisher or item.title}: {item.quote.text}" for item in version.evidence[:4]]
    return "\n".join(line for line in (plain_line(each, 600) for each in lines) if line)


def links_of(version: AlertVersion) -> tuple[str, ...]:
    """Give the addresses of the proof that are plainly http or https, each once."""
    return tuple(dict.fromkeys(item.url for item in version.evidence if _is_plain(item.url)))


def divisions_of(version: AlertVersion) -> tuple[str, ...]:
    """Give the ISO 3166-2 codes that its proof names, those of its area where it names none."""
    return version.divisions or version.area.divisions


def pcodes_of(version: AlertVersion, pcodes: Mapping[str, str]) -> tuple[str, ...]:
    """Give the P-codes of its divisions, as far as `pcodes` knows them by ISO 3166-2 code."""
    return tuple(pcodes[code] for code in divisions_of(version) if code in pcodes)


def _is_plain(url: str) -> bool:
    return len(url) <= LONGEST and PLAIN.fullmatch(url) is not None
