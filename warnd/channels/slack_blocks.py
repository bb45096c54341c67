"""Messages as Slack's Block Kit, within its limits, and nothing of a feed as markup."""

import re
from collections.abc import Iterator

from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.model.plain import plain_block, plain_line, shorten

#: characters of a section's and a header's text, and blocks
#: (https://docs.slack.dev/reference/block-kit/blocks)
SECTION, HEADER, BLOCKS = 3000, 150, 50
#: characters of all text together; undocumented, near 13,200 the whole message is refused
#: (https://github.com/slackapi/bolt-js/issues/2509)
ALL_TEXT = 11_000
#: colour and shape of each level, so that neither is needed alone
SIGNS = {
    Level.CALM: "\N{LARGE GREEN CIRCLE}",
    Level.WATCH: "\N{LARGE ORANGE DIAMOND}",
    Level.WARNING: "\N{UP-POINTING RED TRIANGLE}",
    Level.EMERGENCY: "\N{OCTAGONAL SIGN}",
}
#: a heading of ours: no lower-case letter, and nothing but letters, digits, spaces and the
#: apostrophe of print, in which no markup can be written
HEADING = re.compile(r"[^\W\d_](?:[^\W_]|[ \u2019]){2,59}")
#: a line that is an address and nothing else
ADDRESS = re.compile(r"https?://([a-z0-9.\-]+|\[[0-9a-f:.]+\])(:\d+)?([/?#][!-;=?-{}~]*)?")
#: characters of the text that stands alone, or in a notification
BARE_TEXT = 3500


def rich_document(message: Message) -> dict[str, object]:
    """Give the message as blocks: a header, then a section a paragraph, links beneath."""
    sign = SIGNS[message.level]
    headline = _plain(f"{sign} {plain_line(message.headline)}", HEADER)
    blocks: list[dict[str, object]] = [{"type": "header", "text": headline}]
    left = ALL_TEXT - 2 * HEADER
    for block, cost in _blocks(_body(message)):
        if cost <= left and len(blocks) < BLOCKS:
            left -= cost
            blocks.append(block)
    return {**_envelope(plain_line(message.headline)), "blocks": blocks}


def bare_document(message: Message) -> dict[str, object]:
    """Give the message as text alone, for when its blocks were refused."""
    return _envelope(f"{plain_line(message.headline)}\n\n{_body(message)}")


def escaped(text: str, limit: int) -> str:
    """Give `text` shortened, then escaped after Slack's rule, at most `limit` characters long."""
    room = limit
    while True:
        short = shorten(text, room)
        safe = short.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if len(safe) <= limit:
            return safe
        room = min(room, len(short)) - max(1, (len(safe) - limit) // 4)


def _envelope(text: str) -> dict[str, object]:
    return {
        "text": escaped(text, BARE_TEXT),
        "mrkdwn": False,
        "parse": "none",
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _body(message: Message) -> str:
    """Give the text without its first line when that is the headline, which has its own block."""
    text = plain_block(message.text)
    return text.removeprefix(plain_line(message.headline)).strip("\n")


def _blocks(text: str) -> Iterator[tuple[dict[str, object], int]]:
    """Give blocks with the characters each costs."""
    for paragraph in re.split(r"\n{2,}", text):
        lines = [line for line in paragraph.split("\n") if line]
        if lines and _is_heading(lines[0]):
            heading = {"type": "mrkdwn", "text": f"*{lines.pop(0)}*"}
            yield {"type": "section", "text": heading}, len(heading["text"])
        links = [line for line in lines if ADDRESS.fullmatch(line)]
        words = "\n".join(line for line in lines if line not in links)
        if words:
            shown = _plain(words, SECTION)
            yield {"type": "section", "text": shown}, len(str(shown["text"]))
        if links:
            context = [{"type": "mrkdwn", "text": _link(link)} for link in links[:10]]
            cost = sum(len(each["text"]) for each in context)
            yield {"type": "context", "elements": context}, cost


def _is_heading(line: str) -> bool:
    return bool(HEADING.fullmatch(line)) and line == line.upper()


def _plain(text: str, limit: int) -> dict[str, object]:
    return {"type": "plain_text", "text": escaped(text, limit), "emoji": False}


def _link(address: str) -> str:
    found = ADDRESS.fullmatch(address)
    host = found.group(1) if found else ""
    return f"<{address.replace('&', '&amp;')}|{host}>"
