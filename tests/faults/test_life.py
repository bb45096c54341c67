"""The life of an alert, and who hears of its end (FAULTS, row 37)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from tests.faults.clock import MovedClock
from tests.faults.stories import quick_config, story
from tests.faults.test_identity import document, item
from tests.faults.test_routing import held, lines
from tests.live import Warnd, outbox, running, until
from tests.loopback import FeedServer, Ledger, free_address
from warnd.cli.app import app

HOUR = timedelta(hours=1)
AREA = "UA-63"


def routed(
    folder: Path,
    feeds: FeedServer,
    sinks: Mapping[str, Ledger | str],
    routes: list[dict[str, Any]],
    **more: Any,
) -> Path:
    """Write a configuration with these routes."""
    config = quick_config(folder, feeds, sinks)
    settings = {**json.loads(config.read_text()), "routes": routes, **more}
    config.write_text(json.dumps(settings))
    return config


def reasons(ledger: Ledger) -> list[str]:
    return [str(post["reason"]) for _, post in list(ledger.posts)]


def await_reasons(warnd: Warnd, ledger: Ledger, *expected: str) -> None:
    """Wait until a receiver was told versions for these reasons and nothing else."""
    until(lambda: reasons(ledger) == list(expected), what=f"{reasons(ledger)}\n{warnd.tail()}")


def command(config: Path, *arguments: str) -> str:
    """Run a `warnd` command within this process and give what it printed; it must end well."""
    done = CliRunner().invoke(app, [*arguments, "--config", str(config)])
    assert done.exit_code == 0, done.output
    return done.output


def looked_again(warnd: Warnd) -> None:
    """Have the senders look at what is due: a moved clock wakes nobody, and a reload does."""
    before = sum(event["event"] == "reloaded" for event in warnd.events())
    warnd.reload()
    until(
        lambda: sum(event["event"] == "reloaded" for event in warnd.events()) > before,
        what=warnd.tail(),
    )


def test_what_is_taken_back_reaches_all_who_were_told_and_is_never_told_as_if_it_stood(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    now = datetime.now(UTC)  # noqa: TID251  the daemon runs on the real clock
    told = story(AREA)
    away = free_address()
    with (
        FeedServer() as feeds,
        Ledger() as plain,
        Ledger() as kinds,
        Ledger() as night,
        Ledger() as daily,
        Ledger() as drafts,
    ):
        routes: list[dict[str, Any]] = [
            {"to": ["plain"], "repeat": "30m"},
            {"to": ["kinds"], "match": {"kind": "shelling"}, "language": "ar"},
            {"to": ["night"], "quiet": f"{now - HOUR:%H:%M}-{now + 9 * HOUR:%H:%M} UTC"},
            {
                "to": ["daily"],
                "match": {"kind": "shelling"},
                "digest": f"{now + 6 * HOUR:%H:%M} UTC",
            },
            {"to": ["drafts"], "approval": "required", "approval_deadline": "1h"},
            {"to": ["away"], "match": {"kind": "shelling"}},
        ]
        sinks = {"plain": plain, "kinds": kinds, "night": night, "daily": daily, "drafts": drafts}
        config = routed(tmp_path, feeds, {**sinks, "away": away}, routes)
        feeds.pages["wire"] = document([item(1, id_="night", title=told.title, text=told.text)])
        with running(config, **clock.environment) as warnd:
            for ledger in (plain, kinds, night):
                await_reasons(warnd, ledger, "new")
            assert len(held(config)) == 1
            alert = str(plain.posts[0][1]["alert"])
            command(config, "alerts", "ack", alert, "--by", "Amal")
            silence = ("silence", "--area", AREA, "--for", "20h", "--reason", "a drill")
            command(config, "alerts", *silence, "--up-to", "emergency")

            taken_back = item(1, id_="night", title=f"RETRACTION: {told.title}", text=told.text)
            feeds.pages["wire"] = document([taken_back])
            for ledger in (plain, kinds, night):
                await_reasons(warnd, ledger, "new", "cancelled")
            assert [post["language"] for _, post in kinds.posts] == ["ar", "ar"]
            assert "Taken back by Wire" in night.posts[1][1]["text"]
            assert not daily.posts + drafts.posts

            with Ledger(port=int(away.rpartition(":")[2])) as back:
                clock.pass_by(21 * HOUR)
                looked_again(warnd)
                for ledger in (daily, drafts, back):
                    await_reasons(warnd, ledger, "cancelled")
                    assert [each["reason"] for each in ledger.posts[0][1]["earlier"]] == ["new"]
                until(lambda: outbox(config).keys() == {"delivered"}, what=warnd.tail())
            why = lines(command(config, "alerts", "why", alert, "--json"))
            shown = command(config, "alerts", "show", alert)
    assert reasons(plain) == ["new", "cancelled"], "nothing is repeated of what is over"
    ways = {(each["channel"], each["version"]) for each in why if each["type"] == "notification"}
    assert ways == {(channel, version) for channel in (*sinks, "away") for version in (1, 2)}
    assert "cancelled" in shown
    assert "acknowledged by Amal" in shown
