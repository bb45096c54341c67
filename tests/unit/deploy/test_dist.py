"""`make dist`: nothing that an installation works with may be left out of what is built."""

import io
import runpy
import tarfile
import zipfile
from pathlib import Path

import pytest

LOOK = runpy.run_path(str(Path(__file__).parents[3] / "deploy" / "dist.py"))["look"]
#: a checkout in small, with where its files lie in the wheel; None for nowhere
FILES = {
    "warnd/__main__.py": "warnd/__main__.py",
    "warnd/catalogues/en.yaml": "warnd/catalogues/en.yaml",
    "rules/en/shelling.yaml": "warnd/shipped/rules/en/shelling.yaml",
    "models/en/model.safetensors": "warnd/shipped/models/en/model.safetensors",
    "tests/live.py": None,
    "deploy/warnd.service": None,
    "docs/operations.md": None,
    "benchmarks/start.py": None,
    "pyproject.toml": None,
    "requirements.lock": None,
    "requirements-dev.lock": None,
    "Makefile": None,
    "LICENSE": None,
}


def built(folder: Path, *, without: str = "", beside: str = "") -> tuple[Path, Path, Path]:
    """Give a wheel, an sdist and the checkout that they were made from."""
    wheel, sdist, root = folder / "a.whl", folder / "a.tar.gz", folder / "root"
    with zipfile.ZipFile(wheel, "w") as zipped, tarfile.open(sdist, "w:gz") as tarred:
        for name, there in FILES.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(name)
            if there not in (None, without):
                zipped.writestr(str(there), name)
            if name != without:
                tarred.addfile(tarfile.TarInfo(f"warnd-1/{name}"), io.BytesIO())
        if beside:
            zipped.writestr(beside, "")
    (root / "warnd/__pycache__").mkdir()
    (root / "warnd/__pycache__/__main__.pyc").touch()
    return wheel, sdist, root


def test_what_holds_everything_passes(tmp_path: Path) -> None:
    LOOK(*built(tmp_path))


@pytest.mark.parametrize("name", [name for name in FILES.values() if name])
def test_a_file_that_the_wheel_lacks_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=f"wheel: {name}"):
        LOOK(*built(tmp_path, without=name))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_the_sdist_lacks_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=f"sdist: {name}"):
        LOOK(*built(tmp_path, without=name))


def test_a_file_of_the_tests_in_the_wheel_is_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"not meant to be there: \['tests/live.py'\]"):
        LOOK(*built(tmp_path, beside="tests/live.py"))
