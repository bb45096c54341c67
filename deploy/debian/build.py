"""Builds the Debian package: warnd and all it needs in /usr/lib/warnd, units, a user, an example.

What lies in /usr/lib/warnd is a virtual environment upon Debian's own Python. Its packages come
from the lock with their hashes; nothing is taken from the environment that builds. `--linked`
takes them from the environment that runs this script instead, by a link: quick, and good for tests
on this machine alone.
"""

import argparse
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import warnd

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
#: the interpreter that Debian puts there, which the package stands upon
PYTHON = Path("/usr/bin/python3")
#: where the environment lies, below the root of the package
HOME = Path("usr/lib/warnd")
#: where its packages lie once it is installed
_PACKAGES = Path(
    "/", HOME, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}", "site-packages"
)
#: what is copied: from below deploy/ or docs/, to below the root of the package
FILES = {
    "deploy/warnd.service": "usr/lib/systemd/system/warnd.service",
    "deploy/warnd-backup.service": "usr/lib/systemd/system/warnd-backup.service",
    "deploy/warnd-backup.timer": "usr/lib/systemd/system/warnd-backup.timer",
    "deploy/warnd.sysusers": "usr/lib/sysusers.d/warnd.conf",
    "deploy/warnd.tmpfiles": "usr/lib/tmpfiles.d/warnd.conf",
    "deploy/prometheus/warnd.rules.yml": "usr/share/doc/warnd/examples/warnd.rules.yml",
    "deploy/prometheus/dashboard.json": "usr/share/doc/warnd/examples/dashboard.json",
    "docs/operations.md": "usr/share/doc/warnd/operations.md",
    "docs/configuration.md": "usr/share/doc/warnd/configuration.md",
    "docs/channels.md": "usr/share/doc/warnd/channels.md",
    "docs/commands.md": "usr/share/doc/warnd/commands.md",
    "docs/rules.md": "usr/share/doc/warnd/rules.md",
    "docs/security.md": "usr/share/doc/warnd/security.md",
    "CHANGELOG.md": "usr/share/doc/warnd/changelog.md",
    "LICENSE": "usr/share/doc/warnd/copyright",
}
#: what dpkg runs, in the package's control archive
SCRIPTS = ("postinst", "prerm", "postrm")
#: the store of the example, in the folder that the unit gives the service
_STORE = (re.compile(r"^store: .*$", re.MULTILINE), "store: sqlite:////var/lib/warnd/warnd.db")

_CONTROL = """\
Package: warnd
Version: {version}
Architecture: {architecture}
Maintainer: warnd <warnd@localhost>
Installed-Size: {kibibytes}
Depends: python3 (>= {this}), python3 (<< {next}), systemd (>= 250), libc6 (>= 2.28)
Recommends: systemd-timesyncd | time-daemon
Section: net
Priority: optional
Description: humanitarian early-warning daemon
 Reads news feeds for signs of escalation, weighs them against what is normal
 in each place and wakes the right people, with the evidence in hand.
"""


def main() -> None:
    """Build the package and print where it lies."""
    options = _options()
    root: Path = options.work
    shutil.rmtree(root, ignore_errors=True)
    _environment(root, linked=options.linked)
    _files(root)
    _control(root, options.version)
    name = f"warnd_{options.version}_{_architecture()}.deb"
    options.to.mkdir(parents=True, exist_ok=True)
    built = options.to / name
    # dpkg unpacks zstd from Debian 12 on, and the tree is half a gigabyte.
    packing = ["-Zzstd", "-z1" if options.linked else "-z9"]
    _run("dpkg-deb", "--root-owner-group", *packing, "--build", root, built)
    shutil.rmtree(root)
    print(built)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="folder of the package")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "dist" / "deb", help="folder to work in"
    )
    parser.add_argument("--version", default=f"{warnd.__version__}-1")
    parser.add_argument("--linked", action="store_true", help="for tests on this machine alone")
    return parser.parse_args()


def _environment(root: Path, *, linked: bool) -> None:
    home = root / HOME
    (home / "bin").mkdir(parents=True)
    # What runs here must be what the package stands upon, or compiled packages would not fit.
    fits = _minor_of(PYTHON) == _minor()
    if not (fits or linked):
        sys.exit(f"{PYTHON} is not Python {_minor()}, which runs this: build with PYTHON={PYTHON}")
    base = PYTHON if fits else Path(sys.base_prefix, "bin", "python3")
    (home / "bin" / "python").symlink_to(base)
    (home / "pyvenv.cfg").write_text(
        f"home = {base.parent}\ninclude-system-site-packages = false\n"
    )
    packages = root / _PACKAGES.relative_to("/")
    packages.mkdir(parents=True)
    if linked:
        theirs = sorted({path for path in sys.path if path.endswith("site-packages")})
        (packages / "linked.pth").write_text("\n".join([*theirs, str(ROOT)]) + "\n")
    else:
        _installed(packages)


def _installed(packages: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    into = ["--no-compile", "--target", packages]
    _run(*pip, *into, "--require-hashes", "-r", ROOT / "requirements.lock")
    _run(*pip, *into, "--no-deps", "--no-build-isolation", ROOT)
    # Commands of the packages would name the Python that builds, and warnd the folder it came from.
    shutil.rmtree(packages / "bin", ignore_errors=True)
    for origin in packages.glob("*.dist-info/direct_url.json"):
        origin.unlink()
    # The service cannot write beside its modules, and must not compile them at every start.
    compiled = ["--invalidation-mode", "unchecked-hash", "-s", packages, "-p", _PACKAGES]
    _run(sys.executable, "-m", "compileall", "-qq", "-j", "0", *compiled, packages)


def _files(root: Path) -> None:
    for source, target in FILES.items():
        _put(root / target, (ROOT / source).read_text(encoding="utf-8"))
    example = (DEPLOY / "warnd.yaml").read_text(encoding="utf-8")
    _put(root / "usr/share/doc/warnd/examples/warnd.yaml", _STORE[0].sub(_STORE[1], example))
    command = root / "usr/bin/warnd"
    _put(command, (DEPLOY / "debian" / "warnd").read_text(encoding="utf-8"))
    command.chmod(0o755)


def _control(root: Path, version: str) -> None:
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    major, minor = sys.version_info[:2]
    control = _CONTROL.format(
        version=version,
        architecture=_architecture(),
        kibibytes=sum(path.stat().st_size for path in files) // 1024,
        this=f"{major}.{minor}",
        next=f"{major}.{minor + 1}",
    )
    _put(root / "DEBIAN" / "control", control)
    for script in SCRIPTS:
        path = root / "DEBIAN" / script
        _put(path, (DEPLOY / "debian" / script).read_text(encoding="utf-8"))
        path.chmod(0o755)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o644)


def _minor() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _minor_of(python: Path) -> str:
    if not python.exists():
        return ""
    asked = [str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()  # noqa: S603


def _architecture() -> str:
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


def _run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr)  # noqa: S603


if __name__ == "__main__":
    main()
