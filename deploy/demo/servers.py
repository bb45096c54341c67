"""The demo's neighbours on this machine: a feed server, a mailbox and a webhook receiver."""

import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article of the demo's week."""

    #: hours after the week began
    hour: int
    #: the feed that carries it
    feed: str
    title: str
    text: str


@dataclass(slots=True, kw_only=True)
class Week:
    """A week of news in which an hour takes `hour_s` seconds."""

    stories: tuple[Story, ...]
    #: when the week ends, as its articles are dated
    ends: datetime
    #: seconds that an hour of the week takes here
    hour_s: float
    _began_s: float = field(default_factory=time.monotonic)

    @property
    def hours(self) -> int:
        """The length of the week in hours."""
        return self.stories[-1].hour + 1

    def now(self) -> float:
        """Give how many hours of the week have passed."""
        return (time.monotonic() - self._began_s) / self.hour_s

    def restart(self) -> None:
        """Begin the week now."""
        self._began_s = time.monotonic()

    def told(self, feed: str) -> list[Story]:
        """Give the stories that a feed has told so far, newest first."""
        now = self.now()
        return [s for s in reversed(self.stories) if s.feed == feed and s.hour <= now]

    def dated(self, story: Story) -> datetime:
        """Give the date that a story carries."""
        return self.ends - timedelta(hours=self.hours - story.hour)


def feed_document(name: str, stories: list[Story], week: Week, address: str) -> bytes:
    """Give an RSS 2.0 document."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{story.feed}-{story.hour}</guid>"
        f"<title>{escape(story.title)}</title>"
        f"<link>http://{address}/{story.feed}/{story.hour}</link>"
        f"<pubDate>{format_datetime(week.dated(story))}</pubDate>"
        f"<description>{escape(story.text)}</description></item>"
        for story in stories
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
        f"<title>{escape(name)}</title><link>http://{address}/</link>"
        f"<description>{escape(name)}</description>{items}</channel></rss>"
    ).encode()


class FeedServer:
    """Serves the week's feeds over HTTP with ETags, as a real server does."""

    def __init__(self, week: Week, names: dict[str, str]) -> None:
        self.requests = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.requests += 1
                feed = self.path.strip("/").removesuffix(".xml")
                if feed not in names:
                    self.send_error(404)
                    return
                stories = week.told(feed)
                etag = f'"{feed}-{len(stories)}"'
                if self.headers.get("If-None-Match") == etag:
                    self.send_response(304)
                    self.send_header("ETag", etag)
                    self.end_headers()
                    return
                body = feed_document(names[feed], stories, week, outer.address)
                self.send_response(200)
                self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
                self.send_header("ETag", etag)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Keep the terminal for the demo's own words."""

        self._server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
        self.address = f"{LOOPBACK}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


class WebhookReceiver:
    """Takes JSON posts and keeps them with their headers."""

    def __init__(self, on_post: Callable[[], None]) -> None:
        self.posts: list[tuple[dict[str, str], dict[str, object]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                outer.posts.append((dict(self.headers.items()), json.loads(body)))
                self.send_response(204)
                self.end_headers()
                on_post()

            def log_message(self, *_: object) -> None:
                """Keep the terminal for the demo's own words."""

        self._server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
        self.address = f"{LOOPBACK}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop taking posts."""
        self._server.shutdown()
        self._server.server_close()


class _Keeper:
    """Keeps every mail that aiosmtpd hands over."""

    def __init__(self, mails: list[EmailMessage], on_mail: Callable[[], None]) -> None:
        self._mails = mails
        self._on_mail = on_mail

    async def handle_DATA(  # noqa: N802  aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)  # noqa: S101  aiosmtpd gives bytes unless told otherwise
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)  # noqa: S101  what the default policy makes
        self._mails.append(mail)
        self._on_mail()
        return "250 Message accepted"


class Mailbox:
    """A real SMTP server that keeps what it is given."""

    def __init__(self, on_mail: Callable[[], None]) -> None:
        self.mails: list[EmailMessage] = []
        self.port = _free_port()
        self._controller = Controller(
            _Keeper(self.mails, on_mail), hostname=LOOPBACK, port=self.port
        )
        self._controller.start()

    def close(self) -> None:
        """Stop taking mail."""
        self._controller.stop()


def _free_port() -> int:
    """Give a port that was free just now; aiosmtpd cannot be asked which one it took."""
    with socket.create_server((LOOPBACK, 0)) as probe:
        return int(probe.getsockname()[1])
