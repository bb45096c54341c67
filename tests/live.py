"""A real warnd process, and waiting for what it does."""

import contextlib
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.forked import Forks, Process
from tests.loopback import LOOPBACK

#: seconds within which what a test waits for must have come, a start of warnd included: that takes
#: three seconds on a quiet machine, and half a minute on one that runs many tests at once
PATIENCE_S = 120.0


#: made when the first daemon is started
_forks = cache(Forks)


class Warnd:
    """A `warnd run` process."""

    def __init__(self, config: Path, log: Path) -> None:
        self.config = config
        self.log = log
        #: the command that runs it, such as strace with its options
        self.under: tuple[str, ...] = ()
        self._process: Process | None = None
        self._began = 0

    def start(self, **environment: str) -> None:
        self._began = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.launch(log.fileno(), environment)

    def launch(self, output: int, environment: Mapping[str, str]) -> None:
        """Start the process with a file descriptor for what it prints and logs."""
        arguments, variables = ("run", "--config", str(self.config)), {**os.environ, **environment}
        if not self.under and _forks().may(variables):
            self._process = _forks().start(arguments, output, variables)
            return
        self._process = subprocess.Popen(  # noqa: S603  our own program
            [*self.under, sys.executable, "-m", "warnd", *arguments],
            stdout=output,
            stderr=output,
            env=variables,
        )

    @property
    def process(self) -> Process:
        assert self._process is not None
        return self._process

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def ask_to_end(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def terminate(self, patience_s: float = 45) -> int:
        self.ask_to_end()
        return self.process.wait(patience_s)

    def reload(self) -> None:
        self.process.send_signal(signal.SIGHUP)

    def events(self) -> list[dict[str, Any]]:
        """Give what the process logged since it was started last; every line is JSON."""
        written = self.log.read_bytes()[self._began :]
        whole, _, _unfinished = written.rpartition(b"\n")
        return [json.loads(line) for line in whole.splitlines()]

    def event(self, name: str) -> dict[str, Any] | None:
        return next((event for event in reversed(self.events()) if event["event"] == name), None)

    def await_event(self, name: str, patience_s: float = PATIENCE_S) -> dict[str, Any]:
        """Wait until the process has logged an event, and give the latest of that name."""
        until(lambda: self.ended or self.event(name), patience_s, what=f"{name}\n{self.tail()}")
        found = self.event(name)
        assert found is not None, f"warnd ended without {name}:\n{self.tail()}"
        return found

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def tail(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]

    def get(self, path: str) -> tuple[int, str]:
        listening = self.await_event("listening")
        request = f"http://{listening['address']}{path}"
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()


@contextlib.contextmanager
def running(config: Path, *under: str, **environment: str) -> Iterator[Warnd]:
    """Run warnd, `under` a command, until the block ends; kill it if it does not end by itself."""
    warnd = Warnd(config, config.with_suffix(".log"))
    warnd.under = under
    warnd.start(**environment)
    try:
        yield warnd
    finally:
        if warnd.process.poll() is None:
            try:
                warnd.terminate()
            except subprocess.TimeoutExpired:
                warnd.kill()


def until(
    condition: Callable[[], object],
    patience_s: float = PATIENCE_S,
    *,
    what: str | Callable[[], str] = "",
    look_s: float = 0.05,
) -> None:
    """Wait until a condition holds, looking every `look_s`; fail when it takes `patience_s`.

    `what` says what was waited for, in words or by what gives them then.
    """
    ends = time.monotonic() + patience_s
    while not condition():
        if time.monotonic() > ends:
            missed = what() if callable(what) else what
            raise AssertionError(f"not within {patience_s} s: {missed or condition}")
        pause(look_s)


def pause(seconds: float) -> None:
    """Let another process run for some seconds: between two looks, or until a random moment."""
    threading.Event().wait(seconds)


def write_config(folder: Path, **settings: Any) -> Path:
    """Write a configuration; JSON is YAML."""
    path = folder / "warnd.yaml"
    base = {"store": f"sqlite:///{folder / 'warnd.db'}", "listen": f"{LOOPBACK}:0"}
    path.write_text(json.dumps({**base, **settings}, indent=2))
    return path


def outbox(config: Path) -> dict[str, int]:
    """Give how many notifications stand in each state, in the database beside a configuration."""
    database = config.with_name("warnd.db")
    try:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as read:
            rows = read.execute("SELECT state, count(*) FROM notifications GROUP BY state")
            return {str(state).lower(): count for state, count in rows}
    except sqlite3.OperationalError:  # not there yet
        return {}


def metric(text: str, name: str) -> float:
    """Give the value of a metric in Prometheus's text format."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"no metric {name}"
    return float(found[1])
