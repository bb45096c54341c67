"""Secrets stay in their files, whatever fails (FAULTS, S18)."""

import json
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.receivers import Answer, MailServer, Receiver, alerts_in, config_with, secret
from tests.faults.stories import QUICK, story
from tests.faults.terminals import Terminals
from tests.faults.test_memory import children_of
from tests.live import Warnd, running, until
from tests.loopback import LOOPBACK, FeedServer, free_address

#: what a secret holds, so that it is found wherever it comes out
CANARY = "CaNaRy7f3a"
OLD, NEW = "whsec_Q2FOYVJ5N2YzYQ==", "whsec_Q2FOYVJ5N2YzYWE="
#: any of these somewhere is a secret that got out
SECRETS = (CANARY, OLD, NEW, "Q2FOYVJ5N2YzYQ", "Q2FOYVJ5N2YzYWE")
COMMANDS = (
    "check", "check --json", "status", "status --json", "doctor", "doctor --json", "schema",
    "channels list", "channels list --json", "channels test slack", "channels test hook",
    "channels test mail", "channels test chat", "channels test bot", "channels test topic",
    "feeds list", "feeds list --json", "feeds export", "alerts list --json", "export alerts",
    "db check", "situations list",
)  # fmt: skip
_UNIT = Path(__file__).parents[2] / "deploy" / "warnd.service"


def leaks(text: str | bytes) -> list[str]:
    """Give what of the secrets stands in a text."""
    content = text.encode(errors="surrogateescape") if isinstance(text, str) else text
    return [each for each in SECRETS if each.encode() in content]


def told_by(process: int) -> Iterator[bytes]:
    """Give what everybody on the machine may see of a process and its children."""
    for each in (process, *children_of(process)):
        for name in ("cmdline", "comm", "status"):
            path = Path(f"/proc/{each}/{name}")
            yield path.read_bytes() if path.exists() else b""


def pages(warnd: Warnd) -> Iterator[str]:
    for path in ("/healthz", "/metrics", "/status", "/readyz", "/alerts.atom"):
        yield warnd.get(path)[1]


def haunted(folder: Path, feeds: FeedServer, failing: str, closed: str, mail: MailServer) -> Path:
    """Write a configuration whose every channel has a secret, and fails in a way of its own."""
    host, _, port = closed.partition(":")
    name = {
        each: secret(folder, each, f"{CANARY}-{each}") for each in ("password", "topic", "token")
    }
    urls = {
        "slack": secret(folder, "slack-url", f"http://{failing}/services/{CANARY}"),
        "chat": secret(folder, "chat-url", f"http://{closed}/hooks/{CANARY}"),
        "teams": secret(folder, "teams-url", f"http://{failing}/{CANARY}?sig={CANARY}"),
    }
    signing = {
        each: secret(folder, f"hook-{each}", words) for each, words in (("new", NEW), ("old", OLD))
    }
    bare = {"host": host, "port": int(port), "security": "none", "sender": "warnd@relief.example"}
    login = {"username": "warnd", "password_file": name["password"]}
    channels = {
        "slack": {"type": "slack", "webhook_url_file": urls["slack"]},
        "chat": {"type": "mattermost", "webhook_url_file": urls["chat"]},
        "teams": {"type": "teams", "webhook_url_file": urls["teams"]},
        "hook": {
            "type": "webhook", "url": f"http://{failing}/hook",
            "secret_file": signing["new"], "previous_secret_file": signing["old"],
        },
        "mail": {**mail.settings("duty@example.org"), **login},
        "dead": {"type": "email", **bare, "to": ["duty@example.org"], **login},
        "topic": {
            "type": "ntfy", "server": f"http://{failing}",
            "topic_file": name["topic"], "token_file": name["token"],
        },
    }  # fmt: skip
    return config_with(folder, feeds, channels, failing, closed, f"{host}:{mail.port}")


def test_no_secret_is_in_any_output(tmp_path: Path) -> None:
    assert "\nLimitCORE=0\n" in _UNIT.read_text(encoding="utf-8")
    echo = Answer(status=403, body=f"no: {CANARY[:5]} is not known")
    with (
        FeedServer() as feeds,
        Receiver(lambda _nth: echo) as failing,
        MailServer(rcpt=lambda _to, _nth: "550 5.1.1 nobody") as mail,
        Terminals() as terminals,
    ):
        config = haunted(tmp_path, feeds, failing.address, free_address(), mail)
        feeds.add("wire", story("SY-ID"))
        own = ("--config", str(config))
        terminals.warm(["status", *own], ["channels", "list", *own])
        with running(config, "env") as warnd:  # with a command line of its own
            until(lambda: len(tried(config)) == 7, what=lambda: f"{alerts_in(config)}")
            until(lambda: failing.got, what="the receiver is asked")
            out: dict[str, str | bytes] = {
                words: terminals.run(*words.split(), *(own if words != "schema" else ())).text
                for words in COMMANDS
            }
            alert = alert_in(config)
            for words in ("alerts why", "alerts show"):
                out[words] = terminals.run(*words.split(), alert, *own).text
            out |= {f"page {number}": page for number, page in enumerate(pages(warnd))}
            out |= {
                f"process {number}": told for number, told in enumerate(told_by(warnd.process.pid))
            }
            (tmp_path / "slack-url").unlink()
            (tmp_path / "topic").chmod(0o644)
            out["a secret that others read"] = terminals.run("check", *own).text
            (tmp_path / "topic").chmod(0o600)
            warnd.reload()
            until(lambda: warnd.event("reload_refused"), what=warnd.tail)
            warnd.process.send_signal(signal.SIGABRT)
            assert warnd.process.wait(60) == -signal.SIGABRT
            out["the log, with how it was ended"] = warnd.log.read_bytes()
        assert b"Fatal Python error" in warnd.log.read_bytes()
        assert [told for told in out.values() if told]
        assert {name: leaks(told) for name, told in out.items() if leaks(told)} == {}
        assert not any(each.name.startswith("core") for each in tmp_path.iterdir())
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and leaks(path.read_bytes())]
    assert {path.name for path in kept if path.parent.name != LAST_GOOD} <= KEEPERS
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    assert stat.S_IMODE((tmp_path / LAST_GOOD).stat().st_mode) == 0o700


#: where the configuration that worked last is kept, with all that it needs to start on
LAST_GOOD = "last-good"
#: the files that hold the secrets
KEEPERS = {
    "password", "topic", "token", "slack-url", "chat-url", "teams-url", "hook-new", "hook-old",
}  # fmt: skip


def tried(config: Path) -> set[str]:
    """Give the channels on which an alert was tried, or waits to be tried again."""
    return {each.split()[0] for each in alerts_in(config)}


def alert_in(config: Path) -> str:
    told = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "warnd", "alerts", "list", "--json", "--config", str(config)],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return str(json.loads(told.stdout.splitlines()[0])["alert"])


def test_a_password_in_the_address_of_a_database_is_in_no_message(tmp_path: Path) -> None:
    address = f"postgresql+psycopg://warnd:{CANARY}@{free_address()}/warnd?connect_timeout=5"
    config = tmp_path / "warnd.yaml"
    settings = {"store": address, "listen": f"{LOOPBACK}:0", "rules": [str(QUICK)]}
    config.write_text(json.dumps(settings))
    begun = {
        words: subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "warnd", *words.split(), "--config", str(config)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for words in ("run", "status", "check", "db upgrade", "doctor")
    }
    for words, process in begun.items():
        told, _ = process.communicate(timeout=300)
        assert leaks(told) == [], words
        assert told, words
        assert process.returncode != 0 or words == "check", words
