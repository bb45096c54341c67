"""The settings of the ways out, one record a type; `ChannelSettings` at the end is their table.

Secrets are read from the `*_file` beside them when they are needed.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many messages a channel may be given, written `1/s`, `20/m` or `100/h`."""

    #: messages ...
    messages: int
    #: ... within so many seconds
    per_s: float

    @property
    def gap_s(self) -> float:
        """The seconds from one message to the next."""
        return self.per_s / self.messages


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailSettings:
    """Mail over SMTP."""

    type: Literal["email"] = "email"
    #: the SMTP server's name
    host: str
    #: its port
    port: int = 587
    #: how the connection is protected: STARTTLS, TLS from the first byte, or none
    security: Literal["starttls", "tls", "none"] = "starttls"
    #: who it is sent to; each gets a mail of their own
    to: tuple[str, ...]
    #: who it is sent from; empty: warnd@ the machine's name
    sender: str = ""
    #: user name for the server; empty: no authentication
    username: str = ""
    #: file that holds the password
    password_file: Path | None = None
    #: where who wants no more of them is taken off: an https or a mailto address; empty: not told
    unsubscribe: str = ""
    #: time for everything up to the end of one mail; its taking may then last 10 minutes
    timeout: timedelta = timedelta(seconds=60)
    #: how fast mails may go; None: as fast as the server takes them
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """A Slack incoming webhook."""

    type: Literal["slack"] = "slack"
    #: file that holds the webhook's address, which is a secret
    webhook_url_file: Path
    #: total time for one post
    timeout: timedelta = timedelta(seconds=30)
    #: how fast messages may go; None: one a second, as Slack asks
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackBotSettings:
    """A Slack bot: one thread a situation, its first message always up to date."""

    type: Literal["slack-bot"] = "slack-bot"
    #: file that holds the bot's token, `xoxb-...`
    token_file: Path
    #: the id of the conversation, such as C0123456789
    channel: str
    #: where Slack's Web API stands
    api: str = "https://slack.com/api"
    #: total time for one call
    timeout: timedelta = timedelta(seconds=30)
    #: how fast messages may go; None: one a second, as Slack asks
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSettings:
    """A JSON webhook, signed after Standard Webhooks when it has a secret."""

    type: Literal["webhook"] = "webhook"
    #: the address posted to
    url: str
    #: file that holds the signing secret, `whsec_` and base64; None: not signed
    secret_file: Path | None = None
    #: file that holds the secret before it; while both are given, both sign
    previous_secret_file: Path | None = None
    #: total time for one post
    timeout: timedelta = timedelta(seconds=30)
    #: how fast posts may go; None: as fast as they are taken
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NtfySettings:
    """A topic of ntfy, for telephones."""

    type: Literal["ntfy"] = "ntfy"
    #: the server
    server: str = "https://ntfy.sh"
    #: file that holds the topic's name: on a public server whoever knows it reads along
    topic_file: Path
    #: file that holds an access token; None: the topic is open
    token_file: Path | None = None
    #: total time for one post
    timeout: timedelta = timedelta(seconds=30)
    #: how fast messages may go; None: one in five seconds, as ntfy.sh lets through for ever
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSettings:
    """A Telegram bot."""

    type: Literal["telegram"] = "telegram"
    #: file that holds the bot's token
    token_file: Path
    #: the chats it writes to: numbers, or @name of a public channel; each gets its own message
    chats: tuple[str, ...]
    #: where the Bot API stands
    api: str = "https://api.telegram.org"
    #: total time for one call
    timeout: timedelta = timedelta(seconds=30)
    #: how fast messages may go; None: one a second, as Telegram asks for a chat
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MattermostSettings:
    """A Mattermost incoming webhook."""

    type: Literal["mattermost"] = "mattermost"
    #: file that holds the webhook's address, which is a secret
    webhook_url_file: Path
    #: total time for one post
    timeout: timedelta = timedelta(seconds=30)
    #: how fast messages may go; None: one a second
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsSettings:
    """A workflow of Microsoft Teams that posts what a webhook brings."""

    type: Literal["teams"] = "teams"
    #: file that holds the workflow's address, which is a secret
    webhook_url_file: Path
    #: total time for one post
    timeout: timedelta = timedelta(seconds=30)
    #: how fast messages may go; None: one a second
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppriseSettings:
    """Any other service, through Apprise (`pip install 'warnd[apprise]'`)."""

    type: Literal["apprise"] = "apprise"
    #: file that holds the service's address as Apprise writes it, one line
    url_file: Path
    #: time for one message, after which the process that sends it is killed
    timeout: timedelta = timedelta(seconds=60)
    #: how fast messages may go; None: one a second
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CapSettings:
    """Files of the Common Alerting Protocol 1.2, one a version."""

    type: Literal["cap"] = "cap"
    #: the folder they are written into; made when it is not there
    folder: Path
    #: who sends: a name that is unique in the world, such as warnd@relief.example
    sender: str
    #: how fast files may be written; None: as fast as the disk takes them
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GeojsonSettings:
    """One GeoJSON file with the newest version of every alert."""

    type: Literal["geojson"] = "geojson"
    #: the file, always whole
    file: Path
    #: how fast it may be written; None: as fast as the disk takes it
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvSettings:
    """One CSV file with a line a version and a row of HXL tags."""

    type: Literal["csv"] = "csv"
    #: the file, always whole
    file: Path
    #: how fast it may be written; None: as fast as the disk takes it
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecSettings:
    """A program of the operator's, given the alert as JSON on its standard input."""

    type: Literal["exec"] = "exec"
    #: the program and its arguments; no shell reads them
    command: tuple[str, ...]
    #: time after which it is killed, with all that it started
    timeout: timedelta = timedelta(seconds=30)
    #: how fast it may be started; None: as fast as it ends, a few at once
    at_most: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleSettings:
    """Plain text on the daemon's standard output."""

    type: Literal["console"] = "console"
    #: how fast messages may go; None: as fast as they are taken
    at_most: Rate | None = None


ChannelSettings = (
    EmailSettings
    | SlackSettings
    | SlackBotSettings
    | WebhookSettings
    | NtfySettings
    | TelegramSettings
    | MattermostSettings
    | TeamsSettings
    | AppriseSettings
    | CapSettings
    | GeojsonSettings
    | CsvSettings
    | ExecSettings
    | ConsoleSettings
)
