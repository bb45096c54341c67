"""The parser's child process: reads documents from standard input until it ends.

Frames both ways: four bytes of length, then that many bytes. A request is two frames, JSON (`url`,
`content_type`, `type`, `languages`, `cut`, `known`, `about`) and the document; the answer is one
frame of JSON, with eight bytes between its length and itself: the microseconds of CPU used so far.
The child limits itself: CPU per document, memory, no new files or sockets while it parses. What it
cannot survive, its parent does.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from warnd.errors import FeedHostile, NotAFeed
from warnd.expendable import go_first
from warnd.feeds.parsing.answers import packed
from warnd.feeds.parsing.bounded import bounded
from warnd.feeds.parsing.budget import OutOfTime, budget
from warnd.feeds.parsing.documents import Asked, read_document
from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.parsing.reading import USUAL_CODECS, load_codecs, named_codecs
from warnd.feeds.sources.adapter import Received
from warnd.feeds.sources.table import ADAPTERS
from warnd.model.entry import Entry, FeedDocument

#: bytes of the length before each frame
LENGTH = 4
#: bytes of the CPU time in an answer
USED = 8
#: open files while parsing: standard input, output and error
OPEN_FILES = 3
#: open files between documents, when codecs are loaded
OPEN_FILES_BETWEEN = 64
#: cleans one entry, to plain values
Clean: TypeAlias = Callable[[Entry], tuple[Any, ...]]
#: gives what does so, by what the request tells about the poll
Cleaner: TypeAlias = Callable[[list[Any]], Clean]
#: documents read when starting, so that all that parsing loads is loaded: one for the quick way,
#: one that it declines, one that is damaged, one in JSON
WARM_UP = (
    b"<rss version='2.0'><channel><item><title>a</title><link>/a</link></item></channel></rss>",
    b"<rss version='2.0'><channel><item><title><b>a</b></title></item></channel></rss>",
    b"<rss version='2.0'><channel><item><title>a&nbsp;<b></title><link>/a</link></item>",
    b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "a", "url": "/a"}]}',
)


def read_frame(stream: BinaryIO) -> bytes | None:
    """Give the next frame, None when the parent has closed the stream."""
    length = stream.read(LENGTH)
    return stream.read(int.from_bytes(length, "big")) if len(length) == LENGTH else None


def write_frame(stream: BinaryIO, frame: bytes) -> None:
    """Send one answer."""
    used = int(time.process_time() * 1e6)
    stream.write(len(frame).to_bytes(LENGTH, "big") + used.to_bytes(USED, "big") + frame)
    stream.flush()


def answer(type_: str, asked: Asked, limits: ParseLimits, clean: Clean | None = None) -> bytes:
    """Give the answer to one document, as JSON; `clean` cleans its entries."""
    try:
        document = read_source(type_, asked, limits)
        if clean is not None:
            document = replace(document, cleaned=cleaned_of(document, clean, limits))
        reply = packed(document)
    except NotAFeed as error:
        reply = {"not_a_feed": str(error)}
    except FeedHostile as error:
        reply = {"hostile": str(error)}
    except MemoryError:
        reply = {"hostile": f"more than {limits.memory // 1_000_000} MB of memory"}
    text = json.dumps(reply, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def cleaned_of(
    document: FeedDocument, clean: Clean, limits: ParseLimits
) -> tuple[tuple[Any, ...] | None, ...]:
    """Give what each entry says, None for those that fail or for which there is no time."""
    made: list[tuple[Any, ...] | None] = []
    with suppress(OutOfTime, MemoryError), budget(limits.clean_cpu_s):
        for entry in document.entries:
            try:
                made.append(clean(entry))
            except Exception:  # noqa: BLE001  the edge of one entry: the parent tells of it
                made.append(None)
    return (*made, *[None] * (len(document.entries) - len(made)))


def read_source(type_: str, asked: Asked, limits: ParseLimits) -> FeedDocument:
    """Give the document of a feed, or of a source that an adapter reads."""

    def read_feed(feed: Received) -> FeedDocument:
        return read_document(Asked(received=feed, cut=asked.cut), limits)

    adapter = ADAPTERS.get(type_)
    if adapter is None:
        return read_document(asked, limits)
    return bounded(adapter.read(asked.received, read_feed))


def asked_of(about: Mapping[str, Any], body: bytes) -> Asked:
    """Give what a request asks."""
    received = Received(
        url=about["url"],
        body=body,
        content_type=about["content_type"],
        languages=tuple(about["languages"]),
    )
    return Asked(received=received, cut=about["cut"], known=frozenset(about["known"]))


def limit_process(limits: ParseLimits) -> None:
    """Bind the whole process: memory, no core dump, first to go when memory runs out."""
    go_first()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:  # no /proc: the limit below is then above nothing instead of above the base
        pages = 0
    most = pages * resource.getpagesize() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def limit_document(limits: ParseLimits) -> None:
    """Give the next document its CPU seconds, and no way to open files or sockets."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + limits.cpu_s, hard))
    _set_open_files(OPEN_FILES)


def _set_open_files(most: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, hard), hard))


def limits_told() -> ParseLimits:
    """Give the limits that the parent told on the command line."""
    return ParseLimits(**json.loads(sys.argv[1]))


def main(limits: ParseLimits, cleaner: Cleaner | None = None) -> None:
    """Serve until standard input ends; `cleaner` cleans what is to be cleaned."""
    load_codecs(USUAL_CODECS)
    for document in WARM_UP:
        received = Received(url="http://localhost/", body=document, content_type="application/xml")
        answer("feed", Asked(received=received), limits)
    limit_process(limits)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    write_frame(answers, b"{}")
    while (header := read_frame(requests)) is not None:
        body = read_frame(requests) or b""
        about = json.loads(header)
        _set_open_files(OPEN_FILES_BETWEEN)
        load_codecs(named_codecs(body, about["content_type"]))
        limit_document(limits)
        told = about["about"]
        clean = cleaner(told) if cleaner is not None and told is not None else None
        write_frame(answers, answer(about["type"], asked_of(about, body), limits, clean))


if __name__ == "__main__":
    main(limits_told())
    os._exit(0)  # nothing to clean up, and no time to lose over it
