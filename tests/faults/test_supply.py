"""What an installation is made from (FAULTS, S27)."""

import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import warnd
from tests.faults.ssh_signatures import is_signed, make_key
from tests.loopback import free_address

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?: ; ([^\\\n]+))?", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})(?= \\$|$)", re.MULTILINE)
#: what would take a package from somewhere else than where the installer is told to look
_ELSEWHERE = re.compile(r"https?://|--(extra-)?index-url|--find-links|--trusted-host| @ |git\+")


@dataclass(frozen=True, kw_only=True)
class Pin:
    """One package as a lock pins it, for some Pythons or for all."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def is_for_us(self) -> bool:
        return not self.marker or Marker(self.marker).evaluate()


def pins(lock: str) -> list[Pin]:
    """Give every package of a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    starts = [*_PIN.finditer(text)]
    ends = [*(each.start() for each in starts[1:]), len(text)]
    return [
        Pin(
            name=canonicalize_name(each[1]),
            version=each[2],
            marker=(each[3] or "").strip(),
            hashes=tuple(_HASH.findall(text[each.start() : end])),
        )
        for each, end in zip(starts, ends, strict=True)
    ]


def versions(lock: str) -> dict[str, str]:
    """Give the versions that a lock has for this Python and machine."""
    return {str(pin.name): pin.version for pin in pins(lock) if pin.is_for_us}


def needed(name: str, extras: frozenset[str] = frozenset()) -> Iterator[Requirement]:
    """Give what an installed package asks for on this machine."""
    for line in importlib.metadata.requires(name) or ():
        asked = Requirement(line)
        if asked.marker is None or any(
            asked.marker.evaluate({"extra": extra}) for extra in extras or {""}
        ):
            yield asked


def closure(first: list[Requirement]) -> set[str]:
    """Give every package that these ask for, and those that they ask for."""
    found: set[str] = set()
    waiting = list(first)
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        if name in found or (asked.marker and not asked.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += needed(name, frozenset(asked.extras))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_pinned_by_hashes_and_names_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not _ELSEWHERE.search(text)
    lines = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert len(lines) == len(pins(lock)) > 30
    assert all(_PIN.match(line) for line in lines)
    for pin in pins(lock):
        assert pin.hashes, pin.name
        assert len(pin.hashes) == len(set(pin.hashes)), pin.name
        assert re.fullmatch(r"[0-9][\w.+!-]*", pin.version), pin.name


def test_the_locks_hold_all_that_is_asked_for_and_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = [Requirement(line) for line in project["project"]["dependencies"]]
    develop = [
        Requirement(line) for line in project["dependency-groups"]["dev"] if isinstance(line, str)
    ]
    locked, all_locked = (versions(lock) for lock in LOCKS)
    assert closure(run) <= locked.keys()
    assert closure([*run, *develop]) <= all_locked.keys()
    assert locked.items() <= all_locked.items(), "what is tested is what is installed"
    for asked in (*run, *develop):
        version = all_locked[str(canonicalize_name(asked.name))]
        assert asked.specifier.contains(version, prereleases=True), asked


def make(target: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a target of the Makefile on a copy of it, with the Python that the tests run with."""
    program = shutil.which("make")
    assert program, "make is part of what CI installs"
    for name in ("Makefile", *LOCKS, "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    if not (folder / "deploy").exists():
        (folder / "deploy").symlink_to(ROOT / "deploy")
    bin_ = folder / "venv" / "bin"
    bin_.mkdir(parents=True, exist_ok=True)
    (bin_ / "python").unlink(missing_ok=True)
    (bin_ / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (bin_ / "python").chmod(0o755)
    (folder / "venv" / ".dev").touch()
    return subprocess.run(  # noqa: S603  a program of the system
        [program, "-o", "venv/.dev", "VENV=venv", target],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


def test_bill_and_audit_are_made_without_a_network(tmp_path: Path) -> None:
    nobody = f"http://{free_address()}"
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), nobody)
    away = {**proxies, **{name.lower(): nobody for name in proxies}, "NO_PROXY": "", "no_proxy": ""}
    billed = make("sbom", tmp_path, **away)
    assert billed.returncode == 0, billed.stderr
    bill = json.loads((tmp_path / "dist" / "sbom.json").read_bytes())
    assert len(bill["components"]) == len(pins("requirements.lock"))
    audited = make("audit", tmp_path, **away)
    assert audited.returncode == 0, audited.stderr
    assert "was not audited" in audited.stdout


def release(folder: Path, version: str = warnd.__version__) -> Path:
    """Write what a release consists of; what the files hold is of no matter here."""
    dist = folder / "dist"
    dist.mkdir(exist_ok=True)
    (dist / f"warnd-{version}-py3-none-any.whl").write_bytes(b"wheel")
    (dist / f"warnd-{version}.tar.gz").write_bytes(b"sdist")
    bill = {"metadata": {"component": {"version": version}}}
    (dist / "sbom.json").write_text(json.dumps(bill))
    return dist


def signing(folder: Path) -> dict[str, str]:
    """Give the variables under which there is an ssh-keygen; where there is none, one of ours."""
    if shutil.which("ssh-keygen"):
        return {}
    (folder / "own").mkdir()
    own = folder / "own" / "ssh-keygen"
    own.write_text(f'#!/bin/sh\nexec {sys.executable} -m tests.faults.ssh_signatures "$@"\n')
    own.chmod(0o755)
    return {"PATH": f"{own.parent}{os.pathsep}{os.environ['PATH']}"}


def is_right(dist: Path) -> bool:
    """Tell whether every file is the one that the sums name, as `sha256sum --check` does."""
    lines = (dist / "SHA256SUMS").read_text().splitlines()
    named = {name: told for told, name in (line.split("  ") for line in lines)}
    assert named.keys() == {file.name for file in dist.iterdir() if "SHA256" not in file.name}
    return all(
        hashlib.sha256((dist / name).read_bytes()).hexdigest() == told
        for name, told in named.items()
    )


def test_a_release_is_signed_by_the_key_that_is_named_and_no_byte_of_it_can_be_changed(
    tmp_path: Path,
) -> None:
    key, environment = make_key(tmp_path / "key"), signing(tmp_path)
    dist = release(tmp_path)
    (dist / "warnd_0_amd64.deb").write_bytes(b"package")
    for _ in range(2):  # a release that was built again is signed again
        signed = make("sign", tmp_path, KEY=str(tmp_path / "key"), **environment)
        assert signed.returncode == 0, signed.stderr
    sums, signature = (dist / "SHA256SUMS").read_bytes(), (dist / "SHA256SUMS.sig").read_text()
    assert is_signed(sums, signature, key, "warnd-release")
    assert is_right(dist)
    assert not is_signed(sums, signature, key, "git"), "it is of no use for anything else"
    assert not is_signed(sums, signature, make_key(tmp_path / "other"), "warnd-release")
    assert not is_signed(sums.replace(b"sbom", b"sbon"), signature, key, "warnd-release")
    for file in (file for file in dist.iterdir() if "SHA256" not in file.name):
        content = file.read_bytes()
        file.write_bytes(content + b"!")
        assert not is_right(dist), file.name
        file.write_bytes(content)


def test_nothing_is_signed_that_is_no_whole_release_of_this_version(tmp_path: Path) -> None:
    make_key(tmp_path / "key")
    environment = {"KEY": str(tmp_path / "key"), **signing(tmp_path)}
    dist = release(tmp_path, "0.0.1")
    told = make("sign", tmp_path, **environment)
    assert "not of version" in told.stderr
    shutil.rmtree(dist)
    (release(tmp_path) / "sbom.json").unlink()
    assert "sbom.json) is needed once" in make("sign", tmp_path, **environment).stderr
    release(tmp_path)
    (dist / "warnd-0.0.1-py3-none-any.whl").touch()
    assert "the wheel (*.whl) is needed once" in make("sign", tmp_path, **environment).stderr
    assert "there is no key" in make("sign", tmp_path, **{**environment, "KEY": ""}).stderr
    assert not list(dist.glob("SHA256SUMS*"))


def test_ci_asks_for_holes_and_for_the_bill() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^make sbom$", ci, re.MULTILINE)
    assert re.search(r"^make audit\b", ci, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = re.findall(r"^\t\$\(PIP\) (.*)$", makefile, re.MULTILINE)
    assert all("--require-hashes" in each or "--no-deps" in each for each in installs)
    assert sum("--require-hashes" in each for each in installs) == 2
