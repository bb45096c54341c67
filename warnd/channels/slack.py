"""Slack's incoming webhook."""

import json

from warnd.channel_settings import SlackSettings
from warnd.channels.post import JSON, Post, accept, exchange, host_of
from warnd.channels.secrets import read_secret
from warnd.channels.slack_blocks import bare_document, rich_document
from warnd.errors import DeliveryDeferred
from warnd.model.notification import Message
from warnd.ports.world import Clock
from warnd.transport import Answer, Client

#: answers after which the bare text is tried at once: something in the blocks displeased
#: (invalid_blocks and its like, https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks)
DISPLEASED = frozenset({400, 413})


class SlackChannel:
    """Posts to an incoming webhook; implements `warnd.ports.world.Channel`."""

    def __init__(self, settings: SlackSettings, client: Client, clock: Clock) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Post, and return when Slack answered `ok`.

        Raises ChannelClosed when the webhook is gone or closed, DeliveryRefused when not even the
        bare text is taken, else DeliveryDeferred.
        """
        answer = await self._post(rich_document(message))
        if answer.status in DISPLEASED:
            answer = await self._post(bare_document(message))
        accept(answer, self._clock.now())
        if answer.body.strip() != b"ok":
            raise DeliveryDeferred(f"{host_of(answer.url)} did not answer ok")

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def _post(self, document: dict[str, object]) -> Answer:
        request = Post(
            url=read_secret(self._settings.webhook_url_file),
            content=json.dumps(document).encode(),
            headers=JSON,
            timeout_s=self._settings.timeout.total_seconds(),
        )
        return await exchange(self._client, request)
