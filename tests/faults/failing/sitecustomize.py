"""Runs first in a warnd that is to die at a step: the nth time it gets there, it is killed.

`FAIL_AT` is `STEP:N`. The program knows nothing of it: Python imports this module by its name when
it starts.
"""

import functools
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any


class Step:
    """Counts how often a step is reached, and kills this process the nth time."""

    def __init__(self, nth: int) -> None:
        self._left = nth

    def reached(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def after(self, owner: Any, name: str) -> None:
        """Have it reached whenever a function ends that gives something."""
        work = getattr(owner, name)

        @functools.wraps(work)
        def counted(*args: Any, **kwargs: Any) -> Any:
            result = work(*args, **kwargs)
            if result:
                self.reached()
            return result

        setattr(owner, name, counted)

    def after_awaiting(self, owner: Any, name: str) -> None:
        """Have it reached whenever a coroutine ends."""
        work: Callable[..., Awaitable[Any]] = getattr(owner, name)

        @functools.wraps(work)
        async def counted(*args: Any, **kwargs: Any) -> Any:
            result = await work(*args, **kwargs)
            self.reached()
            return result

        setattr(owner, name, counted)


def at_commit(step: Step, *, before: bool) -> None:
    from sqlalchemy import Connection  # noqa: PLC0415  only a warnd that dies needs it

    commit = Connection.commit

    def counted(connection: Connection) -> None:
        if before:
            step.reached()
        commit(connection)
        if not before:
            step.reached()

    setattr(Connection, "commit", counted)  # noqa: B010  mypy takes no assignment to a method


def install(name: str, step: Step) -> None:
    """Have a step counted."""
    from warnd.daemon import questions, sender  # noqa: PLC0415
    from warnd.feeds import fetch  # noqa: PLC0415

    steps: dict[str, Callable[[], None]] = {
        "recovered": lambda: step.after(questions, "recovered"),
        "fetched": lambda: step.after_awaiting(fetch.HttpFetcher, "fetch"),
        "before-commit": lambda: at_commit(step, before=True),
        "after-commit": lambda: at_commit(step, before=False),
        "claimed": lambda: step.after(sender.Sender, "_claim"),
        "sent": lambda: step.after_awaiting(sender.Sender, "_deliver"),
        "marked": lambda: step.after_awaiting(sender.Sender, "_record"),
    }
    steps[name]()


if "run" in sys.orig_argv and "FAIL_AT" in os.environ:
    point, _, nth = os.environ["FAIL_AT"].partition(":")
    install(point, Step(int(nth)))
