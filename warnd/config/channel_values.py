"""What the settings of channels take: addresses, secrets that exist, and rates."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from warnd.channel_settings import (
    AppriseSettings,
    CapSettings,
    EmailSettings,
    ExecSettings,
    MattermostSettings,
    NtfySettings,
    SlackBotSettings,
    SlackSettings,
    TeamsSettings,
    TelegramSettings,
    WebhookSettings,
)
from warnd.config.addresses import mail_address, web_address
from warnd.config.limits import checked_text, listed, present, whole_between
from warnd.config.scalars import Unfit, shown
from warnd.config.secret_files import any_secret, secret_address, secret_path, signing_secret

_STRING = WithJsonSchema({"type": "string"})
#: what ntfy takes for a topic (https://docs.ntfy.sh/publish/)
_TOPIC = re.compile(r"[-_A-Za-z0-9]{1,64}")
#: CAP 1.2 forbids spaces, commas and the restricted characters < and & in a sender
_NO_SENDER = re.compile(r"[\s,<&]")
#: a chat's number, or the name of a public channel (https://core.telegram.org/bots/api#sendmessage)
_CHAT = re.compile(r"-?[0-9]{1,20}|@[A-Za-z0-9_]{4,32}")


def _needed_secret(check: Callable[[str], None]) -> Any:
    return Annotated[Path, PlainValidator(secret_path(check)), _STRING]


def secret(check: Callable[[str], None]) -> Any:
    """Give the type of the path of a secret that may be left out."""
    return _needed_secret(check) | None


def leaving_address(text: str) -> str:
    """Give the address where people are taken off a list: https, or mailto."""
    if text.startswith("mailto:"):
        mail_address(text.removeprefix("mailto:").partition("?")[0])
        return text
    if not text.startswith("https://"):
        raise Unfit(f"expected an https or a mailto address, got {shown(text)}")
    return web_address(text)


def cap_sender(text: str) -> str:
    """Give a sender as the Common Alerting Protocol takes it."""
    if not text or _NO_SENDER.search(text):
        raise Unfit(f"expected a name without space, comma, < or &, got {shown(text)}")
    return text


def chat(text: str) -> str:
    """Give a chat of Telegram."""
    if not _CHAT.fullmatch(text):
        raise Unfit(f"expected the number of a chat or @name of a channel, got {shown(text)}")
    return text


def _topic(content: str) -> None:
    if not _TOPIC.fullmatch(content):
        raise Unfit("the file must hold one topic: letters A-Z, digits, '-' and '_', at most 64")


#: the narrowed settings of channels, by record and field
NARROWED_CHANNELS: dict[tuple[type, str], Any] = {
    (EmailSettings, "host"): checked_text(present),
    (EmailSettings, "port"): whole_between(1, 65535),
    (EmailSettings, "to"): listed(checked_text(mail_address)),
    (EmailSettings, "password_file"): secret(any_secret),
    (EmailSettings, "unsubscribe"): checked_text(leaving_address),
    (SlackSettings, "webhook_url_file"): _needed_secret(secret_address),
    (SlackBotSettings, "token_file"): _needed_secret(any_secret),
    (SlackBotSettings, "channel"): checked_text(present),
    (SlackBotSettings, "api"): checked_text(web_address),
    (WebhookSettings, "url"): checked_text(web_address),
    (WebhookSettings, "secret_file"): secret(signing_secret),
    (WebhookSettings, "previous_secret_file"): secret(signing_secret),
    (NtfySettings, "server"): checked_text(web_address),
    (NtfySettings, "topic_file"): _needed_secret(_topic),
    (NtfySettings, "token_file"): secret(any_secret),
    (TelegramSettings, "token_file"): _needed_secret(any_secret),
    (TelegramSettings, "chats"): listed(checked_text(chat)),
    (TelegramSettings, "api"): checked_text(web_address),
    (MattermostSettings, "webhook_url_file"): _needed_secret(secret_address),
    (TeamsSettings, "webhook_url_file"): _needed_secret(secret_address),
    (AppriseSettings, "url_file"): _needed_secret(any_secret),
    (CapSettings, "sender"): checked_text(cap_sender),
    (ExecSettings, "command"): listed(checked_text(present)),
}
