"""Puts what leaves together into words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import structlog

from warnd.alerts.digest_wording import Digest, compose_bare_digest, compose_digest
from warnd.alerts.dress import PLAIN, Dress
from warnd.alerts.marks import Passage, delayed_h, passage_of
from warnd.alerts.notice_wording import compose_bare_notice, compose_notice
from warnd.alerts.paces import Pace
from warnd.alerts.parcels import Parcel
from warnd.alerts.wording import compose, compose_bare
from warnd.channels.shown import kept_of
from warnd.interchange.facts import divisions_of
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import KindId
from warnd.model.notice import Notice
from warnd.model.notification import Message, Notification
from warnd.model.plain import shorten

log = structlog.get_logger()

#: characters of a brief message beside its links: what a telephone shows without scrolling
_BRIEF = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What people read for the codes in an alert."""

    #: for each kind
    kinds: Mapping[KindId, str]
    #: for ISO 3166 countries and divisions
    places: Mapping[str, str]
    #: the P-codes of divisions, by ISO 3166-2 code, as far as known
    pcodes: Mapping[str, str] = field(default_factory=dict)

    def pcodes_of(self, alerts: Iterable[AlertVersion]) -> dict[str, str]:
        """Give the P-codes of the divisions that alerts name."""
        named = {code for version in alerts for code in divisions_of(version)}
        return {code: self.pcodes[code] for code in sorted(named) if code in self.pcodes}


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What leaves in one message, taken from the outbox."""

    parcel: Parcel
    #: the notifications, as the parcel has their keys
    held: tuple[Notification, ...]
    #: the keys of what was sent there before about the same alert, oldest first
    thread: tuple[str, ...] = ()
    #: the keys of what was taken with them and cannot be read
    lost: tuple[str, ...] = ()

    @property
    def attempts(self) -> int:
        """Tries of it so far, this one with them."""
        return max(1, *(held.attempts for held in self.held))


def message_of(
    load: Load, words: Words, pace: Pace, now: datetime, dress: Dress = PLAIN
) -> Message:
    """Give the message; when its words cannot be found, the bare facts.

    `dress` is what goes with it, how it came left out.
    """
    alerts = tuple(held.alert for held in load.held if held.alert)
    told = alerts if load.parcel.digest else alerts[:1]
    worded = _worded(load, words, pace, now, dress)
    message = replace(worded, alerts=told, pcodes=words.pcodes_of(told))
    is_brief = load.held[0].detail == "brief" and not load.parcel.digest
    return _brief(message) if is_brief else message


def _brief(message: Message) -> Message:
    """Give a message that fits on the screen of a telephone; its record stays whole.

    The first proof and the links to answer by stand beneath what fits.
    """
    text, kept = message.text, kept_of(message)
    for reply in message.replies:
        text = text.replace(f"\n\n{reply.lines}", "")
    head = shorten(text, _BRIEF)
    text = "\n\n".join([head, *(part for part in kept if part not in head)])
    return replace(message, text=text, html="", payload={**message.payload, "text": text})


def _worded(load: Load, words: Words, pace: Pace, now: datetime, dress: Dress) -> Message:
    passage = _passage(load, now)
    if load.parcel.digest:
        return _digest(load, words, pace, replace(passage, earlier=()), now)
    first = load.held[0]
    if first.notice is not None:
        return _notice(load, first.notice, passage)
    return _alert(load, words, replace(dress, passage=passage))


def bare_message_of(load: Load, now: datetime) -> Message:
    """Give the bare facts of one alert or notice: what is refused dressed up may be taken plain."""
    first, passage = load.held[0], _passage(load, now)
    if first.notice is not None:
        return compose_bare_notice(first, first.notice)
    bare = compose_bare(first, load.thread, passage)
    return replace(bare, alerts=(first.alert,) if first.alert else ())


def _passage(load: Load, now: datetime) -> Passage:
    first = load.held[0]
    return replace(
        passage_of(load.held),
        cause=first.cause,
        delayed_h=delayed_h([_free_since(first)], now),
        earlier=tuple(
            held.alert for held in load.held[1:] if held.alert and held.alert != first.alert
        ),
    )


def _free_since(held: Notification) -> datetime:
    """Give since when nothing but its channel kept a notification: a hold is no delay."""
    return max(held.created, held.until) if held.until else held.created


def _alert(load: Load, words: Words, dress: Dress) -> Message:
    first, thread = load.held[0], load.thread
    return _composed(
        load,
        partial(compose, first, words.kinds, thread, words.places, dress),
        partial(compose_bare, first, thread, dress.passage),
    )


def _notice(load: Load, notice: Notice, passage: Passage) -> Message:
    first = load.held[0]
    return _composed(
        load,
        partial(compose_notice, first, notice, passage),
        partial(compose_bare_notice, first, notice),
    )


def _digest(load: Load, words: Words, pace: Pace, passage: Passage, now: datetime) -> Message:
    late = delayed_h([_free_since(held) for held in load.held], now)
    digest = Digest(
        key=load.parcel.key,
        held=load.held,
        room=pace.digest_room,
        passage=replace(passage, delayed_h=late),
    )
    return _composed(
        load,
        partial(compose_digest, digest, words.places, words.kinds),
        partial(compose_bare_digest, digest),
    )


def _composed(load: Load, dressed: Callable[[], Message], bare: Callable[[], Message]) -> Message:
    """Give a message in its words; whatever is wrong with them, nobody waits for the facts."""
    try:
        return dressed()
    except Exception:
        log.exception("compose_failed", delivery=load.parcel.key, channel=load.held[0].channel)
        return bare()
