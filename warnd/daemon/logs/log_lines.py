"""Log lines on their way out: a reader that has stopped never holds up whoever logs."""

import os
import select
import threading
import time
from collections import deque
from collections.abc import Callable

#: lines that wait at most; what comes while they wait is dropped and counted
WAITING_AT_MOST = 1_000
#: seconds for what still waits when the program ends
LAST_WORDS_S = 1.0
#: seconds between two looks at what is due without a line coming
_LOOK_S = 1.0


class LineWriter:
    """Writes lines from one thread of its own; whoever hands one over never waits."""

    def __init__(
        self,
        descriptor: int,
        *,
        told: Callable[[int], str],
        idle: Callable[[], None] = lambda: None,
        waiting_at_most: int = WAITING_AT_MOST,
    ) -> None:
        """Write to a file descriptor.

        `told` gives the line that tells of lines dropped; `idle` is called about once a second.
        """
        self._descriptor = descriptor
        self._told = told
        self._idle = idle
        self._most = waiting_at_most
        self._waiting: deque[str] = deque()
        self._changed = threading.Condition()
        self._untold = 0
        self._ending = False
        #: lines dropped so far
        self.dropped = 0
        self._thread = threading.Thread(target=self._run, name="log", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Have a line written when its turn comes, or drop it when too many wait."""
        with self._changed:
            if len(self._waiting) >= self._most:
                self.dropped += 1
                self._untold += 1
                return
            self._tell_dropped()
            self._waiting.append(line)
            self._changed.notify()

    def close(self, patience_s: float = LAST_WORDS_S) -> None:
        """Write what waits, for at most some seconds, and end."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        self._thread.join(patience_s)

    def _run(self) -> None:
        looked = time.monotonic()
        while (line := self._next()) is not None:
            if line:
                self._put(line)
            if time.monotonic() - looked >= _LOOK_S:
                self._idle()
                looked = time.monotonic()

    def _next(self) -> str | None:
        """Give the next line, an empty one when none came for a while, None at the end."""
        with self._changed:
            if not self._waiting and not self._ending:
                self._changed.wait(_LOOK_S)
            if not self._waiting:
                self._tell_dropped()
            if self._waiting:
                return self._waiting.popleft()
            return None if self._ending else ""

    def _put(self, line: str) -> None:
        # Not through sys.stderr: its lock would be held while the reader stands still, and others
        # who write to it would wait as well.
        rest = memoryview(f"{line}\n".encode("utf-8", "backslashreplace"))
        try:
            while rest:
                try:
                    rest = rest[os.write(self._descriptor, rest) :]
                except BlockingIOError:
                    select.select([], [self._descriptor], [], _LOOK_S)
        except OSError:  # the reader is gone, or its disk is full: there is nobody to tell
            with self._changed:
                self.dropped += 1

    def _tell_dropped(self) -> None:
        if self._untold:
            self._waiting.append(self._told(self._untold))
            self._untold = 0
