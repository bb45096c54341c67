"""What an entry says, cleaned: all that can be told without knowing what its feed showed before.

It is made where the entry was parsed, in another process, so both sides of it are plain values:
text, numbers, and tuples of them.
"""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from warnd.articles.address import canonical
from warnd.articles.corrections import correction_of
from warnd.articles.dates import publication
from warnd.articles.drills import possible_test
from warnd.articles.identity import named_by
from warnd.articles.language import as_declared, identify
from warnd.articles.markup import to_line
from warnd.articles.origin import wire_of
from warnd.articles.said import said_by
from warnd.articles.saying import saying_of, written_hashes
from warnd.model.article import DateConfidence
from warnd.model.entry import Entry
from warnd.settings import FeedSettings

#: characters of a publisher's name that are kept
NAME_AT_MOST = 120


class About(NamedTuple):
    """What is to be known of a poll to clean its entries."""

    #: when they are first seen, as ISO 8601 with its zone
    seen: str
    #: the languages that the feed is configured to be in
    languages: tuple[str, ...]
    #: whether the feed is configured to have a publisher
    has_publisher: bool
    #: whether nothing of the poll may alert
    silent: bool
    #: what was published before this may not alert either, as ISO 8601; empty for no limit
    silent_before: str


class Cleaned(NamedTuple):
    """What an entry says."""

    #: its title, clean NFC text on one line
    title: str
    #: its text, clean NFC, without the title that it may begin with
    text: str
    #: ISO 639-1 code of its language, and the languages that it may be in where that is not sure
    language: str
    readings: tuple[str, ...]
    #: when it was published, as ISO 8601 in UTC, and the value of how far to believe it
    published: str
    confidence: str
    #: the publisher that it names, clean
    named: str
    #: the agency that its text is marked as reprinted from, empty for unnamed ones, None for none
    wire: str | None
    #: its canonical address
    url: str
    #: the value of what it says of what was said before
    correction: str
    #: whether its words mark it as a test, or nothing tells that it is in earnest
    possible_test: bool
    #: what it is compared by beside its words (`warnd.articles.saying`): fingerprint and hashes
    fingerprint: str
    numbers: int
    title_hash: int
    #: the identity keys of its id and of its link (`warnd.articles.identity.named_by`)
    id_key: str
    link_key: str
    #: the hashes of its words, in Base64; empty where it is silent, and compared with nothing
    words: str


def about_poll(
    feed: FeedSettings,
    first_seen: datetime,
    *,
    silent: bool = False,
    silent_before: datetime | None = None,
) -> About:
    """Give what is to be known of a poll of a feed."""
    return About(
        seen=first_seen.isoformat(),
        languages=feed.language,
        has_publisher=bool(feed.publisher),
        silent=silent,
        silent_before="" if silent_before is None else silent_before.isoformat(),
    )


def clean(entry: Entry, about: About) -> Cleaned:
    """Give what an entry says.

    An article that is silent, or published before the limit, may alert nobody: it is read for no
    signals and makes no claims. So its language is what is declared, without a guess, and it is not
    looked through for marks of a test, which label claims. What it takes back counts all the same:
    an old article may withdraw what it said when it was new.
    """
    title, text = said_by(entry)
    named = to_line(entry.source)[:NAME_AT_MOST]
    published, confidence = publication(entry.published, entry.updated, _moment(about.seen))
    silent = about.silent or (
        about.silent_before != "" and published < _moment(about.silent_before)
    )
    declared = about.languages, entry.language
    language = as_declared(*declared) if silent else identify(title, text, *declared)
    dated = confidence is not DateConfidence.FIRST_SEEN
    saying = saying_of(title, text, published if dated else None)
    id_key, link_key = named_by(entry)
    return Cleaned(
        title=title,
        text=text,
        language=language.language,
        readings=language.readings,
        published=published.isoformat(),
        confidence=confidence.value,
        named=named,
        wire=wire_of(text) if about.has_publisher or named else None,
        url=canonical(entry.link),
        correction=correction_of(title, text).value,
        possible_test=entry.unproven or (not silent and possible_test(title, text)),
        fingerprint=saying.fingerprint,
        numbers=saying.numbers,
        title_hash=saying.title,
        id_key=id_key,
        link_key=link_key,
        words="" if silent else written_hashes(title, text),
    )


@lru_cache(maxsize=8)  # it is the same for every entry of a poll
def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)
