"""Rows F48, F49, S19 and S20: broken configurations, at a reload, at the start and at `check`."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.faults.broken import AROUND, BOMB, CONFIG, WHOLE, Broken, all_broken
from tests.faults.stories import quick_config, story
from tests.live import Warnd, metric, running, until
from tests.loopback import FeedServer, Ledger, ServiceSocket
from warnd.config.last_good import Kept, keep
from warnd.config.load import read_settings
from warnd.daemon.configuring import BROKEN, configured_anew, configured_at_start
from warnd.errors import ConfigurationInvalid

ALL = all_broken()
#: of these a daemon is told, running or at its start; of all with WARND_BROKEN=all
SPREAD = ALL if os.environ.get("WARND_BROKEN") == "all" else ALL[::9]
WELL = "warnd_config_last_reload_successful"


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "warnd", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "NOTIFY_SOCKET": ""},
    )


def told_at(broken: Broken, folder: Path, mistakes: Sequence[str]) -> bool:
    file, line, column = broken.at
    begins = f"{folder / file}:{line}:{column}: "
    return any(each.startswith(begins) and broken.words in each for each in mistakes)


def test_there_are_two_hundred_of_them_and_none_is_broken_before_it_is_broken(
    tmp_path: Path,
) -> None:
    assert len({broken.id for broken in ALL}) == len(ALL) >= 200
    assert len(BOMB) == 289
    sound = Broken(id="sound", config=WHOLE.encode(), at=(CONFIG, 0, 0), words="")
    assert configured_anew(sound.write(tmp_path)).settings.routes


def test_each_is_refused_at_its_place_with_what_to_write_instead(tmp_path: Path) -> None:
    missed = []
    for broken in ALL:
        with pytest.raises(ConfigurationInvalid) as refused:
            configured_anew(broken.write(tmp_path))
        mistakes = [str(mistake) for mistake in refused.value.mistakes]
        if not told_at(broken, tmp_path, mistakes):
            missed.append((broken.id, mistakes))
        assert all(mistake.line and mistake.column for mistake in refused.value.mistakes), broken.id
    assert missed == []


def test_each_at_the_start_gives_way_to_the_copy_that_worked(tmp_path: Path) -> None:
    sound = Broken(id="sound", config=WHOLE.encode(), at=(CONFIG, 0, 0), words="")
    config = sound.write(tmp_path)
    reading = read_settings(config)
    assert reading.settings is not None
    copied = Kept(config=config, settings=reading.settings, lists=reading.lists)
    assert keep(copied, tmp_path, datetime(2026, 11, 20, tzinfo=UTC))
    for broken in SPREAD:
        broken.write(tmp_path)
        if broken.words == "mend the rule, or its test":  # tried when it is read anew, not then
            continue
        configured = configured_at_start(config)
        assert configured.copy is not None, broken.id
        assert len(configured.settings.feeds) == 2, broken.id
        with pytest.raises(BROKEN):
            configured_at_start(config, strict=True)
    ALL[0].write(tmp_path)
    shutil.rmtree(tmp_path / "last-good")
    with pytest.raises(BROKEN):
        configured_at_start(config)


def test_a_running_daemon_keeps_the_old_configuration_and_delivers(tmp_path: Path) -> None:
    stories = iter(("SY-ID", "UA-63", "SD-KH", "YE-TA", "ML-7"))
    with FeedServer() as feeds, Ledger() as sink, ServiceSocket() as manager:
        config = quick_config(tmp_path, feeds, {"hook": sink})
        sound = config.read_bytes()
        with running(config, NOTIFY_SOCKET=manager.address) as warnd:
            warnd.await_event("ready")
            for nth, broken in enumerate(SPREAD):
                broken.write(tmp_path)
                told = refused(warnd, nth + 1)
                assert told_at(broken, tmp_path, told), (broken.id, told)
                if nth % (len(SPREAD) // 4) == 0:
                    area = next(stories)
                    feeds.add("wire", story(area))
                    until(partial(_told_of, sink, area), what=warnd.tail)
            assert metric(warnd.get("/metrics")[1], WELL) == 0.0
            until(lambda: any("running on the OLD" in line for line in manager.lines))
            assert json.loads(warnd.get("/healthz")[1])["status"] == "degraded"

            asked = command("reload", "--config", config)
            assert asked.returncode == 78
            assert told_at(SPREAD[-1], tmp_path, re.findall(r"error: (.*)", asked.stderr))

            config.write_bytes(sound)
            asked = command("reload", "--config", config)
            assert asked.returncode == 0, asked.stderr
            assert re.search(r"reloaded: 1 feeds, 1 channels; tried on the last \d", asked.stdout)
            assert metric(warnd.get("/metrics")[1], WELL) == 1.0
            assert json.loads(warnd.get("/healthz")[1])["status"] == "ok"
        asked = command("reload", "--config", config)
        assert (asked.returncode, "no warnd that runs" in asked.stderr) == (1, True)


def _told_of(sink: Ledger, area: str) -> bool:
    return area in sink.areas()


def refused(warnd: Warnd, nth: int) -> list[str]:
    """Reload for the nth time, and give why that was refused."""
    warnd.reload()
    until(lambda: warnd.log.read_bytes().count(b'"reload_refused"') >= nth, what=warnd.tail)
    event = warnd.event("reload_refused")
    assert event is not None
    return str(event["error"]).replace("\\x0a", "\n").splitlines()


def test_a_start_on_a_broken_configuration_runs_on_the_last_good_one(tmp_path: Path) -> None:
    with FeedServer() as feeds, Ledger() as sink:
        config = quick_config(tmp_path, feeds, {"hook": sink})
        sound = config.read_bytes()
        with running(config) as warnd:
            warnd.await_event("configuration_kept")
        config.write_bytes(sound.replace(b'"wire"', b'"wire', 1))

        strict = command("run", "--strict", "--config", config)
        assert strict.returncode == 78
        assert f"{config}:" in strict.stderr

        with running(config) as warnd:
            event = warnd.await_event("started_on_last_good")
            assert str(config) in event["error"]
            until(lambda: reasons(sink) == ["configuration-broken"], what=warnd.tail)
            health = json.loads(warnd.get("/healthz")[1])
            assert "last good configuration" in health["degraded"][0]
            feeds.add("wire", story("SY-ID"))
            until(lambda: "SY-ID" in sink.areas(), what=warnd.tail)
            config.write_bytes(sound)
            warnd.reload()
            until(lambda: reasons(sink) == ["configuration-broken", "configuration-back"])
            assert json.loads(warnd.get("/healthz")[1])["status"] == "ok"


def reasons(sink: Ledger) -> list[str]:
    return [post["reason"] for _, post in list(sink.posts) if post.get("type") == "feed-notice"]


def test_check_tells_the_place_to_people_and_to_programs(tmp_path: Path) -> None:
    bomb = next(broken for broken in ALL if broken.id == "rules: bomb")
    config = bomb.write(tmp_path)
    shown = command("check", "--config", config)
    assert shown.returncode == 1
    assert told_at(bomb, tmp_path, re.findall(r"error: (.*)", shown.stdout))
    told = json.loads(command("check", "--format", "json", "--config", config).stdout)
    (mistake,) = told["mistakes"]
    assert (mistake["line"], mistake["column"]) == bomb.at[1:]


@pytest.mark.parametrize("name", ["password", "slack-url", "hook-secret", "rules.yaml"])
def test_who_may_read_a_secret_or_change_a_rule_decides_whether_it_is_taken(
    tmp_path: Path, name: str
) -> None:
    config = Broken(id="", config=WHOLE.encode(), at=("", 0, 0), words="").write(tmp_path)
    is_rule = name not in {"password", "slack-url", "hook-secret"}
    assert name in AROUND
    for mode in range(0o400, 0o700):
        if not mode & 0o400:
            continue
        (tmp_path / name).chmod(mode)
        refused_modes = 0o002 if is_rule else 0o006
        if is_rule and mode & 0o020:
            continue  # an owner's private group is no other: told by the group, below
        if mode & refused_modes:
            with pytest.raises(ConfigurationInvalid) as refused:
                configured_anew(config)
            assert "chmod" in str(refused.value), oct(mode)
        else:
            assert read_settings(config).settings is not None, oct(mode)
