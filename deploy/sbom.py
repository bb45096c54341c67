"""Writes the bill of materials of warnd as CycloneDX 1.5: each pinned package with its hashes.

It is read from the lock, which is what an installation is made from, so it lists what every
platform and Python may get. Licences are told for what is installed beside this script.
"""

import argparse
import hashlib
import importlib.metadata
import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import warnd

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
#: what names documents of this sort, so that the same lock gives the same serial number
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "warnd/sbom")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A package as the lock pins it."""

    #: its name
    name: str
    #: its version
    version: str
    #: for which platforms and Pythons it is; empty for all
    marker: str
    #: the SHA-256 of every file that may be installed, in hexadecimal
    hashes: tuple[str, ...]


def main() -> None:
    """Write the bill to a file, or to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lock", type=Path, default=LOCK, help="the lock")
    parser.add_argument("--to", type=Path, help="the file; left out: standard output")
    options = parser.parse_args()
    to: Path | None = options.to
    text = json.dumps(bill(options.lock.read_text(encoding="utf-8")), indent=2) + "\n"
    if to is None:
        sys.stdout.write(text)
    else:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text, encoding="utf-8")
        print(to)


def bill(lock: str) -> dict[str, Any]:
    """Give the bill of materials of a lock."""
    pinned = tuple(pins(lock))
    own = f"pkg:pypi/warnd@{warnd.__version__}"
    digest = hashlib.sha256(lock.encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, own + digest)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "warnd",
                "version": warnd.__version__,
                "purl": own,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [_component(package) for package in pinned],
        "dependencies": [{"ref": own, "dependsOn": [_purl(package) for package in pinned]}],
    }


def pins(lock: str) -> Iterator[Pinned]:
    """Give every package that a lock pins, in its order."""
    lines = lock.splitlines()
    found = [(index, match) for index, line in enumerate(lines) if (match := _PINNED.match(line))]
    ends = [*(index for index, _ in found[1:]), len(lines)]
    for (start, match), end in zip(found, ends, strict=True):
        name, version, marker = match[1], match[2], match[3] or ""
        hashes = _HASH.findall("\n".join(lines[start:end]))
        yield Pinned(name=name, version=version, marker=marker, hashes=tuple(hashes))


def _component(package: Pinned) -> dict[str, Any]:
    """Give a package as CycloneDX has it.

    The hashes are those of the files that may be installed, one a platform: CycloneDX wants them
    beside the distribution, because `hashes` of a component are those of one file.
    """
    references = [
        {
            "type": "distribution",
            "url": _purl(package),
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }
        for digest in package.hashes
    ]
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": _purl(package),
        "name": package.name,
        "version": package.version,
        "purl": _purl(package),
        "externalReferences": references,
    }
    if package.marker:
        component["properties"] = [{"name": "warnd:marker", "value": package.marker}]
    licence = _licence(package.name)
    return component | ({"licenses": [{"license": {"name": licence}}]} if licence else {})


def _purl(package: Pinned) -> str:
    name = re.sub(r"[-_.]+", "-", package.name).lower()
    return f"pkg:pypi/{name}@{package.version}"


def _licence(name: str) -> str:
    """Give what an installed package says of its licence in a line; empty: nothing."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    given = [*(told.get_all("License-Expression") or ()), "; ".join(classified)]
    said: str = next(filter(None, [*given, *(told.get_all("License") or ())]), "")
    return said.strip().partition("\n")[0][:200]


if __name__ == "__main__":
    main()
