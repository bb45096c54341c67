"""The Debian package: installed, run as its unit runs it, upgraded over, removed, purged."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.faults.stories import quick_config, story
from tests.live import Warnd, until
from tests.loopback import FeedServer, Ledger
from tests.unit.deploy.test_units import settings

BUILD = Path(__file__).parents[3] / "deploy" / "debian" / "build.py"
#: a throw-away root has no other packages, and its scripts find no shell in it
FORCED = ("--force-depends", "--force-script-chrootless", "--force-bad-path")
VERSIONS = ("0.1.0-1", "0.1.0-2")


class Root:
    """A throw-away root that packages are installed into."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "root"
        self.built = folder / "built"
        for name in ("updates", "info", "triggers"):
            (self.path / "var/lib/dpkg" / name).mkdir(parents=True)
        (self.path / "var/lib/dpkg/status").touch()
        (self.path / "etc").mkdir()

    def build(self, version: str) -> Path:
        command = [str(BUILD), "--linked", "--version", version, "--to", str(self.built)]
        told = run(sys.executable, *command, "--work", str(self.built / "work"))
        return Path(told.strip())

    def dpkg(self, *arguments: str) -> str:
        return run("dpkg", f"--root={self.path}", *FORCED, *arguments)

    def user(self) -> tuple[int, int]:
        """Give the numbers of the user and group that the package made."""
        lines = (self.path / "etc/passwd").read_text().splitlines()
        (line,) = [line for line in lines if line.startswith("warnd:")]
        return int(line.split(":")[2]), int(line.split(":")[3])


class Packaged(Warnd):
    """The command line of the unit, in a throw-away root, as the unit's user."""

    def __init__(self, root: Root, config: Path) -> None:
        super().__init__(config, root.path / "warnd.log")
        (started,) = settings("warnd.service")["ExecStart"]
        words = shlex.split(started)
        self.command = [f"{root.path}{word}" if word[0] == "/" else word for word in words]
        user, group = root.user()
        probe = [f"{root.path}/usr/lib/warnd/bin/python", "-c", "import warnd"]
        may = run_as(user, group, probe).wait(60) == 0
        if not may:  # a checkout or a Python that only root may read
            sys.stderr.write("the user of the package cannot reach this checkout: run as root\n")
        self.user, self.group = (user, group) if may else (0, 0)

    def launch(self, output: int, environment: Mapping[str, str]) -> None:
        self._process = run_as(self.user, self.group, self.command, output, **environment)


def run_as(
    user: int, group: int, command: list[str], output: int = subprocess.DEVNULL, **environment: str
) -> subprocess.Popen[bytes]:
    """Start a command as a user who has nothing of this one's but the network."""
    return subprocess.Popen(  # noqa: S603  our own program
        command,
        stdout=output,
        stderr=output,
        env={"PATH": "/usr/bin:/bin", **environment},
        cwd="/",
        user=user,
        group=group,
        extra_groups=[],
        umask=0o077,
    )


def run(*command: str) -> str:
    done = subprocess.run(  # noqa: S603  programs of the system, and our own
        command,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def root() -> Iterator[Root | None]:
    """Give a root that every user may look into; None, said aloud, where none can be had."""
    lacking = [name for name in ("dpkg", "dpkg-deb", "systemd-sysusers") if not shutil.which(name)]
    if lacking or os.geteuid() != 0:
        sys.stderr.write(f"no package is installed: this needs root and {lacking or 'no more'}\n")
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="warnd-deb-") as folder:
        Path(folder).chmod(0o755)  # for the service's user to look in
        yield Root(Path(folder))


def test_a_package_is_installed_run_upgraded_and_removed(root: Root | None) -> None:
    if root is None:
        return
    first, second = (root.build(version) for version in VERSIONS)

    told = root.dpkg("--install", str(first))
    assert "was not started" in told
    check_installed(root)
    with FeedServer() as feeds, Ledger() as hook:
        config = configured(root, feeds, hook)
        warnd = Packaged(root, config)
        warnd.start()
        try:
            warnd.await_event("ready")
            feeds.items["wire"] = [story("SY-ID")]
            until(lambda: len(hook.posts) == 1, what=f"an alert\n{warnd.tail()}")

            told = root.dpkg("--install", str(second))
            assert "was not started" not in told
            assert warnd.terminate() == 0
            warnd.start()
            warnd.await_event("ready")
            feeds.items["wire"] = [story("SY-ID"), story("UA-63")]
            until(lambda: len(hook.posts) == 2, what=f"another alert\n{warnd.tail()}")
        finally:
            if not warnd.ended:
                warnd.terminate()
    root.dpkg("--remove", "warnd")
    assert not (root.path / "usr").exists()
    assert config.exists(), "what an administrator wrote outlives a removal"
    assert (root.path / "var/lib/warnd/warnd.db").exists()
    root.dpkg("--purge", "warnd")
    assert not (root.path / "etc/warnd").exists()
    assert not (root.path / "var/lib/warnd").exists()


def check_installed(root: Root) -> None:
    """Look at who owns what, and at the example."""
    user, group = root.user()
    owned = {
        "etc/warnd": (0o750, 0, group),
        "etc/warnd/credentials": (0o700, 0, 0),
        "var/lib/warnd": (0o700, user, group),
        "usr/bin/warnd": (0o755, 0, 0),
        "usr/lib/systemd/system/warnd.service": (0o644, 0, 0),
        "usr/lib/systemd/system/warnd-backup.timer": (0o644, 0, 0),
    }
    for name, expected in owned.items():
        found = (root.path / name).stat()
        assert (found.st_mode & 0o7777, found.st_uid, found.st_gid) == expected, name
    example = root.path / "usr/share/doc/warnd/examples/warnd.yaml"
    assert "\nstore: sqlite:////var/lib/warnd/warnd.db\n" in example.read_text(encoding="utf-8")
    assert "warnd" in run(f"{root.path}/usr/bin/warnd", "--version")


def configured(root: Root, feeds: FeedServer, hook: Ledger) -> Path:
    """Write a configuration as an administrator would, where the unit looks for it."""
    config = quick_config(root.path / "etc/warnd", feeds, {"hook": hook})
    beside = f"sqlite:///{config.with_name('warnd.db')}"
    state = f"sqlite:///{root.path}/var/lib/warnd/warnd.db"
    config.write_text(config.read_text().replace(beside, state))
    return config
