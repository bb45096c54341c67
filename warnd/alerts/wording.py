"""The wording of alerts: one line, plain text, an HTML page and JSON for one notification."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from warnd.alerts.account import Account, Fact
from warnd.alerts.document import evidence_document, version_document
from warnd.alerts.dress import PLAIN, Dress
from warnd.alerts.marks import Passage, marks, passage_of
from warnd.alerts.narrate import account_of
from warnd.alerts.phrases import marked_label, step_of
from warnd.alerts.plain_form import brief_of, text_of
from warnd.alerts.templates import page_of
from warnd.alerts.translate import Titles
from warnd.alerts.values import values_of
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import KindId
from warnd.model.notification import Message, Notification, Reply
from warnd.model.plain import plain_line
from warnd.phrasebook import Phrasebook, phrasebook

#: kinds that a headline names: as many as are taken in at a glance, with room for what may come
MOST_HAPPENED, MOST_THREATENED = 3, 2

#: the `detail` of a notification that is told in a few lines
BRIEF = "brief"
#: how a headline says that an alert ended, by what its last version does
ENDED = {
    "all-clear": "calm",
    "expired": "silent",
    "cancelled": "cancelled",
    "unwatched": "unwatched",
}


def compose(
    notification: Notification,
    titles: Mapping[KindId, str],
    thread: Sequence[str],
    places: Mapping[str, str] | None = None,
    dress: Dress = PLAIN,
) -> Message:
    """Give the message of an alert's notification, in its language and every form of a channel.

    `titles` are what people read in English for kinds, `places` for ISO 3166 codes (codes are
    shown where it has nothing); `thread` the keys of what was sent there before, oldest first;
    `dress` is what goes with it. Raises ValueError for the notification of a notice, TemplateFailed
    when a template of the operator's own fails.
    """
    version, book = _version(notification), phrasebook(notification.language)
    passage = dress.passage or passage_of([notification])
    account = replace(
        account_of(version, titles, places or {}, book, passage), answers=dress.answers
    )
    headline, text = headline_of(account), text_of(account, headline_of(account))
    brief = notification.detail == BRIEF
    if brief:
        text = brief_of(account, headline)
    if dress.own_words is not None:
        headline, text = dress.own_words.reworded(values_of(account, headline, text))
    return Message(
        key=notification.key,
        recipient=notification.recipient,
        level=version.level,
        headline=headline,
        text=text,
        html="" if brief else page_of(account, headline, dress.picture),
        payload={
            **_payload(notification, passage, headline, text),
            "evidence": [evidence_document(item) for item in version.evidence],
        },
        thread=tuple(thread),
        language=book.language,
        may_repeat=passage.may_repeat,
        alerts=(version,),
        pictures=() if brief or dress.picture is None else (dress.picture,),
        replies=tuple(_replies(dress, book)),
    )


def compose_bare(
    notification: Notification, thread: Sequence[str], passage: Passage | None = None
) -> Message:
    """Give a message from the bare facts, for when `compose` failed.

    Raises ValueError for the notification of a notice.
    """
    version, book = _version(notification), phrasebook(notification.language)
    passage = passage or passage_of([notification])
    headline, *facts = _bare_lines(version, passage, book)
    text = "\n".join((headline, *facts))
    return Message(
        key=notification.key,
        recipient=notification.recipient,
        level=version.level,
        headline=headline,
        text=text,
        html="",
        payload={**_payload(notification, passage, headline, text), "evidence": []},
        thread=tuple(thread),
        language=book.language,
        may_repeat=passage.may_repeat,
    )


def _bare_lines(version: AlertVersion, passage: Passage, book: Phrasebook) -> tuple[str, ...]:
    """Give the bare facts in lines, the headline first."""
    name = plain_line(version.area.name or version.area.id)
    headline = book.say(
        "headline",
        label=marked_label(version, book),
        place=name,
        told="",
        repeat=marks(passage, book),
    )
    titles = Titles({}, book)
    kinds = [plain_line(titles.of(kind)) for kind in version.kinds]
    index = f"{version.index:.0f}"
    return (
        headline,
        book.say("bare.signs", kinds=book.say("comma").join(kinds) or book.say("bare.none")),
        book.say("bare.decided", at=book.moment(version.at), index=index),
        book.say("bare.alert", alert=version.alert, version=version.version),
        book.say("bare.short"),
    )


def headline_of(account: Account) -> str:
    """Give the one line that says level, place and what is behind it."""
    book = account.book
    summary = _ending(account) if account.over else book.say("comma").join(_glances(account))
    told = book.say("headline.told", summary=summary) if summary else ""
    return book.say(
        "headline",
        label=marked_label(account.version, book),
        place=account.place,
        told=told,
        repeat=marks(account.passage, book),
    )


def _replies(dress: Dress, book: Phrasebook) -> Iterator[Reply]:
    for each in dress.answers:
        yield Reply(words=book.say(f"answer.{each.purpose}"), address=each.url)


def _version(notification: Notification) -> AlertVersion:
    if notification.alert is None:
        raise ValueError(f"notification {notification.key} holds no alert")
    return notification.alert


def _payload(
    notification: Notification, passage: Passage, headline: str, text: str
) -> dict[str, object]:
    version = _version(notification)
    repeat = {"may_repeat": True} if passage.may_repeat else {}
    test = {"possible_test": True} if version.possible_test else {}
    late = {"delayed_h": passage.delayed_h} if passage.delayed_h else {}
    earlier = [version_document(each) for each in passage.earlier]
    return {
        **version_document(version),
        "language": phrasebook(notification.language).language,
        "headline": headline,
        "text": text,
        **repeat,
        **test,
        **late,
        **({"earlier": earlier} if earlier else {}),
    }


def _ending(account: Account) -> str:
    version, book = account.version, account.book
    ended = book.say(f"headline.{ENDED[step_of(version)]}")
    return book.say("headline.over", ended=ended, level=book.levels[version.peak_level])


def _glances(account: Account) -> Sequence[str]:
    book = account.book
    happened = _once(_brief(fact, book) for fact in account.happened)
    coming = _once(_brief_threat(fact, book) for fact in account.threatened)
    told = [*happened[:MOST_HAPPENED], *coming[:MOST_THREATENED]]
    more = len(happened) + len(coming) - len(told)
    if more:  # last, so that it parts nothing that is told
        told.append(book.say("headline.more", number=more))
    return told or account.also[:MOST_HAPPENED]


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _brief(fact: Fact, book: Phrasebook) -> str:
    if fact.size is None or not fact.size.telling:
        return fact.title
    return book.say(f"brief.{fact.size.joint}", title=fact.title, size=fact.size.words)


def _brief_threat(fact: Fact, book: Phrasebook) -> str:
    # "offensive threatened" is said of it already by its title
    if "threat" in f"{fact.kind} {fact.title}":
        return fact.title
    return book.say("brief.threatened", title=_brief(fact, book))
