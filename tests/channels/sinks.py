"""Real local servers that do as a script says and keep what they were sent."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CERTIFICATE = Path(__file__).parent / "localhost.pem"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer of a web server."""

    status: int = 200
    body: bytes = b"ok"
    headers: tuple[tuple[str, str], ...] = ()
    #: closes the connection instead
    cut: bool = False
    #: never answers
    silent: bool = False


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request that a web server got."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class WebSink:
    """A web server that answers from a script, its last line for ever."""

    script: list[Reply] = field(default_factory=lambda: [Reply()])
    requests: list[Request] = field(default_factory=list)
    port: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        named = (line.split(":", 1) for line in head[1:] if line)
        headers = {name.lower(): value.strip() for name, value in named}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.requests.append(Request(path=head[0].split()[1], headers=headers, body=body))
        reply = self.script[min(len(self.requests), len(self.script)) - 1]
        if reply.silent:
            await self.over.wait()
        if reply.silent or reply.cut:
            return
        lines = [f"HTTP/1.1 {reply.status} Scripted", f"content-length: {len(reply.body)}"]
        lines += [f"{name}: {value}" for name, value in reply.headers]
        writer.write("\r\n".join([*lines, "connection: close", "", ""]).encode() + reply.body)
        await writer.drain()


@asynccontextmanager
async def line_server(
    converse: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[int]:
    """Serve connections by hand; give the port."""
    ended: list[asyncio.Event] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ended.append(asyncio.Event())
        mine = ended[-1]
        try:
            await converse(reader, writer)
        finally:
            writer.close()
            await asyncio.wait({asyncio.ensure_future(writer.wait_closed())})
            mine.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()
        for event in ended:
            await event.wait()


@asynccontextmanager
async def web_sink(*script: Reply) -> AsyncIterator[WebSink]:
    sink = WebSink(script=list(script) or [Reply()])
    async with line_server(sink.answer) as port:
        sink.port = port
        try:
            yield sink
        finally:
            sink.over.set()


@dataclass
class MailSink:
    """A mail server; each script gives the replies of one command, the last one for ever."""

    mail_replies: list[str] = field(default_factory=lambda: ["250 OK"])
    rcpt_replies: dict[str, str] = field(default_factory=dict)
    data_replies: list[str] = field(default_factory=lambda: ["250 Taken"])
    #: closes the connection after the mail came, before it is acknowledged
    cut_after_dot: bool = False
    mails: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    options: list[list[str]] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    password: bytes = b"right"
    encrypted: list[bool] = field(default_factory=list)
    port: int = 0
    _mails_begun: int = 0

    async def handle_MAIL(  # noqa: N802  aiosmtpd's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        mail_options: list[str],
    ) -> str:
        reply = self.mail_replies[min(self._mails_begun, len(self.mail_replies) - 1)]
        self._mails_begun += 1
        if reply.startswith("250"):
            envelope.mail_from = address
            self.options.append(mail_options)
        return reply

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _rcpt_options: list[str],
    ) -> str:
        reply = self.rcpt_replies.get(address, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        self.mails.append(content if isinstance(content, bytes) else b"")
        self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
        self.encrypted.append(session.ssl is not None)
        if self.cut_after_dot:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return self.data_replies[min(len(self.mails), len(self.data_replies)) - 1]

    def check(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, login: object
    ) -> AuthResult:
        assert isinstance(login, LoginPassword)
        self.logins.append((login.login, login.password))
        return AuthResult(success=login.password == self.password, handled=False)

    def parsed(self, index: int = -1) -> EmailMessage:
        mail = message_from_bytes(self.mails[index], policy=policy.default)
        assert isinstance(mail, EmailMessage)
        return mail


def server_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def client_tls() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


@asynccontextmanager
async def mail_sink(
    sink: MailSink | None = None,
    *,
    starttls: bool = False,
    tls: bool = False,
    auth: bool = False,
    size: int = 1_000_000,
    utf8: bool = False,
) -> AsyncIterator[MailSink]:
    sink = sink or MailSink()

    def protocol() -> SMTP:
        return SMTP(
            sink,
            hostname="mail.example",
            data_size_limit=size,
            enable_SMTPUTF8=utf8,
            tls_context=server_tls() if starttls else None,
            require_starttls=starttls,
            auth_required=auth,
            auth_require_tls=starttls,
            authenticator=sink.check if auth else None,
        )

    server = await asyncio.get_running_loop().create_server(
        protocol, "127.0.0.1", 0, ssl=server_tls() if tls else None
    )
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        server.close()
        await server.wait_closed()
