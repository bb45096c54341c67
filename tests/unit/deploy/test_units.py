"""The systemd units: how they shut the service in, and that what they start is there."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from warnd.cli.app import app

DEPLOY = Path(__file__).parents[3] / "deploy"
SERVICES = ("warnd.service", "warnd-backup.service")
UNITS = (*SERVICES, "warnd-backup.timer")
#: the most that `systemd-analyze security` may find, from 0 (shut in) to 10 (bare)
MOST_EXPOSED = 1.5
#: what the service must say, whatever else it says
NEEDED = {
    "Type": "notify",
    "NotifyAccess": "main",
    "ExecReload": "/bin/kill -HUP $MAINPID",
    "Restart": "always",
    "RestartSec": "5",
    "StartLimitIntervalSec": "0",
    "WatchdogSec": "60",
    "WatchdogSignal": "SIGABRT",
    "TimeoutStopSec": "45",
    "OOMScoreAdjust": "-500",
    "OOMPolicy": "continue",
    "User": "warnd",
    "StateDirectory": "warnd",
    "StateDirectoryMode": "0700",
    "UMask": "0077",
    "LimitCORE": "0",
    "LoadCredential": "secret:/etc/warnd/credentials",
    "ConditionPathExists": "/etc/warnd/warnd.yaml",
}


def settings(unit: str) -> dict[str, list[str]]:
    """Give what a unit sets, each key with its values in order."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / unit).read_text(encoding="utf-8").splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


def analyzed(verb: str, option: str, unit: str) -> str | None:
    """Give what systemd-analyze says of a unit; None, said aloud, where it is not installed.

    The settings are compared with tables all the same, and .ci/run installs it where it can.
    """
    program = shutil.which("systemd-analyze")
    if program is None:
        sys.stderr.write(f"systemd-analyze is not here: {unit} was not put before it\n")
        return None
    told = subprocess.run(  # noqa: S603  a program of the system
        [program, verb, option, str(DEPLOY / unit)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    return told.stdout


@pytest.mark.parametrize("unit", SERVICES)
def test_a_service_is_shut_in(unit: str) -> None:
    told = analyzed("security", "--offline=true", unit)
    if told is not None:
        score = re.search(r"Overall exposure level for \S+: ([\d.]+)", told)
        assert score, told
        assert float(score[1]) <= MOST_EXPOSED, told


@pytest.mark.parametrize("unit", SERVICES)
def test_a_service_may_neither_gain_rights_nor_write_elsewhere(unit: str) -> None:
    said = settings(unit)
    assert said["CapabilityBoundingSet"] == [""]
    assert said["NoNewPrivileges"] == ["yes"]
    assert said["ProtectSystem"] == ["strict"]
    assert "ReadWritePaths" not in said
    assert said["IPAddressDeny"] == ["link-local multicast"]
    assert said["SystemCallFilter"] == ["@system-service", "~@privileged"]


@pytest.mark.parametrize(("key", "value"), NEEDED.items())
def test_the_daemon_is_watched_and_never_given_up(key: str, value: str) -> None:
    assert settings("warnd.service")[key] == [value]


def test_no_network_is_no_reason_not_to_start() -> None:
    said = settings("warnd.service")
    assert not {"Requires", "BindsTo", "Requisite"} & said.keys()


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_understands_every_line(unit: str) -> None:
    # That warnd is not installed on this machine is no fault of the unit.
    wrong = [
        line
        for line in (analyzed("verify", "--man=no", unit) or "").splitlines()
        if unit.partition(".")[0] in line and "is not executable" not in line
    ]
    assert not wrong


@pytest.mark.parametrize("unit", SERVICES)
def test_what_a_service_starts_is_a_command_of_warnd(unit: str) -> None:
    (started,) = settings(unit)["ExecStart"]
    program, *words = shlex.split(started)
    assert program == "/usr/bin/warnd"
    command = get_command(app)
    while isinstance(command, typer.core.TyperGroup):
        word = words.pop(0)
        inner = command.get_command(typer.Context(command), word)
        assert inner is not None, f"warnd has no command {word}"
        command = inner
    command.make_context("warnd", words)


def test_the_user_and_folders_of_the_service_are_made() -> None:
    users = (DEPLOY / "warnd.sysusers").read_text(encoding="utf-8")
    assert re.search(r"^u warnd .* /usr/sbin/nologin$", users, re.MULTILINE)
    folders = (DEPLOY / "warnd.tmpfiles").read_text(encoding="utf-8")
    made = re.findall(r"^d (\S+)\s+(\d+)\s+(\w+)\s+(\w+)", folders, re.MULTILINE)
    assert made == [
        ("/etc/warnd", "0750", "root", "warnd"),
        ("/etc/warnd/credentials", "0700", "root", "root"),
        ("/var/lib/warnd", "0700", "warnd", "warnd"),
    ]
