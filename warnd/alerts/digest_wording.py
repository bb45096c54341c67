"""The wording of digests: many alerts and notices in one message, gravest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from warnd.alerts.document import version_document
from warnd.alerts.links import link_to
from warnd.alerts.marks import Passage, delay_in_words, marks, repeat_in_words
from warnd.alerts.notice_wording import headline_of_notice, notice_document
from warnd.alerts.phrases import marked_label
from warnd.alerts.sheet import Line, Part, Sheet, page_of_sheet, text_of_sheet
from warnd.alerts.templates import LOOKS, OPEN, UNKNOWN, Look
from warnd.alerts.translate import Titles
from warnd.alerts.whereabouts import place_of
from warnd.model.alert import ENDINGS, AlertVersion
from warnd.model.identifiers import KindId
from warnd.model.level import Level
from warnd.model.moments import rfc3339
from warnd.model.notification import Message, Notification
from warnd.model.plain import plain_line, shorten
from warnd.phrasebook import Phrasebook, phrasebook

#: kinds named of an alert, and characters of one
MOST_KINDS, LONGEST_KIND = 4, 80
#: what lists the alerts that found no room
ALERTS_COMMAND = "warnd alerts list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one digest holds."""

    #: its idempotency key
    key: str
    #: the notifications, gravest first, of one recipient and in one language; of one alert the
    #: newest version comes first
    held: tuple[Notification, ...]
    #: characters that its text may have
    room: int
    #: how it comes to be sent
    passage: Passage


@dataclass(frozen=True, slots=True)
class _Called:
    """What people read for codes."""

    places: Mapping[str, str]
    kinds: Titles


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One alert or notice in a digest, with how many older versions of it there are."""

    notification: Notification
    earlier: int = 0


def compose_digest(
    digest: Digest, places: Mapping[str, str], kinds: Mapping[KindId, str] | None = None
) -> Message:
    """Give the message of a digest; what finds no room in its text is told as a number.

    `kinds` are what people read in English for kinds, `places` for ISO 3166 codes.
    """
    first = digest.held[0]
    book = phrasebook(first.language)
    items = _items(digest.held)
    level = max(held.level for held in digest.held)
    headline = book.say(
        "digest.headline",
        label=book.levels[level].upper(),
        count=book.say_count("together", len(items)),
        repeat=marks(digest.passage, book),
    )
    sheet = _sheet(digest, items, headline, level, _Called(places, Titles(kinds or {}, book)))
    text = text_of_sheet(sheet)
    return Message(
        key=digest.key,
        recipient=first.recipient,
        level=level,
        headline=headline,
        text=text,
        html=page_of_sheet(sheet),
        payload=_payload(digest, book, headline, text),
        language=book.language,
        may_repeat=digest.passage.may_repeat,
    )


def compose_bare_digest(digest: Digest) -> Message:
    """Give a digest in bare facts, for when `compose_digest` failed."""
    first = digest.held[0]
    level = max(held.level for held in digest.held)
    lines = [_bare(held) for held in digest.held]
    headline = f"{level.upper()} · {len(lines)}"
    book = phrasebook(first.language)
    text = shorten("\n".join((headline, *lines)), digest.room)
    return Message(
        key=digest.key,
        recipient=first.recipient,
        level=level,
        headline=headline,
        text=text,
        html="",
        payload=_payload(digest, book, headline, text),
        language=book.language,
        may_repeat=digest.passage.may_repeat,
    )


def _bare(held: Notification) -> str:
    about = held.alert.area.id if held.alert else ""
    return plain_line(f"{held.level} · {about} · {rfc3339(held.created)} · {held.key}", 200)


def _items(held: Sequence[Notification]) -> list[_Item]:
    items: dict[str, _Item] = {}
    for notification in held:
        subject = notification.alert.alert if notification.alert else notification.key
        known = items.get(subject)
        items[subject] = (
            _Item(notification=notification)
            if known is None
            else _Item(notification=known.notification, earlier=known.earlier + 1)
        )
    return list(items.values())


def _sheet(
    digest: Digest, items: Sequence[_Item], headline: str, level: Level, called: _Called
) -> Sheet:
    book = phrasebook(digest.held[0].language)
    parts = [Part(lines=tuple(Line(words=words) for words in _opening(digest.passage, book)))]
    left = digest.room - len(headline) - sum(len(line.words) for line in parts[0].lines)
    for index, item in enumerate(items):
        lines = _lines(item, called, book)
        left -= sum(len(line.words) + (len(line.link.href) if line.link else 0) for line in lines)
        left -= 5
        if left < 0:
            parts.append(Part(lines=(_more(len(items) - index, book),)))
            break
        parts.append(Part(lines=lines, look=_look_of(item.notification)))
    return Sheet(headline=headline, level=level, book=book, parts=tuple(parts))


def _look_of(notification: Notification) -> Look | None:
    """Give how grave an alert looks; None for a notice."""
    version = notification.alert
    if version is None:
        return None
    return OPEN if version.reason in UNKNOWN else LOOKS[version.level]


def _opening(passage: Passage, book: Phrasebook) -> Iterator[str]:
    yield book.say("digest.opening")
    delayed = delay_in_words(passage, book)
    if delayed:
        yield book.say("late", delayed=delayed)
    repeat = repeat_in_words(passage, book)
    if repeat:
        yield repeat


def _lines(item: _Item, called: _Called, book: Phrasebook) -> tuple[Line, ...]:
    version, notice = item.notification.alert, item.notification.notice
    if version is None:
        return (Line(words=headline_of_notice(notice, book) if notice else ""),)
    words = book.say(
        "digest.line",
        label=marked_label(version, book),
        place=place_of(version.area, called.places, book),
        index=f"{version.index:.0f}",
        at=book.moment(version.at),
    )
    if item.earlier:
        earlier = book.say_count("earlier", item.earlier)
        words = book.say("digest.earlier", line=words, earlier=earlier)
    link = link_to(_evidence_url(version))
    what = "" if version.reason in ENDINGS else _what(version, called.kinds, book)
    if not what:
        return (Line(words=words, link=link),)
    return (Line(words=words), Line(words=what, link=link))


def _what(version: AlertVersion, titles: Titles, book: Phrasebook) -> str:
    """Give the weightiest kinds, and how many more there are."""
    told = [plain_line(titles.of(kind), LONGEST_KIND) for kind in version.kinds[:MOST_KINDS]]
    more = len(version.kinds) - len(told)
    told += [book.say("headline.more", number=more)] if more else []
    return book.say("comma").join(told)


def _evidence_url(version: AlertVersion) -> str:
    return next((item.url for item in version.evidence if link_to(item.url)), "")


def _more(number: int, book: Phrasebook) -> Line:
    words = book.say("digest.more", number=book.number(number), command=ALERTS_COMMAND)
    return Line(words=words)


def _payload(digest: Digest, book: Phrasebook, headline: str, text: str) -> dict[str, object]:
    repeat = {"may_repeat": True} if digest.passage.may_repeat else {}
    late = {"delayed_h": digest.passage.delayed_h} if digest.passage.delayed_h else {}
    return {
        "type": "digest",
        "language": book.language,
        "headline": headline,
        "text": text,
        "alerts": [
            {**version_document(held.alert), "key": held.key, "url": _evidence_url(held.alert)}
            for held in digest.held
            if held.alert
        ],
        "notices": [
            {**notice_document(held.notice), "key": held.key} for held in digest.held if held.notice
        ],
        **repeat,
        **late,
    }
