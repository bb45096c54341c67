"""A JSON webhook, signed after Standard Webhooks (https://www.standardwebhooks.com)."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Iterable

from warnd.channel_settings import WebhookSettings
from warnd.channels.post import JSON, Post, accept, exchange
from warnd.channels.secrets import MENDED_IN_S, read_secret
from warnd.errors import DeliveryDeferred
from warnd.model.notification import Message
from warnd.ports.world import Clock
from warnd.transport import Client

#: how a signing secret begins
PREFIX = "whsec_"


class WebhookChannel:
    """Posts the JSON of alert versions; implements `warnd.ports.world.Channel`."""

    def __init__(self, settings: WebhookSettings, client: Client, clock: Clock) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Post, and return when the answer is 2xx and no web page.

        Raises DeliveryRefused for a 4xx that will not pass, else DeliveryDeferred.
        """
        # A lone surrogate has no bytes; a receiver would rather read "?" than nothing.
        content = json.dumps(message.payload, ensure_ascii=False).encode("utf-8", "replace")
        request = Post(
            url=self._settings.url,
            content=content,
            headers={**JSON, **self._signed(message.key, content)},
            timeout_s=self._settings.timeout.total_seconds(),
        )
        accept(await exchange(self._client, request), self._clock.now())

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    def _signed(self, key: str, content: bytes) -> dict[str, str]:
        timestamp = str(int(self._clock.now().timestamp()))
        headers = {"webhook-id": key, "webhook-timestamp": timestamp}
        files = (self._settings.secret_file, self._settings.previous_secret_file)
        lines = [line for file in files if file for line in read_secret(file).split()]
        if not lines:
            return headers
        secrets = _keys(dict.fromkeys(lines))
        signed = b".".join((key.encode(), timestamp.encode(), content))
        return headers | {"webhook-signature": " ".join(_sign(each, signed) for each in secrets)}


def _keys(lines: Iterable[str]) -> list[bytes]:
    """Give the keys of the secrets, one a line; several are active while they are rotated."""
    try:
        keys = [_key(line.removeprefix(PREFIX)) for line in lines]
    except (binascii.Error, ValueError):
        keys = []
    if keys and all(keys):
        return keys
    raise DeliveryDeferred(f"a signing secret is not {PREFIX} and base64", delay_s=MENDED_IN_S)


def _key(encoded: str) -> bytes:
    padding = "=" * (-len(encoded) % 4)  # often left away
    return base64.b64decode(encoded + padding, validate=True)


def _sign(key: bytes, signed: bytes) -> str:
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
