"""Mails: one message as RFC 5322 bytes, with headers that no feed can reach into."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, EmailPolicy
from email.utils import format_datetime, parseaddr

from warnd.channels.shown import kept_of
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.model.plain import plain_block, plain_line, shorten_keeping

#: characters of a subject; what follows is in the text anyway
LONGEST_SUBJECT = 200
#: characters of the short form that goes where the whole mail was too large
SHORT_TEXT = 2000
#: earlier mails named in References; more would make a header that servers cut
MOST_REFERENCES = 20
#: one address, in any script, without what could begin a second one, a comment or a header
ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\\x00-\x20\x7f-\x9f]+@[^\s@<>,;:\"()\\\x00-\x20\x7f-\x9f]+"
)
#: where our message ids live when the sender's domain is not configured: reserved by RFC 2606, and
#: the same whatever name a container got this time
NOWHERE = "warnd.invalid"


class Sender:
    """Who mails are from."""

    def __init__(self, configured: str, machine: str, unsubscribe: str = "") -> None:
        """Read who is configured; `unsubscribe` is where people are taken off the list."""
        name, address = parseaddr(plain_line(configured))
        user, _, domain = address.rpartition("@")
        #: the domain that message ids are made in
        self.id_domain = domain if user and domain.isascii() else NOWHERE
        #: the address of the envelope
        self.address = address if user else f"warnd@{plain_line(machine) or 'localhost'}"
        self._name = name or "warnd"
        self._unsubscribe = unsubscribe

    @property
    def header(self) -> Address:
        """Its From header."""
        return _address(self.address, self._name)

    @property
    def list_headers(self) -> dict[str, str]:
        """Its headers of a mailing list, as far as they are known.

        RFC 2919 wants a List-Id in a domain of ours, RFC 2369 the address that takes people off,
        RFC 8058 the word that one POST to it is enough.
        """
        headers = {}
        if self.id_domain != NOWHERE:
            headers["List-Id"] = f"warnd <warnd.{self.id_domain}>"
        if self._unsubscribe:
            headers["List-Unsubscribe"] = f"<{self._unsubscribe}>"
        if self._unsubscribe.startswith("https://"):
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return headers

    def message_id(self, key: str) -> str:
        """Give the Message-ID of a notification, the same for every try."""
        safe = "".join(letter for letter in key if letter.isascii() and letter.isalnum())
        return f"<{safe}@{self.id_domain}>"


def build_mail(
    message: Message, sender: Sender, now: datetime, *, short: bool = False
) -> EmailMessage:
    """Give the mail for one message; `short` leaves the HTML and most of the text away.

    Raises ValueError for a recipient that is no address.
    """
    mail = EmailMessage(policy=policy_for(sender.address, message.recipient))
    mail["From"] = sender.header
    mail["To"] = _address(message.recipient)
    mail["Subject"] = _unencoded(plain_line(message.headline, LONGEST_SUBJECT))
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = sender.message_id(message.key)
    _thread(mail, [sender.message_id(key) for key in message.thread])
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers
    for name, value in sender.list_headers.items():
        mail[name] = value
    if message.level >= Level.WARNING:
        mail["Importance"] = "high"
    text = plain_block(message.text)
    room = SHORT_TEXT if short else len(text)
    mail.set_content(shorten_keeping(text, room, kept_of(message)))
    if not short and message.html:
        _add_page(mail, message)
    mail["Content-Language"] = message.language  # RFC 3282; setting the content drops it
    return mail


def _add_page(mail: EmailMessage, message: Message) -> None:
    mail.add_alternative(plain_block(message.html), subtype="html")
    page = mail.get_body(("html",))
    for picture in message.pictures:
        assert isinstance(page, EmailMessage)  # noqa: S101  added just above
        page.add_related(
            picture.content,
            maintype="image",
            subtype="png",
            cid=f"<{picture.name}>",
            filename=f"{picture.name}.png",
            disposition="inline",
        )


def policy_for(*addresses: str) -> "EmailPolicy[EmailMessage]":
    """Give how a mail is written: 7 bits, so that no server on the way has to convert it.

    Only an address beyond ASCII needs more.
    """
    if all(address.isascii() for address in addresses):
        return SMTP.clone(cte_type="7bit")
    return SMTPUTF8


def _address(written: str, name: str = "") -> Address:
    user, _, domain = written.rpartition("@")
    if not ADDRESS.fullmatch(written) or "=?" in written:
        raise ValueError(f"not a mail address: {plain_line(written, 100)!r}")
    return Address(display_name=_unencoded(name), username=user, domain=domain)


def _unencoded(words: str) -> str:
    """Give words in which no encoded word (RFC 2047) is left.

    `email` decodes those in what it is given, line ends and all, and writes them out as headers.
    """
    return words.replace("=?", "= ?")


def _thread(mail: EmailMessage, earlier: Sequence[str]) -> None:
    if not earlier:
        return
    mail["In-Reply-To"] = earlier[-1]
    # RFC 5322: when there are too many, the first and the newest are the ones to keep.
    mail["References"] = " ".join(dict.fromkeys((earlier[0], *earlier[-MOST_REFERENCES:])))
