"""Builds wheel and sdist, and tries the wheel in an environment of its own, away from the checkout.

With `--linked` that environment takes warnd's dependencies from the one that runs this script, by a
link, instead of from the lock: seconds instead of a minute, and without a network.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: what the sdist must hold to be built and tested again
_IN_SDIST = (
    "pyproject.toml",
    "warnd/__main__.py",
    "rules/scoring.yaml",
    "tests/live.py",
    "LICENSE",
)
#: what the wheel must hold to work away from the checkout
_IN_WHEEL = ("warnd/__main__.py", "warnd/shipped/rules/scoring.yaml")
#: what the wheel must not hold
_NOT_IN_WHEEL = ("tests/", "deploy/", "benchmarks/")
#: a claim that every warnd sees
_SENTENCE = {"id": "1", "title": "", "text": "Shelling was heard in Idlib on Monday.", "lang": "en"}


def main() -> None:
    """Build both, look at what they hold, install the wheel and let it score a sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="the folder")
    parser.add_argument("--linked", action="store_true", help="link the dependencies")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="warnd-dist-") as folder:
        built = Path(folder, "built")
        _run(sys.executable, "-m", "hatchling", "build", "-d", built)
        (wheel,), (sdist,) = built.glob("*.whl"), built.glob("*.tar.gz")
        _look(wheel, sdist)
        _try(wheel, Path(folder, "environment"), linked=options.linked)
        options.to.mkdir(parents=True, exist_ok=True)
        for file in (wheel, sdist):
            print(shutil.move(file, options.to / file.name))


def _look(wheel: Path, sdist: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = archive.namelist()
    with tarfile.open(sdist) as archive:
        in_sdist = [name.partition("/")[2] for name in archive.getnames()]
    lacking = [f"wheel: {name}" for name in _IN_WHEEL if name not in in_wheel]
    lacking += [f"sdist: {name}" for name in _IN_SDIST if name not in in_sdist]
    strangers = [name for name in in_wheel if name.startswith(_NOT_IN_WHEEL)]
    if lacking or strangers:
        sys.exit(f"lacking: {lacking}; not meant to be there: {strangers}")


def _try(wheel: Path, environment: Path, *, linked: bool) -> None:
    _run(sys.executable, "-m", "venv", *(["--without-pip"] if linked else []), environment)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    if linked:
        _link(environment)
    else:
        _run(*pip, "install", "-qq", "--require-hashes", "-r", ROOT / "requirements.lock")
    _run(*pip, "install", "-qq", "--no-deps", "--ignore-installed", wheel)
    told = subprocess.run(  # noqa: S603  what was just installed
        [str(environment / "bin" / "warnd"), "score"],
        input=json.dumps(_SENTENCE),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=environment,
        env={**os.environ, "PYTHONSAFEPATH": "1"},
    )
    kinds = [signal["kind"] for signal in json.loads(told.stdout)["signals"]]
    if "shelling" not in kinds:
        sys.exit(f"the installed warnd sees {kinds} in {_SENTENCE['text']!r}")


def _link(environment: Path) -> None:
    (packages,) = environment.glob("lib/python*/site-packages")
    theirs = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "linked.pth").write_text("\n".join(theirs) + "\n", encoding="utf-8")


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, cwd=ROOT, stdout=sys.stderr)  # noqa: S603


if __name__ == "__main__":
    main()
