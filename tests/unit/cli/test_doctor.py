"""`warnd doctor`: what is wrong with an installation, with what mends it."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.records import QUIET, article
from tests.unit.cli.conftest import run
from warnd.cli import doctor_machine
from warnd.daemon.timing.clock import SystemClock
from warnd.model.feed import FeedState
from warnd.model.identifiers import FeedId
from warnd.storage.connect import open_store

NOW = SystemClock().now()


def change(config: Path, **settings: object) -> None:
    config.write_text(json.dumps({**json.loads(config.read_text()), **settings}))


@pytest.fixture
def sound(config: Path) -> Path:
    """Give an installation that nothing is wrong with."""
    change(
        config,
        feeds=[{"id": "gazette", "url": "http://127.0.0.1:9/rss"}],
        allow_addresses=["127.0.0.1:9"],
    )
    config.chmod(0o600)
    open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True).close()
    assert run("db", "backup", "--config", config).exit_code == 0
    return config


def test_nothing_is_wrong_with_a_sound_installation(sound: Path) -> None:
    result = run("doctor", "--config", sound)
    assert (result.exit_code, result.stdout) == (0, "Nothing is wrong here.\n")


def _secret(config: Path) -> None:
    secret = config.with_name("secret")
    secret.write_text("https://127.0.0.1:9/hook\n")
    secret.chmod(0o644)
    hook = {"type": "teams", "webhook_url_file": str(secret)}
    change(config, channels={"screen": {"type": "console"}, "hook": hook})


def _from_tomorrow(config: Path) -> None:
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        transaction.add_article(article(first_seen=NOW + timedelta(days=1)), QUIET)
    store.close()


def _old_certificate(config: Path) -> None:
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    with store.transaction() as transaction:
        ends = NOW + timedelta(days=2)
        transaction.save_feed_state(
            FeedState(feed=FeedId("gazette"), due=NOW, certificate_ends=ends)
        )
    store.close()


@pytest.mark.parametrize(
    ("harm", "what", "mend"),
    [
        pytest.param(
            lambda path: path.chmod(0o666), "others may change", "chmod go-w", id="config"
        ),
        pytest.param(
            lambda path: path.with_name("warnd.db").chmod(0o644),
            "others may read or change",
            "chmod 0600",
            id="database",
        ),
        pytest.param(_from_tomorrow, "the clock is or was wrong", "set the clock", id="clock"),
        pytest.param(_old_certificate, "certificate of feed gazette", "publisher", id="expiry"),
        pytest.param(
            lambda path: change(path, feeds=[{"id": "x", "url": "https://nowhere.invalid/rss"}]),
            "names do not resolve",
            "resolv.conf",
            id="names",
        ),
        pytest.param(
            lambda path: path.with_name("warnd.db.ballast").touch(),
            "no copy of",
            "warnd reload",
            id="no-copy-of-the-configuration",
        ),
        pytest.param(
            lambda path: path.with_name("warnd.db").unlink(),
            "there is no database",
            "warnd db check",
            id="no-database",
        ),
    ],
)
def test_what_is_wrong_is_told_with_what_mends_it(
    sound: Path, harm: Callable[[Path], object], what: str, mend: str
) -> None:
    harm(sound)
    result = run("doctor", "--json", "--config", sound)
    assert result.exit_code == 1, result.output
    (found,) = map(json.loads, result.stdout.splitlines())
    assert what in found["finding"]
    assert mend in found["mend"]


def test_a_secret_that_others_can_read_is_told(sound: Path) -> None:
    _secret(sound)
    result = run("doctor", "--config", sound)
    assert result.exit_code == 1
    assert str(sound.with_name("secret")) in result.stderr


def test_feeds_and_receivers_that_cannot_be_reached_are_told(sound: Path) -> None:
    _secret(sound)
    sound.with_name("secret").chmod(0o600)
    result = run("doctor", "--network", "--config", sound)
    assert result.exit_code == 1
    assert "feed gazette is unreachable" in result.stdout
    assert "channel hook: 127.0.0.1:9 cannot be reached" in result.stdout


def test_a_full_disk_and_a_clock_of_last_year_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor_machine, "LEAST_FREE", 2**62)
    (full,) = doctor_machine.of_disk(tmp_path)
    assert "are free where" in full.what
    (missing,) = doctor_machine.of_disk(tmp_path / "missing")
    assert "cannot be looked at" in missing.what
    (past,) = doctor_machine.of_clock(NOW - timedelta(days=36_500), None)
    assert "before this warnd was made" in past.what
