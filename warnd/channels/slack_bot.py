"""Slack's Web API: one thread an alert, its first message always up to date."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from warnd.channel_settings import SlackBotSettings
from warnd.channels.post import JSON, PROBED_IN_S, Post, accept, exchange, host_of
from warnd.channels.secrets import read_secret
from warnd.channels.slack_blocks import bare_document, rich_document
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused, StoreBusy
from warnd.model.alert import AlertReason
from warnd.model.notification import Message, Picture
from warnd.model.plain import plain_line, shorten
from warnd.ports.world import ChannelMemory, Clock
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
#: seconds that putting a picture beside a message that arrived may take in all
PICTURE_S = 10.0
#: characters of what a picture shows, in words
TOLD = 1000
FORM = {"content-type": "application/x-www-form-urlencoded"}
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
    """Posts and updates by a bot's token; implements `warnd.ports.world.Channel`."""

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
        shows the newest. Pictures are put beside it in the thread. Raises ChannelClosed when token
        or conversation are not in order, DeliveryRefused when not even the bare text is taken, else
        DeliveryDeferred.
        """
        alert = message.alerts[0] if len(message.alerts) == 1 else None
        thread = None if alert is None else await self._thread(alert.alert)
        try:
            if alert is None or thread is None:
                said = await self._post(message, {})
                thread = _Thread.read(_note(said))
                if alert is not None:
                    await self._remember(alert.alert, said)
            else:
                thread = await self._reply(message, thread, loud=alert.reason in LOUD)
        except _Answered as answered:
            raise _as_outcome(answered.word) from None
        if message.pictures and thread is not None:
            await self._show(message.pictures, thread)

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
            await self._memory.remember(alert, _note(said))
        except StoreBusy:
            return

    async def _reply(self, message: Message, thread: _Thread, *, loud: bool) -> _Thread | None:
        """Post in a thread, or in a new one where it is gone; give where it then stands."""
        try:
            await self._post(message, {"thread_ts": thread.ts, "reply_broadcast": loud})
        except _Answered as answered:
            if answered.word not in THREAD_GONE:
                raise
            said = await self._post(message, {})
            await self._remember(message.alerts[0].alert, said)
            return _Thread.read(_note(said))
        await self._update(message, thread)
        return thread

    async def _update(self, message: Message, thread: _Thread) -> None:
        # The message itself stands in the thread: what becomes of the first one delays nothing.
        document = {**rich_document(message), "channel": thread.channel, "ts": thread.ts}
        try:
            await self._call("chat.update", document)
        except (_Answered, DeliveryDeferred, DeliveryRefused):
            return

    async def _show(self, pictures: Sequence[Picture], thread: _Thread) -> None:
        # The message has arrived: what becomes of its pictures must not have it sent again.
        try:
            async with asyncio.timeout(PICTURE_S):
                for picture in pictures:
                    await self._upload(picture, thread)
        except (_Answered, DeliveryDeferred, DeliveryRefused, TimeoutError):
            return

    async def _upload(self, picture: Picture, thread: _Thread) -> None:
        """Put a picture into a thread (https://docs.slack.dev/messaging/working-with-files)."""
        told = shorten(plain_line(picture.told), TOLD)
        wanted = {
            "filename": f"{picture.name}.png",
            "length": len(picture.content),
            "alt_txt": told,
        }
        given = await self._call("files.getUploadURLExternal", wanted, as_form=True)
        # The address of the upload is a secret of its own: the token does not go there.
        request = Post(
            url=str(given.get("upload_url", "")),
            content=picture.content,
            headers={"content-type": "application/octet-stream"},
            timeout_s=self._settings.timeout.total_seconds(),
        )
        accept(await exchange(self._client, request), self._clock.now())
        shared = {
            "files": [{"id": str(given.get("file_id", "")), "title": told}],
            "channel_id": thread.channel,
            "thread_ts": thread.ts,
        }
        await self._call("files.completeUploadExternal", shared)

    async def _post(self, message: Message, where: dict[str, object]) -> dict[str, object]:
        more = {"channel": self._settings.channel, "metadata": _marked(message.key), **where}
        try:
            return await self._call("chat.postMessage", {**rich_document(message), **more})
        except _Answered as answered:
            if answered.word not in DISPLEASED:
                raise
        return await self._call("chat.postMessage", {**bare_document(message), **more})

    async def _call(
        self, method: str, document: Mapping[str, object], *, as_form: bool = False
    ) -> dict[str, object]:
        """Give what Slack said with `ok`; raises _Answered with the error it named.

        Not every method reads JSON: `as_form` sends the arguments as a form would.
        """
        token = read_secret(self._settings.token_file)
        request = Post(
            url=f"{self._settings.api.rstrip('/')}/{method}",
            content=(urlencode(document) if as_form else json.dumps(document)).encode(),
            headers={**(FORM if as_form else JSON), "authorization": f"Bearer {plain_line(token)}"},
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


def _note(said: Mapping[str, object]) -> str:
    """Give where a message stands, as it is remembered."""
    return f"{said.get('channel')} {said.get('ts')}"


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
