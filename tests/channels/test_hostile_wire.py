"""Hundreds of hostile strings through every channel: none acts, and none costs an alert.

Each goes twice: as a feed writes it, in the words of an alert, and bare, as if the wording had let
it through.
"""

import asyncio
import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.channels.hostile import EVERY, MADE
from tests.channels.messages import StandingClock, message
from tests.channels.schemas import cap_alert
from tests.channels.sinks import Reply, WebSink, mail_sink, web_sink
from tests.channels.test_hostile import (
    CONTROL,
    OUR_LINK,
    check_mail,
    check_page,
    check_slack,
    strings,
)
from tests.channels.test_teams import card, runs
from tests.unit.alerts.versions import everywhere
from warnd import channel_settings as kinds
from warnd.channels.apprise import plain
from warnd.channels.mattermost import POST
from warnd.channels.table import open_channel
from warnd.interchange.hxl import COLUMNS
from warnd.model.identifiers import AlertId
from warnd.model.notification import Message
from warnd.model.plain import UNSEEN

SOON = timedelta(seconds=20)
#: messages under way at once
AT_ONCE = 8
#: markup of Mattermost that no backslash stands before
LIVE = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#~|$]")
#: what we write there ourselves: the head, headings, and links that name their host
OUR_MARKDOWN = re.compile(
    r"^#### |^\*\*[^\W\d_](?:[^\W_]|[ ’])+\*\*$|^\[[a-z0-9.:\-]+\]\(<https?://[!-;=?-~]+>\)$"
)


def test_there_are_enough_of_them() -> None:
    assert len(set(MADE)) >= 200
    assert len(set(EVERY)) >= 300


@cache
def hostile() -> tuple[Message, ...]:
    return tuple(_hostile())


def _hostile() -> Iterator[Message]:
    for number, text in enumerate(EVERY):
        version = replace(everywhere(text), alert=AlertId(f"a{number}"))
        told = message(version, recipient="duty@example.org", key=f"told{number}")
        yield replace(told, alerts=(version,))
        bare = replace(
            told, key=f"bare{number}", headline=f"WARNING {text}", text=f"{text}\n\n{text}"
        )
        yield replace(bare, alerts=(replace(version, alert=AlertId(f"b{number}")),))


async def send(
    settings: kinds.ChannelSettings, sink: WebSink | None = None, **more: object
) -> None:
    """Send all of them; any that is not taken fails the test."""
    allowed = [sink.address] if sink else []
    stream = more.get("stream")
    assert stream is None or isinstance(stream, io.StringIO)
    channel = open_channel(settings, clock=StandingClock(), allow_addresses=allowed, stream=stream)
    told = [replace(each, recipient=channel.recipients[0]) for each in hostile()]
    at_once = 1 if isinstance(settings, kinds.ExecSettings) else AT_ONCE  # they write one file
    for start in range(0, len(told), at_once):
        await asyncio.gather(*(channel.send(each) for each in told[start : start + at_once]))
    await channel.close()


async def send_some(settings: kinds.ChannelSettings) -> None:
    """Send a few alone and the others in digests, to a file that is written anew for each."""
    channel = open_channel(settings, clock=StandingClock())
    for each in hostile()[:: len(hostile()) // 20]:
        await channel.send(each)
    for start in range(0, len(hostile()), 100):
        some = hostile()[start : start + 100]
        await channel.send(replace(some[0], alerts=tuple(each.alerts[0] for each in some)))
    await channel.close()


def secret(folder: Path, text: str) -> Path:
    file = folder / "secret"
    file.write_text(text)
    return file


def posted(sink: WebSink) -> list[dict[str, object]]:
    """Give what was posted, one a message, in JSON and with no header of a feed's."""
    assert len(sink.requests) == len(hostile())
    for request in sink.requests:
        assert set(request.headers) <= {
            *("host", "user-agent", "accept", "accept-encoding", "connection", "content-type"),
            *("content-length", "authorization", "webhook-id", "webhook-timestamp"),
        }
    return [json.loads(request.body) for request in sink.requests]


def unclean(text: str) -> bool:
    return bool(CONTROL.search(text.replace("\n", "")) or UNSEEN.search(text))


def is_safe_link(address: str) -> bool:
    link = urlsplit(address)
    return link.scheme in {"http", "https"} and bool(link.hostname) and "@" not in link.netloc


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_and_slack_blocks_stay_our_own_for_those_that_are_made(language: str) -> None:
    for text in MADE:
        told = message(everywhere(text), language=language)
        check_page(told)
        check_slack(told, language)


def test_mails_have_no_header_but_ours_for_those_that_are_made() -> None:
    for text in MADE:
        check_mail(text, short=False)


async def test_mail() -> None:
    async with mail_sink() as sink:
        await send(
            kinds.EmailSettings(
                host="127.0.0.1", port=sink.port, security="none", to=("duty@example.org",)
            )
        )
    found = [sink.parsed(number)["Message-ID"] for number in range(len(sink.mails))]
    assert sorted(found) == sorted(f"<{each.key}@warnd.invalid>" for each in hostile())
    assert {recipient for _, to in sink.envelopes for recipient in to} == {"duty@example.org"}


async def test_slack_webhook(tmp_path: Path) -> None:
    async with web_sink() as sink:
        address = secret(tmp_path, f"http://{sink.address}/services/T/B/X")
        await send(kinds.SlackSettings(webhook_url_file=address, timeout=SOON), sink)
    for document in posted(sink):
        assert_slack(document)


async def test_slack_bot(tmp_path: Path) -> None:
    reply = Reply(body=b'{"ok":true,"channel":"C1","ts":"1.0"}')
    async with web_sink(reply) as sink:
        token = secret(tmp_path, "xoxb-1")
        api = f"http://{sink.address}/api"
        await send(
            kinds.SlackBotSettings(token_file=token, channel="C1", api=api, timeout=SOON), sink
        )
    for document in posted(sink):
        assert_slack(document)


def assert_slack(document: dict[str, object]) -> None:
    assert document["link_names"] is document["unfurl_links"] is document["mrkdwn"] is False
    for kind, said in strings(document):
        assert not unclean(said)
        if kind == "mrkdwn":
            assert OUR_LINK.fullmatch(said) or re.fullmatch(r"\*[^\W_](?:[^\W_]|[ ’])+\*", said)
        else:
            assert not re.search(r"[<>]|&(?!(amp|lt|gt);)", said)


async def test_webhook() -> None:
    async with web_sink() as sink:
        await send(kinds.WebhookSettings(url=f"http://{sink.address}/hook", timeout=SOON), sink)
    assert {each["level"] for each in posted(sink)} == {"warning"}


async def test_ntfy(tmp_path: Path) -> None:
    async with web_sink(Reply(body=b'{"id":"1","event":"message"}')) as sink:
        server = f"http://{sink.address}"
        topic = secret(tmp_path, "topic")
        await send(kinds.NtfySettings(server=server, topic_file=topic, timeout=SOON), sink)
    for document in posted(sink):
        said = json.dumps(document, ensure_ascii=False)
        assert set(document) <= {
            *("topic", "title", "message", "priority", "tags", "markdown", "click", "actions"),
        }
        assert document["markdown"] is False
        assert document["topic"] == "topic"
        assert not unclean(f"{document['title']}{document['message']}")
        assert "\n" not in str(document["title"])
        assert len(str(document["message"]).encode()) <= 4096
        assert is_safe_link(str(document.get("click", "https://none.example/")))
        assert '"action": "http"' not in said
        assert '"action": "broadcast"' not in said


async def test_telegram(tmp_path: Path) -> None:
    async with web_sink(Reply(body=b'{"ok":true,"result":{}}')) as sink:
        token = secret(tmp_path, "1:x")
        api = f"http://{sink.address}"
        await send(
            kinds.TelegramSettings(token_file=token, chats=("7",), api=api, timeout=SOON), sink
        )
    for document in posted(sink):
        text = str(document["text"])
        entities = document["entities"]
        assert "parse_mode" not in document
        assert document["chat_id"] == "7"
        assert isinstance(entities, list)
        assert {each["type"] for each in entities} == {"bold"}
        assert not unclean(text)
        words = "\n".join(line for line in text.split("\n") if not line.startswith("http"))
        assert "@" not in words
        assert not re.search(r"(?<!\S)[/#$]\w", words)
        assert len(text.encode("utf-16-le")) // 2 <= 4096


async def test_mattermost(tmp_path: Path) -> None:
    async with web_sink() as sink:
        address = secret(tmp_path, f"http://{sink.address}/hooks/x")
        await send(kinds.MattermostSettings(webhook_url_file=address, timeout=SOON), sink)
    for document in posted(sink):
        text = str(document["text"])
        assert set(document) == {"text"}
        assert len(text) <= POST
        assert not unclean(text)
        for line in text.split("\n"):
            left = OUR_MARKDOWN.sub("", line)
            assert not LIVE.search(left), line
            assert "@" not in left
            assert not re.search(r"https?:/|www\.|^\s*([-+]|\d+[.)])", left)


async def test_teams(tmp_path: Path) -> None:
    async with web_sink(Reply(status=202, body=b"")) as sink:
        address = secret(tmp_path, f"http://{sink.address}/workflows/x")
        await send(kinds.TeamsSettings(webhook_url_file=address, timeout=SOON), sink)
    for request, document in zip(sink.requests, posted(sink), strict=True):
        assert len(request.body) <= 28_000
        for run in runs(document):
            assert run["type"] == "TextRun"
            assert set(run) <= {"type", "text", "size", "weight"}
            assert "@" not in run["text"]
            assert not unclean(run["text"])
        for action in card(document).get("actions", []):
            assert action["type"] == "Action.OpenUrl"
            assert is_safe_link(action["url"])
            assert urlsplit(action["url"]).hostname == action["title"].strip("[]")


async def test_console() -> None:
    stream = io.StringIO()
    await send(kinds.ConsoleSettings(), stream=stream)
    assert not unclean(stream.getvalue())
    assert stream.getvalue().count("-" * 72 + "\n") >= len(hostile())


async def test_cap_files(tmp_path: Path) -> None:
    await send(kinds.CapSettings(folder=tmp_path, sender="warnd@relief.example"))
    found = contents(tmp_path)
    assert len(found) == len(hostile())
    for content in found:
        root = cap_alert(content)
        assert [each.tag.partition("}")[2] for each in root].count("info") == 1
        assert not unclean("".join(root.itertext()))


async def test_geojson_file(tmp_path: Path) -> None:
    await send_some(kinds.GeojsonSettings(file=tmp_path / "alerts.geojson"))
    (content,) = contents(tmp_path)
    features = json.loads(content)["features"]
    assert len(features) == len(hostile())
    assert not any(unclean(each["properties"]["headline"]) for each in features)
    assert all(is_safe_link(link) for each in features for link in each["properties"]["links"])


async def test_csv_file(tmp_path: Path) -> None:
    await send_some(kinds.CsvSettings(file=tmp_path / "alerts.csv"))
    (content,) = contents(tmp_path)
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert len(rows) == 2 + len(hostile())
    assert {len(row) for row in rows} == {len(COLUMNS)}
    for cell in (cell for row in rows[2:] for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert not unclean(cell)


async def test_a_program(tmp_path: Path) -> None:
    await send(
        kinds.ExecSettings(command=("/usr/bin/tee", "-a", str(tmp_path / "got")), timeout=SOON)
    )
    (content,) = contents(tmp_path)
    got = [json.loads(line) for line in content.splitlines()]
    assert sorted(each["key"] for each in got) == sorted(each.key for each in hostile())


async def test_apprise(tmp_path: Path) -> None:
    """Send them many at a time: each message costs a process of its own."""
    shown = [plain(text)[:60] for text in EVERY]
    assert not any(re.search(r"[@<>\[\]*_~|`#]", text) for text in shown if "://" not in text)
    texts = ["\n".join(text[:60] for text in EVERY[start::4]) for start in range(4)]
    async with web_sink() as sink:
        settings = kinds.AppriseSettings(
            url_file=secret(tmp_path, f"json://{sink.address}/"), timeout=3 * SOON
        )
        channel = open_channel(settings, clock=StandingClock(), allow_addresses=[sink.address])
        for text in texts:
            await channel.send(replace(message(), headline=text, text=f"-\n\n{text}"))
    assert len(sink.requests) == len(texts)
    for request in sink.requests:
        said = json.loads(request.body)
        assert not unclean(said["title"] + said["message"])
        words = [line for line in said["message"].split("\n") if not line.startswith("http")]
        assert not any(re.search(r"[@<>\[\]*_~|`#]", line) for line in words)


def contents(folder: Path) -> list[bytes]:
    """Give what the files of a folder hold."""
    return [each.read_bytes() for each in sorted(folder.iterdir())]
