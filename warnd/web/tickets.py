"""Tickets: what the links in a message allow, signed, each for one purpose and one alert."""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from warnd.model.identifiers import AlertId

#: how long a link in a message works
LASTS = timedelta(days=14)
#: bytes of the signature that are kept: 128 bits cannot be guessed
_SIGNATURE_BYTES = 16
#: characters of the longest ticket that is looked at
_LONGEST = 1024


class Purpose(StrEnum):
    """What a ticket is for."""

    #: to say that one has the alert in hand
    ACKNOWLEDGE = "acknowledge"
    #: to say what it was worth
    FALSE_ALARM = "false_alarm"
    USEFUL = "useful"
    LATE = "late"


class TicketInvalid(Exception):  # noqa: N818  named after what is wrong, as all errors here
    """A ticket is none of ours, was changed, or has run out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """Leave to do one thing about one alert."""

    #: what
    purpose: Purpose
    #: the alert
    alert: AlertId
    #: who it was sent to: a mail address, or the channel's id
    who: str
    #: ISO 639-1 code of the language they read
    language: str
    #: until when
    ends: datetime


def sign(ticket: Ticket, secret: bytes) -> str:
    """Give a ticket as text that may stand in an address."""
    fields = (
        ticket.purpose.value,
        ticket.alert,
        ticket.who,
        ticket.language,
        int(ticket.ends.timestamp()),
    )
    body = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    return _text(_signature(body, secret) + body)


def read(text: str, secret: bytes, now: datetime) -> Ticket:
    """Give the ticket that `sign` wrote. Raises TicketInvalid, which never says what was wrong."""
    if len(text) > _LONGEST or not text.isascii():
        raise TicketInvalid
    try:
        whole = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise TicketInvalid from error
    signature, body = whole[:_SIGNATURE_BYTES], whole[_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(body, secret)):
        raise TicketInvalid
    purpose, alert, who, language, ends = json.loads(body)
    ticket = Ticket(
        purpose=Purpose(purpose),
        alert=AlertId(alert),
        who=who,
        language=language,
        ends=datetime.fromtimestamp(ends, UTC),
    )
    if now >= ticket.ends:
        raise TicketInvalid
    return ticket


def _signature(body: bytes, secret: bytes) -> bytes:
    return hmac.new(secret, body, hashlib.sha256).digest()[:_SIGNATURE_BYTES]


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")
