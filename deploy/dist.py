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
#: what an installation works with: each folder, and where its files lie in the wheel
_CARRIED = {"warnd": "warnd", "rules": "warnd/shipped/rules", "models": "warnd/shipped/models"}
#: what is beside them in the sdist, for it to be built and tested again
_BESIDE = ("tests", "deploy", "docs", "benchmarks")
_ALONE = ("pyproject.toml", "requirements.lock", "requirements-dev.lock", "Makefile", "LICENSE")
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
        look(wheel, sdist)
        _try(wheel, Path(folder, "environment"), linked=options.linked)
        options.to.mkdir(parents=True, exist_ok=True)
        for file in (wheel, sdist):
            print(shutil.move(file, options.to / file.name))


def look(wheel: Path, sdist: Path, root: Path = ROOT) -> None:
    """End with what a wheel and an sdist lack of the files below a root, or hold beside them."""
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = set(archive.namelist())
    with tarfile.open(sdist) as archive:
        in_sdist = {name.partition("/")[2] for name in archive.getnames()}
    carried = {
        file: file.replace(folder, there, 1)
        for folder, there in _CARRIED.items()
        for file in _files(root, folder)
    }
    beside = {file for folder in _BESIDE for file in _files(root, folder)}
    lacking = [f"wheel: {there}" for there in sorted(set(carried.values()) - in_wheel)]
    lacking += [f"sdist: {file}" for file in sorted({*carried, *beside, *_ALONE} - in_sdist)]
    strangers = sorted(name for name in in_wheel if name.startswith(_NOT_IN_WHEEL))
    if lacking or strangers:
        sys.exit(f"lacking: {lacking}; not meant to be there: {strangers}")


def _files(root: Path, folder: str) -> set[str]:
    """Give every file below a folder, from the root; what Python compiled is left out."""
    found = (path for path in (root / folder).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix() for path in found if "__pycache__" not in path.parts}


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
