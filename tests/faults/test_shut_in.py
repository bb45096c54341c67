"""How the service is shut in, should somebody take it over (FAULTS, S26)."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.stories import quick_config, story
from tests.live import running, until
from tests.loopback import FeedServer, Ledger

DEPLOY = Path(__file__).parents[2] / "deploy"
SERVICES = ("warnd.service", "warnd-backup.service")
#: the most that may be found exposed, of 100 (bare): tighter than the 20 that the row asks for
THRESHOLD = 15
#: what shuts the service in, and so is there even where nobody can weigh it
WALLS = {
    "CapabilityBoundingSet": "", "AmbientCapabilities": "", "NoNewPrivileges": "yes",
    "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes",
    "PrivateUsers": "yes", "PrivateIPC": "yes", "ProtectKernelTunables": "yes",
    "ProtectKernelModules": "yes", "ProtectKernelLogs": "yes", "ProtectControlGroups": "yes",
    "ProtectClock": "yes", "ProtectHostname": "yes", "ProtectProc": "invisible",
    "ProcSubset": "pid", "RestrictNamespaces": "yes", "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes", "LockPersonality": "yes", "UMask": "0077",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6", "SystemCallArchitectures": "native",
    "SystemCallFilter": "@system-service ~@privileged", "IPAddressDeny": "link-local multicast",
}  # fmt: skip


def said(unit: str) -> dict[str, str]:
    """Give what a unit sets; what is set twice is joined."""
    found: dict[str, str] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", (DEPLOY / unit).read_text(), re.MULTILINE):
        found[key] = f"{found[key]} {value}" if key in found else value
    return found


def weighed(folder: Path, unit: str, text: str) -> subprocess.CompletedProcess[str] | None:
    """Have systemd weigh a unit; None, said aloud, where it is not installed."""
    program = shutil.which("systemd-analyze")
    if program is None:
        sys.stderr.write(f"systemd-analyze is not here: the walls of {unit} are only counted\n")
        return None
    (folder / unit).write_text(text)
    return subprocess.run(  # noqa: S603  a program of the system
        [program, "security", "--offline=true", f"--threshold={THRESHOLD}", str(folder / unit)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("unit", SERVICES)
def test_a_service_is_exposed_less_than_the_threshold(unit: str, tmp_path: Path) -> None:
    text = (DEPLOY / unit).read_text(encoding="utf-8")
    walls = said(unit)
    assert {key: walls.get(key) for key in WALLS} == WALLS
    told = weighed(tmp_path, unit, text)
    if told is not None:
        assert told.returncode == 0, told.stdout
        bare = weighed(
            tmp_path, unit, re.sub(r"^(Protect|Private|Restrict).*$", "", text, flags=re.MULTILINE)
        )
        assert bare is not None
        assert bare.returncode != 0, "a unit without its walls is let through"


def test_the_daemon_lives_without_rights_and_with_a_system_that_it_cannot_write_to(
    tmp_path: Path,
) -> None:
    """What the unit takes away is taken from a real daemon, as far as this machine lets us."""
    under: list[str] = []
    if shutil.which("setpriv"):
        under += ["setpriv", "--no-new-privs"]
        if Path("/proc/self/status").read_text().partition("CapEff:")[2].split()[0].strip("0"):
            under += ["--bounding-set=-all", "--inh-caps=-all"]
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        with running(config, *under) as warnd:
            feeds.add("wire", story("SY-ID"))
            until(lambda: ledger.areas() == {"SY-ID"}, what=warnd.tail)
            status = Path(f"/proc/{warnd.process.pid}/status").read_text()
            if under:
                assert re.search(r"^NoNewPrivs:\s+1$", status, re.MULTILINE)
                assert re.search(r"^CapBnd:\s+0+$", status, re.MULTILINE) or len(under) == 2
            opened = [
                str(each.readlink())
                for each in Path(f"/proc/{warnd.process.pid}/fd").iterdir()
                if each.is_symlink() and is_written(warnd.process.pid, each.name)
            ]
            files = [name for name in opened if name.startswith("/") and "/dev/" not in name]
            outside = [name for name in files if not name.startswith(str(tmp_path))]
            assert outside == [], "it writes into its own folder alone"
            assert warnd.terminate() == 0


def is_written(process: int, descriptor: str) -> bool:
    """Tell whether a file of a process is open for writing."""
    try:
        info = Path(f"/proc/{process}/fdinfo/{descriptor}").read_text()
    except OSError:  # closed by now
        return False
    return int(info.partition("flags:")[2].split()[0], 8) & 0o3 != 0
