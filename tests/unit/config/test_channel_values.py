"""What the settings of channels take, and what they say of what they do not take."""

import json
from pathlib import Path
from typing import Any

import pytest

from warnd.channel_settings import EmailSettings, NtfySettings, Rate
from warnd.config.channel_values import cap_sender, chat, leaving_address
from warnd.config.load import load, load_settings
from warnd.config.scalars import Unfit, to_rate
from warnd.errors import ConfigurationInvalid
from warnd.model.identifiers import ChannelId


def config(folder: Path, channel: dict[str, Any]) -> Path:
    file = folder / "warnd.yaml"
    settings = {"store": "sqlite:///w.db", "channels": {"it": channel}, "routes": [{"to": ["it"]}]}
    file.write_text(json.dumps(settings))
    return file


def secret(folder: Path, content: str) -> str:
    file = folder / "secret"
    file.write_text(content)
    file.chmod(0o600)
    return "secret"


@pytest.mark.parametrize(
    ("written", "gap_s"),
    [
        pytest.param("1/s", 1.0, id="one a second"),
        pytest.param("20/m", 3.0, id="twenty a minute"),
        pytest.param("100/h", 36.0, id="a hundred an hour"),
        pytest.param("4/s", 0.25, id="four a second"),
    ],
)
def test_a_rate_is_so_many_in_a_time(written: str, gap_s: float) -> None:
    assert to_rate(written).gap_s == gap_s


@pytest.mark.parametrize("written", ["1", "0/s", "-1/s", "1/3s", "1 /s", "1/w", "", None, ["1/s"]])
def test_what_is_no_rate_says_what_one_is(written: object) -> None:
    with pytest.raises(Unfit, match="a rate such as 1/s"):
        to_rate(written)


@pytest.mark.parametrize(
    "written", ["https://relief.example/leave?a=1", "mailto:leave@relief.example?subject=off"]
)
def test_where_people_leave_a_list(written: str) -> None:
    assert leaving_address(written) == written


@pytest.mark.parametrize(
    "written", ["http://relief.example/", "relief.example", "mailto:nobody", "mailto:a b@c.d", ""]
)
def test_where_nobody_can_leave_a_list(written: str) -> None:
    with pytest.raises(Unfit):
        leaving_address(written)


@pytest.mark.parametrize("written", ["", "two words", "a,b", "a<b", "a&b", "a\tb"])
def test_what_cap_takes_for_no_sender(written: str) -> None:
    with pytest.raises(Unfit):
        cap_sender(written)


@pytest.mark.parametrize("written", ["-1001234567890", "42", "@field_team"])
def test_a_chat_is_a_number_or_a_name(written: str) -> None:
    assert chat(written) == written


@pytest.mark.parametrize("written", ["", "field_team", "@a", "12 34", "1\r\nX: y"])
def test_what_is_no_chat(written: str) -> None:
    with pytest.raises(Unfit):
        chat(written)


def test_settings_are_read_as_written(tmp_path: Path) -> None:
    channel = {"type": "ntfy", "topic_file": secret(tmp_path, "topic-1\n"), "at_most": "12/m"}
    read = load_settings(config(tmp_path, channel)).channels[ChannelId("it")]
    assert isinstance(read, NtfySettings)
    assert read.at_most == Rate(messages=12, per_s=60.0)
    assert read.topic_file == tmp_path / "secret"


def test_without_a_rate_there_is_none(tmp_path: Path) -> None:
    channel = {"type": "email", "host": "mail.example", "to": "duty@example.org"}
    read = load_settings(config(tmp_path, channel)).channels[ChannelId("it")]
    assert isinstance(read, EmailSettings)
    assert (read.at_most, read.unsubscribe) == (None, "")


@pytest.mark.parametrize(
    ("channel", "content", "said"),
    [
        pytest.param({"type": "ntfy", "topic_file": "secret"}, "two words", "topic", id="topic"),
        pytest.param(
            {"type": "slack-bot", "token_file": "secret", "channel": " "}, "t", "empty", id="nobody"
        ),
        pytest.param(
            {"type": "teams", "webhook_url_file": "https://teams.example/x"},
            "x",
            "the name of a file",
            id="secret in the place of its file",
        ),
        pytest.param(
            {"type": "mattermost", "webhook_url_file": "secret"}, "no url", "address", id="address"
        ),
        pytest.param(
            {"type": "exec", "command": ["/bin/page", ""]}, "x", "empty", id="empty argument"
        ),
        pytest.param(
            {"type": "cap", "folder": "cap", "sender": "two words"}, "x", "without space", id="cap"
        ),
        pytest.param({"type": "telegramm"}, "x", "telegram", id="nearest type"),
        pytest.param({"type": "console", "at_most": "fast"}, "x", "a rate such as", id="rate"),
    ],
)
def test_every_mistake_says_what_to_write(
    tmp_path: Path, channel: dict[str, Any], content: str, said: str
) -> None:
    secret(tmp_path, content)
    with pytest.raises(ConfigurationInvalid, match=said) as caught:
        load_settings(config(tmp_path, channel))
    (mistake,) = caught.value.mistakes
    assert mistake.path.startswith("channels.it")


@pytest.mark.parametrize(
    ("channel", "path"),
    [
        pytest.param(
            {"type": "ntfy", "topic_file": "secret", "server": "http://10.0.0.5:8080"},
            "channels.it.server",
            id="server",
        ),
        pytest.param(
            {"type": "telegram", "token_file": "secret", "chats": "1", "api": "http://10.0.0.5"},
            "channels.it.api",
            id="api",
        ),
    ],
)
def test_a_private_server_that_nobody_allowed_is_warned_of(
    tmp_path: Path, channel: dict[str, Any], path: str
) -> None:
    secret(tmp_path, "x")
    warnings = load(config(tmp_path, channel)).warnings
    assert [each.path for each in warnings if "allow_addresses lacks" in each.message] == [path]
