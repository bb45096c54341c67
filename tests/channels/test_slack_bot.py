"""Slack's Web API: a thread an alert, whatever Slack answers."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from tests.channels.messages import StandingClock, message
from tests.channels.sinks import Reply, WebSink, web_sink
from tests.channels.told import told
from tests.unit.alerts.test_notice_wording import noticed
from tests.unit.alerts.test_notice_wording import told as notice_told
from tests.unit.alerts.versions import IDLIB
from warnd.channel_settings import SlackBotSettings
from warnd.channels.memory import ForgetfulMemory
from warnd.channels.slack_bot import SlackBotChannel
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused, StoreBusy
from warnd.model.alert import AlertReason
from warnd.model.notification import Message, Picture
from warnd.transport import open_client

POSTED = Reply(body=b'{"ok":true,"channel":"C1","ts":"1548676805.000100"}')
NEW = replace(message(), alerts=(IDLIB,))
WORSE = replace(
    message(key="k2"), alerts=(replace(IDLIB, version=2, reason=AlertReason.ESCALATED),)
)
MORE = replace(message(key="k3"), alerts=(replace(IDLIB, version=3, reason=AlertReason.UPDATED),))


class NoMemory:
    """A memory whose database is away; implements `warnd.ports.world.ChannelMemory`."""

    async def recall(self, subject: str) -> str | None:
        raise StoreBusy(subject)

    async def remember(self, subject: str, note: str) -> None:
        raise StoreBusy(f"{subject} {note}")


def answered(word: str) -> Reply:
    return Reply(body=json.dumps({"ok": False, "error": word}).encode())


async def send(
    sink: WebSink,
    folder: Path,
    *messages: Message,
    memory: ForgetfulMemory | NoMemory | None = None,
) -> list[dict[str, object]]:
    token = folder / "token"
    token.write_text("xoxb-canary\n")
    settings = SlackBotSettings(
        token_file=token,
        channel="C1",
        api=f"http://{sink.address}/api",
        timeout=timedelta(seconds=5),
    )
    channel = SlackBotChannel(
        settings, open_client([sink.address]), StandingClock(), memory or ForgetfulMemory()
    )
    try:
        for each in messages:
            await channel.send(each)
    finally:
        await channel.close()
    return [json.loads(request.body) for request in sink.requests]


async def test_the_first_version_is_posted_with_the_token_and_its_key(tmp_path: Path) -> None:
    async with web_sink(POSTED) as sink:
        (posted,) = await send(sink, tmp_path, NEW)
    (request,) = sink.requests
    assert request.path == "/api/chat.postMessage"
    assert request.headers["authorization"] == "Bearer xoxb-canary"
    assert posted["channel"] == "C1"
    assert "thread_ts" not in posted
    assert posted["metadata"] == {
        "event_type": "warnd_alert",
        "event_payload": {"key": NEW.key},
    }


async def test_later_versions_stand_in_its_thread_and_the_first_message_shows_the_newest(
    tmp_path: Path,
) -> None:
    async with web_sink(POSTED) as sink:
        posted = await send(sink, tmp_path, NEW, WORSE, MORE)
    assert [request.path.rpartition(".")[2] for request in sink.requests] == [
        *("postMessage", "postMessage", "update", "postMessage", "update"),
    ]
    assert [each.get("thread_ts") for each in posted[1::2]] == ["1548676805.000100"] * 2
    assert [each.get("reply_broadcast") for each in posted[1::2]] == [True, False]
    assert [each["ts"] for each in posted[2::2]] == ["1548676805.000100"] * 2
    assert posted[2]["blocks"] == posted[1]["blocks"]


async def test_another_alert_has_a_thread_of_its_own(tmp_path: Path) -> None:
    other = replace(message(key="o"), alerts=(replace(IDLIB, alert=type(IDLIB.alert)("other")),))
    async with web_sink(POSTED) as sink:
        posted = await send(sink, tmp_path, NEW, other)
    assert ["thread_ts" in each for each in posted] == [False, False]


async def test_a_thread_that_is_gone_is_begun_again(tmp_path: Path) -> None:
    memory = ForgetfulMemory()
    again = Reply(body=b'{"ok":true,"channel":"C1","ts":"2.0"}')
    async with web_sink(POSTED, answered("thread_not_found"), again) as sink:
        posted = await send(sink, tmp_path, NEW, WORSE, memory=memory)
    assert [each.get("thread_ts") for each in posted] == [None, "1548676805.000100", None]
    assert await memory.recall(IDLIB.alert) == "C1 2.0"


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(answered("cant_update_message"), id="refused"),
        pytest.param(Reply(status=500), id="in trouble"),
        pytest.param(Reply(status=404), id="gone"),
    ],
)
async def test_a_first_message_that_cannot_be_updated_holds_up_nothing(
    tmp_path: Path, reply: Reply
) -> None:
    async with web_sink(POSTED, POSTED, reply) as sink:
        posted = await send(sink, tmp_path, NEW, WORSE)
    assert len(posted) == 3


async def test_a_database_that_is_away_costs_the_thread_and_never_the_message(
    tmp_path: Path,
) -> None:
    async with web_sink(POSTED) as sink:
        posted = await send(sink, tmp_path, NEW, WORSE, memory=NoMemory())
    assert ["thread_ts" in each for each in posted] == [False, False]


async def test_a_notice_opens_no_thread(tmp_path: Path) -> None:
    memory = ForgetfulMemory()
    async with web_sink(POSTED) as sink:
        await send(sink, tmp_path, notice_told(noticed()), memory=memory)
    assert len(sink.requests) == 1
    assert await memory.recall(IDLIB.alert) is None


@pytest.mark.parametrize("word", ["invalid_blocks", "msg_blocks_too_long", "msg_too_long"])
async def test_blocks_that_displease_go_at_once_as_bare_text(tmp_path: Path, word: str) -> None:
    async with web_sink(answered(word), POSTED) as sink:
        first, second = await send(sink, tmp_path, NEW)
    assert "blocks" in first
    assert "blocks" not in second
    assert "WARNING" in str(second["text"])


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        pytest.param("invalid_auth", ChannelClosed, id="wrong token"),
        pytest.param("token_revoked", ChannelClosed, id="token revoked"),
        pytest.param("missing_scope", ChannelClosed, id="scope"),
        pytest.param("channel_not_found", ChannelClosed, id="conversation"),
        pytest.param("not_in_channel", ChannelClosed, id="not invited"),
        pytest.param("is_archived", ChannelClosed, id="archived"),
        pytest.param("no_text", DeliveryRefused, id="never"),
        pytest.param("internal_error", DeliveryDeferred, id="Slack in trouble"),
        pytest.param("never heard of", DeliveryDeferred, id="unknown"),
        pytest.param("ratelimited", DeliveryDeferred, id="too many"),
    ],
)
async def test_what_slack_answers_decides_what_becomes_of_it(
    tmp_path: Path, word: str, outcome: type[Exception]
) -> None:
    async with web_sink(answered(word)) as sink:
        with pytest.raises(outcome) as caught:
            await send(sink, tmp_path, NEW)
    assert type(caught.value) is outcome
    assert word in str(caught.value)
    assert "canary" not in told(caught.value)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(body=b"<html>log in</html>"), id="portal"),
        pytest.param(Reply(body=b"ok"), id="an answer of the incoming webhook"),
        pytest.param(Reply(body=b"[]"), id="other JSON"),
        pytest.param(Reply(status=500), id="500"),
        pytest.param(Reply(cut=True), id="cut"),
    ],
)
async def test_only_what_slack_says_is_success(tmp_path: Path, reply: Reply) -> None:
    async with web_sink(reply) as sink:
        with pytest.raises(DeliveryDeferred):
            await send(sink, tmp_path, NEW)


async def test_too_many_requests_are_throttled_as_long_as_slack_asks(tmp_path: Path) -> None:
    async with web_sink(Reply(status=429, headers=(("retry-after", "17"),))) as sink:
        with pytest.raises(DeliveryDeferred) as caught:
            await send(sink, tmp_path, NEW)
    assert (caught.value.delay_s, caught.value.throttled) == (17.0, True)


PICTURE = Picture(name="index", content=b"\x89PNG canary", told="Index of Idlib: now 61 of 100.")
SHOWN = replace(NEW, pictures=(PICTURE,))


def storing(sink: WebSink) -> list[Reply]:
    """Give what Slack says to a message, to who asks where to upload, to the upload, to its end."""
    where = {"ok": True, "upload_url": f"http://{sink.address}/upload/v1/x", "file_id": "F1"}
    return [
        POSTED,
        Reply(body=json.dumps(where).encode()),
        Reply(body=b"OK - 11"),
        Reply(body=b'{"ok":true,"files":[{"id":"F1"}]}'),
    ]


async def send_shown(sink: WebSink, folder: Path, *messages: Message) -> None:
    token = folder / "token"
    token.write_text("xoxb-canary\n")
    settings = SlackBotSettings(
        token_file=token,
        channel="#ops",
        api=f"http://{sink.address}/api",
        timeout=timedelta(seconds=5),
    )
    channel = SlackBotChannel(
        settings, open_client([sink.address]), StandingClock(), ForgetfulMemory()
    )
    try:
        for each in messages:
            await channel.send(each)
    finally:
        await channel.close()


async def test_a_picture_is_put_into_the_thread_with_what_it_shows_in_words(
    tmp_path: Path,
) -> None:
    async with web_sink() as sink:
        sink.script = storing(sink)
        await send_shown(sink, tmp_path, SHOWN)
    _, asked, uploaded, ended = sink.requests
    assert asked.path == "/api/files.getUploadURLExternal"
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert dict(parse_qsl(asked.body.decode())) == {
        "filename": "index.png",
        "length": str(len(PICTURE.content)),
        "alt_txt": PICTURE.told,
    }
    assert (uploaded.path, uploaded.body) == ("/upload/v1/x", PICTURE.content)
    assert "authorization" not in uploaded.headers
    assert json.loads(ended.body) == {
        "files": [{"id": "F1", "title": PICTURE.told}],
        "channel_id": "C1",  # as Slack knows it, whatever the settings call it
        "thread_ts": "1548676805.000100",
    }


async def test_a_later_picture_stands_in_the_thread_of_the_first_message(tmp_path: Path) -> None:
    async with web_sink() as sink:
        later = [POSTED, POSTED, POSTED]
        sink.script = [*later, *storing(sink)[1:]]
        await send_shown(sink, tmp_path, NEW, replace(WORSE, pictures=(PICTURE,)))
    assert [request.path.rpartition("/")[2] for request in sink.requests] == [
        *("chat.postMessage", "chat.postMessage", "chat.update"),
        *("files.getUploadURLExternal", "x", "files.completeUploadExternal"),
    ]
    assert json.loads(sink.requests[-1].body)["thread_ts"] == "1548676805.000100"


@pytest.mark.parametrize("step", [1, 2, 3], ids=["asked", "uploaded", "ended"])
@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(answered("missing_scope"), id="the scope is missing"),
        pytest.param(Reply(status=500), id="in trouble"),
        pytest.param(Reply(status=404), id="gone"),
        pytest.param(Reply(cut=True), id="cut"),
        pytest.param(Reply(body=b'{"ok":true}'), id="says nothing"),
        pytest.param(Reply(body=b"<html>log in</html>"), id="a login page"),
    ],
)
async def test_a_picture_in_trouble_costs_no_message(
    tmp_path: Path, step: int, trouble: Reply
) -> None:
    async with web_sink() as sink:
        sink.script = [*storing(sink)[:step], trouble]
        await send_shown(sink, tmp_path, SHOWN)  # raises nothing: it is not sent again
    assert [request.path for request in sink.requests].count("/api/chat.postMessage") == 1


async def test_an_upload_to_an_address_of_the_machine_itself_is_not_made(tmp_path: Path) -> None:
    where = {"ok": True, "upload_url": "http://127.0.0.1:1/x", "file_id": "F1"}
    async with web_sink() as sink:
        sink.script = [POSTED, Reply(body=json.dumps(where).encode())]
        await send_shown(sink, tmp_path, SHOWN)
    assert len(sink.requests) == 2
