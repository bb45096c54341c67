"""The bytes of a document as UTF-8, and whether they still stand where they were fetched."""

import codecs
import re
from dataclasses import dataclass

from warnd.feeds.parsing.reading import HIDING, as_utf8

#: marks of encodings in two or four bytes; the longer ones first, since they begin like the others
WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
#: the encoding that a document declares in its first line
DECLARED = re.compile(rb"<\?xml[^>]{0,300}?encoding\s*=\s*[\"']([^\"'>]{0,60})[\"']")
#: the encoding that a server declares
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\"';\s]*)", re.IGNORECASE)
#: how a document in two bytes a character begins when nothing marks it
WIDE_BEGINS = (
    (re.compile(rb"<\x00[A-Za-z?!]\x00"), "utf-16-le"),
    (re.compile(rb"\x00<\x00[A-Za-z?!]"), "utf-16-be"),
)
#: how the names of encodings in two or four bytes begin
WIDE_NAMES = ("utf-16", "utf16", "utf_16", "utf-32", "utf32", "utf_32", "ucs-", "iso-10646-ucs")
#: names of UTF-8; no name means it too, for bytes that are UTF-8
UTF8_NAMES = frozenset({"", "utf-8", "utf8"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A document's bytes, in the forms that its readers take."""

    #: the bytes as feedparser is to have them
    raw: bytes
    #: the Content-Type header that goes with them
    content_type: str
    #: the bytes in UTF-8
    text: bytes
    #: whether `text` is the body as it was fetched, so that offsets hold
    as_fetched: bool
    #: whether the bytes are in no encoding that anything names
    guessed: bool = False


def decoded(body: bytes, content_type: str) -> Encoded:
    """Give a document in the forms that its readers take."""
    if _is_utf8(body, content_type):
        return Encoded(raw=body, content_type=content_type, text=body, as_fetched=True)
    raw = without_lies(from_wide(body))
    charset = CHARSET.search(content_type)
    if charset and (raw is not body or _lies(charset.group(1), raw)):
        content_type = CHARSET.sub("", content_type) + "; charset=utf-8"
    text, found = as_utf8(raw, {"content-type": content_type})
    return Encoded(
        raw=raw,
        content_type=content_type,
        text=text,
        as_fetched=False,
        guessed=_canonical(found) not in {_canonical(name) for name in _named(raw, content_type)},
    )


def from_wide(body: bytes) -> bytes:
    """Give a document in UTF-16 or UTF-32 in UTF-8, when its first bytes show what it is.

    feedparser takes a mark away before it guesses, and then believes in UTF-8.
    """
    for mark, codec in WIDE_MARKS:
        if body.startswith(mark):
            return _narrowed(body[len(mark) :], codec)
    for begin, codec in WIDE_BEGINS:
        if begin.match(body):
            return _narrowed(body, codec)
    return body


def without_lies(body: bytes) -> bytes:
    """Give a document that says UTF-8 in the place of an encoding that it cannot be in.

    In UTF-7 tags can hide from whoever looks at the bytes; it is never decoded.
    """
    declared = DECLARED.match(body)
    if declared is None or not _lies(declared.group(1).decode("latin-1"), body):
        return body
    start, end = declared.span(1)
    return body[:start] + b"utf-8" + body[end:]


def _lies(name: str, body: bytes) -> bool:
    """Give whether a name is of UTF-7, or of a wide encoding while the bytes are not wide."""
    name = name.strip().lower()
    return name in HIDING or (name.startswith(WIDE_NAMES) and b"\0" not in body[:100])


def _narrowed(body: bytes, codec: str) -> bytes:
    text = body.decode(codec, "replace")
    return DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


def _named(body: bytes, content_type: str) -> set[str]:
    """Give what tells of an encoding, with an empty name where the server or the bytes are mute."""
    charset = CHARSET.search(content_type)
    declared = DECLARED.match(body.removeprefix(codecs.BOM_UTF8))
    return {
        charset.group(1).lower() if charset else "",
        declared.group(1).lower().decode("latin-1") if declared else "",
    }


def _canonical(name: str) -> str:
    """Give the one name of an encoding; feedparser reads GB 2312 as the larger GB 18030."""
    if name in UTF8_NAMES:
        return "utf-8"
    try:
        found = codecs.lookup(name).name
    except (LookupError, OSError, ValueError):
        return name
    return "gb18030" if found == "gb2312" else found


def _is_utf8(body: bytes, content_type: str) -> bool:
    """Give whether all that tells of an encoding tells UTF-8, and the bytes are."""
    if not _named(body, content_type) <= UTF8_NAMES or b"\0" in body:
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True
