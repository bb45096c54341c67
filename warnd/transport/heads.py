"""Heads of requests and answers, where they are as plain as nearly all are; h11 has the others.

What is plain is decided by strict patterns that take a part of what HTTP allows, in which there is
one way to read it. Every pattern takes time linear in the head.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

#: bytes of a head that is looked at here; real ones have some hundreds
PLAIN_AT_MOST = 16_384
#: what ends a head
END = b"\r\n\r\n"

_REQUEST = re.compile(
    rb"[A-Z]+ [\x21-\x7e]++ HTTP/1\.1\r\n(?:[-!#$%&'*+.^_`|~0-9a-zA-Z]++: [\x21-\x7e]"
    rb"(?: ?[\x21-\x7e])*+\r\n)++\r\n"
)
_ANSWER = re.compile(
    rb"HTTP/1\.[01] ([2-5][0-9][0-9])(?: [\t\x20-\x7e]*+)?\r\n"
    rb"((?:[-!#$%&'*+.^_`|~0-9a-zA-Z]++:[\t\x20-\x7e]*+\r\n)*+)\r\n\Z"
)
_LENGTH = re.compile(r"[0-9]{1,15}")
#: statuses of answers that never have a body
_BODILESS = frozenset({204, 304})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked."""

    #: such as "GET"
    method: str
    #: the judged address
    url: httpx.URL
    #: headers besides Host and Content-Length
    headers: Mapping[str, str]
    #: the body; None when there is none
    content: bytes | None = None

    def whole_headers(self) -> dict[str, str]:
        """Give all headers, Host first."""
        named = {"host": self.url.netloc.decode("ascii"), **self.headers}
        if self.content is not None:
            named["content-length"] = str(len(self.content))
        return named


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How an answer begins."""

    #: the HTTP status
    status: int
    #: headers by lower-case name; repeated ones are joined by a comma
    headers: Mapping[str, str]
    #: bytes of its body; None where only h11 knows where it ends
    length: int | None = None


def plain_request(method: str, target: bytes, headers: Mapping[str, str]) -> bytes | None:
    """Give the head of a request, None where it is not plain."""
    lines = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
    try:
        head = b"%b %b HTTP/1.1\r\n%b\r\n" % (method.encode(), target, lines.encode("ascii"))
    except UnicodeEncodeError:
        return None
    # A value with a line's end in it would be a header more.
    is_whole = head.count(b"\r\n") == len(headers) + 2
    return head if is_whole and _REQUEST.fullmatch(head) else None


def plain_answer(head: bytes) -> Head | None:
    """Give the head of an answer, all of it; None where it is not plain."""
    found = _ANSWER.match(head) if len(head) <= PLAIN_AT_MOST else None
    if found is None:
        return None
    status, headers = int(found.group(1)), _headers(found.group(2).decode("ascii"))
    return Head(status=status, headers=headers, length=_length(status, headers))


def _headers(lines: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines.split("\r\n")[:-1]:
        written, _, value = line.partition(":")
        name, value = written.lower(), value.strip(" \t")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _length(status: int, headers: Mapping[str, str]) -> int | None:
    if "transfer-encoding" in headers:
        return None
    written = headers.get("content-length")
    if written is not None and not _LENGTH.fullmatch(written):
        return None
    if status in _BODILESS:
        return 0
    return None if written is None else int(written)
