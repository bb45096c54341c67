"""Servers on loopback that misbehave by script: every byte, pause and reset is the test's.

A test gives the server a function from a request to an answer: bytes, or bytes and pauses one after
the other, endless if need be. Each connection takes one request.
"""

import gzip
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Self

import trustme

from tests.loopback import LOOPBACK, Item
from tests.unit.transport.loopback import Heard, redirect, reply

__all__ = [
    "BROTLI_BOMB",
    "RESET",
    "Heard",
    "Pause",
    "Scripted",
    "cut_short",
    "endless",
    "feed",
    "gzip_bomb",
    "presenting",
    "redirect",
    "reply",
    "stacked_gzip_bomb",
    "trickled",
    "zstd_bomb",
]

#: what a bomb unpacks to, beyond what the daemon may take
BOMB_SIZE = 268_435_456
#: 33 MB of zeros in brotli, which the standard library cannot write
BROTLI_BOMB = bytes.fromhex(
    "cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd1fffffffe09f0088c30200ddfb3ffeffffc13f0110870500baf77f03"
)


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing for a while."""

    seconds: float


class Reset:
    """The end of a connection by a TCP reset, without a word."""


RESET = Reset()

Act = bytes | Pause | Reset
Answer = bytes | Iterable[Act]


class Scripted:
    """Serves by script until its block ends; whatever still hangs then is cut off."""

    def __init__(
        self,
        answer: Callable[[Heard], Answer],
        *,
        tls: ssl.SSLContext | None = None,
        host: str = LOOPBACK,
        port: int = 0,
    ) -> None:
        self.answer = answer
        #: requests in the order they came
        self.heard: list[Heard] = []
        #: connections that were made, with or without a request
        self.connects = 0
        self._scheme = "http" if tls is None else "https"
        self._tls = tls
        self._ended = threading.Event()
        self._open: set[socket.socket] = set()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listening = socket.create_server((host, port), family=family, backlog=256)
        self.port: int = self._listening.getsockname()[1]
        self.host = f"[{host}]" if ":" in host else host
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)

    @property
    def address(self) -> str:
        """Give host and port, as `allow_addresses` wants them."""
        return f"{self.host}:{self.port}"

    def url(self, path: str = "feed") -> str:
        """Give the address of a path on this server."""
        return f"{self._scheme}://{self.address}/{path.removeprefix('/')}"

    def asked(self, path: str) -> list[Heard]:
        """Give the requests for one path."""
        wanted = f"/{path.removeprefix('/')}"
        return [heard for heard in list(self.heard) if heard.target == wanted]

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connects += 1
            threading.Thread(target=self._guarded, args=(connection,), daemon=True).start()

    def _guarded(self, connection: socket.socket) -> None:
        # A client may leave whenever it likes: that is what many tests are about.
        with suppress(OSError, EOFError, ValueError), self._protected(connection) as spoken:
            self._open.add(spoken)
            try:
                self._serve(spoken)
            finally:
                self._open.discard(spoken)

    def _protected(self, connection: socket.socket) -> socket.socket:
        connection.settimeout(60)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._tls is None:
            return connection
        return self._tls.wrap_socket(connection, server_side=True)

    def _serve(self, connection: socket.socket) -> None:
        request = _read(connection)
        self.heard.append(request)
        answer = self.answer(request)
        for act in (answer,) if isinstance(answer, bytes) else answer:
            if self._ended.is_set():
                return
            if isinstance(act, Reset):
                linger_not = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_not)
                return
            if isinstance(act, Pause):
                self._ended.wait(act.seconds)
            else:
                connection.sendall(act)
        # What is left unread would turn the end into a reset.
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
            connection.recv(65_536)


def _read(connection: socket.socket) -> Heard:
    with connection.makefile("rb", buffering=0) as raw:
        method, target, _ = _line(raw.readline()).split(" ", 2)
        headers: dict[str, str] = {}
        while line := _line(raw.readline()):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = raw.read(int(headers.get("content-length", "0")))
    return Heard(method=method, target=target, headers=headers, body=body or b"")


def _line(read: bytes) -> str:
    return read.decode("latin-1").rstrip("\r\n")


def feed(*items: Item) -> bytes:
    """Give an RSS document with these entries."""
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
        "<title>Feed</title><link>http://feed.example/</link>"
        f"{''.join(item.xml() for item in items)}</channel></rss>"
    ).encode()


def trickled(wire: bytes, *, after: int = 0, every_s: float = 1.0) -> Iterator[Act]:
    """Give `after` bytes of an answer at once, and the others one at a time.

    `after` behind the empty line is a body that trickles, 0 headers that do.
    """
    if after:
        yield wire[:after]
    for byte in wire[after:]:
        yield Pause(every_s)
        yield bytes((byte,))


def cut_short(wire: bytes, share: float, *, reset: bool = False) -> Iterator[Act]:
    """Give an answer up to a share of its body, 0 to 1, and then the end of the connection."""
    begins = wire.index(b"\r\n\r\n") + 4
    yield wire[: begins + int((len(wire) - begins) * share)]
    if reset:
        yield Pause(0.05)  # what was sent is read first
        yield RESET


def endless(head: bytes, piece: bytes, *, every_s: float = 0.0) -> Iterator[Act]:
    """Give a head, and then the same piece without end."""
    yield head
    while True:
        yield piece
        if every_s:
            yield Pause(every_s)


@cache
def gzip_bomb() -> bytes:
    """Give 261 kB that unpack to 268 MB."""
    return gzip.compress(bytes(BOMB_SIZE), mtime=0)


@cache
def stacked_gzip_bomb(times: int = 2) -> bytes:
    """Give few bytes that unpack to 268 MB: 590 packed twice, fewer packed three times."""
    packed = gzip_bomb()
    for _ in range(times - 1):
        packed = gzip.compress(packed, mtime=0)
    return packed


@cache
def zstd_bomb() -> bytes:
    """Give 8 kB of zstd (RFC 8878) that unpack to 268 MB: blocks that repeat one byte."""
    largest, repeat = 131_072, 1 << 1
    blocks = BOMB_SIZE // largest
    frame = bytearray(b"\x28\xb5\x2f\xfd\x00\x58")
    for block in range(blocks):
        last = block == blocks - 1
        frame += (largest << 3 | repeat | last).to_bytes(3, "little") + b"\0"
    return bytes(frame)


def presenting(certificate: trustme.LeafCert, *, with_issuers: bool = True) -> ssl.SSLContext:
    """Give what a TLS server presents: a certificate, with or without those between it and a CA."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    if with_issuers:
        certificate.configure_cert(context)
        return context
    whole = certificate.private_key_pem.bytes() + certificate.cert_chain_pems[0].bytes()
    with trustme.Blob(whole).tempfile() as path:
        context.load_cert_chain(path)
    return context
