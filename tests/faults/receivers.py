"""Receivers of messages on loopback that answer by script and keep every byte they were sent."""

import contextlib
import json
import socketserver
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.faults.stories import quick_config
from tests.loopback import LOOPBACK, FeedServer, Server


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a receiver says."""

    status: int = 200
    body: str = "ok"
    kind: str = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """What a receiver was sent."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def document(self) -> dict[str, Any]:
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


class Receiver(Server):
    """A web service; `answer` gives what it says to the nth post."""

    def __init__(self, answer: Callable[[int], Answer] = lambda _nth: Answer()) -> None:
        self.got: list[Got] = []
        outer = self
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                headers = {name.lower(): value for name, value in self.headers.items()}
                with lock:
                    outer.got.append(Got(path=self.path, headers=headers, body=body))
                    said = answer(len(outer.got))
                content = said.body.encode()
                self.send_response(said.status)
                self.send_header("Content-Type", said.kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(Handler)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail that came whole, and what the server said to it."""

    recipient: str
    content: bytes
    reply: str

    @property
    def parsed(self) -> EmailMessage:
        found = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found


@dataclass
class MailServer:
    """A mail server on loopback.

    `rcpt` gives its reply to the nth naming of a recipient, `data` to the nth mail that came whole
    for one; an empty reply breaks off the connection.
    """

    rcpt: Callable[[str, int], str] = lambda _recipient, _nth: "250 2.1.5 OK"
    data: Callable[[str, int], str] = lambda _recipient, _nth: "250 2.0.0 taken"
    #: how often each recipient was named
    named: Counter[str] = field(default_factory=Counter)
    mails: list[Mail] = field(default_factory=list)

    def __post_init__(self) -> None:
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                outer.converse(self.rfile.readline, self.wfile.write)

        class Quiet(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, *_: object) -> None:
                """Say nothing of a client that was killed."""

        self._server = Quiet((LOOPBACK, 0), Handler)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def converse(self, read: Callable[[], bytes], write: Callable[[bytes], object]) -> None:
        """Speak with one client until it leaves or is left."""
        recipient = ""
        write(b"220 mail.example ESMTP\r\n")
        while line := read():
            command, argument = line[:4].upper(), line.decode("ascii", "replace").strip()
            reply = "250 OK"
            if command == b"RCPT":
                recipient = argument[argument.index("<") + 1 : argument.index(">")]
                self.named[recipient] += 1
                reply = self.rcpt(recipient, self.named[recipient])
            elif command == b"DATA":
                write(b"354 go on\r\n")
                reply = self._took(recipient, _content(read))
            elif command == b"QUIT":
                reply = "221 bye"
            if not reply:
                return
            write(f"{reply}\r\n".encode())

    def _took(self, recipient: str, content: bytes) -> str:
        nth = 1 + sum(mail.recipient == recipient for mail in self.mails)
        reply = self.data(recipient, nth)
        self.mails.append(Mail(recipient=recipient, content=content, reply=reply))
        return reply

    def for_(self, recipient: str) -> list[Mail]:
        """Give the mails that came for a recipient."""
        return [mail for mail in self.mails if mail.recipient == recipient]

    def settings(self, *to: str, **more: Any) -> dict[str, Any]:
        """Give the settings of a channel that leads here."""
        own = {"type": "email", "host": LOOPBACK, "port": self.port, "security": "none"}
        return {**own, "to": list(to), "sender": "warnd@relief.example", **more}


def _content(read: Callable[[], bytes]) -> bytes:
    lines = []
    while (line := read()) not in (b".\r\n", b""):
        lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
    return b"".join(lines)


def config_with(
    folder: Path, feeds: FeedServer, channels: Mapping[str, Mapping[str, Any]], *allowed: str
) -> Path:
    """Write a configuration that starts quickly and tells every alert to these channels.

    What is in trouble with the channels themselves goes where nobody looks.
    """
    config = quick_config(folder, feeds, {})
    settings = json.loads(config.read_text())
    settings["channels"] = {**channels, "keeper": {"type": "csv", "file": "keeper.csv"}}
    settings["routes"] = [{"to": list(channels)}, {"about": "feeds", "to": ["keeper"]}]
    settings["allow_addresses"] += allowed
    config.write_text(json.dumps(settings))
    return config


def secret(folder: Path, name: str, content: str) -> str:
    """Write a file that only its owner reads; give its name beside the configuration."""
    file = folder / name
    file.write_text(content)
    file.chmod(0o600)
    return name


def alerts_in(config: Path) -> dict[str, int]:
    """Give how many notifications of alerts stand in each state, by channel."""
    database = config.with_name("warnd.db")
    if not database.exists():
        return {}
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as read:
        if not read.execute("SELECT 1 FROM sqlite_master WHERE name = 'notifications'").fetchone():
            return {}
        rows = read.execute(
            "SELECT channel, state, count(*) FROM notifications WHERE alert IS NOT NULL"
            " GROUP BY channel, state"
        )
        return {f"{channel} {state}".lower(): count for channel, state, count in rows}
