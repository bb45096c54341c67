"""The one thread that reads articles and speaks to the database."""

import asyncio
import functools
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

#: pieces of work that share one commit: PostgreSQL keeps 64 savepoints at hand, and slows down
#: beyond them; a file knows no such bound
_TOGETHER, _TOGETHER_IN_A_FILE = 64, 256
#: seconds after which no further piece joins: whoever waits for the first waits for the last too.
#: Where commits take long, up to the most, that they take a small part of all time
_JOINING_S, _MOST_JOINING_S = 0.1, 0.4
#: how many times as long as the last commit took pieces may join the next
_COMMITS_JOINED = 10.0
#: seconds after which the thread lets the loop go on, and the other way round: with the usual 5 ms
#: the loop waits so long for each of its ten calls to the system in a poll; a tenth part more polls
SWITCH_S = 0.0005


def _always() -> bool:
    """Tell that nobody else is there."""
    return True


class _Piece:
    """One piece of work, and who waits for it."""

    def __init__(
        self, work: Callable[[], Any], waiting: asyncio.Future[Any], *, alone: bool = False
    ) -> None:
        #: whether it shares its transaction with no other
        self.alone = alone
        self._work = work
        self._waiting = waiting
        self._result: Any = None
        self._error: BaseException | None = None

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for it."""
        return not self._waiting.done()

    def do(self) -> None:
        """Do the work and keep what came of it."""
        try:
            self._result = self._work()
        except BaseException as error:  # noqa: BLE001  whoever waits gets it
            self._error = error

    def fail(self, error: BaseException) -> None:
        """Have it failed, since what it stored was not committed."""
        self._error = self._error or error

    def tell(self) -> None:
        """Give whoever waits what came of it; on the loop."""
        if not self.wanted:
            return
        if self._error is None:
            self._waiting.set_result(self._result)
        else:
            self._waiting.set_exception(self._error)


class Worker:
    """Runs work, one piece at a time, off the event loop.

    One thread owns the one writing connection (FAULTS, row 9), and a long article cannot hold up
    the loop that fetches and sends. Pieces that wait when the thread gets to them share one commit,
    and nobody is told before it has lasted: commits wait for the disk, and one a poll would be
    where all time goes.
    """

    def __init__(self) -> None:
        self._waiting: deque[_Piece] = deque()
        #: a token a piece: the thread waits for them, and each finds what is left
        self._tokens: SimpleQueue[asyncio.AbstractEventLoop | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._together: Callable[[], AbstractContextManager[None]] = nullcontext
        self._is_alone: Callable[[], bool] = _always
        self._most = 1
        self._bound = _TOGETHER
        self._commit_s = 0.0
        #: called on the thread when work was undone after it had ended well: what was remembered of
        #: it is wrong
        self.on_lost: Callable[[], None] = _nothing
        self.finished = 0

    def share(
        self,
        together: Callable[[], AbstractContextManager[None]],
        *,
        in_a_file: bool = False,
        alone: Callable[[], bool] = _always,
    ) -> None:
        """Run what waits within one `together()` from now on, which commits when it is left.

        While `alone` says that other processes share the database, each transaction commits by
        itself: what it locks keeps them waiting, and two that lock in another order wait for ever.
        """
        self._together, self._is_alone = together, alone
        self._bound = _TOGETHER_IN_A_FILE if in_a_file else _TOGETHER

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Give what `work` gives; errors pass through."""
        return await self._run(functools.partial(work, *args, **kwargs), alone=False)

    async def run_alone(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Give what `work` gives, done in a transaction that it shares with no other."""
        return await self._run(functools.partial(work, *args, **kwargs), alone=True)

    async def run_first(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Give what `work` gives, done alone and before all that waits."""
        return await self._run(functools.partial(work, *args, **kwargs), alone=True, first=True)

    async def _run(self, work: Callable[[], R], *, alone: bool, first: bool = False) -> R:
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[R] = loop.create_future()
        add = self._waiting.appendleft if first else self._waiting.append
        add(_Piece(work, waiting, alone=alone))
        self._tokens.put(loop)
        if self._thread is None:
            self._begin()
        result = await waiting
        self.finished += 1
        return result

    def close(self) -> None:
        """Let the thread finish its pieces and end."""
        if self._thread is not None:
            self._tokens.put(None)
            self._thread.join()

    def _begin(self) -> None:
        self._thread = threading.Thread(target=self._serve, name="pipeline", daemon=True)
        sys.setswitchinterval(SWITCH_S)
        self._thread.start()

    def _serve(self) -> None:
        while (loop := self._tokens.get()) is not None:
            if self._waiting:
                self._work(loop)

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        done: list[_Piece] = []
        try:
            with self._block():
                self._do_waiting(done)
                began_s = time.monotonic()
            self._commit_s = time.monotonic() - began_s
        except BaseException as error:  # noqa: BLE001  whoever waits gets it
            for piece in done:
                piece.fail(error)
            self.on_lost()
            # Perhaps one of them breaks what it shares with others: alone it hurts nobody.
            self._most = 1
        else:
            self._most = min(2 * self._most, self._bound)
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_tell, done)

    def _block(self) -> AbstractContextManager[None]:
        """Give what the next pieces share; beside others, none is open while something is read."""
        if self._is_alone() or (self._waiting and self._waiting[0].alone):
            return self._together()
        return nullcontext()

    def _do_waiting(self, done: list[_Piece]) -> None:
        joining_s = max(_JOINING_S, _COMMITS_JOINED * self._commit_s)
        ends = time.monotonic() + min(joining_s, _MOST_JOINING_S)
        most = self._most if self._is_alone() else 1
        taken = 0
        while self._waiting and taken < most:
            if done and (done[-1].alone or self._waiting[0].alone):
                return
            piece = self._waiting.popleft()
            taken += 1
            if piece.wanted:
                done.append(piece)
                piece.do()
            if time.monotonic() > ends:
                return


def _nothing() -> None:
    """Do nothing."""


def _tell(pieces: Iterable[_Piece]) -> None:
    for piece in pieces:
        piece.tell()
