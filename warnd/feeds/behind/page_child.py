"""The door of trafilatura, in a child process: the text of pages, until standard input ends.

Frames both ways: four bytes of length, then that many bytes. A request is two frames, the
Content-Type and the page; the answer is one frame, the text in UTF-8, empty when the page has
none. trafilatura takes 0.5 s and 30 MB to load, which only feeds that ask for it pay.
"""

import os
import re
import resource
import sys
from typing import BinaryIO

from trafilatura import extract

from warnd.expendable import go_first

#: CPU seconds of one page, and bytes above what the process has when it is ready
CPU_S = 5
MEMORY = 400_000_000
#: bytes of the length before each frame
LENGTH = 4
#: open files while a page is read: standard input, output and error
OPEN_FILES = 3
#: characters of a text that are given
LONGEST_TEXT = 65_536
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
#: pages read when starting, so that all that reading loads is loaded: in UTF-8 and in no encoding
#: that says so
WARM_UP = (
    b"<html><body><article><p>" + b"A page of words. " * 40 + b"</p></article></body></html>",
    b"<html><body><p>" + "Слова страницы. ".encode("windows-1251") * 40 + b"</p></body></html>",
)


def text_of(page: bytes, content_type: str) -> str:
    """Give the text of a page's article, a line a paragraph; empty when it has none."""
    told = extract(
        _decoded(page, content_type),
        fast=True,
        include_comments=False,
        include_tables=False,
        include_links=False,
        deduplicate=False,
    )
    return (told or "")[:LONGEST_TEXT]


def _decoded(page: bytes, content_type: str) -> str | bytes:
    """Give a page by the encoding of its header; without one trafilatura finds out."""
    named = CHARSET.search(content_type)
    try:
        return page.decode(named[1], "replace") if named else page
    except LookupError:
        return page


def _frame(stream: BinaryIO) -> bytes | None:
    length = stream.read(LENGTH)
    return stream.read(int.from_bytes(length, "big")) if len(length) == LENGTH else None


def _limit() -> None:
    """Bind the process: memory, no core dump, no files to write, and none but the open ones."""
    go_first()
    with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
        pages = int(statm.read().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def _limit_page() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_S, hard))


def main() -> None:
    """Serve until standard input ends."""
    for page in WARM_UP:
        text_of(page, "text/html")
    _limit()
    pages, answers = sys.stdin.buffer, sys.stdout.buffer
    while (content_type := _frame(pages)) is not None:
        page = _frame(pages) or b""
        _limit_page()
        told = text_of(page, content_type.decode("utf-8", "replace")).encode("utf-8", "replace")
        answers.write(len(told).to_bytes(LENGTH, "big") + told)
        answers.flush()


if __name__ == "__main__":
    main()
    os._exit(0)  # nothing to clean up, and no time to lose over it
