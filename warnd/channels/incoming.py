"""Incoming webhooks of chat services: a secret address that takes one form, then a plainer one."""

from abc import ABC, abstractmethod
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from warnd.channels.post import JSON, Post, accept, exchange, host_of
from warnd.channels.secrets import read_secret
from warnd.errors import DeliveryDeferred
from warnd.model.notification import Message
from warnd.ports.world import Clock
from warnd.transport import Answer, Client

#: answers after which the bare form is tried at once: something in the rich one displeased
#: (invalid_blocks and its like, https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks)
DISPLEASED = frozenset({400, 413})


class WebhookSettings(Protocol):
    """What the settings of such a channel have in common."""

    @property
    def webhook_url_file(self) -> Path:
        """The file with the address, which is a secret."""
        ...

    @property
    def timeout(self) -> timedelta:
        """How long a post may take."""
        ...


class IncomingWebhook(ABC):
    """Posts to an incoming webhook; implements `warnd.ports.world.Channel`."""

    def __init__(self, settings: WebhookSettings, client: Client, clock: Clock) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Post, and return when the service said that it took the message.

        Raises ChannelClosed when the webhook is gone or closed, DeliveryRefused when not even the
        bare form is taken, else DeliveryDeferred.
        """
        answer = await self._post(self._rich(message))
        if answer.status in DISPLEASED:
            answer = await self._post(self._bare(message))
        accept(answer, self._clock.now())
        if complaint := self._complaint(answer):
            raise DeliveryDeferred(f"{host_of(answer.url)} {complaint}")

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    @abstractmethod
    def _rich(self, message: Message) -> bytes:
        """Give the body of a post with all that the service can show."""

    @abstractmethod
    def _bare(self, message: Message) -> bytes:
        """Give the body of a post with text alone, for when the rich one was refused."""

    def _complaint(self, answer: Answer) -> str:
        """Say what is missing in an answer of success, nothing where it is one."""
        return "" if answer.body.strip() == b"ok" else "did not answer ok"

    async def _post(self, content: bytes) -> Answer:
        request = Post(
            url=read_secret(self._settings.webhook_url_file),
            content=content,
            headers=JSON,
            timeout_s=self._settings.timeout.total_seconds(),
        )
        return await exchange(self._client, request)
