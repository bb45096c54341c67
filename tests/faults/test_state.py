"""A state directory that cannot be written to, or is somebody else's (FAULTS, row 11)."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.stories import quick_config, story
from tests.faults.test_disk import config_telling, health, reasons
from tests.live import Warnd, running, until
from tests.loopback import FeedServer, Ledger

#: a user who owns nothing
NOBODY = 65_534
#: exit code for a configuration that cannot be used
EX_CONFIG = 78
#: mounts a disk at its first argument that nothing can be written to, and becomes the others
_READ_ONLY = 'mount -t tmpfs none "$0" && mount -o remount,ro "$0" && exec "$@"'
#: mounts a disk at its first argument, and becomes the others
_DISK = 'mount -t tmpfs -o size=100m none "$0" && exec "$@"'
#: becomes a program that may do no more than the files' modes let its user do
_MERELY = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


def namespaces() -> bool:
    """Tell whether a mount of our own can be made here."""
    command = ("unshare", "-Urm", "sh", "-c", _DISK, "/mnt", "true")
    return bool(shutil.which("unshare")) and (
        subprocess.run(command, check=False, capture_output=True).returncode == 0  # noqa: S603
    )


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder that every user may look into."""
    with tempfile.TemporaryDirectory(prefix="warnd-state-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def told_at_start(command: list[str]) -> str:
    """Give what a warnd says that does not start; see that it says so by its exit code."""
    told = subprocess.run(  # noqa: S603  our own program
        command, capture_output=True, text=True, timeout=120, check=False
    )
    assert told.returncode == EX_CONFIG, told.stderr
    assert "Traceback" not in told.stderr
    return told.stderr


def configured(folder: Path, state: Path) -> list[str]:
    """Write a configuration with its records in a folder; give the words that run it."""
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(folder, feeds, {"hook": ledger})
    settings = json.loads(config.read_text())
    config.write_text(json.dumps({**settings, "store": f"sqlite:///{state / 'warnd.db'}"}))
    config.chmod(0o644)
    return ["run", "--config", str(config)]


def test_a_start_says_which_folder_who_asks_and_what_to_do(folder: Path) -> None:
    state = folder / "state"
    run = configured(folder, state)
    told = told_at_start([sys.executable, "-m", "warnd", *run])
    assert (str(state) in told, f"uid {os.getuid()}" in told) == (True, True), told
    assert f"install -d -m 0700 {state}" in told

    state.mkdir(0o700)
    if os.getuid() == 0:  # somebody else's
        os.chown(state, NOBODY, NOBODY)
        told = told_at_start([*_MERELY, sys.executable, "-m", "warnd", *run])
    else:
        state.chmod(0o500)
        told = told_at_start([sys.executable, "-m", "warnd", *run])
        state.chmod(0o700)
    assert (str(state) in told, f"uid {os.getuid()}" in told) == (True, True), told
    assert "chown" in told
    assert list(state.iterdir()) == [], "nothing was touched"

    if namespaces():
        under = ["unshare", "-Urm", "sh", "-c", _READ_ONLY, str(state)]
        told = told_at_start([*under, sys.executable, "-m", "warnd", *run])
        assert ("Read-only" in told, str(state) in told) == (True, True), told


@contextmanager
def unwritable(warnd: Warnd, state: Path, *, mounted: bool) -> Iterator[None]:
    """Have nothing new be written in a folder of a running warnd, by its path."""
    inside = ("nsenter", "-t", str(warnd.process.pid), "-U", "-m", "--preserve-credentials")
    if not mounted:
        mode = stat.S_IMODE(state.stat().st_mode)
        state.chmod(0o500)
        yield
        state.chmod(mode)
        return
    shut = f"mount --bind {state} {state} && mount -o remount,ro,bind {state}"
    subprocess.run([*inside, "sh", "-c", shut], check=True, timeout=60)  # noqa: S603
    yield
    subprocess.run([*inside, "umount", str(state)], check=True, timeout=60)  # noqa: S603


def is_so(condition: Callable[[], bool]) -> Callable[[], bool]:
    """Look for something of a daemon that may be too busy to answer."""

    def looked() -> bool:
        try:
            return condition()
        except OSError:
            return False

    return looked


def test_a_folder_that_becomes_read_only_costs_no_alert(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir(0o700)
    mounted = namespaces()
    assert mounted or os.getuid() != 0, "no disk of our own, and no mode that would hold root off"
    under = ("unshare", "-Urm", "sh", "-c", _DISK, str(state)) if mounted else ()
    with FeedServer() as feeds, Ledger() as alerts, Ledger() as duty:
        config = config_telling(tmp_path, feeds, alerts, duty)
        settings = json.loads(config.read_text())
        config.write_text(json.dumps({**settings, "store": f"sqlite:///{state / 'warnd.db'}"}))
        with running(config, *under) as warnd:
            feeds.add("wire", story("SO-BN"))
            until(lambda: "SO-BN" in alerts.areas(), what=warnd.tail)
            with unwritable(warnd, state, mounted=mounted):
                feeds.add("wire", story("SY-ID"))
                until(lambda: "SY-ID" in alerts.areas(), what=warnd.tail)
                until(is_so(lambda: health(warnd)[0] == 503), what="failing health")
                assert alerts.posts[-1][1]["may_repeat"], "it could not be recorded"
                until(lambda: "store-trouble" in reasons(duty), what="the alarm")
            until(is_so(lambda: health(warnd)[0] == 200), what=warnd.tail)
            feeds.add("wire", story("YE-TA"))
            until(lambda: "YE-TA" in alerts.areas(), what=warnd.tail)
            until(lambda: "store-back" in reasons(duty), what="the end of it")
            assert warnd.terminate() == 0
