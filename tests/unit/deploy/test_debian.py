"""The Debian package: installed, run as its unit runs it, upgraded over, removed, purged.

`make test` tries a package that borrows its Python packages from this checkout. The long form takes
the one that `make deb` built: `WARND_DEB=dist/warnd_0.1.0-1_amd64.deb`; it needs 3 GB and a minute.
"""

import json
import os
import re
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
from warnd import __version__ as warnd_version

BUILD = Path(__file__).parents[3] / "deploy" / "debian" / "build.py"
#: a throw-away root has no other packages, and its scripts find no shell in it
FORCED = ("--force-depends", "--force-script-chrootless", "--force-bad-path")
VERSIONS = ("0.1.0-1", "0.1.0-2")
#: a package that was built already, from the lock, on Debian's own Python
BUILT = os.environ.get("WARND_DEB", "")
#: how long a program may take, in seconds; half a gigabyte is packed and unpacked in the long form
PATIENCE_S = 600 if BUILT else 60
CREDENTIAL = "secret_hook"
SECRET = "whsec_" + "c2VjcmV0" * 4


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
        if BUILT:
            return self._versioned(Path(BUILT), version)
        command = [str(BUILD), "--linked", "--version", version, "--to", str(self.built)]
        told = run(sys.executable, *command, "--work", str(self.built / "work"))
        return Path(told.strip())

    def _versioned(self, package: Path, version: str) -> Path:
        """Give a package with what is in another one, under a version of its own."""
        tree, made = self.built / "tree", self.built / f"{version}.deb"
        self.built.mkdir(exist_ok=True)
        run("dpkg-deb", "--raw-extract", str(package), str(tree))
        control = tree / "DEBIAN" / "control"
        said = re.sub(r"(?m)^Version: .*$", f"Version: {version}", control.read_text())
        control.write_text(said)
        run("dpkg-deb", "--root-owner-group", "-Zzstd", "-z1", "--build", str(tree), str(made))
        shutil.rmtree(tree)
        return made

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
        assert may or not BUILT, "the user of the package cannot run what it holds"
        if not may:  # a checkout or a Python that only root may read
            sys.stderr.write("the user of the package cannot reach this checkout: run as root\n")
        self.user, self.group = (user, group) if may else (0, 0)

        self._root = root.path

    def launch(self, output: int, environment: Mapping[str, str]) -> None:
        handed = {"CREDENTIALS_DIRECTORY": str(self._credentials()), **self._said(), **environment}
        self._process = run_as(self.user, self.group, self.command, output, **handed)

    def _credentials(self) -> Path:
        """Hand over secrets as systemd does: copies that the service alone can read."""
        (loaded,) = settings("warnd.service")["LoadCredential"]
        name, _, folder = loaded.partition(":")
        copies = self._root / "run/credentials/warnd.service"
        copies.mkdir(parents=True, exist_ok=True)
        for file in Path(f"{self._root}{folder}").iterdir():
            copy = copies / f"{name}_{file.name}"
            copy.unlink(missing_ok=True)
            shutil.copyfile(file, copy)
            copy.chmod(0o400)
            os.chown(copy, self.user, self.group)
        copies.chmod(0o500)
        os.chown(copies, self.user, self.group)
        return copies

    def _said(self) -> dict[str, str]:
        """Give the environment that the unit sets, its folder of state in this root."""
        (words,) = settings("warnd.service")["Environment"]
        state = str(self._root / "var/lib")
        pairs = (word.replace("%S", state).partition("=") for word in words.split())
        return {name: value for name, _, value in pairs}


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
        timeout=PATIENCE_S,
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
            areas = [document["area"]["id"] for _, document in hook.posts]
            assert areas == ["SY-ID", "UA-63"], "what was told before the upgrade is not told again"
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
    settings_ = json.loads(config.read_text().replace(beside, state))
    settings_["channels"]["hook"]["secret_file"] = CREDENTIAL
    config.write_text(json.dumps(settings_))
    (root.path / "etc/warnd/credentials" / CREDENTIAL.removeprefix("secret_")).write_text(SECRET)
    _, group = root.user()
    for made in (config, config.with_name("no-model")):
        os.chown(made, 0, group)
    config.chmod(0o640)
    return config


@pytest.fixture
def control(tmp_path: Path) -> dict[str, str]:
    """Give what the control archive of a package holds, by name."""
    if shutil.which("dpkg-deb") is None:
        sys.stderr.write("no package is built: dpkg-deb is not here\n")
        return {}
    command = [str(BUILD), "--linked", "--to", str(tmp_path), "--work", str(tmp_path / "work")]
    package = run(sys.executable, *command).strip()
    run("dpkg-deb", "--control", package, str(tmp_path / "control"))
    return {file.name: file.read_text() for file in (tmp_path / "control").iterdir()}


def test_the_control_files_say_what_dpkg_needs(control: dict[str, str]) -> None:
    if not control:
        return
    said = dict(re.findall(r"(?m)^([\w-]+): (.+)$", control["control"]))
    assert said["Package"] == "warnd"
    assert said["Version"].startswith(f"{warnd_version}-")
    assert int(said["Installed-Size"]) > 0
    minor = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"python3 (>= {minor})" in said["Depends"], "compiled packages fit one Python alone"
    assert control.keys() == {"control", "postinst", "prerm", "postrm"}


@pytest.mark.parametrize("script", ["postinst", "prerm", "postrm"])
def test_a_script_of_the_package_is_sound_and_does_nothing_it_is_not_asked_for(
    script: str, tmp_path: Path
) -> None:
    path = BUILD.with_name(script)
    assert path.read_text().startswith("#!/bin/sh\n")
    run("sh", "-n", str(path))
    kept = tmp_path / "etc/warnd/warnd.yaml"
    kept.parent.mkdir(parents=True)
    kept.touch()
    for asked in ("abort-upgrade", "failed-upgrade", "upgrade"):  # dpkg calls them so too
        done = subprocess.run(  # noqa: S603  our own script
            ["/bin/sh", str(path), asked],
            env={"PATH": "/usr/bin:/bin", "DPKG_ROOT": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert kept.exists()
