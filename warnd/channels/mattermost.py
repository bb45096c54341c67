"""Mattermost's incoming webhook: Markdown in which nothing of a feed is markup."""

import json
import re
from collections.abc import Iterator

from warnd.channel_settings import MattermostSettings
from warnd.channels.post import JSON, Post, accept, exchange, host_of
from warnd.channels.secrets import read_secret
from warnd.channels.shown import body_of, inert, paragraphs_of, signed_headline
from warnd.errors import DeliveryDeferred
from warnd.model.notification import Message
from warnd.model.plain import plain_line, shorten
from warnd.ports import Clock
from warnd.transport import Answer, Client

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
DISPLEASED = frozenset({400, 413})


class MattermostChannel:
    """Posts to an incoming webhook; implements `warnd.ports.Channel`."""

    def __init__(self, settings: MattermostSettings, client: Client, clock: Clock) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Post, and return when Mattermost answered `ok`.

        Raises ChannelClosed when the webhook is gone, DeliveryRefused when not even the short text
        is taken, else DeliveryDeferred.
        """
        answer = await self._post(rich_text(message))
        if answer.status in DISPLEASED:
            answer = await self._post(bare_text(message))
        accept(answer, self._clock.now())
        if answer.body.strip() != b"ok":
            raise DeliveryDeferred(f"{host_of(answer.url)} did not answer ok")

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def _post(self, text: str) -> Answer:
        request = Post(
            url=read_secret(self._settings.webhook_url_file),
            content=json.dumps({"text": text}).encode(),
            headers=JSON,
            timeout_s=self._settings.timeout.total_seconds(),
        )
        return await exchange(self._client, request)


def rich_text(message: Message) -> str:
    """Give the message as Markdown: a heading, then what finds room of its paragraphs."""
    parts = [f"#### {escaped(signed_headline(message), HEADLINE)}"]
    room = POST - len(parts[0])
    for part in _parts(message):
        if len(part) + 2 > room:
            break
        parts.append(part)
        room -= len(part) + 2
    return "\n\n".join(parts)


def bare_text(message: Message) -> str:
    """Give the message as escaped text alone."""
    return escaped(f"{plain_line(message.headline)}\n\n{body_of(message)}", SHORT)


def escaped(text: str, limit: int) -> str:
    """Give `text` shortened, then escaped, at most `limit` characters long."""
    room = limit
    while True:
        short = shorten(text, room)
        safe = _safe(short)
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
    for paragraph in paragraphs_of(message):
        lines = [f"**{paragraph.heading}**"] if paragraph.heading else []
        lines += [escaped(paragraph.words, PARAGRAPH)] if paragraph.words else []
        # Neither can hold a bracket: hosts have none but around IPv6, addresses stand in < >.
        lines += [f"[{link.host.strip('[]')}](<{link.address}>)" for link in paragraph.links]
        yield "\n".join(lines)
