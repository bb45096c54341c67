import json
from pathlib import Path
from typing import Any

import pytest

from warnd.config.load import load, read_settings

FEED = {"id": "gazette", "url": "https://gazette.example/feed"}


def written(folder: Path, heartbeat: Any, **feed: Any) -> Path:
    path = folder / "warnd.yaml"
    settings = {"store": "sqlite:///warnd.db", "heartbeat": heartbeat, "feeds": [{**FEED, **feed}]}
    path.write_text(json.dumps(settings, indent=1))
    return path


@pytest.mark.parametrize(
    ("heartbeat", "message"),
    [
        pytest.param({}, "goes nowhere: give url or url_file", id="no address"),
        pytest.param({"interval": "5m"}, "goes nowhere: give url or url_file", id="only a time"),
        pytest.param(
            {"url": "https://checker.example/1", "url_file": "secret"},
            "stands beside url: one of both says where it goes",
            id="two addresses",
        ),
        pytest.param({"url": "ftp://checker.example/1"}, "http", id="no web address"),
        pytest.param({"url_file": "missing"}, "missing", id="no such file"),
        pytest.param(
            {"url": "https://checker.example/1", "interval": "1s"},
            "expected at least 1m, got 1s",
            id="a flood",
        ),
        pytest.param(
            {"url": "https://checker.example/1", "every": "5m"}, "interval", id="an unknown key"
        ),
    ],
)
def test_a_heartbeat_that_cannot_be_is_told_with_its_line(
    tmp_path: Path, heartbeat: Any, message: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://checker.example/2\n")
    secret.chmod(0o600)
    mistakes = read_settings(written(tmp_path, heartbeat)).mistakes
    assert [each for each in mistakes if message in each.message], mistakes
    assert all(each.line for each in mistakes)


@pytest.mark.parametrize(
    ("heartbeat", "feed", "warned"),
    [
        pytest.param({}, {}, False, id="as often as the feed"),
        pytest.param({"interval": "2m"}, {}, True, id="more often than the feed"),
        pytest.param({}, {"tier": "background"}, True, id="more often than its tier"),
        pytest.param({}, {"interval": "30s"}, False, id="a feed that is read often"),
    ],
)
def test_a_heartbeat_that_must_come_late_is_warned_of(
    tmp_path: Path, heartbeat: Any, feed: Any, warned: bool
) -> None:
    path = written(tmp_path, {"url": "https://checker.example/1", **heartbeat}, **feed)
    warnings = [each for each in load(path).warnings if each.path == "heartbeat"]
    assert bool(warnings) is warned


def test_a_secret_address_stands_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://checker.example/2\n")
    secret.chmod(0o600)
    heartbeat = load(
        written(tmp_path, {"url_file": "secret", "interval": "10m"})
    ).settings.heartbeat
    assert heartbeat is not None
    assert heartbeat.url_file == secret


def test_a_private_checker_that_is_not_allowed_is_warned_of(tmp_path: Path) -> None:
    path = written(tmp_path, {"url": "http://10.0.0.1/ping"})
    assert any("10.0.0.1:80" in each.message for each in load(path).warnings)
