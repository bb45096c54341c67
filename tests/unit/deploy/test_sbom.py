"""The bill of materials: it lists what the lock pins."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
LOCK = ROOT / "requirements.lock"
DIGEST = "ab" * 32
OTHER = "cd" * 32
SMALL = f"""\
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:{DIGEST} \\
    --hash=sha256:{OTHER}
    # via click
Jinja2_Extra==3.1.6 \\
    --hash=sha256:{OTHER}
    # via warnd (pyproject.toml)
"""


def bill(lock: Path, *options: str) -> Any:
    command = [sys.executable, str(ROOT / "deploy" / "sbom.py"), "--lock", str(lock), *options]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=60)  # noqa: S603
    return json.loads(told.stdout) if not options else None


def hashes(component: dict[str, Any]) -> list[str]:
    return [
        digest["content"]
        for reference in component["externalReferences"]
        for digest in reference["hashes"]
    ]


def test_each_pin_is_listed_with_its_hashes_and_its_marker(tmp_path: Path) -> None:
    lock = tmp_path / "small.lock"
    lock.write_text(SMALL)
    told = bill(lock)
    first, second = told["components"]
    assert (first["purl"], hashes(first)) == ("pkg:pypi/colorama@0.4.6", [DIGEST, OTHER])
    assert first["properties"] == [{"name": "warnd:marker", "value": "sys_platform == 'win32'"}]
    assert (second["purl"], hashes(second)) == ("pkg:pypi/jinja2-extra@3.1.6", [OTHER])
    assert "properties" not in second
    assert bill(lock) == told, "the same lock gives the same bill"


def test_every_pin_of_the_lock_is_listed_and_has_a_hash(tmp_path: Path) -> None:
    file = tmp_path / "dist" / "sbom.json"
    bill(LOCK, "--to", str(file))
    told = json.loads(file.read_bytes())
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    pinned = [line.partition("==")[0] for line in lines if "==" in line and line[0] not in " #"]
    assert told["bomFormat"] == "CycloneDX"
    assert [component["name"] for component in told["components"]] == pinned
    assert all(hashes(component) for component in told["components"])
    licences = [component for component in told["components"] if "licenses" in component]
    assert len(licences) > len(pinned) / 2, "what is installed here says under what licence"
