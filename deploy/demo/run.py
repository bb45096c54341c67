"""`make demo`: the whole of warnd on this machine, from three feeds to a mail and a webhook.

Three feeds tell a week of news in half a minute: the build-up that warnd was founded on, among
ordinary news and decoys. The real daemon polls them into an empty database, and what it sends
arrives at a real SMTP server and a webhook receiver here, which print it.
"""

import base64
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent))

from servers import FeedServer, Mailbox, Story, WebhookReceiver, Week

HERE = Path(__file__).parent
NAMES = {
    "courier": "The Orontes Courier",
    "agency": "Levant News Agency",
    "network": "Ghab Valley Network",
}
#: seconds that an hour of the week takes
HOUR_S = 0.22
#: seconds after which the demo gives up
PATIENCE_S = 100.0
#: seconds without a message, after the last article, that end the demo
QUIET_S = 4.0
COLOURS = {"watch": "yellow", "warning": "dark_orange", "emergency": "red", "calm": "green"}


def main() -> int:
    """Run the demo; give the exit code."""
    console = Console(highlight=False)
    stories = tuple(
        Story(**json.loads(line)) for line in (HERE / "week.jsonl").read_text().splitlines()
    )
    week = Week(stories=stories, ends=datetime.now(UTC), hour_s=HOUR_S)  # noqa: TID251  a script
    with tempfile.TemporaryDirectory(prefix="warnd-demo-") as folder:
        return _Demo(console, week, Path(folder)).run()


class _Demo:
    def __init__(self, console: Console, week: Week, folder: Path) -> None:
        self.console = console
        self.week = week
        self.folder = folder
        self.arrived_s = time.monotonic()
        self.news = threading.Event()
        self.feeds = FeedServer(week, NAMES)
        self.mailbox = Mailbox(self._arrived)
        self.webhook = WebhookReceiver(self._arrived)

    def run(self) -> int:
        config = self._write_config()
        self._introduce()
        log = (self.folder / "warnd.log").open("wb")
        daemon = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "warnd", "run", "--config", str(config)],
            stderr=log,
            env={**os.environ, "COLUMNS": "200"},
        )
        try:
            finished = self._follow(daemon)
        finally:
            daemon.send_signal(signal.SIGTERM)
            code = daemon.wait(40)
            log.close()
            for server in (self.feeds, self.mailbox, self.webhook):
                server.close()
        return self._conclude(code, finished=finished)

    def _arrived(self) -> None:
        self.arrived_s = time.monotonic()
        self.news.set()

    def _write_config(self) -> Path:
        secret = self.folder / "hook-secret"
        secret.write_text("whsec_" + base64.b64encode(os.urandom(24)).decode())
        secret.chmod(0o600)
        feeds = [
            {
                "id": feed,
                "url": f"http://{self.feeds.address}/{feed}.xml",
                "language": "en",
                "publisher": name,
                "reliability": "C" if feed == "network" else "B",
                "interval": "1s",
            }
            for feed, name in NAMES.items()
        ]
        document = {
            "store": f"sqlite:///{self.folder / 'warnd.db'}",
            "listen": "127.0.0.1:0",
            "allow_addresses": [self.feeds.address, self.webhook.address],
            "feeds": feeds,
            "areas": [
                {
                    "id": "idlib",
                    "name": "Idlib and northern Hama",
                    "country": "SY",
                    "divisions": ["SY-ID", "SY-HM"],
                }
            ],
            "channels": {
                "duty": {
                    "type": "email",
                    "host": "127.0.0.1",
                    "port": self.mailbox.port,
                    "security": "none",
                    "sender": "warnd@field-office.example",
                    "to": ["duty@field-office.example"],
                },
                "hook": {
                    "type": "webhook",
                    "url": f"http://{self.webhook.address}/alerts",
                    "secret_file": str(secret),
                },
            },
            "routes": [{"match": {"level": ">=watch", "area": "idlib"}, "to": ["duty", "hook"]}],
        }
        path = self.folder / "warnd.yaml"
        path.write_text(json.dumps(document, indent=2))
        return path

    def _introduce(self) -> None:
        self.console.print(
            Panel(
                "Three feeds on this machine tell a week of news from Idlib and Hama in half a "
                "minute: a build-up among harvests, football and anniversaries. warnd polls them "
                "into an empty database and sends what it makes of them to a mailbox and a "
                "webhook here.",
                title="warnd demo",
                border_style="cyan",
            )
        )

    def _follow(self, daemon: subprocess.Popen[bytes]) -> bool:
        """Print headlines and messages as they come; True when the week was told to its end."""
        start_s, told, read = time.monotonic(), 0, 0
        self.week.restart()
        while time.monotonic() - start_s < PATIENCE_S:
            if daemon.poll() is not None:
                return False
            told = self._print_told(told)
            read = self._print_mails(read)
            quiet = time.monotonic() - self.arrived_s > QUIET_S
            if told == len(self.week.stories) and quiet and self.webhook.posts:
                return True
            self.news.wait(0.1)
            self.news.clear()
        return False

    def _print_told(self, told: int) -> int:
        now = self.week.now()
        while told < len(self.week.stories) and self.week.stories[told].hour <= now:
            story = self.week.stories[told]
            day, hour = divmod(story.hour, 24)
            when = f"day {day + 1} {hour:02}:00"
            self.console.print(
                f"[dim]{when}  {NAMES[story.feed]:20}[/] {story.title}",
                no_wrap=True,
                overflow="ellipsis",
            )
            told += 1
        return told

    def _print_mails(self, read: int) -> int:
        mails = self.mailbox.mails
        while read < len(mails):
            subject = str(mails[read]["Subject"])
            self.console.print(f"  [bold]✉  {subject}[/]", style=_colour(subject))
            read += 1
        return read

    def _conclude(self, code: int, *, finished: bool) -> int:
        if not (finished and self.mailbox.mails and self.webhook.posts and code == 0):
            self.console.print(Rule("the demo failed", style="red"))
            sys.stdout.write((self.folder / "warnd.log").read_text()[-6000:])
            return 1
        self._print_mail(self.mailbox.mails[_gravest(self.webhook.posts)])
        self._print_post(*self.webhook.posts[_gravest(self.webhook.posts)])
        self._print_numbers()
        return 0

    def _print_mail(self, mail: EmailMessage) -> None:
        body = mail.get_body(("plain",))
        text = body.get_content() if body else ""
        header = "\n".join(
            f"[bold]{name}:[/] {mail[name]}" for name in ("From", "To", "Subject", "Message-ID")
        )
        self.console.print()
        self.console.print(Rule("the mail at its gravest, as text"))
        self.console.print(header)
        self.console.print()
        self.console.print(text.strip(), markup=False)

    def _print_post(self, headers: dict[str, str], document: dict[str, object]) -> None:
        shown = {**document}
        evidence = shown.get("evidence")
        if isinstance(evidence, list) and len(evidence) > 1:
            shown["evidence"] = [evidence[0], f"... and {len(evidence) - 1} more"]
        shown.pop("text", None)
        signed = {k: v for k, v in headers.items() if k.lower().startswith("webhook-")}
        self.console.print()
        self.console.print(Rule("the same version at the webhook, signed"))
        for name, value in signed.items():
            self.console.print(f"[bold]{name}:[/] {value}")
        text = json.dumps(shown, indent=2, ensure_ascii=False)
        self.console.print(Syntax(text, "json", background_color="default", word_wrap=True))

    def _print_numbers(self) -> None:
        table = Table(title="\nWhat the week came to", show_header=False, box=None)
        table.add_row("articles read", str(len(self.week.stories)))
        table.add_row("polls answered", str(self.feeds.requests))
        table.add_row("mails delivered", str(len(self.mailbox.mails)))
        table.add_row("webhook posts delivered", str(len(self.webhook.posts)))
        for _, document in self.webhook.posts:
            table.add_row(
                f"version {document['version']}", f"{document['reason']}, {document['level']}"
            )
        self.console.print(table)


def _gravest(posts: list[tuple[dict[str, str], dict[str, object]]]) -> int:
    order = ("calm", "watch", "warning", "emergency")
    ranks = [order.index(str(document["level"])) for _, document in posts]
    return ranks.index(max(ranks))


def _colour(subject: str) -> str:
    words = subject.lower()
    return next((colour for word, colour in COLOURS.items() if word in words), "white")


if __name__ == "__main__":
    sys.exit(main())
