"""A digest as full as its channel is given one arrives whole, in every script."""

import json
from collections.abc import Callable

import pytest

from tests.channels.test_notices import full
from tests.unit.alerts.test_notice_wording import noticed, told
from warnd.alerts.paces import PACES
from warnd.channels import mattermost, ntfy, teams, telegram
from warnd.channels.apprise import TEXT, plain
from warnd.channels.shown import body_of
from warnd.model.notification import Message

SHAPES: dict[str, Callable[[Message], str]] = {
    "apprise": lambda message: plain(body_of(message))[:TEXT],
    "mattermost": lambda message: mattermost.rich_text(message).replace("\\", ""),
    "ntfy": lambda message: ntfy.document(message, "topic", ntfy.MESSAGE_SIZE).decode(),
    "teams": lambda message: json.dumps(teams.rich_document(message), ensure_ascii=False),
    "telegram": lambda message: str(telegram.rich_document(message)["text"]),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_a_full_digest_keeps_its_last_line(kind: str) -> None:
    message = full(PACES[kind].digest_room, PACES[kind].digest_most)
    last = [line for line in message.text.splitlines() if line][-1]
    assert last[:40] in SHAPES[kind](message), last


@pytest.mark.parametrize("kind", SHAPES)
def test_a_notice_keeps_its_last_line(kind: str) -> None:
    message = told(noticed())
    last = [line for line in message.text.splitlines() if line][-1]
    assert last[:40] in SHAPES[kind](message), last
