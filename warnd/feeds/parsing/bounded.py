"""Keeps what adapters read within what is kept of feeds."""

from dataclasses import replace

from warnd.feeds.parsing.texts import ENTRIES_AT_MOST, LONGEST_VALUE, ends
from warnd.model.entry import Entry, FeedDocument

#: alerts that one alert may take the place of; real ones refer to a handful
MOST_REPLACED = 200


def bounded(document: FeedDocument) -> FeedDocument:
    """Give a document with as many entries, and as much of each, as a feed's would have."""
    entries = tuple(_bounded(entry) for entry in document.entries[:ENTRIES_AT_MOST])
    return replace(document, entries=entries, title=document.title[:LONGEST_VALUE])


def _bounded(entry: Entry) -> Entry:
    replaced = (id_ for id_ in entry.replaces if len(id_) <= LONGEST_VALUE)
    return replace(
        entry,
        id=entry.id[:LONGEST_VALUE],
        link=entry.link[:LONGEST_VALUE],
        title=ends(entry.title),
        summary=ends(entry.summary),
        content=ends(entry.content),
        published=entry.published[:LONGEST_VALUE],
        updated=entry.updated[:LONGEST_VALUE],
        language=entry.language[:LONGEST_VALUE],
        source=entry.source[:LONGEST_VALUE],
        replaces=tuple(dict.fromkeys(replaced))[:MOST_REPLACED],
    )
