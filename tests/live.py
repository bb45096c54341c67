"""A real warnd among real servers on loopback: what tests of the whole daemon stand on."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from xml.sax.saxutils import escape

LOOPBACK = "127.0.0.1"


class Server:
    """A loopback HTTP server that ends with its test."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._server = ThreadingHTTPServer((LOOPBACK, 0), handler)
        self._server.daemon_threads = True
        self.address = f"{LOOPBACK}:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
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


class FeedServer(Server):
    """Serves feeds whose entries a test adds; conditional GET as real servers do it."""

    def __init__(self) -> None:
        self.items: dict[str, list[Item]] = {}
        self.requests: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.requests.append(self.path)
                items = list(outer.items.get(self.path.strip("/"), ()))
                etag = f'"{len(items)}"'
                if self.headers.get("If-None-Match") == etag:
                    self.send_response(304)
                    self.end_headers()
                    return
                body = "".join(item.xml() for item in reversed(items))
                document = (
                    "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
                    f"<title>Feed</title><link>http://feed.example/</link>{body}</channel></rss>"
                ).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("ETag", etag)
                self.send_header("Content-Length", str(len(document)))
                self.end_headers()
                self.wfile.write(document)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(Handler)

    def add(self, feed: str, item: Item) -> None:
        self.items.setdefault(feed, []).append(item)


class Ledger(Server):
    """A webhook sink that writes down every post; `answer` tells the status of each."""

    def __init__(self, answer: Callable[[int], int] = lambda _nth: 204) -> None:
        self.posts: list[tuple[str, dict[str, Any]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                outer.posts.append((self.headers.get("webhook-id", ""), json.loads(body)))
                self.send_response(answer(len(outer.posts)))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        super().__init__(Handler)

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.posts]

    def areas(self) -> set[str]:
        return {document["area"]["id"] for _, document in self.posts}


class Warnd:
    """A `warnd run` process."""

    def __init__(self, config: Path, log: Path) -> None:
        self.config = config
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, **environment: str) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-m", "warnd", "run", "--config", str(self.config)],
                stdout=log,
                stderr=log,
                env={**os.environ, **environment},
            )

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None
        return self._process

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def terminate(self, patience_s: float = 45) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(patience_s)

    def reload(self) -> None:
        self.process.send_signal(signal.SIGHUP)

    def events(self) -> list[dict[str, Any]]:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return [json.loads(line) for line in lines if line.startswith("{")]

    def event(self, name: str) -> dict[str, Any] | None:
        return next((event for event in reversed(self.events()) if event["event"] == name), None)

    def get(self, path: str) -> tuple[int, str]:
        listening = self.event("listening")
        assert listening is not None
        request = f"http://{listening['address']}{path}"
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()


@contextlib.contextmanager
def running(config: Path, **environment: str) -> Iterator[Warnd]:
    """Run warnd until the block ends; kill it if it does not end by itself."""
    warnd = Warnd(config, config.with_suffix(".log"))
    warnd.start(**environment)
    try:
        yield warnd
    finally:
        if warnd.process.poll() is None:
            try:
                warnd.terminate()
            except subprocess.TimeoutExpired:
                warnd.kill()


def until(condition: Callable[[], object], patience_s: float = 30.0, *, what: str = "") -> None:
    """Wait until a condition holds; fail when it does not within `patience_s`."""
    ends = time.monotonic() + patience_s
    pause = threading.Event()
    while not condition():
        if time.monotonic() > ends:
            raise AssertionError(f"not within {patience_s} s: {what or condition}")
        pause.wait(0.05)


def write_config(folder: Path, **settings: Any) -> Path:
    """Write a configuration; JSON is YAML."""
    path = folder / "warnd.yaml"
    base = {"store": f"sqlite:///{folder / 'warnd.db'}", "listen": f"{LOOPBACK}:0"}
    path.write_text(json.dumps({**base, **settings}, indent=2))
    return path


def metric(text: str, name: str) -> float:
    """Give the value of a metric in Prometheus's text format."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"no metric {name}"
    return float(found[1])
