"""Asks whether holes are known in what the lock pins; says so where it cannot ask.

It ends with 1 when one is known, and with 0 when none is or when nobody could be asked: no network
is no hole. A package that nobody knows anything of counts as not audited, not as sound.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
#: how long the answer may take altogether, in seconds
_PATIENCE_S = 100


def main() -> None:
    """Ask, and print what is known."""
    answer = _asked()
    if isinstance(answer, str):
        print(f"The lock was not audited: {answer}")
        return
    holes = [(package, hole) for package in answer for hole in package.get("vulns", ())]
    for package, hole in holes:
        mended = ", ".join(hole["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']}: {hole['id']}; mended in {mended}")
    unknown = [package["name"] for package in answer if "skip_reason" in package]
    if unknown:
        print(f"{len(unknown)} packages of the lock were not audited: {', '.join(unknown)}")
    print(f"{len(answer) - len(unknown)} packages of the lock audited, {len(holes)} holes known.")
    sys.exit(1 if holes else 0)


def _asked() -> list[dict[str, Any]] | str:
    """Give what is known of each package, or why nothing is."""
    options = ["--require-hashes", "--disable-pip", "--progress-spinner=off", "--timeout=10"]
    command = [sys.executable, "-m", "pip_audit", *options, "--format=json", "-r", str(LOCK)]
    try:
        told = subprocess.run(  # noqa: S603  a program of ours
            command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no answer within {_PATIENCE_S} s"
    try:
        packages: list[dict[str, Any]] = json.loads(told.stdout)["dependencies"]
    except ValueError:
        return (told.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1]
    return packages


if __name__ == "__main__":
    main()
