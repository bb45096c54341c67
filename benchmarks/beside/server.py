"""Serves made-up feeds until standard input ends: `server.py FEEDS.json ENTRIES`.

Listens on all of 127/8, prints its port, and answers a conditional GET as real servers do. Each
line on standard input is the number of entries by which all feeds are to have moved on.
"""

import asyncio
import json
import sys
from pathlib import Path

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed</title>'
    "<link>http://feed.example/</link><description>News</description>"
    "<language>en-us</language>\n"
)
_TAIL = "</channel></rss>\n"


class Feeds:
    """All feeds as they stand now."""

    def __init__(self, items: list[list[str]], entries: int) -> None:
        self._items = items
        self._entries = entries
        self._bodies: list[bytes] = []
        self._etags: list[bytes] = []
        self.moved(0)

    def moved(self, by: int) -> None:
        """Have every feed moved on by some entries since the beginning."""
        self._bodies = [
            (_HEAD + "".join(reversed(items[by : by + self._entries])) + _TAIL).encode()
            for items in self._items
        ]
        self._etags = [b'"%d-%d"' % (feed, by) for feed in range(len(self._items))]

    def answer(self, head: bytes) -> bytes:
        """Give the answer to a request."""
        feed = int(head.split(b" ", 2)[1].rpartition(b"/")[2])
        etag = self._etags[feed]
        if etag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\n\r\n" % etag
        body = self._bodies[feed]
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\n"
            b"ETag: %b\r\nContent-Length: %d\r\n\r\n%b" % (etag, len(body), body)
        )


class Connection(asyncio.Protocol):
    """One connection, kept as long as its client keeps it."""

    def __init__(self, feeds: Feeds) -> None:
        self._feeds = feeds
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            self._transport.write(self._feeds.answer(head))
            if b"\r\nconnection: close" in head.lower():
                self._transport.close()


async def serve(feeds: Feeds) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(feeds), "0.0.0.0", 0, backlog=1024)  # noqa: S104  all of 127/8
    print(server.sockets[0].getsockname()[1], flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        feeds.moved(int(line))
        print("moved", flush=True)


if __name__ == "__main__":
    everything = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    asyncio.run(serve(Feeds(everything, int(sys.argv[2]))))
