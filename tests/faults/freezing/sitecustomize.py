"""Runs first in a warnd one of whose loops is to freeze, once a file is there.

`FREEZE` names the loop, `FREEZE_ONCE` the file; the next process finds it gone. The program knows
nothing of it: Python imports this module by its name when it starts.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NoReturn

WHEN = Path(os.environ.get("FREEZE_ONCE", os.devnull))


def is_frozen() -> bool:
    return WHEN.exists()


def freezing(work: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Give a coroutine function that waits for ever from some moment on."""

    async def frozen(*args: Any, **kwargs: Any) -> Any:
        if is_frozen():
            await asyncio.Event().wait()
        return await work(*args, **kwargs)

    return frozen


def spin() -> NoReturn:
    while True:
        pass


def poller() -> None:
    from warnd.daemon.polling.poller import Poller  # noqa: PLC0415  only a warnd that freezes needs it

    setattr(Poller, "tick", freezing(Poller.tick))  # noqa: B010  mypy takes no such assignment


def sender() -> None:
    from warnd.daemon.delivering.sender import Sender  # noqa: PLC0415

    setattr(Sender, "send_due", freezing(Sender.send_due))  # noqa: B010


def pipeline() -> None:
    from sqlalchemy import Connection  # noqa: PLC0415

    commit = Connection.commit

    def frozen(connection: Connection) -> None:
        if is_frozen():
            threading.Event().wait()
        commit(connection)

    setattr(Connection, "commit", frozen)  # noqa: B010


def loop() -> None:
    from warnd.daemon.polling.poller import Poller  # noqa: PLC0415

    tick = Poller.tick

    async def spinning(poller: Poller) -> None:
        if is_frozen():
            spin()
        await tick(poller)

    setattr(Poller, "tick", spinning)  # noqa: B010


if "run" in sys.orig_argv and "FREEZE" in os.environ:
    {"poller": poller, "sender": sender, "pipeline": pipeline, "loop": loop}[os.environ["FREEZE"]]()
