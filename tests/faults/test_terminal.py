"""What a stranger writes moves no terminal: FAULTS, row 16 of its part on security.

One daemon reads the worst of it from a feed, hears it from a receiver, and logs to a terminal.
Every command then shows what was stored, and what strangers' files hold, on terminals that keep
each byte.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from tests.channels.hostile import EVERY
from tests.faults.receivers import Answer, Receiver, alerts_in
from tests.faults.servers import Heard, Scripted, reply
from tests.faults.stored import rows
from tests.faults.stories import QUICK, TOWNS, feed, hook
from tests.faults.terminals import OnTerminal, Shown, Terminals
from tests.live import until, write_config
from tests.loopback import FeedServer
from warnd.cli.app import app

#: what moves a terminal, or hides and turns what it shows
NASTY = (
    "\x1b[2J\x1b[1;31mred\x1b[0m",
    "\x1b]0;owned\x07",
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1bP0;1|17/6b\x1b\\",
    "\x9b2J\x9d0;owned\x9c",
    "calm\b\b\b\bwar",
    "line\rover",
    "tab\tulated",
    "\x7f\x00\x0b\x0c\x1c\x1d\x1e\x1f\x85",
    "\u202eevil\u202c \u2066left\u2069 \u200e\u200f\u061c \u2028 \u2029 \ufeff",
)
WORST = " ".join(NASTY)
#: the same as a word of a command line, which cannot hold NUL
ASKED = WORST.replace("\0", "")
AREAS = list(TOWNS)[:3]
#: commands that are not run here: the daemon has a test of its own, the others write files, ask
#: the network of feeds that answer anew, or take minutes, and show nothing of strangers
LEFT_OUT = {"run", "train", "evaluate", "db restore", "db copy", "db upgrade", "places import"}


@dataclass(frozen=True, kw_only=True)
class Haunted:
    """An installation that strangers wrote to, while its daemon runs."""

    folder: Path
    config: Path
    alert: str
    terminals: Terminals
    warnd: OnTerminal

    def warm(self) -> None:
        config = ("--config", str(self.config))
        archive = str(self.folder / "archive.jsonl")
        self.terminals.warm(
            *(
                [*words.split(), *config]
                for words in ("alerts list", "status", "feeds list", "check")
            ),
            *([*words.split(), *config] for words in ("situations list", "db check", "doctor")),
            ["replay", archive, *config],
            ["rules", "coverage", archive, "--rules", str(QUICK)],
            ["places", "find", "Idlib", *config],
            ["export", "alerts", *config],
        )

    def run(self, command: str, words: Sequence[str], *, colours: bool = False) -> Shown:
        read = self.folder / "archive.jsonl" if command == "score" else Path("/dev/null")
        said = self.terminals.run(*command.split(), *words, read=read, colours=colours)
        # Rows of CSV end in CR LF (RFC 4180); a CR elsewhere still counts.
        text = said.text.replace("\r\n", "\n") if "csv" in words else said.text
        return replace(said, text=text)

    def words(self, command: str) -> Sequence[Sequence[str]]:
        """Give the words that a command is run with, one time after the other."""
        config = ("--config", str(self.config))
        archive, quick = str(self.folder / "archive.jsonl"), ("--rules", str(QUICK))
        about = {"situations": AREAS[0], "alerts": self.alert}
        own: Mapping[str, Sequence[Sequence[str]]] = {
            "schema": ((),),
            "score": (config,),
            "explain": ((str(self.folder / "article.json"), *config),),
            "replay": ((archive, *config), (archive, *config, "--json")),
            "rules coverage": ((archive, *quick), (archive, *quick, "--json")),
            "rules suggest": ((archive, "--kind", "shelling", *quick),),
            "rules test": ((str(QUICK),),),
            "rules lint": ((str(QUICK), "--archive", archive), (str(QUICK), "--json")),
            "feeds import": ((str(self.folder / "feeds.opml"), *config),),
            "feeds export": (config,),
            "places find": ((ASKED, *config), ("Idlib", *config, "--json")),
            "alerts ack": ((self.alert, *config, "--note", ASKED, "--by", NASTY[1]),),
            "alerts silence": (
                (*config, "--area", AREAS[0], "--for", "1h", "--reason", ASKED),
            ),
            "alerts approve": ((self.alert, *config),),
            "alerts resend": ((self.alert, *config), (ASKED, *config)),
            "routes test": ((*config, "--area", AREAS[0]), (*config, "--area", NASTY[0])),
            "feedback add": ((self.alert, "useful", *config, "--note", ASKED),),
            "feedback export": (config,),
            "channels test": (("hook", *config),),
            "db backup": (config,),
            "db prune": ((*config, "--dry-run"),),
        }  # fmt: skip
        group, _, verb = command.partition(" ")
        if group == "export":
            return ((*config, "--format", "jsonl"), (*config, "--format", "csv"))
        if verb in {"show", "why", "history"}:
            named = (about[group], *config)
            return (named, (*named, "--json"), (ASKED, *config))
        return own.get(command, (config, (*config, "--json")))


def every_command() -> Iterator[str]:
    """Give the name of each command."""

    def walk(command: Any, name: str) -> Iterator[str]:
        if isinstance(command, TyperGroup):
            for word, inner in command.commands.items():
                yield from walk(inner, f"{name} {word}".strip())
        else:
            yield name

    yield from walk(get_command(app), "")


def entry(number: int, area: str) -> Mapping[str, str]:
    town = TOWNS[area]
    return {
        "id": f"{WORST} {number}",
        "title": f"Shelling heard in {town} {WORST}",
        "url": f"https://news.example/{number}?{NASTY[0]}",
        "content_text": f"Shelling was heard in {town} {WORST}. The truce in {town} is over.",
    }


def document(_heard: Heard) -> bytes:
    """Give a feed in JSON, which may hold what XML may not."""
    items = [entry(number, area) for number, area in enumerate(AREAS)]
    items += [
        {"id": f"more {number}", "title": text[:300] or "nothing", "content_text": text[:2000]}
        for number, text in enumerate(EVERY[::5])
    ]
    told = {"version": "https://jsonfeed.org/version/1.1", "title": WORST, "items": items}
    body = json.dumps(told).encode()
    return reply(body, content_type="application/feed+json")


def broken(_heard: Heard) -> bytes:
    """Give an answer that fails in words that act."""
    words = NASTY[0].encode() + b"\xc2\x9b2J"
    return (
        b"HTTP/1.1 503 " + words + b"\r\nContent-Type: text/html\r\nX-Told: " + words
        + b"\r\nContent-Length: 5\r\n\r\n\x1b[2Jx"
    )  # fmt: skip


def write_files(folder: Path) -> None:
    """Write the files of strangers that commands read."""
    lines = [
        {
            "id": f"{WORST} {number}", "title": f"Shelling in {TOWNS[area]} {WORST}", "lang": "en",
            "text": f"Shelling was heard in {TOWNS[area]} {WORST}. The truce is over {NASTY[9]}.",
            "published": "2019-01-28T12:00:00Z", "url": f"https://x.example/{NASTY[1]}",
            "source": WORST,
        }
        for number, area in enumerate(AREAS)
    ]  # fmt: skip
    told = [json.dumps(line) for line in lines]
    bad = [f'{{"id": "{NASTY[4]}', json.dumps({"id": WORST, "title": 3}), json.dumps([WORST])]
    (folder / "archive.jsonl").write_text("\n".join((*told, *bad)) + "\n")
    (folder / "article.json").write_text(told[0])
    (folder / "feeds.opml").write_text(
        "<opml version='2.0'><head><title>x\x85</title></head><body>"
        "<outline text='a\u202eb &#x9b;2J' title='c&#x9d;0;d' xmlUrl='https://x.example/&#x9b;2J'/>"
        "<outline text='a\u2028b' xmlUrl='java\u202escript:x'/></body></opml>"
    )


@contextmanager
def haunted(folder: Path) -> Iterator[Haunted]:
    write_files(folder)
    refusal = Answer(status=400, body=WORST)
    with (
        Scripted(document) as stranger,
        Scripted(broken) as failing,
        FeedServer() as feeds,
        Receiver() as good,
        Receiver(lambda _nth: refusal) as bad,
        Terminals() as terminals,
    ):
        hosts = [f"{each.host}:{each.port}" for each in (stranger, failing)]
        (folder / "no-model").mkdir()
        config = write_config(
            folder,
            rules=[str(QUICK)],
            model=str(folder / "no-model"),
            allow_addresses=[*hosts, good.address, bad.address],
            feeds=[
                feed(feeds, name, url=f"http://{host}/")
                for name, host in zip(("strange", "failing"), hosts, strict=True)
            ],
            areas=[{"id": code, "name": code, "divisions": [code]} for code in AREAS],
            channels={"hook": hook(good.address), "bad": hook(bad.address)},
            routes=[{"to": ["hook", "bad"]}],
        )
        warnd = OnTerminal(config, config.with_suffix(".log"))
        warnd.start()
        try:
            until(lambda: _is_told(config), what=f"all told {alerts_in(config)}")
            (alert,) = rows(config, "SELECT alert FROM alert_versions ORDER BY alert LIMIT 1")
            yield Haunted(
                folder=folder, config=config, alert=alert["alert"], terminals=terminals, warnd=warnd
            )
        finally:
            if not warnd.ended:
                warnd.kill()


def _is_told(config: Path) -> bool:
    states = alerts_in(config)
    return states.get("hook delivered") == states.get("bad dead") == len(AREAS)


def test_no_command_and_no_log_moves_a_terminal(tmp_path: Path) -> None:
    with haunted(tmp_path) as all_of_it:
        shown: dict[str, Shown] = {}
        all_of_it.warm()
        commands = set(every_command())
        assert len(commands) > 40
        assert commands >= LEFT_OUT
        for command in sorted(commands - LEFT_OUT):
            for words in all_of_it.words(command):
                said = all_of_it.run(command, words)
                shown[f"{command} {' '.join(words)}"] = said
                assert said.text or not said.code, f"{command} {words} failed without a word"
                assert said.code in {0, 1, 2}, (command, said.text)
        styled = False
        for command in ("alerts show", "feeds list", "situations show", "explain"):
            said = all_of_it.run(command, all_of_it.words(command)[0], colours=True)
            shown[f"{command} in colours"] = said.unstyled
            styled |= said.text != said.unstyled.text
        assert styled
        assert all_of_it.warnd.terminate() == 0
        shown["the log"] = all_of_it.warnd.shown
    assert "delivery_refused" in shown["the log"].text
    assert not {name: said.acts for name, said in shown.items() if said.acts}
