"""`warnd alerts`, `warnd routes`, `warnd feedback`: what people do with alerts, by command."""

import getpass
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.alerts.versions import IDLIB
from tests.unit.cli.conftest import run
from warnd.daemon.timing.clock import SystemClock
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.identifiers import ChannelId
from warnd.model.level import Level
from warnd.placing import Routing, notify
from warnd.settings import RouteSettings
from warnd.storage.connect import open_store

SCREEN = ChannelId("screen")
RECIPIENTS = {SCREEN: ("",)}


@pytest.fixture
def alerted(config: Path) -> Path:
    """Give a configuration whose database has one alert, told on one channel."""
    keep(config, RouteSettings(to=(SCREEN,)))
    return config


def keep(config: Path, route: RouteSettings) -> AlertVersion:
    now = SystemClock().now()
    version = replace(IDLIB, at=now, version=1, reason=AlertReason.NEW, level=Level.WARNING)
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        transaction.add_alert_version(version)
        notify(transaction, [version], Routing(routes=(route,), recipients=RECIPIENTS), now)
    store.close()
    return version


def waiting(config: Path) -> dict[str, int]:
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        told = transaction.told_of(IDLIB.alert)
    store.close()
    states = [each.state.value for each in told]
    return {state: states.count(state) for state in states}


def test_who_acknowledges_has_the_alert_in_hand_and_stands_in_its_history(alerted: Path) -> None:
    done = run("alerts", "ack", IDLIB.alert, "--config", alerted, "--note", "calling the office")
    assert done.exit_code == 0, done.output
    assert f"acknowledged by {getpass.getuser()}" in done.stdout
    why = run("alerts", "why", IDLIB.alert, "--config", alerted)
    assert why.exit_code == 0
    assert "calling the office" in why.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["ack", "nothing"], 1, "no alert 'nothing'", id="an alert nobody knows"),
        pytest.param(["ack", IDLIB.alert, "--for", "400d"], 1, "90 days", id="for too long"),
        pytest.param(["ack", IDLIB.alert, "--for", "soon"], 2, "soon", id="for no time at all"),
        pytest.param(
            ["silence", "--for", "6h", "--reason", "noise"], 1, "area or a kind", id="of everything"
        ),
        pytest.param(["approve", IDLIB.alert], 1, "no draft", id="no draft to release"),
        pytest.param(
            ["approve", IDLIB.alert, "--note", "x"], 2, "belongs to --drop", id="a note too many"
        ),
        pytest.param(["silences", "--end", "00000000"], 1, "no silence", id="no such silence"),
        pytest.param(["resend", "nothing"], 1, "no alert 'nothing'", id="nothing to send again"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    alerted: Path, arguments: list[str], code: int, words: str
) -> None:
    result = run("alerts", *arguments, "--config", alerted)
    assert result.exit_code == code
    assert words in result.output
    assert waiting(alerted) == {"pending": 1}


def test_a_silence_has_an_author_a_reason_and_an_end_and_can_be_ended(alerted: Path) -> None:
    made = run(
        *("alerts", "silence", "--config", alerted, "--area", "SY-ID", "--for", "6h"),
        *("--reason", "known exercise", "--by", "duty"),
    )
    assert made.exit_code == 0, made.output
    listed = run("alerts", "silences", "--json", "--config", alerted)
    (silence,) = map(json.loads, listed.stdout.splitlines())
    assert (silence["by"], silence["reason"], silence["up_to"]) == (
        "duty", "known exercise", "warning",
    )  # fmt: skip
    ended = run("alerts", "silences", "--end", silence["silence"], "--config", alerted)
    assert ended.exit_code == 0
    again = json.loads(run("alerts", "silences", "--json", "--config", alerted).stdout)
    assert again["ended_by"].startswith("ended by")


def test_an_alert_is_sent_again_under_another_key(alerted: Path) -> None:
    assert run("alerts", "resend", IDLIB.alert, "--config", alerted).exit_code == 0
    assert waiting(alerted) == {"pending": 2}


@pytest.mark.parametrize(
    ("arguments", "state"),
    [
        pytest.param([], "pending", id="released"),
        pytest.param(["--drop", "--note", "a rumour"], "dropped", id="dropped"),
    ],
)
def test_a_draft_waits_for_a_person(config: Path, arguments: list[str], state: str) -> None:
    keep(config, RouteSettings(to=(SCREEN,), approval="required"))
    assert waiting(config) == {"held": 1}
    done = run("alerts", "approve", IDLIB.alert, "--config", config, *arguments)
    assert done.exit_code == 0, done.output
    assert waiting(config) == {state: 1}


def test_feedback_is_kept_and_listed(alerted: Path) -> None:
    said = run("feedback", "add", IDLIB.alert, "false_alarm", "--config", alerted, "--note", "film")
    assert said.exit_code == 0, said.output
    listed = run("feedback", "list", "--config", alerted)
    assert listed.exit_code == 0
    assert "false" in listed.stdout


def test_routes_are_tried_before_they_matter(config: Path) -> None:
    settings = json.loads(config.read_text())
    settings["routes"] = [
        {"to": ["screen"], "match": {"level": ">=warning"}, "quiet": "22:00-07:00 Europe/Paris"}
    ]
    config.write_text(json.dumps(settings))
    night = ("--at", "2026-01-10 23:30")
    trial = ("routes", "test", "--config", config, "--area", "idlib", "--json", *night)
    grave = json.loads(run(*trial, "--level", "emergency").stdout)
    assert (grave["channel"], grave["at_once"]) == ("screen", True)
    nobody = run(*trial, "--level", "watch")
    assert (nobody.exit_code, nobody.stdout) == (1, "")
    unknown = run("routes", "test", "--config", config, "--area", "idlip", "--level", "warning")
    assert unknown.exit_code != 0
    assert "idlib" in unknown.output
