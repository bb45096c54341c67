"""Which process this is, and whether another one on this machine still runs."""

import os
import socket
from pathlib import Path

from warnd.model.crew import Process

_PROC = Path("/proc")
#: the fields of a process's `stat` after its name, of which the 20th is when it began (proc(5))
_STARTED = 19


def own_process() -> Process:
    """Give the process that runs this."""
    return Process(
        host=socket.gethostname(),
        system=_system(),
        pid=os.getpid(),
        started=_started(os.getpid()) or 0,
    )


def is_gone(process: Process) -> bool:
    """Tell whether a process has surely ended; False for one on another machine."""
    if not process.system or process.system != _system():
        return False
    return _started(process.pid) != process.started


def _system() -> str:
    """Give what tells running systems apart, containers too; empty where nothing does."""
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot} {(_PROC / 'self/ns/pid').readlink()}"
    except OSError:
        return ""


def _started(pid: int) -> int | None:
    """Give when a process began, in ticks; None when there is none, or it has ended."""
    try:
        stat = (_PROC / str(pid) / "stat").read_bytes()
    except OSError:
        return None
    fields = stat.rpartition(b")")[2].split()  # a name may hold blanks and brackets
    return None if fields[0] in {b"Z", b"X"} else int(fields[_STARTED])
