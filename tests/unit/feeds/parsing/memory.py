"""The memory of parser children, looked at while they live.

What the kernel tells of children that have ended counts what their parent held when it forked them,
which for a process that has run thousands of tests is more than a gigabyte.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: what the command line of a child holds; before it is one, it has that of its parent
_COMMAND = b"warnd.feeds.parsing.parser_child"
#: seconds between two looks; the kernel keeps the high water of each, so only the last look counts
_LOOK_S = 0.02


class MemoryWatch:
    """Looks at the children of this process from a thread of its own."""

    def __init__(self) -> None:
        #: the most that a child held, in bytes
        self.peak = 0
        self._done = threading.Event()

    def look(self) -> None:
        while not self._done.wait(_LOOK_S):
            for pid in _children():
                self.peak = max(self.peak, _high_water(pid))

    def stop(self) -> None:
        self._done.set()


@contextmanager
def watched() -> Iterator[MemoryWatch]:
    """Watch until the block ends."""
    watch = MemoryWatch()
    thread = threading.Thread(target=watch.look, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.stop()
        thread.join(5)


def _children() -> list[str]:
    found: list[str] = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += (task / "children").read_text(encoding="ascii").split()
        except OSError:  # the thread has ended
            continue
    return found


def _high_water(pid: str) -> int:
    """Give the most that a parser child has held, in bytes; 0 for what is none."""
    try:
        if _COMMAND not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return 0
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:  # it has ended
        return 0
    for line in lines.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
