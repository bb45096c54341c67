"""What messages are made of, for channels that show more than plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from warnd.model.alert import AlertReason
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.model.plain import plain_block, plain_line

#: colour and shape of each level, so that neither is needed alone
SIGNS = {
    Level.CALM: "\N{LARGE GREEN CIRCLE}",
    Level.WATCH: "\N{LARGE ORANGE DIAMOND}",
    Level.WARNING: "\N{UP-POINTING RED TRIANGLE}",
    Level.EMERGENCY: "\N{OCTAGONAL SIGN}",
}
#: what is over and yet no all-clear: nobody knows how things stand
OPEN = "\N{MEDIUM WHITE CIRCLE}"
#: a heading of ours: no lower-case letter, and nothing but letters, digits, spaces and the
#: apostrophe of print, in which no markup can be written
HEADING = re.compile(r"[^\W\d_](?:[^\W_]|[ \u2019]){2,59}")
#: a line that is an address and nothing else
ADDRESS = re.compile(r"https?://([a-z0-9.\-]+|\[[0-9a-f:.]+\])(:\d+)?([/?#][!-;=?-{}~]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that may be followed."""

    #: the address, http or https
    address: str
    #: its host: what people are shown
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together."""

    #: a heading of ours; empty for none
    heading: str
    #: its words, lines kept; a feed may have written any of them
    words: str
    #: the addresses in it, which stood on lines of their own
    links: tuple[Link, ...]


def signed_headline(message: Message) -> str:
    """Give the headline behind the sign of its level."""
    reasons = {version.reason for version in message.alerts}
    is_open = bool(reasons) and reasons <= {AlertReason.EXPIRED, AlertReason.CANCELLED}
    sign = OPEN if is_open and message.level is Level.CALM else SIGNS[message.level]
    return f"{sign} {plain_line(message.headline)}"


def body_of(message: Message) -> str:
    """Give the text without its first line when that is the headline, which has its own place."""
    text = plain_block(message.text)
    return text.removeprefix(plain_line(message.headline)).strip("\n")


def paragraphs_of(message: Message) -> Iterator[Paragraph]:
    """Give the paragraphs of the text without its headline."""
    for paragraph in re.split(r"\n{2,}", body_of(message)):
        lines = [line for line in paragraph.split("\n") if line]
        heading = lines.pop(0) if lines and is_heading(lines[0]) else ""
        links = tuple(filter(None, map(link_of, lines)))
        words = "\n".join(line for line in lines if link_of(line) is None)
        if heading or words or links:
            yield Paragraph(heading=heading, words=words, links=links)


def told_by(message: Message) -> Iterator[Paragraph]:
    """Give the paragraphs that tell, without the headline and the links to answer by."""
    replies = {reply.address for reply in message.replies}
    for paragraph in paragraphs_of(message):
        if not paragraph.links or any(link.address not in replies for link in paragraph.links):
            yield paragraph


def sources_of(message: Message) -> tuple[Link, ...]:
    """Give the addresses of what is quoted, each once."""
    found = (link for paragraph in told_by(message) for link in paragraph.links)
    return tuple(dict.fromkeys(found))


def kept_of(message: Message) -> tuple[str, ...]:
    """Give the lines that outlast any shortening: the first proof, and how to answer."""
    proof = [link.address for link in sources_of(message)[:1]]
    return (*proof, *(reply.lines for reply in message.replies))


def link_of(line: str) -> Link | None:
    """Give the link that a line is, None for any other line."""
    found = ADDRESS.fullmatch(line)
    return Link(address=line, host=found.group(1)) if found else None


def is_heading(line: str) -> bool:
    """Tell whether a line is one of our headings."""
    return bool(HEADING.fullmatch(line)) and line == line.upper()


def inert(text: str) -> str:
    """Give text in which nobody is mentioned: `@` as its full-width twin, which no service reads.

    For services where a mention cannot be escaped.
    """
    return text.replace("@", "\N{FULLWIDTH COMMERCIAL AT}")
