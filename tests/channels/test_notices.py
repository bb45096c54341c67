"""Notices and digests on every channel, over the wire: whole, within limits and without markup."""

import base64
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook

from tests.channels.messages import StandingClock
from tests.channels.sinks import mail_sink, web_sink
from tests.unit.alerts.test_notice_wording import FEED, PLACES, digest, noticed, other, told
from warnd.alerts.digest_wording import compose_digest
from warnd.alerts.paces import PACES
from warnd.channel_settings import EmailSettings, SlackSettings, WebhookSettings
from warnd.channels.console import ConsoleChannel
from warnd.channels.email import EmailChannel
from warnd.channels.slack import SlackChannel
from warnd.channels.slack_blocks import BLOCKS, rich_document
from warnd.channels.webhook import WebhookChannel
from warnd.daemon.timing.clock import SystemClock
from warnd.model.level import Level
from warnd.model.notice import NoticeReason
from warnd.model.notification import Message
from warnd.phrasebook import phrasebook
from warnd.settings import LANGUAGES
from warnd.transport import open_client

SECRET = "whsec_" + base64.b64encode(b"the key of the test, of 32 bytes").decode()
#: characters of all text that Slack takes
SLACK_TAKES = 13_000


def full(room: int = PACES["slack"].digest_room, most: int = PACES["slack"].digest_most) -> Message:
    """Give a digest as full as a channel is given it."""
    levels = list(Level)
    versions = [other(number, levels[number % 4]) for number in range(most)]
    return compose_digest(digest(*versions, room=room), PLACES)


MESSAGES = [pytest.param(told(noticed()), id="notice"), pytest.param(full(), id="digest")]


@pytest.mark.parametrize("message", MESSAGES)
async def test_a_webhook_gets_signed_json_that_names_its_type(
    message: Message, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    async with web_sink() as sink:
        settings = WebhookSettings(url=f"http://{sink.address}/", secret_file=secret)
        channel = WebhookChannel(settings, open_client([sink.address]), SystemClock())
        await channel.send(message)
        await channel.close()
    (request,) = sink.requests
    posted = Webhook(SECRET).verify(request.body, request.headers)
    assert posted["type"] in ("feed-notice", "digest")
    assert posted["headline"] == message.headline
    assert request.headers["webhook-id"] == message.key


@pytest.mark.parametrize("message", MESSAGES)
async def test_a_mail_has_the_headline_as_its_subject_and_both_forms(message: Message) -> None:
    async with mail_sink() as sink:
        settings = EmailSettings(
            host="127.0.0.1", port=sink.port, security="none", to=("duty@example.org",)
        )
        await EmailChannel(settings, StandingClock()).send(message)
    mail = sink.parsed()
    assert mail["Subject"] == message.headline
    assert mail["Message-ID"].startswith(f"<{message.key}@")
    kinds = {part.get_content_type() for part in mail.walk()}
    assert kinds == {"multipart/alternative", "text/plain", "text/html"}


@pytest.mark.parametrize("message", MESSAGES)
async def test_slack_takes_it_whole(message: Message, tmp_path: Path) -> None:
    address = tmp_path / "slack-url"
    async with web_sink() as sink:
        address.write_text(f"http://{sink.address}/services/x\n")
        settings = SlackSettings(webhook_url_file=address, timeout=timedelta(seconds=5))
        channel = SlackChannel(settings, open_client([sink.address]), StandingClock())
        await channel.send(message)
        await channel.close()
    posted = json.loads(sink.requests[0].body)
    shown = json.dumps(posted["blocks"], ensure_ascii=False)
    assert len(posted["blocks"]) <= BLOCKS
    assert len(shown) <= SLACK_TAKES
    last = [line for line in message.text.splitlines() if line][-2:]
    assert any(line in shown for line in last), "nothing fell off its end"


async def test_a_console_prints_it() -> None:
    stream = io.StringIO()
    await ConsoleChannel(stream).send(told(noticed()))
    assert stream.getvalue().startswith("FEED IN TROUBLE · wire (Northern Wire)\n")


def test_what_finds_no_room_in_slack_is_told_there() -> None:
    message = full(room=1500)
    shown = json.dumps(rich_document(message), ensure_ascii=False)
    assert "more: see warnd alerts list" in shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", NoticeReason)
def test_slack_knows_the_headings_of_notices(reason: NoticeReason, language: str) -> None:
    message = told(noticed(reason), language)
    blocks = rich_document(message)["blocks"]
    assert isinstance(blocks, list)
    marked = [b["text"]["text"] for b in blocks if b.get("text", {}).get("type") == "mrkdwn"]
    book = phrasebook(language)
    headings = {f"*{told}*" for key, told in book.words.items() if key.startswith("heading.")}
    assert marked or reason is NoticeReason.CHANNEL_BACK
    assert set(marked) <= headings


def test_a_feed_cannot_mention_anybody_in_slack() -> None:
    hostile = replace(FEED, publisher="<!channel> <@U1>", trouble="<http://x.example|bank>")
    shown = json.dumps(rich_document(told(noticed(feeds=(hostile,)))))
    assert "<!channel>" not in shown
    assert "<@U1>" not in shown
    assert "|bank>" not in shown
