"""`warnd run` forked from a process that has it imported, since most of a start is imports.

    python -m tests.forked DESCRIPTOR

What reads the variables of Python, or runs under another program, is started in the plain way.
"""

import atexit
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, Protocol

#: variables that a process reads when it starts, which one that was forked did not
_READ_AT_START = ("PYTHON", "LD_")
_MOST_BYTES = 200_000


class Process(Protocol):
    """What tests need of a process."""

    @property
    def pid(self) -> int: ...

    def poll(self) -> int | None:
        """Give the exit code of a process that has ended, that of a signal below zero."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the exit code; raises subprocess.TimeoutExpired."""
        ...

    def send_signal(self, number: int, /) -> None: ...

    def kill(self) -> None: ...


class Forked:
    """A process that `Forks` started and waits for."""

    def __init__(self, pid: int, ended: int) -> None:
        self.pid = pid
        self._ended: int | None = ended
        self._exit_code: int | None = None

    def poll(self) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self._exit_code

    def wait(self, timeout: float | None = None) -> int:
        if self._ended is not None:
            if not select.select([self._ended], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("warnd", timeout or 0.0)
            self._exit_code = int(os.read(self._ended, 100))
            os.close(self._ended)
            self._ended = None
        assert self._exit_code is not None
        return self._exit_code

    def send_signal(self, number: int, /) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Forks:
    """A process that has warnd imported and forks when it is asked to."""

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._environment = dict(os.environ)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._server = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-m", "tests.forked", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=Path(__file__).parents[1],
            )
        atexit.register(self._close)

    def may(self, environment: Mapping[str, str]) -> bool:
        """Tell whether a process with these variables is the same forked and started."""
        return all(
            environment.get(name) == self._environment.get(name)
            for name in {*environment, *self._environment}
            if name.startswith(_READ_AT_START)
        )

    def start(
        self, arguments: Sequence[str], output: int, environment: Mapping[str, str]
    ) -> Forked:
        """Start `warnd` with what it prints and logs going to a file descriptor."""
        request = json.dumps([list(arguments), dict(environment), str(Path.cwd())]).encode()
        ended, ending = os.pipe()
        try:
            with self._asking:
                socket.send_fds(self._control, [request], [output, ending])
                pid = int(self._control.recv(100))
        finally:
            os.close(ending)
        return Forked(pid, ended)

    def _close(self) -> None:
        self._control.close()  # which ends it
        self._server.wait(60)


class _Server:
    """The other side of `Forks`."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        #: where the exit code of a child goes
        self._ending: dict[int, int] = {}
        self._woken, self._waking = os.pipe()

    def serve(self) -> None:
        """Fork until nobody can ask any more."""
        os.set_blocking(self._waking, False)
        signal.set_wakeup_fd(self._waking)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        while True:
            ready, _, _ = select.select([self._control.fileno(), self._woken], [], [])
            if self._woken in ready:
                os.read(self._woken, 4096)
                self._reap()
            if self._control.fileno() in ready:
                request, given, _, _ = socket.recv_fds(self._control, _MOST_BYTES, 2)
                if not request:
                    return
                self._fork(request, *given)

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG)) != (0, 0):
                pid, status = ended
                ending = self._ending.pop(pid)
                with suppress(BrokenPipeError):
                    os.write(ending, str(os.waitstatus_to_exitcode(status)).encode())
                os.close(ending)

    def _fork(self, request: bytes, output: int, ending: int) -> None:
        pid = os.fork()
        if pid == 0:
            os.close(ending)
            self._become(request, output)
        os.close(output)
        self._ending[pid] = ending
        self._control.send(str(pid).encode())

    def _become(self, request: bytes, output: int) -> NoReturn:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for held in (self._control.detach(), self._woken, self._waking, *self._ending.values()):
            os.close(held)
        for standard in (1, 2):
            os.dup2(output, standard)
        os.close(output)
        arguments, environment, folder = json.loads(request)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        sys.argv = ["warnd", *arguments]
        importlib.import_module("warnd.__main__").main()
        sys.exit()


if __name__ == "__main__":
    importlib.import_module("warnd.cli.run")
    gc.freeze()
    _Server(socket.socket(fileno=int(sys.argv[1]))).serve()
