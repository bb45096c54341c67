"""Commands of warnd and warnd itself on terminals that keep every byte they are sent."""

import json
import os
import pty
import re
import subprocess
import sys
import threading
import tty
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.live import Warnd

_ROOT = Path(__file__).parents[2]
#: a terminal that knows no colours, and one that does
PLAIN = {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "200"}
COLOURED = {"TERM": "xterm-256color", "COLUMNS": "200"}
#: what Rich does to a terminal by itself: styles, and the lines of a bar that it writes anew
_STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\x1b\[[12][AK]|\r")
#: what acts upon a terminal: all of C0 but the end of a line, DEL, C1, the orders of bidi
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a command showed."""

    code: int
    text: str

    @property
    def acts(self) -> list[str]:
        """What of it acts upon a terminal, each with what stands around it."""
        return [
            self.text[max(0, at.start() - 60) : at.end() + 20] for at in ACTS.finditer(self.text)
        ]

    @property
    def unstyled(self) -> "Shown":
        """The same without what Rich does by itself."""
        return Shown(code=self.code, text=_STYLES.sub("", self.text))


class Terminals:
    """Runs commands, each on a terminal of its own."""

    def warm(self, *commands: Sequence[str]) -> None:
        """Import what commands need, before any is run: they are run, and what they say is lost."""
        self._tell(commands)

    def __enter__(self) -> Self:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.commands"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._program.communicate(timeout=30)

    def run(self, *words: str, read: Path | str = "/dev/null", colours: bool = False) -> Shown:
        """Give what a command shows; `read` is what it reads on its standard input."""
        asked = {
            "words": list(words),
            "read": str(read),
            "environment": COLOURED if colours else PLAIN,
        }
        self._tell(asked)
        assert self._program.stdout is not None
        answer = json.loads(self._program.stdout.readline())
        return Shown(code=answer["code"], text=b64decode(answer["shown"]).decode())

    def _tell(self, asked: object) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps(asked).encode() + b"\n")
        self._program.stdin.flush()


class OnTerminal(Warnd):
    """A warnd whose log comes to a terminal."""

    def start(self, **environment: str) -> None:
        ours, its = pty.openpty()
        tty.setraw(its)
        self._came = bytearray()
        self._reader = threading.Thread(target=self._read, args=(ours,), daemon=True)
        self.launch(its, {**PLAIN, **environment})
        os.close(its)
        self._reader.start()

    def tail(self) -> str:
        return self.shown.text[-3000:]

    @property
    def shown(self) -> Shown:
        """What it showed so far; all of it once it has ended."""
        if self.ended:
            self._reader.join(10)
        return Shown(code=0, text=bytes(self._came).decode())

    def _read(self, terminal: int) -> None:
        try:
            while more := os.read(terminal, 65_536):
                self._came += more
        except OSError:  # nobody has the other end any more
            os.close(terminal)
