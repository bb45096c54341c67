"""A feed of alerts in Atom (RFC 4287), each entry leading to its CAP message."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from warnd.interchange.cap import identifier_of
from warnd.interchange.facts import account_of, headline_of, kinds_of
from warnd.model.alert import AlertVersion
from warnd.model.moments import rfc3339
from warnd.model.plain import plain_line

NAMESPACE = "http://www.w3.org/2005/Atom"
#: when a feed without entries was updated: RFC 4287 wants a moment, and there is none
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def atom(versions: Sequence[AlertVersion], sender: str) -> str:
    """Give the feed of versions, newest first; links are relative to the feed's own address."""
    feed = Element("feed", xmlns=NAMESPACE)
    _add(feed, "id", _urn(sender, "alerts"))
    _add(feed, "title", "warnd: alerts")
    _add(feed, "updated", rfc3339(max((each.at for each in versions), default=NEVER)))
    SubElement(feed, "link", rel="self", type="application/atom+xml", href="alerts.atom")
    _add(SubElement(feed, "author"), "name", plain_line(sender))
    for version in versions:
        _add_entry(feed, version, sender)
    indent(feed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(feed, encoding="unicode")}\n'


def _add_entry(feed: Element, version: AlertVersion, sender: str) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "id", _urn(sender, identifier_of(version)))
    _add(entry, "title", headline_of(version))
    _add(entry, "updated", rfc3339(version.at))
    _add(entry, "summary", account_of(version) or headline_of(version))
    address = f"alerts.cap/{identifier_of(version)}.xml"
    SubElement(entry, "link", rel="alternate", type="application/cap+xml", href=address)
    for term in (version.level.value, *kinds_of(version)):
        SubElement(entry, "category", term=term)


def _urn(sender: str, name: str) -> str:
    return uuid5(NAMESPACE_URL, f"{sender}/{name}").urn


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text
