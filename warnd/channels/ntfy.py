"""ntfy: a message on telephones, graver ones louder."""

import json
from collections.abc import Sequence

from warnd.channel_settings import NtfySettings
from warnd.channels.post import JSON, Post, accept, exchange, host_of
from warnd.channels.secrets import read_secret
from warnd.channels.shown import body_of, kept_of, sources_of
from warnd.errors import DeliveryDeferred
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.model.plain import plain_line, shorten_keeping
from warnd.ports.world import Clock
from warnd.transport import Answer, Client

#: bytes of a message; a longer one would come as a file (https://docs.ntfy.sh/publish/#limitations)
MESSAGE_SIZE = 4096
#: bytes of the JSON around it: ntfy reads twice the size of a message
DOCUMENT_SIZE = 2 * MESSAGE_SIZE
#: bytes of the second, short form
SHORT_SIZE = 900
#: characters of a title: what a telephone shows of it
TITLE = 200
#: buttons of a message (https://docs.ntfy.sh/publish/#action-buttons)
BUTTONS = 3
#: how loud (https://docs.ntfy.sh/publish/#message-priority): 5 rings and vibrates for long, 2 is
#: not heard
PRIORITIES = {Level.CALM: 2, Level.WATCH: 3, Level.WARNING: 4, Level.EMERGENCY: 5}
#: names of the pictures before the title (https://docs.ntfy.sh/emojis/)
TAGS = {
    Level.CALM: "white_check_mark",
    Level.WATCH: "large_orange_diamond",
    Level.WARNING: "warning",
    Level.EMERGENCY: "rotating_light",
}
#: the text alone was too large: the server's operator allows less than usual
TOO_LARGE = frozenset({400, 413})


class NtfyChannel:
    """Publishes to a topic; implements `warnd.ports.world.Channel`."""

    def __init__(self, settings: NtfySettings, client: Client, clock: Clock) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Publish, and return when the server answered with the id it gave.

        Raises ChannelClosed when topic or token are refused, DeliveryRefused when not even the
        short form is taken, else DeliveryDeferred.
        """
        topic = read_secret(self._settings.topic_file)
        answer = await self._post(document(message, topic, MESSAGE_SIZE))
        if answer.status in TOO_LARGE:
            answer = await self._post(document(message, topic, SHORT_SIZE))
        accept(answer, self._clock.now())
        if not _is_published(answer.body):
            raise DeliveryDeferred(f"{host_of(answer.url)} did not answer as ntfy does")

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def _post(self, content: bytes) -> Answer:
        headers = dict(JSON)
        if self._settings.token_file is not None:
            token = plain_line(read_secret(self._settings.token_file))
            headers["authorization"] = f"Bearer {token}"
        request = Post(
            url=self._settings.server,
            content=content,
            headers=headers,
            timeout_s=self._settings.timeout.total_seconds(),
        )
        return await exchange(self._client, request)


def document(message: Message, topic: str, size: int) -> bytes:
    """Give the JSON of a message whose text takes at most `size` bytes."""
    links, kept = sources_of(message), kept_of(message)
    buttons = [
        *((reply.words, reply.address) for reply in message.replies),
        *((link.host, link.address) for link in links),
    ]
    said: dict[str, object] = {
        "topic": topic,
        "title": plain_line(message.headline, TITLE),
        "priority": PRIORITIES[message.level],
        "tags": [TAGS[message.level]],
        "markdown": False,
    }
    if links:
        said["click"] = links[0].address
    if buttons:
        said["actions"] = [
            {"action": "view", "label": label, "url": url} for label, url in buttons[:BUTTONS]
        ]
    body = body_of(message) or plain_line(message.headline)
    room = size
    while True:
        shown = _in_bytes(body, room, kept)
        content = json.dumps({**said, "message": shown}, ensure_ascii=False).encode()
        if len(content) <= DOCUMENT_SIZE or room < SHORT_SIZE // 2:
            return content
        room = room * 3 // 4


def _in_bytes(text: str, size: int, kept: Sequence[str]) -> str:
    """Give text shortened at a sentence end to at most `size` bytes, with the lines to be kept."""
    room = size
    while len((short := shorten_keeping(text, room, kept)).encode()) > size:
        room = min(room, len(short)) - max(1, (len(short.encode()) - size) // 4)
    return short


def _is_published(body: bytes) -> bool:
    try:
        said = json.loads(body)
    except ValueError:
        return False
    return isinstance(said, dict) and bool(said.get("id")) and said.get("event") == "message"
