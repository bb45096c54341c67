"""Mattermost's incoming webhook, which answers `ok`: no Markdown comes from a feed."""

import json
import re
from collections.abc import Iterator, Sequence

from warnd.channels.incoming import IncomingWebhook
from warnd.channels.shown import body_of, inert, kept_of, link_of, signed_headline, told_by
from warnd.model.notification import Message
from warnd.model.plain import plain_line, shorten_keeping

#: characters of a post; a longer one is cut into several
#: (https://developers.mattermost.com/integrate/webhooks/incoming/)
POST = 16_383
HEADLINE = 300
#: characters of one paragraph, before it is escaped
PARAGRAPH = 4000
#: characters of the second, short form
SHORT = 3000
#: what Markdown reads, wherever it stands (https://docs.mattermost.com/collaborate/format-messages)
MARKUP = re.compile(r"[\\`*_{}\[\]()<>#~|!:$&^=]")
#: and what it reads at the beginning of a line: lists, quotes and rules
AT_START = re.compile(r"^(\s*)([-+]|\d+[.)])", re.MULTILINE)
WITHOUT_SCHEME = re.compile(r"\b(www)\.", re.IGNORECASE)


class MattermostChannel(IncomingWebhook):
    """Posts Markdown, then escaped text; implements `warnd.ports.world.Channel`."""

    def _rich(self, message: Message) -> bytes:
        return json.dumps({"text": rich_text(message)}).encode()

    def _bare(self, message: Message) -> bytes:
        return json.dumps({"text": bare_text(message)}).encode()


def rich_text(message: Message) -> str:
    """Give the message as Markdown: a heading, what finds room of its paragraphs, the answers."""
    parts = [f"#### {escaped(signed_headline(message), HEADLINE)}"]
    replies = [f"**[{_safe(each.words)}](<{each.address}>)**" for each in message.replies]
    last = [" \u2003 ".join(replies)] if replies else []
    room = POST - sum(len(part) + 2 for part in (*parts, *last))
    for part in _parts(message):
        if len(part) + 2 > room:
            break
        parts.append(part)
        room -= len(part) + 2
    return "\n\n".join((*parts, *last))


def bare_text(message: Message) -> str:
    """Give the message as escaped text alone."""
    text = f"{plain_line(message.headline)}\n\n{body_of(message)}"
    return escaped(text, SHORT, kept_of(message))


def escaped(text: str, limit: int, kept: Sequence[str] = ()) -> str:
    """Give `text` shortened, then escaped, at most `limit` characters long.

    `kept` are lines of it that outlast the cut.
    """
    tapped = {line for part in kept for line in part.split("\n") if link_of(line)}
    room = limit
    while True:
        short = shorten_keeping(text, room, kept)
        lines = short.split("\n")
        safe = "\n".join(f"<{line}>" if line in tapped else _safe(line) for line in lines)
        if len(safe) <= limit:
            return safe
        room = min(room, len(short)) - max(1, (len(safe) - limit) // 3)


def _safe(text: str) -> str:
    shown = MARKUP.sub(r"\\\g<0>", inert(text))
    shown = AT_START.sub(lambda found: found[1] + _start(found[2]), shown)
    return WITHOUT_SCHEME.sub(r"\1\\.", shown)


def _start(mark: str) -> str:
    # "12." becomes "12\.", which no list begins with.
    return f"\\{mark}" if mark in "-+" else f"{mark[:-1]}\\{mark[-1]}"


def _parts(message: Message) -> Iterator[str]:
    for paragraph in told_by(message):
        lines = [f"**{paragraph.heading}**"] if paragraph.heading else []
        lines += [escaped(paragraph.words, PARAGRAPH)] if paragraph.words else []
        # Neither can hold a bracket: hosts have none but around IPv6, addresses stand in < >.
        lines += [f"[{link.host.strip('[]')}](<{link.address}>)" for link in paragraph.links]
        yield "\n".join(lines)
