"""A feed's document cut into its entries, each a small document of its own.

Used when the whole is too big, too slow or kills the parser: one bad entry then costs only
itself. All patterns take time linear in the document.
"""

import re
from collections.abc import Iterator

#: marks between which nothing is a tag, and the tags of entries
MARKS = re.compile(
    rb"<(?:!\[CDATA\[|!--|\?|(?P<close>/?)(?P<name>(?:[A-Za-z_][\w.-]{0,40}:)?"
    rb"(?i:item|entry))(?=[\s/>]))"
)
#: what ends a stretch where nothing is a tag
ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->", b"<?": b"?>"}
#: the rest of a tag behind its name, for a tag that may end itself. The repeated group gives back
#: nothing that could match again, so it is linear; it is not possessive, because Pythons before
#: 3.11.5 keep what a failed turn of such a group consumed. A thousand values bound its memory
REST = re.compile(rb"[^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+){0,1000}>")
#: any tag of the part before the first entry
TAGS = re.compile(rb"<(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]{0,60})(?P<rest>[^<>]{0,4000})>")
#: a numeric reference
REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]++)|([0-9]++));?")
LONGEST_REFERENCE = 12
LAST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)
#: the elements that may stand open round an entry
FRAMES = frozenset({b"rss", b"channel", b"feed", b"rdf"})
#: the language of a channel, which its entries inherit
LANGUAGE = re.compile(rb"<(?:dc:)?language[^<>]{0,200}>[^<]{0,40}</(?:dc:)?language>")


def entry_spans(document: bytes) -> Iterator[tuple[int, int]]:
    """Give start and end of each whole entry; one that is not closed is left out."""
    position, start, depth = 0, 0, 0
    while mark := MARKS.search(document, position):
        position = mark.end()
        if mark.group() in ENDS:
            end = document.find(ENDS[mark.group()], position)
            if end >= 0:  # one that never ends is read as text, or all behind it were lost
                position = end
        elif not mark.group("close"):
            start = mark.start() if depth == 0 else start
            if not _ends_itself(document, position):
                depth += 1
            elif depth == 0:
                yield start, document.find(b">", position) + 1
        elif depth == 1:
            depth = 0
            yield start, document.find(b">", position) + 1 or len(document)
        else:
            depth = max(depth - 1, 0)


def slices(document: bytes) -> Iterator[bytes]:
    """Give each entry of a UTF-8 document as a document that holds it alone."""
    opening, closing = b"", b""
    for number, (start, end) in enumerate(entry_spans(document)):
        if number == 0:
            opening, closing = frame_tags(document[:start])
        yield opening + document[start:end] + closing


def _ends_itself(document: bytes, position: int) -> bool:
    """Give whether a tag whose name ends at `position` is empty, such as `<item/>`."""
    if document[position : position + 1] == b">":
        return False
    rest = REST.match(document, position)
    return rest is not None and rest.group().endswith(b"/>")


def mended_references(entry: bytes) -> bytes:
    """Give an entry with numbers that are no character replaced; feedparser fails at them."""
    return REFERENCE.sub(_mended, entry)


def _mended(reference: re.Match[bytes]) -> bytes:
    digits, base = (reference.group(1), 16) if reference.group(1) else (reference.group(2), 10)
    code = int(digits[:LONGEST_REFERENCE], base)
    is_character = len(digits) <= LONGEST_REFERENCE and 0 < code <= LAST_CHARACTER
    return reference.group() if is_character and code not in SURROGATES else b"&#65533;"


def frame_tags(head: bytes) -> tuple[bytes, bytes]:
    """Give the tags that stand open at the end of a head, and what closes them."""
    standing: list[tuple[bytes, bytes]] = []
    for tag in TAGS.finditer(head):
        name = tag.group("name")
        if name.lower().rpartition(b":")[2] not in FRAMES or tag.group("rest").endswith(b"/"):
            continue
        if not tag.group("close"):
            standing.append((name, tag.group()))
        elif standing and standing[-1][0] == name:
            standing.pop()
    language = LANGUAGE.search(head) if any(name == b"channel" for name, _ in standing) else None
    opening = b"".join(tag for _, tag in standing) + (language.group() if language else b"")
    closing = b"".join(b"</" + name + b">" for name, _ in reversed(standing))
    return opening, closing
