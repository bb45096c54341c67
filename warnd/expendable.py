"""Children go first when memory runs out: what they do can be done again, and the daemon's not."""

from pathlib import Path

#: what is added to how readily the kernel ends a process, of 1000 (proc(5), oom_score_adj). The
#: service itself stands at -500
FIRST_TO_GO = 500


def go_first() -> None:
    """Have the kernel end this process before others when memory runs out, where it can be told."""
    try:
        Path("/proc/self/oom_score_adj").write_text(str(FIRST_TO_GO), encoding="ascii")
    except OSError:  # no /proc
        return
