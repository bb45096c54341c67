"""A program that runs commands of warnd on terminals: each line it reads forks one.

The first line names commands that it runs by itself, so that what they import is there for all. Any
other line is JSON: the words of the command, a file for its standard input, and what its
environment has beside ours. What it answers is JSON: the exit code, and every byte that came to the
terminal.
"""

import contextlib
import json
import os
import pty
import sys
import termios
import traceback
import tty
import warnings
from base64 import b64encode
from io import BytesIO, TextIOWrapper
from typing import Any, NoReturn

#: bytes read at once from a terminal
_AT_ONCE = 65_536


def main() -> None:
    """Run a command a line until there are no more."""
    from warnd.cli.app import app  # noqa: F401, PLC0415  read once for all of them

    warnings.simplefilter("ignore", DeprecationWarning)  # numpy has threads, which do nothing now
    for words in json.loads(sys.stdin.readline()):
        _warm(words)
    for line in sys.stdin:
        code, shown = _run(**json.loads(line))
        answer = {"code": code, "shown": b64encode(shown).decode("ascii")}
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def _warm(words: list[str]) -> None:
    from warnd.cli.app import app  # noqa: PLC0415

    nowhere = TextIOWrapper(BytesIO())
    with (
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        contextlib.suppress(SystemExit),
    ):
        app(words)


def _run(words: list[str], read: str, environment: dict[str, str]) -> tuple[int, bytes]:
    """Give the exit code of a command, and what it showed."""
    ours, its = pty.openpty()
    tty.setraw(its, termios.TCSANOW)  # a terminal that shows what comes as it comes
    process = os.fork()
    if process == 0:
        _become(words, read, environment, its)
    os.close(its)
    shown = bytearray()
    try:
        while more := os.read(ours, _AT_ONCE):
            shown += more
    except OSError:  # nobody has the other end any more
        pass
    os.close(ours)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), bytes(shown)


def _become(words: list[str], read: str, environment: dict[str, Any], terminal: int) -> NoReturn:
    from warnd.cli.app import app  # noqa: PLC0415

    os.dup2(os.open(read, os.O_RDONLY), 0)
    os.dup2(terminal, 1)
    os.dup2(terminal, 2)
    # Ours stand on what they were opened on, which may be a file that can be sought in.
    sys.stdout, sys.stderr = (open(each, "w", encoding="utf-8", closefd=False) for each in (1, 2))  # noqa: SIM115
    os.environ.update(environment)
    code: object = 70
    try:
        app(words)
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001  as Python itself would tell of it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
