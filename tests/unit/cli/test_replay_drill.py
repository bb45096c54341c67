import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from tests.faults.receivers import MailServer
from tests.live import running
from tests.loopback import Ledger
from tests.unit.cli.conftest import run
from tests.unit.cli.test_replay import ARTICLES, article, written


class Stopwatch:
    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return written(tmp_path / "archive.jsonl", ARTICLES)


def changed(config: Path, **settings: Any) -> Path:
    config.write_text(json.dumps({**json.loads(config.read_text()), **settings}))
    return config


def hooked(config: Path, ledger: Ledger, **route: Any) -> Path:
    return changed(
        config,
        channels={"hook": {"type": "webhook", "url": ledger.url}},
        routes=[{"to": ["hook"], **route}],
        allow_addresses=[ledger.address],
    )


def versions_of(archive: Path, config: Path) -> list[dict[str, Any]]:
    told = run("replay", "--json", "--config", config, archive)
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_a_past_crisis_arrives_on_every_channel_marked_as_an_exercise(
    archive: Path, config: Path, tmp_path: Path
) -> None:
    with Ledger() as ledger, MailServer() as mail:
        hooked(config, ledger)
        channels = {
            **json.loads(config.read_text())["channels"],
            "duty": mail.settings("duty@relief.example", "desk@relief.example"),
            "files": {"type": "cap", "folder": "cap", "sender": "warnd@relief.example"},
            "table": {"type": "csv", "file": "alerts.csv"},
        }
        changed(config, channels=channels, routes=[{"to": list(channels)}])
        told = run("replay", "--drill", "--yes", "--config", config, archive)
        assert told.exit_code == 0, told.output
        versions = versions_of(archive, config)
        posts = [post for _, post in ledger.posts]
    assert len(versions) > 2
    assert f"{5 * len(versions)} messages, each marked as an exercise" in told.stdout
    assert [post["at"] for post in posts] == [version["at"] for version in versions]
    assert all(post["headline"].startswith("EXERCISE · ") for post in posts)
    assert all("EXERCISE. This is a drill" in post["text"] for post in posts)
    assert all(post["exercise"] is True for post in posts)
    assert {post["alert"] for post in posts}.isdisjoint(each["alert"] for each in versions)
    for recipient in ("duty@relief.example", "desk@relief.example"):
        mails = [each.parsed for each in mail.for_(recipient)]
        assert len(mails) == len(versions)
        assert all(str(each["subject"]).startswith("EXERCISE · ") for each in mails)
        page = mails[0].get_body(("html",))
        assert page is not None
        assert "EXERCISE. This is a drill" in page.get_content()
        assert "<title>EXERCISE · " in page.get_content()
    caps = [file.read_text() for file in (tmp_path / "cap").iterdir()]
    assert len(caps) == len(versions)
    assert all("<status>Exercise</status>" in cap for cap in caps)
    assert (tmp_path / "alerts.csv").read_text().count("Exercise") >= len(versions)


def test_it_is_told_who_gets_how_much_and_nothing_is_sent_until_somebody_says_yes(
    archive: Path, config: Path
) -> None:
    with Ledger() as ledger:
        hooked(config, ledger)
        told = run("replay", "--drill", "--config", config, archive, feed="n\n")
        assert told.exit_code == 1
        assert re.search(r"hook +\d+ +2019-01-28T", told.stdout)
        assert "Send them now, each marked as an exercise?" in told.output
        assert ledger.posts == []
        again = run("replay", "--drill", "--config", config, archive, feed="y\n")
        assert again.exit_code == 0
        count = int(re.findall(r"hook +(\d+) ", again.stdout)[0])
        assert len(ledger.posts) == count > 2


def test_two_drills_share_no_key_so_that_no_receiver_takes_the_second_for_a_repeat(
    archive: Path, config: Path
) -> None:
    with Ledger() as ledger:
        hooked(config, ledger)
        for _ in range(2):
            assert run("replay", "--drill", "--yes", "-c", config, archive).exit_code == 0
    assert len(set(ledger.keys)) == len(ledger.keys) > 4


def test_a_digest_gathers_what_it_would_have_gathered(config: Path, tmp_path: Path) -> None:
    areas = [{"id": code, "name": code, "divisions": [code]} for code in ("SY-ID", "SY-HM")]
    archive = written(
        tmp_path / "two.jsonl",
        (
            article("b1", "2019-01-28T09:00:00Z", "Shelling was heard in Idlib."),
            article("b2", "2019-01-28T10:00:00Z", "Shelling was heard in Hama."),
            article("b3", "2019-01-30T10:00:00Z", "Nothing happened in Hama."),
        ),
    )
    with Ledger() as ledger:
        hooked(config, ledger, digest="18:00 UTC", hold_up_to="warning")
        changed(config, areas=areas)
        told = run("replay", "--drill", "--yes", "-c", config, archive, "--until", "2019-01-29")
        assert told.exit_code == 0, told.output
        first = ledger.posts[0][1]
    assert first["type"] == "digest"
    assert first["exercise"] is True
    assert first["headline"].startswith("EXERCISE · ")
    assert {each["area"]["id"] for each in first["alerts"]} == {"SY-ID", "SY-HM"}


def test_what_a_channel_does_not_take_is_told_and_ends_with_one(
    archive: Path, config: Path
) -> None:
    with Ledger(answer=lambda _nth: 410) as ledger:
        told = run("replay", "--drill", "--yes", "-c", hooked(config, ledger), archive)
        assert len(ledger.posts) == 1  # a person must mend it: the others are not tried
    assert told.exit_code == 1
    assert re.search(r"hook: \d+ not taken: ", told.stderr)


def test_speed_lets_the_crisis_run_as_many_times_as_fast_as_it_was(
    config: Path, tmp_path: Path
) -> None:
    archive = written(
        tmp_path / "two.jsonl",
        (
            article("c1", "2019-01-28T09:00:00Z", "Shelling was heard in Idlib."),
            article("c2", "2019-01-28T11:00:00Z", source="Northern Wire"),
        ),
    )
    with Ledger() as ledger:
        hooked(config, ledger)
        arguments = ("replay", "--drill", "--yes", "-c", config, archive)
        began = Stopwatch()
        assert run(*arguments, "--speed", "7200").exit_code == 0
        slow_s, count = began.seconds, len(ledger.posts)
        began = Stopwatch()
        assert run(*arguments).exit_code == 0
    assert count > 1
    assert slow_s - began.seconds > 0.5  # two hours told in one second


def test_it_works_while_the_daemon_runs_and_leaves_its_store_alone(
    archive: Path, config: Path
) -> None:
    with Ledger() as ledger:
        hooked(config, ledger)
        changed(config, feeds=[])
        with running(config) as daemon:
            daemon.await_event("ready")
            told = run("replay", "--drill", "--yes", "-c", config, archive)
            assert told.exit_code == 0, told.output
            listed = run("alerts", "list", "--json", "--config", config)
            status, metrics = daemon.get("/metrics")
    assert ledger.posts
    assert listed.stdout == ""
    assert status == 200
    assert "warnd_alert_versions_total{" not in metrics


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--drill"], "needs a --config", id="no channels"),
        pytest.param(["--drill", "--json", "-c", "CONFIG"], "goes with no", id="json"),
        pytest.param(["--speed", "10"], "belongs to --drill", id="speed alone"),
        pytest.param(["--yes"], "belongs to --drill", id="yes alone"),
    ],
)
def test_what_does_not_go_together_is_refused(
    archive: Path, config: Path, arguments: list[str], words: str
) -> None:
    given = [str(config) if each == "CONFIG" else each for each in arguments]
    told = run("replay", *given, archive)
    assert told.exit_code == 2
    assert words in re.sub(r"[\s│]+", " ", told.stderr)
