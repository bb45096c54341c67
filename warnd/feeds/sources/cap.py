"""Alerts in the Common Alerting Protocol: one, or a feed that holds them or links to them.

The protocol is told at https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html; how feeds
carry it, at https://cap-alerts.worldweather.org/ and in the practice of national services: an
entry links to the alert, or holds it as its content.
"""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urljoin

from warnd.errors import FeedHostile, NotAFeed
from warnd.feeds.sources.adapter import Ask, Received
from warnd.feeds.sources.cap_alert import ACTUAL, entry_of, in_cap, is_alert, is_real
from warnd.feeds.sources.tree import Element, NotWellFormed, read_tree
from warnd.model.entry import Entry, FeedDocument
from warnd.settings import FeedSettings

ACCEPT = (
    "application/cap+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, "
    "text/xml;q=0.8, */*;q=0.5"
)
#: the version of a document that is an alert, or holds all of its alerts
VERSION = "cap12"
#: what a feed's entries are called
ENTRIES = frozenset({"entry", "item"})
#: the media type of a link that leads to an alert
MEDIA_TYPE = "cap+xml"


class Cap:
    """The adapter of alerts."""

    def ask(self, feed: FeedSettings) -> Ask:
        """Give the configured address."""
        return Ask(url=feed.url, accept=ACCEPT)

    def read(
        self, received: Received, read_feed: Callable[[Received], FeedDocument]
    ) -> FeedDocument:
        """Give the actual alerts of a document.

        An entry of a feed that only links to its alert is given with its link and without content:
        the alert stands behind that link.
        """
        try:
            root = read_tree(received.body)
        except NotWellFormed:
            return _without_content(read_feed(received))
        if is_alert(root):
            return _document([root], received.languages)
        entries = [element for element in root.within() if element.name in ENTRIES]
        if not entries and root.name.lower() not in ("feed", "rss", "rdf"):
            raise NotAFeed("neither an alert nor a feed of alerts")
        return _feed(root, entries, received)


def linked(alert: Entry, link: str) -> Entry:
    """Give an alert with the link that leads to it.

    A cancel gets none: where a server shows it at the address of what it cancels, and in the same
    words, it would be known by that address and be lost.
    """
    return alert if alert.cancels else replace(alert, link=link)


def _document(alerts: list[Element], languages: tuple[str, ...]) -> FeedDocument:
    told = tuple(entry_of(alert, languages) for alert in alerts if is_real(alert))
    whole = tuple(entry for entry in told if entry is not None)
    return FeedDocument(version=VERSION, title="", entries=whole, degraded=len(whole) < len(told))


def _feed(root: Element, elements: list[Element], received: Received) -> FeedDocument:
    title = next((each.text for each in root.within() if each.name == "title"), "")
    entries: list[Entry] = []
    for element in elements:
        entries += _entries(element, received)
    return FeedDocument(
        version=f"{VERSION} in {root.name.lower()}", title=title, entries=tuple(entries)
    )


def _entries(element: Element, received: Received) -> list[Entry]:
    """Give the alerts that an entry holds, else the entry itself, whose alert is elsewhere."""
    held = [each for each in element.within() if is_alert(each)] or _written_out(element)
    if not held:
        return [_unread(element, received.url)] if _may_be_real(element) else []
    told = [entry_of(alert, received.languages) for alert in held if is_real(alert)]
    link = _link(element, received.url) if len(held) == 1 else ""
    return [linked(entry, link) for entry in told if entry is not None]


def _written_out(element: Element) -> list[Element]:
    """Give the alerts that stand in the text of an entry, as markup that was escaped."""
    found = []
    for each in element.within():
        begins = each.text.find("<") if "alert" in each.text else -1
        if begins >= 0:
            try:
                root = read_tree(each.text[begins:].encode("utf-8", "replace"))
            except (NotWellFormed, FeedHostile):
                continue
            found += [root] if is_alert(root) else []
    return found


def _may_be_real(element: Element) -> bool:
    """Tell whether no part of an alert that an entry repeats says that it is not actual."""
    told = [each.text for each in element.children if each.name == "status" and in_cap(each)]
    return all(status == ACTUAL for status in told)


def _unread(element: Element, base: str) -> Entry:
    summary = element.told("summary") or element.told("description")
    published = element.told("published") or element.told("pubDate") or element.told("date")
    return Entry(
        id=element.told("id") or element.told("guid"),
        link=_link(element, base),
        title=element.told("title"),
        summary=summary,
        published=published,
        updated=element.told("updated"),
    )


def _link(element: Element, base: str) -> str:
    """Give the link to the alert: one of its media type, else the one to the entry's own page."""
    links = [each for each in element.children if each.name == "link"]
    own = [each for each in links if each.attributes.get("rel", "alternate") == "alternate"]
    typed = [each for each in links if MEDIA_TYPE in each.attributes.get("type", "")]
    chosen = [*typed, *own]
    address = (chosen[0].attributes.get("href") or chosen[0].text) if chosen else ""
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return ""


def _without_content(document: FeedDocument) -> FeedDocument:
    """Give a feed's entries as links to alerts; what they tell stays their summary."""
    entries = tuple(
        replace(entry, content="", summary=entry.content or entry.summary)
        for entry in document.entries
    )
    return replace(document, entries=entries)
