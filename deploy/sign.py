"""Signs a release: the SHA-256 of each of its files in `SHA256SUMS`, and an SSH signature of that.

The key may be one that an agent or a piece of hardware holds: `--key` then names its public half.
docs/security.md says how a signature is verified.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import warnd

#: what a signature is for: one that was given for something else proves nothing here
NAMESPACE = "warnd-release"
SUMS = "SHA256SUMS"
#: what a release consists of: each once; a Debian package besides, where one was built
_NEEDED = {"the wheel": "*.whl", "the sdist": "*.tar.gz", "the bill of materials": "sbom.json"}
_BESIDE = "*.deb"


def main() -> None:
    """Write the sums and the signature; end with words where something is missing or old."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--key", type=Path, required=True, help="the SSH key to sign with")
    parser.add_argument("--in", dest="folder", type=Path, required=True, help="the folder")
    options = parser.parse_args()
    if not options.key.is_file():
        sys.exit(f"there is no key {str(options.key)!r}: make sign KEY=FILE")
    files = released(options.folder)
    sums = options.folder / SUMS
    sums.write_text("".join(f"{_sha256(file)}  {file.name}\n" for file in files), encoding="utf-8")
    print(sign(sums, options.key))


def released(folder: Path) -> Sequence[Path]:
    """Give the files of a release, all of one version."""
    files = []
    for name, pattern in _NEEDED.items():
        found = sorted(folder.glob(pattern))
        if len(found) != 1:
            told = ", ".join(file.name for file in found) or "nothing"
            sys.exit(f"{name} ({pattern}) is needed once in {folder}, and there is {told}")
        files += found
    wrong = [file.name for file in files if _version(file) != warnd.__version__]
    if wrong:
        sys.exit(f"not of version {warnd.__version__}: {', '.join(wrong)}; build them anew")
    return [*files, *sorted(folder.glob(_BESIDE))]


def sign(file: Path, key: Path) -> Path:
    """Write the signature of a file beside it."""
    program = shutil.which("ssh-keygen")
    if program is None:
        sys.exit("ssh-keygen is needed to sign: Debian has it in openssh-client")
    signature = file.with_name(f"{file.name}.sig")
    signature.unlink(missing_ok=True)
    command = [program, "-Y", "sign", "-n", NAMESPACE, "-f", str(key), str(file)]
    if subprocess.run(command, check=False).returncode != 0:  # noqa: S603  a program of the system
        sys.exit(f"{file} could not be signed")
    return signature


def _version(file: Path) -> str:
    if file.suffix == ".json":
        bill = json.loads(file.read_bytes())
        return str(bill["metadata"]["component"]["version"])
    return file.name.removesuffix(".tar.gz").split("-")[1]


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


if __name__ == "__main__":
    main()
