"""The alert rules and the dashboard: they ask for numbers that are there, and for all of them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from warnd.model.feed import FeedHealth
from warnd.model.identifiers import ChannelId, FeedId
from warnd.web.metrics import Metrics
from warnd.web.outgoing_metrics import Ending
from warnd.web.polling_metrics import READ

PROMETHEUS = Path(__file__).parents[3] / "deploy" / "prometheus"
RULES = PROMETHEUS / "warnd.rules.yml"
DASHBOARD = PROMETHEUS / "dashboard.json"

_NAME = re.compile(r"\bwarnd_[a-z_]+\b")
_ASKED = re.compile(r"\b(warnd_[a-z_]+)\{([^}]*)\}")
_LABEL = re.compile(r'(\w+)\s*(?:=~|!~|!=|=)\s*"([^"]*)"')
#: labels that Prometheus itself gives
_GIVEN = {"instance", "job", "le"}


@cache
def exported() -> dict[str, frozenset[str]]:
    """Give the samples of a daemon that has done everything once, each with its labels."""
    metrics = Metrics()
    metrics.polling.poll(FeedId("gazette"), "ok", 1.0)
    metrics.polling.entries(FeedId("gazette"), "new", 1)
    metrics.polling.feeds({FeedHealth.OK: 1})
    metrics.polling.lateness(1.0)
    metrics.alert("shells-fell", "Moderate", "new")
    metrics.suppressed("old")
    metrics.outgoing.delivery(ChannelId("duty"), "delivered")
    metrics.outgoing.attempt(ChannelId("duty"), Ending.DELIVERED)
    metrics.outgoing.latency(1.0)
    metrics.outgoing.waiting(ChannelId("duty"), 1, 60.0)
    metrics.outgoing.last_success(ChannelId("duty"), 1.0)
    metrics.machine.size(1)
    metrics.machine.watch_disk(lambda: 1)
    metrics.parser_killed("time")
    metrics.log_dropped(lambda: 1)
    families = metrics.registry.collect()
    return {
        sample.name: frozenset(sample.labels)
        for family in families
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


#: the names that docs/operations.md and others build on, by which warnd's numbers are known
PROMISED = {
    "warnd_feed_polls_total": {"feed", "result"},
    "warnd_feed_last_success_timestamp_seconds": {"feed"},
    "warnd_feed_entries_total": {"feed", "state"},
    "warnd_parser_kills_total": {"reason"},
    "warnd_alerts_total": {"rule", "severity", "reason"},
    "warnd_deliveries_total": {"channel", "result"},
    "warnd_delivery_attempts_total": {"channel", "reason"},
    "warnd_delivery_latency_seconds_bucket": {"le"},
    "warnd_outbox_pending": {"channel"},
    "warnd_outbox_oldest_age_seconds": {"channel"},
    "warnd_suppressed_total": {"reason"},
    "warnd_config_last_reload_successful": set(),
    "warnd_config_last_reload_success_timestamp_seconds": set(),
    "warnd_db_size_bytes": set(),
    "warnd_disk_free_bytes": set(),
    "warnd_clock_suspect": set(),
    "warnd_log_dropped_total": set(),
    "warnd_build_info": {"version"},
}


def test_the_numbers_have_the_names_and_labels_that_are_promised() -> None:
    found = {name: set(exported().get(name, {"missing"})) for name in PROMISED}
    assert found == PROMISED


def stem(sample: str) -> str:
    """Give the name of a metric from that of a sample: a histogram has three samples."""
    return re.sub(r"_(bucket|count|sum)$", "", sample)


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    return [
        panel
        for panel in json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
        if panel["type"] != "row"
    ]


def questions() -> list[Any]:
    asked = [(rule["alert"], str(rule["expr"])) for rule in rules()]
    asked += [(panel["title"], one["expr"]) for panel in panels() for one in panel["targets"]]
    return [pytest.param(question, id=name) for name, question in asked]


@pytest.mark.parametrize("question", questions())
def test_what_is_asked_for_is_exported(question: str) -> None:
    missing = set(_NAME.findall(question)) - exported().keys()
    assert not missing


@pytest.mark.parametrize("question", questions())
def test_labels_that_are_asked_for_are_there(question: str) -> None:
    for name, inner in _ASKED.findall(question):
        asked = {label for label, _ in _LABEL.findall(inner)}
        assert asked - _GIVEN <= exported()[name], name
    grouped = {
        label.strip() for labels in re.findall(r"\bby \(([^)]*)\)", question)
        for label in labels.split(",")
    }  # fmt: skip
    there = {label for name in _NAME.findall(question) for label in exported()[name]}
    assert grouped - _GIVEN <= there


@pytest.mark.parametrize("question", questions())
def test_brackets_are_closed(question: str) -> None:
    for opening, closing in ("()", "[]", "{}"):
        assert question.count(opening) == question.count(closing)


@pytest.mark.parametrize("question", questions())
def test_states_of_feeds_are_those_there_are(question: str) -> None:
    known = {health.value for health in FeedHealth} | READ
    for name, inner in _ASKED.findall(question):
        for label, value in _LABEL.findall(inner):
            if label == "health" or (label == "result" and name.startswith("warnd_feed_polls")):
                assert set(value.split("|")) <= known


def test_every_number_is_asked_for() -> None:
    text = RULES.read_text(encoding="utf-8") + DASHBOARD.read_text(encoding="utf-8")
    asked = {stem(name) for name in _NAME.findall(text)}
    assert {stem(name) for name in exported()} <= asked


def test_each_alert_says_how_bad_it_is_and_what_to_do() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(names) == len(set(names))
    for rule in rules():
        assert rule["labels"]["severity"] in {"critical", "warning"}, rule["alert"]
        assert rule["annotations"].keys() == {"summary", "description"}, rule["alert"]


def test_panels_stand_beside_one_another() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in panels():
        at = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(at["x"], at["x"] + at["w"])
            for y in range(at["y"], at["y"] + at["h"])
        }
        assert not cells & taken, panel["title"]
        assert at["x"] + at["w"] <= 24, panel["title"]
        taken |= cells
