"""Finds what goes with a message beside its words: the picture, the links back."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from warnd.alerts.course import SPAN, course_of, pictured
from warnd.alerts.dress import AnswerLink, Dress
from warnd.alerts.own_words import OwnWords
from warnd.config.template_files import load_templates
from warnd.daemon.delivering.channel_memory import StoredMemory
from warnd.daemon.worker import Worker
from warnd.drawing.artist import Artist
from warnd.model.alert import ENDINGS, AlertVersion
from warnd.model.course import Course
from warnd.model.level import Level
from warnd.model.notification import Notification, Picture
from warnd.phrasebook import phrasebook
from warnd.ports.store import Store
from warnd.ports.world import Clock
from warnd.settings import Settings
from warnd.web.answers import PATH
from warnd.web.tickets import LASTS, Purpose, Ticket, sign

log = structlog.get_logger()

#: what a reader may say of an alert that stands, and of one that is over
STANDING = (Purpose.ACKNOWLEDGE, Purpose.FALSE_ALARM)
OVER = (Purpose.USEFUL, Purpose.FALSE_ALARM, Purpose.LATE)
#: bytes of the secret that tickets are signed with
SECRET_BYTES = 32
#: what the secret is remembered under
SUBJECT = "ticket secret"


async def ticket_secret(memory: StoredMemory) -> bytes:
    """Give the secret of this installation, made at its first start and kept in its database."""
    return bytes.fromhex(await memory.agree(SUBJECT, secrets.token_hex(SECRET_BYTES)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Makes the links by which recipients answer."""

    #: the address that recipients reach this installation by, without a slash at its end
    public_url: str
    #: what tickets are signed with
    secret: bytes

    def links(self, notification: Notification, now: datetime) -> tuple[AnswerLink, ...]:
        """Give the links for one notification of an alert."""
        version = notification.alert
        if version is None:
            return ()
        purposes = OVER if version.reason in ENDINGS else STANDING
        return tuple(
            AnswerLink(
                purpose=purpose.value,
                url=self._url(_ticket(notification, version, purpose, now)),
            )
            for purpose in purposes
        )

    def _url(self, ticket: Ticket) -> str:
        return f"{self.public_url}{PATH}/{sign(ticket, self.secret)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a daemon has to dress messages with, whatever its settings."""

    store: Store
    worker: Worker
    clock: Clock
    artist: Artist
    #: gives the index from which on each level is reached
    thresholds: Callable[[], Sequence[tuple[Level, float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dresser:
    """Dresses the messages of one configuration."""

    desk: Desk
    #: None where recipients cannot reach this installation
    answering: Answering | None = None
    #: None: the built-in words
    own_words: OwnWords | None = None

    async def dress(self, notification: Notification, *, pictures: bool) -> Dress:
        """Give what goes with the message of a notification; nothing with a notice.

        `pictures` tells whether its channel shows them. A picture that cannot be had in time is
        left out: the words are the message.
        """
        version = notification.alert
        if version is None:
            return Dress()
        answering = self.answering
        return Dress(
            picture=await self._picture(version, notification) if pictures else None,
            answers=answering.links(notification, self.desk.clock.now()) if answering else (),
            own_words=self.own_words,
        )

    async def _picture(self, version: AlertVersion, notification: Notification) -> Picture | None:
        try:
            course = await self.desk.worker.run(self._course, version, notification.language)
            png = await self.desk.artist.draw(course) if course else None
        except Exception:  # a message without its picture is as true
            log.exception("picture_failed", alert=version.alert, version=version.version)
            return None
        if course is None or png is None:
            return None
        return pictured(course, png, phrasebook(notification.language))

    def _course(self, version: AlertVersion, language: str) -> Course | None:
        with self.desk.store.transaction() as transaction:
            history = transaction.situation_history(version.area.id, version.at - SPAN, version.at)
        return course_of(version, history, self.desk.thresholds(), language)


async def dresser_of(settings: Settings, memory: StoredMemory | None, desk: Desk) -> Dresser:
    """Give what dresses messages under these settings, without links to answer by without a memory.

    Raises ConfigurationInvalid, StoreBusy.
    """
    answering = None
    if settings.public_url and memory is not None:
        secret = await ticket_secret(memory)
        answering = Answering(public_url=settings.public_url, secret=secret)
    own = await asyncio.to_thread(load_templates, settings.templates)
    own_words = None
    if own:
        own_words = OwnWords(
            watch=desk.clock.monotonic, headline=own.get("headline"), text=own.get("text")
        )
    return Dresser(desk=desk, answering=answering, own_words=own_words)


def _ticket(
    notification: Notification, version: AlertVersion, purpose: Purpose, now: datetime
) -> Ticket:
    return Ticket(
        purpose=purpose,
        alert=version.alert,
        who=notification.recipient or notification.channel,
        language=notification.language,
        ends=now + LASTS,
    )
