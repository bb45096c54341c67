"""Mail over SMTP: one mail a recipient, taken only when the server said so."""

import asyncio
import ssl
from contextlib import suppress
from email.message import EmailMessage
from socket import gethostname

import aiosmtplib

from warnd.channel_settings import EmailSettings
from warnd.channels.mime import Sender, build_mail
from warnd.channels.secrets import read_secret
from warnd.errors import DeliveryDeferred, DeliveryRefused
from warnd.model.notification import Message
from warnd.model.plain import plain_line
from warnd.ports import Clock

#: first code of the replies that will not pass (RFC 5321, 4.2.1)
PERMANENT = 500
#: replies to a mail that is too large or too rich, after which a short plain one may pass:
#: RFC 5321 552 and 555, RFC 3463 x.3.4 (too big) and x.6.x (conversion, 8BITMIME)
TOO_MUCH = frozenset({552, 555})
TOO_MUCH_ENHANCED = ("5.3.4", "5.6.")
#: seconds until a refused password is tried again: more often, and the account gets locked
AUTHENTICATED_IN_S = 300.0
#: what is said of the mail, its sender or its recipient; refusals before are about the connection
Verdict = aiosmtplib.SMTPSenderRefused | aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPDataError
VERDICTS = (
    aiosmtplib.SMTPSenderRefused,
    aiosmtplib.SMTPRecipientsRefused,
    aiosmtplib.SMTPDataError,
)
#: seconds for the farewell, after which the mail is delivered all the same
QUIT_S = 1.0


class EmailChannel:
    """Sends mails; implements `warnd.ports.Channel`."""

    def __init__(
        self, settings: EmailSettings, clock: Clock, *, tls: ssl.SSLContext | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._tls = tls
        self._machine = gethostname()
        self._sender = Sender(settings.sender, self._machine)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the configured addresses."""
        return self._settings.to

    async def send(self, message: Message) -> None:
        """Send one mail to the message's recipient.

        Raises DeliveryRefused for a 5xx about the mail or its recipient, DeliveryDeferred for a
        4xx, a refused password or a connection in trouble.
        """
        try:
            await self._session(message)
        except aiosmtplib.SMTPAuthenticationError as error:
            raise DeliveryDeferred(
                f"the server refuses the user name or password ({error.code})",
                delay_s=AUTHENTICATED_IN_S,
            ) from None  # the reply may quote what was sent
        except VERDICTS as error:
            raise _as_outcome(error) from error
        except TimeoutError as error:
            raise DeliveryDeferred(f"{self._settings.host} took too long") from error
        except (aiosmtplib.SMTPException, OSError) as error:  # OSError: TLS too
            reason = plain_line(str(error), 200) or type(error).__name__
            raise DeliveryDeferred(f"{self._settings.host}: {reason}") from error

    async def close(self) -> None:
        """Do nothing: connections live as long as their mail."""

    async def _session(self, message: Message) -> None:
        server = self._server()
        try:
            async with asyncio.timeout(self._settings.timeout.total_seconds()):
                await server.connect()
                await self._transfer(server, message)
            # It is delivered: whatever goes wrong from here on must not send it again.
            with suppress(aiosmtplib.SMTPException, OSError):
                await server.quit(timeout=QUIT_S)
        finally:
            server.close()

    async def _transfer(self, server: aiosmtplib.SMTP, message: Message) -> None:
        try:
            await self._mail(server, self._build(message))
        except VERDICTS as error:
            if not _is_too_much(error):
                raise
            await self._mail(server, self._build(message, short=True))

    async def _mail(self, server: aiosmtplib.SMTP, mail: EmailMessage) -> None:
        wide = mail.policy.utf8  # type: ignore[attr-defined]  # an EmailPolicy always has it
        try:
            await server.sendmail(
                self._sender.address,
                mail["To"].addresses[0].addr_spec,
                mail.as_bytes(),
                mail_options=["SMTPUTF8", "BODY=8BITMIME"] if wide else [],
            )
        except aiosmtplib.SMTPNotSupported as error:
            raise DeliveryRefused(plain_line(error.message, 200)) from error

    def _build(self, message: Message, *, short: bool = False) -> EmailMessage:
        try:
            return build_mail(message, self._sender, self._clock.now(), short=short)
        except (ValueError, UnicodeError, LookupError) as error:
            if short:
                raise DeliveryRefused(f"no mail can be made of it: {error}") from error
            return self._build(message, short=True)

    def _server(self) -> aiosmtplib.SMTP:
        settings = self._settings
        password = read_secret(settings.password_file) if settings.password_file else None
        return aiosmtplib.SMTP(
            hostname=settings.host,
            port=settings.port,
            username=settings.username or None,
            password=password if settings.username else None,
            local_hostname=self._machine,
            timeout=settings.timeout.total_seconds(),
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            tls_context=self._tls,
        )


def _reply(error: Verdict) -> tuple[int, str]:
    """Give the server's code and words; there is one recipient, so one refusal."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        refusal = error.recipients[0]
        return refusal.code, plain_line(refusal.message, 200)
    return error.code, plain_line(error.message, 200)


def _is_too_much(error: Verdict) -> bool:
    code, words = _reply(error)
    return code in TOO_MUCH or (code >= PERMANENT and words.startswith(TOO_MUCH_ENHANCED))


def _as_outcome(error: Verdict) -> DeliveryDeferred | DeliveryRefused:
    code, words = _reply(error)
    told = f"{code} {words}".strip()
    return DeliveryRefused(told) if code >= PERMANENT else DeliveryDeferred(told)
