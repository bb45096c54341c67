"""Real servers on loopback: feeds, a webhook sink and a service manager's socket."""

import json
import socket
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from xml.sax.saxutils import escape

LOOPBACK = "127.0.0.1"


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that was killed in mid-answer: that is what the tests do."""


class Server:
    """A loopback HTTP server that ends with its test; port 0 takes a free one."""

    def __init__(self, handler: type[BaseHTTPRequestHandler], port: int = 0) -> None:
        self._server = _QuietServer((LOOPBACK, port), handler)
        self.address = f"{LOOPBACK}:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()

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
        self._thread.join(5)


def free_address() -> str:
    """Give an address of loopback that nobody listens on, for a server that comes later."""
    with socket.create_server((LOOPBACK, 0)) as taken:
        return f"{LOOPBACK}:{taken.getsockname()[1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed."""

    id: str
    title: str
    text: str
    published: datetime = field(default_factory=lambda: datetime.now(UTC))  # noqa: TID251

    def xml(self) -> str:
        return (
            f"<item><guid isPermaLink='false'>{escape(self.id)}</guid>"
            f"<title>{escape(self.title)}</title><description>{escape(self.text)}</description>"
            f"<pubDate>{format_datetime(self.published)}</pubDate></item>"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request for a feed, and how it was answered."""

    feed: str
    #: the ETag that came back with the request; empty when none
    etag: str
    status: int


class FeedServer(Server):
    """Serves feeds whose entries a test adds; conditional GET as real servers do it."""

    def __init__(self) -> None:
        self.items: dict[str, list[Item]] = {}
        #: what is served in the place of a feed: a page for people
        self.pages: dict[str, str] = {}
        self.requests: list[Asked] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                feed = self.path.strip("/")
                items = list(outer.items.get(feed, ()))
                etag = f'"{len(items)}"'
                sent = self.headers.get("If-None-Match", "")
                page = outer.pages.get(feed)
                status = 304 if sent == etag and page is None else 200
                outer.requests.append(Asked(feed=feed, etag=sent, status=status))
                if status == 304:
                    self._answer(304, b"", etag)
                elif page is not None:
                    self._answer(200, page.encode(), "", "text/html; charset=utf-8")
                else:
                    self._answer(200, _document(items), etag)

            def _answer(
                self, status: int, body: bytes, etag: str, kind: str = "application/rss+xml"
            ) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                if etag:
                    self.send_header("ETag", etag)
                if status == 200:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(Handler)

    def add(self, feed: str, item: Item) -> None:
        self.items.setdefault(feed, []).append(item)

    def url(self, feed: str) -> str:
        return f"http://{self.address}/{feed}"


def _document(items: list[Item]) -> bytes:
    body = "".join(item.xml() for item in reversed(items))
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
        f"<title>Feed</title><link>http://feed.example/</link>{body}</channel></rss>"
    ).encode()


class Ledger(Server):
    """A webhook sink that writes down every post before it answers.

    `answer` gives the status of the nth; while `gate` is not set, nothing is answered, for at most
    `patience_s`.
    """

    def __init__(
        self,
        answer: Callable[[int], int] = lambda _nth: 204,
        *,
        port: int = 0,
        patience_s: float = 60.0,
    ) -> None:
        self.posts: list[tuple[str, dict[str, Any]]] = []
        self.gate = threading.Event()
        self.gate.set()
        outer = self
        lock = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                with lock:
                    outer.posts.append((self.headers.get("webhook-id", ""), json.loads(body)))
                    nth = len(outer.posts)
                outer.gate.wait(patience_s)
                self.send_response(answer(nth))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(Handler, port)

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.posts]

    @property
    def url(self) -> str:
        return f"http://{self.address}/"

    def areas(self) -> set[str]:
        """Give the areas that were told of, each alone or in a digest."""
        told = [each for _, post in self.posts for each in (post, *post.get("alerts", ()))]
        return {document["area"]["id"] for document in told if document.get("area")}


class ServiceSocket:
    """A service manager's end of sd_notify: keeps what it is told."""

    def __init__(self, path: Path | None = None) -> None:
        """Listen at a path, or at an abstract address without one."""
        #: every datagram so far, in order
        self.told: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        name = f"warnd-{uuid.uuid4().hex}"
        self._bound = f"\0{name}" if path is None else str(path)
        self._socket.bind(self._bound)
        self.address = f"@{name}" if path is None else str(path)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as last:
            last.sendto(b"", self._bound)
        self._thread.join(5)
        self._socket.close()

    @property
    def lines(self) -> list[str]:
        """Give every assignment so far, in order."""
        return [line for datagram in list(self.told) for line in datagram.splitlines()]

    def _read(self) -> None:
        while datagram := self._socket.recv(65_536):
            self.told.append(datagram.decode())
