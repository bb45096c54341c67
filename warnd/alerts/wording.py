"""The wording of alerts: one line, plain text, an HTML page and JSON for one notification."""

from collections.abc import Iterable, Mapping, Sequence

from warnd.alerts.account import Account, Fact
from warnd.alerts.document import evidence_document, version_document
from warnd.alerts.narrate import account_of, moment
from warnd.alerts.plain_form import text_of
from warnd.alerts.templates import page_of
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.identifiers import KindId
from warnd.model.notification import Message, Notification
from warnd.model.plain import plain_line

#: kinds that a headline names: as many as are taken in at a glance, with room for what may come
MOST_HAPPENED, MOST_THREATENED = 3, 2
REPEAT = "(may be a repeat)"


def compose(
    notification: Notification,
    titles: Mapping[KindId, str],
    thread: Sequence[str],
    places: Mapping[str, str] | None = None,
) -> Message:
    """Give the message of a notification, in every form a channel may carry.

    `titles` are what people read for kinds, `places` for ISO 3166 codes (codes are shown where it
    has nothing); `thread` the keys of what was sent there before, oldest first.
    """
    version = notification.alert
    account = account_of(version, titles, places or {}, may_repeat=notification.may_repeat)
    headline = headline_of(account)
    text = text_of(account, headline)
    return Message(
        key=notification.key,
        recipient=notification.recipient,
        alert=version,
        headline=headline,
        text=text,
        html=page_of(account, headline, label_of(version)),
        payload={
            **_payload(notification, headline, text),
            "evidence": [evidence_document(item) for item in version.evidence],
        },
        thread=tuple(thread),
        may_repeat=notification.may_repeat,
    )


def compose_bare(notification: Notification, thread: Sequence[str]) -> Message:
    """Give a message from the bare facts, for when `compose` failed."""
    version = notification.alert
    repeat = f" {REPEAT}" if notification.may_repeat else ""
    headline = f"{label_of(version)} · {plain_line(version.area.name or version.area.id)}{repeat}"
    kinds = ", ".join(plain_line(str(kind).replace("_", " ")) for kind in version.kinds)
    lines = (
        headline,
        f"Signs: {kinds or 'none'}",
        f"Decided {moment(version.at)}. Index {version.index:.0f} of 100.",
        f"Alert {version.alert}, version {version.version}.",
        "This is the short form: the full one could not be written.",
    )
    text = "\n".join(lines)
    return Message(
        key=notification.key,
        recipient=notification.recipient,
        alert=version,
        headline=headline,
        text=text,
        html="",
        payload={**_payload(notification, headline, text), "evidence": []},
        thread=tuple(thread),
        may_repeat=notification.may_repeat,
    )


def headline_of(account: Account) -> str:
    """Give the one line that says level, place and what is behind it."""
    version = account.version
    repeat = f" {REPEAT}" if account.may_repeat else ""
    if account.over:
        ended = "calm again" if version.reason is AlertReason.ALL_CLEAR else "nothing more is heard"
        summary = f"{ended}, was {version.peak_level.value}"
    else:
        happened = _glance((_brief(fact) for fact in account.happened), MOST_HAPPENED)
        coming = _glance((_brief_threat(fact) for fact in account.threatened), MOST_THREATENED)
        summary = ", ".join((*happened, *coming) or account.also[:MOST_HAPPENED])
    told = f": {summary}" if summary else ""
    return f"{label_of(version)} · {account.place}{told}{repeat}"


def label_of(version: AlertVersion) -> str:
    """Give the level and what this version does to it, in capitals."""
    level, before = version.level.value.upper(), version.previous_level.value.upper()
    match version.reason:
        case AlertReason.NEW:
            return level
        case AlertReason.ESCALATED:
            return f"{level}, UP FROM {before}"
        case AlertReason.UPDATED:
            fell = version.level < version.previous_level
            return f"{level}, DOWN FROM {before}" if fell else f"{level}, UPDATED"
        case AlertReason.ALL_CLEAR:
            return "ALL CLEAR"
        case AlertReason.EXPIRED:
            return "EXPIRED"


def _payload(notification: Notification, headline: str, text: str) -> dict[str, object]:
    repeat = {"may_repeat": True} if notification.may_repeat else {}
    return {**version_document(notification.alert), "headline": headline, "text": text, **repeat}


def _glance(words: Iterable[str], most: int) -> list[str]:
    listed = list(dict.fromkeys(words))
    more = len(listed) - most
    return listed if more <= 0 else [*listed[:most], f"{more} more"]


def _brief(fact: Fact) -> str:
    if fact.size is None or not fact.size.telling:
        return fact.title
    if fact.size.joint:
        return f"{fact.title} {fact.size.joint} {fact.size.words}"
    return f"{fact.title} ({fact.size.words})"


def _brief_threat(fact: Fact) -> str:
    # "offensive threatened" is said of it already by its title
    return fact.title if "threat" in fact.title else f"{_brief(fact)} threatened"
