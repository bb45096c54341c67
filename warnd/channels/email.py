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
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.notification import Message
from warnd.model.plain import plain_line
from warnd.ports.world import Clock

#: first code of the replies that will not pass (RFC 5321, 4.2.1)
PERMANENT = 500
#: replies to a mail that is too large or too rich, after which a short plain one may pass:
#: RFC 5321 552 and 555, RFC 3463 x.3.4 (too big) and x.6.x (conversion, 8BITMIME)
TOO_MUCH = frozenset({552, 555})
TOO_MUCH_ENHANCED = ("5.3.4", "5.6.")
#: seconds until a refused password is tried again: more often, and the account gets locked
AUTHENTICATED_IN_S = 300.0
#: the server wants a password, or another way to give it (RFC 4954), whoever the mail is for
UNAUTHENTICATED = frozenset({530, 534, 535, 538})
#: seconds between two tries where our address itself is refused: somebody has to mend it first
PROBED_IN_S = 3600.0
#: seconds from the end of a mail until its taking must be told (RFC 5321, 4.5.3.2.6): whoever gives
#: up earlier sends it twice, since it is taken in the end
AFTER_DOT_S = 600.0
#: what is said of the mail, its sender or its recipient; refusals before are about the connection
Verdict = aiosmtplib.SMTPSenderRefused | aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError
VERDICTS = (
    aiosmtplib.SMTPSenderRefused,
    aiosmtplib.SMTPRecipientRefused,
    aiosmtplib.SMTPDataError,
)
#: seconds for the farewell, after which the mail is delivered all the same
QUIT_S = 1.0


class EmailChannel:
    """Sends mails; implements `warnd.ports.world.Channel`."""

    def __init__(
        self,
        settings: EmailSettings,
        clock: Clock,
        *,
        tls: ssl.SSLContext | None = None,
        after_dot_s: float = AFTER_DOT_S,
    ) -> None:
        self._settings = settings
        self._after_dot_s = after_dot_s
        self._clock = clock
        self._tls = tls
        self._machine = gethostname()
        self._sender = Sender(settings.sender, self._machine, settings.unsubscribe)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the configured addresses."""
        return self._settings.to

    async def send(self, message: Message) -> None:
        """Send one mail to the message's recipient.

        Raises DeliveryRefused for a 5xx about the mail or its recipient, ChannelClosed for a 5xx
        about our address or password, DeliveryDeferred for a 4xx or a connection in trouble.
        """
        try:
            await self._session(message)
        except aiosmtplib.SMTPAuthenticationError as error:
            raise ChannelClosed(
                f"the server refuses the user name or password ({error.code})",
                delay_s=AUTHENTICATED_IN_S,
            ) from None  # the reply may quote what was sent
        except VERDICTS as error:
            raise _as_outcome(error) from error
        except TimeoutError as error:
            raise DeliveryDeferred(f"{self._settings.host} took too long") from error
        except (aiosmtplib.SMTPException, OSError) as error:  # OSError: TLS too
            reason = plain_line(str(error), 200) or type(error).__name__
            told = f"{self._settings.host}: {reason}"
            raise DeliveryDeferred(told, unproven=_is_unproven(error)) from error

    async def close(self) -> None:
        """Do nothing: connections live as long as their mail."""

    async def _session(self, message: Message) -> None:
        server = self._server()
        try:
            async with asyncio.timeout(self._settings.timeout.total_seconds()) as limit:
                await server.connect()
                await self._transfer(server, message, limit)
            # It is delivered: whatever goes wrong from here on must not send it again.
            with suppress(aiosmtplib.SMTPException, OSError):
                await server.quit(timeout=QUIT_S)
        finally:
            server.close()

    async def _transfer(
        self, server: aiosmtplib.SMTP, message: Message, limit: asyncio.Timeout
    ) -> None:
        try:
            await self._mail(server, self._build(message), limit)
        except VERDICTS as error:
            if not _is_too_much(error):
                raise
            with suppress(aiosmtplib.SMTPResponseException):
                await server.rset()
            await self._mail(server, self._build(message, short=True), limit)

    async def _mail(
        self, server: aiosmtplib.SMTP, mail: EmailMessage, limit: asyncio.Timeout
    ) -> None:
        await _greet(server)
        content = mail.as_bytes()
        wide = mail.policy.utf8  # type: ignore[attr-defined]  # an EmailPolicy always has it
        if wide and not server.supports_extension("smtputf8"):
            raise DeliveryRefused("the server takes no addresses beyond ASCII")
        options = ["SMTPUTF8", "BODY=8BITMIME"] if wide else []
        if server.supports_extension("size"):
            options.append(f"SIZE={len(content)}")
        encoding = "utf-8" if wide else "ascii"
        recipient = mail["To"].addresses[0].addr_spec
        await server.mail(self._sender.address, options=options, encoding=encoding)
        await server.rcpt(recipient, encoding=encoding)
        limit.reschedule(asyncio.get_running_loop().time() + self._after_dot_s)
        await server.data(content, timeout=self._after_dot_s)

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


async def _greet(server: aiosmtplib.SMTP) -> None:
    """Say who we are, in the old way where the server does not know the new one."""
    if not server.is_ehlo_or_helo_needed:
        return
    try:
        await server.ehlo()
    except aiosmtplib.SMTPHeloError:
        await server.helo()


def _is_unproven(error: Exception) -> bool:
    """Tell whether the server's certificate was refused, at once or after STARTTLS."""
    return any(isinstance(e, ssl.SSLCertVerificationError) for e in (error, error.__cause__))


def _is_too_much(error: Verdict) -> bool:
    words = plain_line(error.message, 200)
    return error.code in TOO_MUCH or (
        error.code >= PERMANENT and words.startswith(TOO_MUCH_ENHANCED)
    )


def _as_outcome(error: Verdict) -> DeliveryDeferred | DeliveryRefused:
    told = f"{error.code} {plain_line(error.message, 200)}".strip()
    if error.code < PERMANENT:
        return DeliveryDeferred(told, greylisted=True)
    ours = isinstance(error, aiosmtplib.SMTPSenderRefused) and not _is_too_much(error)
    if ours or error.code in UNAUTHENTICATED:
        return ChannelClosed(told, delay_s=PROBED_IN_S)
    return DeliveryRefused(told)
