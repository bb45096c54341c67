import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.alerts.versions import IDLIB, NOON, evidence
from tests.unit.cli.conftest import run
from warnd.model.act import Feedback, Verdict
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId, RuleId
from warnd.model.status import Status
from warnd.signals.training import training_lines
from warnd.storage.connect import open_store

#: one of the two rules of the configuration
RULE = "shelling-said"


def alert(number: int, text: str, language: str = "en") -> AlertVersion:
    item = evidence("shelling", text)
    quote = replace(item.quote, rule=RuleId(RULE), language=language)
    return replace(
        IDLIB,
        alert=AlertId(f"alert-{number}"),
        at=NOON + timedelta(hours=number),
        evidence=(replace(item, quote=quote),),
    )


@pytest.fixture
def judged(config: Path) -> Path:
    """Give a configuration whose database has twelve judged alerts, three of them false alarms."""
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        for number in range(12):
            language = "ar" if number == 11 else "en"
            transaction.add_alert_version(alert(number, f"Guns fired, {number}.", language))
            said = Feedback(
                alert=AlertId(f"alert-{number}"),
                version=1,
                author="desk",
                at=NOON,
                verdict=Verdict.FALSE_ALARM if number < 3 else Verdict.USEFUL,
                note="",
            )
            transaction.add_feedback(said)
    store.close()
    return config


def test_feedback_is_told_by_rule_as_the_share_that_was_true(judged: Path) -> None:
    told = run("feedback", "list", "--rules", "--json", "--config", judged)
    assert [json.loads(line) for line in told.stdout.splitlines()] == [
        {
            "rule": RULE,
            "alerts": 12,
            "useful": 9,
            "false_alarm": 3,
            "late": 0,
            "precision": 0.75,
        }
    ]
    assert "75%" in run("feedback", "list", "--rules", "--config", judged).stdout


def test_the_list_of_rules_tells_what_people_said_where_it_is_asked_for(judged: Path) -> None:
    told = run("rules", "list", "--config", judged)
    (line,) = [line for line in told.stdout.splitlines() if line.split()[:1] == [RULE]]
    assert line.split()[-2:] == ["12", "75%"]
    as_json = run("rules", "list", "--json", "--config", judged).stdout.splitlines()
    (found,) = [each for each in map(json.loads, as_json) if each["id"] == RULE]
    assert found["said"]["precision"] == 0.75
    assert "judged" not in run("rules", "list").stdout


def test_what_is_exported_is_training_text(judged: Path) -> None:
    told = run("feedback", "export", "--config", judged)
    assert told.exit_code == 0, told.output
    lines = training_lines({Path("feedback.jsonl"): told.stdout})
    assert len(lines) == 11
    assert [dict(line.signals) for line in lines[:4]] == [
        {},
        {},
        {},
        {"shelling": Status.OCCURRED},
    ]
    assert told.stderr == "left out: 1 of other languages\n"
    arabic = run("feedback", "export", "--config", judged, "--language", "ar")
    assert [line.text for line in training_lines({Path("ar.jsonl"): arabic.stdout})] == [
        "Guns fired, 11."
    ]


def test_a_sentence_that_people_judged_both_ways_teaches_nothing(config: Path) -> None:
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        for number, verdict in enumerate((Verdict.LATE, Verdict.FALSE_ALARM)):
            transaction.add_alert_version(alert(number, "Guns fired."))
            said = Feedback(
                alert=AlertId(f"alert-{number}"), version=1, author="desk", at=NOON, verdict=verdict
            )
            transaction.add_feedback(said)
    store.close()
    told = run("feedback", "export", "--config", config)
    assert told.stdout == ""
    assert told.stderr == "left out: 1 that people judged both ways\n"
