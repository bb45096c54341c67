"""Telegram's Bot API: a message to each chat, as plain text with its bold parts told apart."""

import json
import re
from collections.abc import Sequence
from typing import Any

from warnd.channel_settings import TelegramSettings
from warnd.channels.post import (
    JSON,
    PROBED_IN_S,
    TOO_MANY_WAIT_S,
    Post,
    exchange,
    host_of,
    is_page,
)
from warnd.channels.secrets import read_secret
from warnd.channels.shown import body_of, inert, is_heading, kept_of, link_of, signed_headline
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.model.plain import plain_line, shorten_keeping
from warnd.ports.world import Clock
from warnd.transport import Answer, Client

#: characters of a text (https://core.telegram.org/bots/api#sendmessage), in units of UTF-16, as
#: its entities are counted
TEXT = 4096
#: characters of the headline
HEADLINE = 300
#: entities of a message; more are ignored (https://core.telegram.org/api/entities)
ENTITIES = 100
#: what Telegram makes a command or a search of wherever it stands
TAPPED = re.compile(r"(?<!\S)[/#$](?=\w)")
TWINS = str.maketrans("/#$", "\N{DIVISION SLASH}\N{FULLWIDTH NUMBER SIGN}\N{FULLWIDTH DOLLAR SIGN}")
#: errors of one status that only their words tell apart: the chat is not there for us
NO_CHAT = re.compile(r"chat not found|chat_id|peer_id|upgraded to a supergroup|not enough rights")
BAD_REQUEST, TOO_MANY, SERVER = 400, 429, 500


class TelegramChannel:
    """Writes as a bot; implements `warnd.ports.world.Channel`."""

    def __init__(self, settings: TelegramSettings, client: Client, clock: Clock) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the chats."""
        return self._settings.chats

    async def send(self, message: Message) -> None:
        """Write to the message's chat, and return when Telegram answered that it did.

        Raises ChannelClosed when token or chat are not in order, DeliveryRefused when not even the
        bare text is taken, else DeliveryDeferred.
        """
        answer, said = await self._post(rich_document(message))
        if answer.status == BAD_REQUEST and not NO_CHAT.search(_description(said)):
            answer, said = await self._post(bare_document(message))
        _judge(answer, said)

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def _post(self, document: dict[str, object]) -> tuple[Answer, dict[str, Any]]:
        token = plain_line(read_secret(self._settings.token_file))
        request = Post(
            url=f"{self._settings.api.rstrip('/')}/bot{token}/sendMessage",
            content=json.dumps(document).encode(),
            headers=JSON,
            timeout_s=self._settings.timeout.total_seconds(),
        )
        answer = await exchange(self._client, request)
        try:
            said = json.loads(answer.body)
        except ValueError:
            said = None
        return answer, said if isinstance(said, dict) else {}


def rich_document(message: Message) -> dict[str, object]:
    """Give the message with headline and headings in bold.

    There is no parse mode: nothing that a feed wrote is read as markup, whatever it is.
    """
    headline = _calmed(plain_line(signed_headline(message), HEADLINE))
    body = _tapped(body_of(message))
    kept = [_tapped(part) for part in kept_of(message)]
    text = _within(f"{headline}\n\n{body}".strip(), TEXT, kept)
    return {**_envelope(message), "text": text, "entities": _bold(text)}


def bare_document(message: Message) -> dict[str, object]:
    """Give the headline with the first proof and the answers, for when the whole was refused."""
    headline = _calmed(plain_line(signed_headline(message), HEADLINE))
    parts = [headline, *(_tapped(part) for part in kept_of(message))]
    return {**_envelope(message), "text": "\n\n".join(parts)}


def _envelope(message: Message) -> dict[str, object]:
    return {
        "chat_id": message.recipient,
        "link_preview_options": {"is_disabled": True},
        "disable_notification": message.level is Level.CALM,
    }


def _tapped(block: str) -> str:
    """Give text in which nothing can be tapped but the lines that are addresses."""
    lines = block.split("\n")
    return "\n".join(line if link_of(line) else _calmed(line) for line in lines)


def _calmed(text: str) -> str:
    """Give text in which nothing can be tapped that mentions, commands or searches."""
    return TAPPED.sub(lambda found: found.group().translate(TWINS), inert(text))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _within(text: str, limit: int, kept: Sequence[str]) -> str:
    room = limit
    while _units(short := shorten_keeping(text, room, kept)) > limit:
        room = min(room, len(short)) - max(1, (_units(short) - limit) // 2)
    return short


def _bold(text: str) -> list[dict[str, object]]:
    """Give the bold parts: the first line, and our headings."""
    entities: list[dict[str, object]] = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        length = _units(line)
        if length and (number == 0 or is_heading(line)) and len(entities) < ENTITIES:
            entities.append({"type": "bold", "offset": offset, "length": length})
        offset += length + 1
    return entities


def _description(said: dict[str, Any]) -> str:
    return plain_line(str(said.get("description", "")), 150)


def _judge(answer: Answer, said: dict[str, Any]) -> None:
    """Return for the one answer that is success: 200, and JSON that says ok."""
    told = f"{host_of(answer.url)} answered {answer.status} {_description(said)}".strip()
    if answer.status == 200 and said.get("ok") is True:  # noqa: PLR2004
        return
    if not said or is_page(answer) or answer.status >= SERVER:
        raise DeliveryDeferred(f"{told}: not as Telegram does")
    if answer.status == TOO_MANY:
        raise DeliveryDeferred(told, delay_s=_asked_s(said), throttled=True)
    if answer.status == BAD_REQUEST and not NO_CHAT.search(_description(said)):
        raise DeliveryRefused(told)
    if answer.status in {400, 401, 403, 404}:
        raise ChannelClosed(told, delay_s=PROBED_IN_S)
    raise DeliveryDeferred(told)


def _asked_s(said: dict[str, Any]) -> float:
    parameters = said.get("parameters")
    asked = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if isinstance(asked, int | float) and 0 <= asked <= PROBED_IN_S:
        return float(asked)
    return TOO_MANY_WAIT_S
