"""Slack's Web API: one thread an alert, its first message always up to date."""

import json
from dataclasses import dataclass

from warnd.channel_settings import SlackBotSettings
from warnd.channels.post import JSON, PROBED_IN_S, Post, accept, exchange, host_of
from warnd.channels.secrets import read_secret
from warnd.channels.slack_blocks import bare_document, rich_document
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused, StoreBusy
from warnd.model.alert import AlertReason
from warnd.model.notification import Message
from warnd.model.plain import plain_line
from warnd.ports import ChannelMemory, Clock
from warnd.transport import Client

# The errors of chat.postMessage (https://docs.slack.dev/reference/methods/chat.postMessage).
#: something in the blocks or the length displeased: the bare text may pass
DISPLEASED = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
)
#: the message that the thread hangs on is gone
THREAD_GONE = frozenset({"thread_not_found", "message_not_found", "cannot_reply_to_message"})
#: nothing we send is taken until somebody mends token, scopes or conversation
CLOSED = frozenset(
    {
        *("not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired"),
        *("missing_scope", "no_permission", "not_allowed_token_type", "org_login_required"),
        *("channel_not_found", "not_in_channel", "is_archived", "restricted_action"),
        *("ekm_access_denied", "team_access_not_granted", "access_denied"),
        *("restricted_action_read_only_channel", "messages_tab_disabled"),
    }
)
#: this text is never taken
REFUSED = frozenset({"no_text", "invalid_arguments", "invalid_arg_name"})
#: reasons that everybody in the conversation sees, and not only who follows the thread
LOUD = frozenset({AlertReason.NEW, AlertReason.ESCALATED})


class _Answered(Exception):  # noqa: N818  what Slack answered in the place of ok
    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True)
class _Thread:
    """Where an alert is told: the conversation as Slack knows it, and its first message."""

    channel: str
    ts: str

    @classmethod
    def read(cls, note: str | None) -> "_Thread | None":
        channel, _, ts = (note or "").partition(" ")
        return cls(channel, ts) if channel and ts else None


class SlackBotChannel:
    """Posts and updates by a bot's token; implements `warnd.ports.Channel`."""

    def __init__(
        self, settings: SlackBotSettings, client: Client, clock: Clock, memory: ChannelMemory
    ) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock
        self._memory = memory

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Post, and return when Slack answered that it did.

        The first version of an alert opens a thread; later ones stand in it, and the first message
        shows the newest. Raises ChannelClosed when token or conversation are not in order,
        DeliveryRefused when not even the bare text is taken, else DeliveryDeferred.
        """
        alert = message.alerts[0] if len(message.alerts) == 1 else None
        thread = None if alert is None else await self._thread(alert.alert)
        try:
            if alert is None or thread is None:
                said = await self._post(message, {})
                if alert is not None:
                    await self._remember(alert.alert, said)
                return
            await self._reply(message, thread, loud=alert.reason in LOUD)
        except _Answered as answered:
            raise _as_outcome(answered.word) from None

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def _thread(self, alert: str) -> _Thread | None:
        try:
            return _Thread.read(await self._memory.recall(alert))
        except StoreBusy:
            return None  # a second thread is better than no message

    async def _remember(self, alert: str, said: dict[str, object]) -> None:
        # It is delivered: a database in trouble must not have it sent again.
        try:
            await self._memory.remember(alert, f"{said.get('channel')} {said.get('ts')}")
        except StoreBusy:
            return

    async def _reply(self, message: Message, thread: _Thread, *, loud: bool) -> None:
        try:
            await self._post(message, {"thread_ts": thread.ts, "reply_broadcast": loud})
        except _Answered as answered:
            if answered.word not in THREAD_GONE:
                raise
            said = await self._post(message, {})
            await self._remember(message.alerts[0].alert, said)
            return
        await self._update(message, thread)

    async def _update(self, message: Message, thread: _Thread) -> None:
        # The message itself stands in the thread: what becomes of the first one delays nothing.
        document = {**rich_document(message), "channel": thread.channel, "ts": thread.ts}
        try:
            await self._call("chat.update", document)
        except (_Answered, DeliveryDeferred, DeliveryRefused):
            return

    async def _post(self, message: Message, where: dict[str, object]) -> dict[str, object]:
        more = {"channel": self._settings.channel, "metadata": _marked(message.key), **where}
        try:
            return await self._call("chat.postMessage", {**rich_document(message), **more})
        except _Answered as answered:
            if answered.word not in DISPLEASED:
                raise
        return await self._call("chat.postMessage", {**bare_document(message), **more})

    async def _call(self, method: str, document: dict[str, object]) -> dict[str, object]:
        """Give what Slack said with `ok`; raises _Answered with the error it named."""
        token = read_secret(self._settings.token_file)
        request = Post(
            url=f"{self._settings.api.rstrip('/')}/{method}",
            content=json.dumps(document).encode(),
            headers={**JSON, "authorization": f"Bearer {plain_line(token)}"},
            timeout_s=self._settings.timeout.total_seconds(),
        )
        answer = await exchange(self._client, request)
        accept(answer, self._clock.now())
        try:
            said = json.loads(answer.body)
        except ValueError:
            said = None
        if not isinstance(said, dict) or "ok" not in said:
            raise DeliveryDeferred(f"{host_of(answer.url)} did not answer as Slack does")
        if said["ok"] is not True:
            raise _Answered(plain_line(str(said.get("error", "")), 80) or "an unnamed error")
        return said


def _marked(key: str) -> dict[str, object]:
    """Give the metadata that programs know a repeated message by."""
    return {"event_type": "warnd_alert", "event_payload": {"key": key}}


def _as_outcome(word: str) -> DeliveryDeferred | DeliveryRefused:
    told = f"Slack answered {word}"
    if word in CLOSED:
        return ChannelClosed(told, delay_s=PROBED_IN_S)
    if word in REFUSED or word in DISPLEASED:
        return DeliveryRefused(told)
    return DeliveryDeferred(told, throttled=word in {"ratelimited", "rate_limited"})
