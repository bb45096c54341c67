"""The wording of notices about feeds and channels."""

from collections.abc import Iterator
from dataclasses import asdict

from warnd.alerts.links import link_to
from warnd.alerts.marks import Passage, delay_in_words, marks, repeat_in_words
from warnd.alerts.sheet import Line, Part, Sheet, page_of_sheet, text_of_sheet
from warnd.model.feed import TROUBLES, FeedHealth
from warnd.model.moments import rfc3339
from warnd.model.notice import Day, Notice, NoticeFeed, NoticeReason
from warnd.model.notification import Message, Notification
from warnd.model.plain import plain_line
from warnd.phrasebook import Phrasebook, phrasebook

#: characters of a name, and of what the log says; both may come from a feed
LONGEST_NAME, LONGEST_TROUBLE = 80, 300
#: feeds that are listed; the rest is a number
MOST_FEEDS = 20
#: what tells more about an address
CHECK_COMMAND = "warnd feeds check"
FEEDS_COMMAND = "warnd feeds list"
#: reasons after which something is to be done; what is to be done about a feed in trouble is told
#: by how it stands
_TO_DO = frozenset(
    {
        NoticeReason.FEED_QUIET,
        NoticeReason.FEED_DAMAGED,
        NoticeReason.CERTIFICATE_ENDS,
        NoticeReason.FEED_MOVED,
        NoticeReason.AREA_SILENT,
        NoticeReason.OFFLINE,
        NoticeReason.CAPTIVE,
        NoticeReason.STORE_TROUBLE,
        NoticeReason.STORE_DAMAGED,
        NoticeReason.STORE_RESTORED,
        NoticeReason.CLOCK_SUSPECT,
    }
)
#: the commands that help with a channel
_COMMANDS = {
    NoticeReason.CHANNEL_GAVE_UP: "warnd alerts resend",
    NoticeReason.CHANNEL_CLOSED: "warnd channels test",
}
#: the commands that help with this machine
_OWN_COMMANDS = {
    NoticeReason.STORE_LOST: "warnd db backup",
    NoticeReason.CONFIGURATION_BROKEN: "warnd check",
    NoticeReason.MODEL_TROUBLE: "warnd status",
}
#: what is about a channel, which stands where a feed would
_ABOUT_CHANNELS = frozenset({*_COMMANDS, NoticeReason.CHANNEL_BACK})
#: how a feed stands that is said in words
_TOLD_HEALTH = TROUBLES | {FeedHealth.QUIET}


def compose_notice(notification: Notification, notice: Notice, passage: Passage) -> Message:
    """Give the message of a notice, in its language and every form a channel may carry."""
    book = phrasebook(notification.language)
    headline = headline_of_notice(notice, book, marks(passage, book))
    sheet = Sheet(
        headline=headline, level=notice.level, book=book, parts=tuple(_parts(notice, passage, book))
    )
    text = text_of_sheet(sheet)
    repeat = {"may_repeat": True} if passage.may_repeat else {}
    late = {"delayed_h": passage.delayed_h} if passage.delayed_h else {}
    said = {"language": book.language, "headline": headline, "text": text}
    return Message(
        key=notification.key,
        recipient=notification.recipient,
        level=notice.level,
        headline=headline,
        text=text,
        html=page_of_sheet(sheet),
        payload={**notice_document(notice), **said, **repeat, **late},
        language=book.language,
        may_repeat=passage.may_repeat,
    )


def compose_bare_notice(notification: Notification, notice: Notice) -> Message:
    """Give a notice in bare facts, for when `compose_notice` failed."""
    about = ", ".join((notice.topic, *(feed.id for feed in notice.feeds)))
    text = plain_line(f"{notice.reason} · {about} · {rfc3339(notice.at)}", LONGEST_TROUBLE)
    said = {"language": notification.language, "headline": text, "text": text}
    return Message(
        key=notification.key,
        recipient=notification.recipient,
        level=notice.level,
        headline=text,
        text=text,
        html="",
        payload={**notice_document(notice), **said},
        language=notification.language,
        may_repeat=notification.may_repeat,
    )


def headline_of_notice(notice: Notice, book: Phrasebook, suffix: str = "") -> str:
    """Give the one line that says what is the matter, and with whom."""
    label = book.say(f"notice.label.{notice.reason}")
    name = _name(notice, book)
    if not name:
        return label + suffix
    return book.say("notice.headline", label=label, name=name, repeat=suffix)


def notice_document(notice: Notice) -> dict[str, object]:
    """Give the JSON of a notice, as webhooks post it."""
    return {
        "type": "feed-notice",
        "notice": notice.id,
        "at": rfc3339(notice.at),
        "reason": notice.reason.value,
        "feeds": [
            {
                "id": feed.id,
                "publisher": feed.publisher,
                "url": feed.url,
                "health": feed.health.value,
                "trouble": feed.trouble,
            }
            for feed in notice.feeds
        ],
        "area": None if notice.area is None else {"id": notice.area, "name": notice.area_name},
        "since": None if notice.since is None else rfc3339(notice.since),
        "until": None if notice.until is None else rfc3339(notice.until),
        "moved_to": notice.moved_to,
        "number": notice.number,
        **({"day": asdict(notice.day)} if notice.day else {}),
    }


def _name(notice: Notice, book: Phrasebook) -> str:
    if notice.day is not None:
        return _counts(notice.day, book)
    if notice.area is not None:
        return plain_line(notice.area_name or notice.area, LONGEST_NAME)
    return _feed_name(notice.feeds[0], book) if len(notice.feeds) == 1 else ""


def _counts(day: Day, book: Phrasebook) -> str:
    read = book.say_count("feeds_read", day.feeds_read)
    alerts = book.say_count("alerts_begun", day.alerts)
    return book.listed((read, alerts, book.say_count("feeds_failing", day.feeds_failing)))


def _feed_name(feed: NoticeFeed, book: Phrasebook) -> str:
    publisher = plain_line(feed.publisher, LONGEST_NAME)
    if not publisher:
        return plain_line(feed.id, LONGEST_NAME)
    return book.say("notice.name", id=plain_line(feed.id, LONGEST_NAME), publisher=publisher)


def _parts(notice: Notice, passage: Passage, book: Phrasebook) -> Iterator[Part]:
    yield Part(lines=tuple(Line(words=words) for words in _opening(notice, passage, book)))
    moved = link_to(notice.moved_to)
    if moved is not None:
        yield Part(lines=(Line(words=moved.href),))
    to_do = _to_do(notice, book)
    if to_do:
        yield Part(heading=book.say("heading.do"), lines=(Line(words=to_do),))
    if notice.feeds:
        heading = "heading.channel" if notice.reason in _ABOUT_CHANNELS else "heading.feeds"
        yield Part(heading=book.say(heading), lines=tuple(_feeds(notice, book)))
    stands_by = book.say("notice.stands_by", notice=notice.id, at=book.moment(notice.at))
    yield Part(lines=(Line(words=stands_by),))


def _opening(notice: Notice, passage: Passage, book: Phrasebook) -> Iterator[str]:
    yield book.say(
        f"notice.opening.{notice.reason}",
        since=book.moment(notice.since or notice.at),
        until=book.moment(notice.until or notice.at),
        number=book.number(notice.number or 0),
    )
    delayed = delay_in_words(passage, book)
    if delayed:
        yield book.say("late", delayed=delayed)
    repeat = repeat_in_words(passage, book)
    if repeat:
        yield repeat


def _to_do(notice: Notice, book: Phrasebook) -> str:
    command = {**_COMMANDS, **_OWN_COMMANDS}.get(notice.reason)
    if command is not None:
        return book.say(f"notice.do.{notice.reason}", command=command)
    if notice.reason in _TO_DO:
        return book.say(f"notice.do.{notice.reason}")
    if notice.reason is not NoticeReason.FEED_TROUBLE or not notice.feeds:
        return ""
    health = notice.feeds[0].health
    return book.say(f"notice.do.{health}", command=CHECK_COMMAND) if health in TROUBLES else ""


def _feeds(notice: Notice, book: Phrasebook) -> Iterator[Line]:
    for feed in notice.feeds[:MOST_FEEDS]:
        name = _feed_name(feed, book)
        health = book.say(f"health.{feed.health}") if feed.health in _TOLD_HEALTH else ""
        words = book.say("notice.feed", name=name, health=health) if health else name
        yield Line(words=words, link=link_to(feed.url))
        trouble = plain_line(feed.trouble, LONGEST_TROUBLE)
        if trouble:
            # Of an article without a place it is the title.
            told = notice.reason is NoticeReason.UNPLACED
            yield Line(
                words=book.say("quote", text=trouble)
                if told
                else book.say("notice.said", trouble=trouble)
            )
    more = len(notice.feeds) - MOST_FEEDS
    if more > 0:
        yield Line(words=book.say("digest.more", number=book.number(more), command=FEEDS_COMMAND))
