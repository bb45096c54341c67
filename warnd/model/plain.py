"""Words from strangers as plain text: no control codes, no hidden order, no longer than asked.

Whatever shows text of a feed (mail, chat, terminal) takes it through here first.
"""

import re
from collections.abc import Iterable

#: what is not seen and yet acts: C0 and C1 controls save white space, soft hyphen, zero-width
#: space, marks, embeddings, overrides and isolates of the bidirectional algorithm, byte order
#: mark, annotation and tag characters, noncharacters. The joiners U+200C and U+200D stay: Persian
#: and many Indian words are misspelt without them.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
#: halves of a pair that no encoder takes
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
#: the end of a sentence, with the quotes and brackets that close after it, and the end of a line
SENTENCE_END = re.compile(
    "(?<!\n)(?=\n)|[.!?\u061f\u06d4\u3002\uff01\uff1f][\"'\u2019\u201d\u00bb)\\]]*(?=\\s)"
)
#: what a cut leaves behind that should not stand before an ellipsis
LOOSE_END = " \t\n,;:-\u2013\u2014(\u060c\u061b\u200c\u200d"
ELLIPSIS = "\u2026"
#: a cut at a sentence or word end keeps at least this share of what would fit
LEAST_SENTENCE = 0.6
LEAST_WORD = 0.5


def plain_line(text: str, limit: int | None = None) -> str:
    """Give `text` on one line, without anything unseen, at most `limit` characters long."""
    seen = LONE_SURROGATE.sub("\ufffd", UNSEEN.sub("", text))
    line = " ".join(seen.split())
    return line if limit is None else shorten(line, limit)


def plain_block(text: str) -> str:
    """Give `text` with its lines kept, each as by `plain_line`."""
    return "\n".join(plain_line(line) for line in text.splitlines())


def shorten(text: str, limit: int) -> str:
    """Give `text` in at most `limit` characters: cut at a sentence end, else at a word end.

    What was cut ends in an ellipsis.
    """
    if len(text) <= limit:
        return text
    room = limit - 2
    if room < 1:
        return text[: max(0, limit)]
    head = text[: room + 1]
    ends = [match.end() for match in SENTENCE_END.finditer(head)]
    if ends and ends[-1] >= room * LEAST_SENTENCE:
        return f"{head[: ends[-1]]} {ELLIPSIS}"
    words = re.match(r".*(?=\s)", head, re.DOTALL)
    if words and words.end() >= room * LEAST_WORD:
        return words.group().rstrip(LOOSE_END) + ELLIPSIS
    return head[:room].rstrip(LOOSE_END) + ELLIPSIS


def shorten_keeping(text: str, limit: int, kept: Iterable[str]) -> str:
    """Give `text` in at most `limit` characters, with what of `kept` is cut off put at its end.

    What is kept stands in the text too, in lines of its own, the most important first. It takes
    half of the room at most; what finds none in that is left out.
    """
    if len(text) <= limit:
        return text
    held: list[str] = []
    left = limit // 2
    for part in kept:
        if len(part) + 2 <= left:
            held.append(part)
            left -= len(part) + 2
    head = shorten(text, limit - sum(len(part) + 2 for part in held))
    return "\n\n".join([head, *(part for part in held if part not in head)])
