"""Reads the text of pages in a child process that lives while somebody reads."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import warnd

#: seconds for one page by the wall clock, with the start of the child
DEADLINE_S = 8.0
LENGTH = 4
#: bytes of the longest answer that is read
ANSWER_AT_MOST = 1_000_000
#: what a Python needs of the environment to start at all; a child gets nothing else of it
INHERITED = ("LD_LIBRARY_PATH", "PYTHONHOME")
COMMAND = (sys.executable, "-s", "-P", "-m", "warnd.feeds.behind.page_child")


class PageUnread(Exception):  # noqa: N818  a state of a page, told in a log
    """A page whose text could not be read; its words say why."""


class PageReader:
    """Reads pages one after the other; the child ends when nobody reads any more."""

    def __init__(self, *, deadline_s: float = DEADLINE_S) -> None:
        self._deadline_s = deadline_s
        self._turn = asyncio.Lock()
        self._child: Process | None = None
        self._readers = 0

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Keep the child, once it is needed, until the block ends."""
        self._readers += 1
        try:
            yield
        finally:
            self._readers -= 1
            if not self._readers:
                await self.close()

    async def text_of(self, page: bytes, content_type: str) -> str:
        """Give the text of a page, empty when it has none.

        Raises PageUnread when the child is lost to it.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(self._deadline_s):
                    return await self._asked(page, content_type)
            except TimeoutError as error:
                await self._end()
                raise PageUnread(f"no text within {self._deadline_s:g} s") from error
            except (OSError, EOFError, ValueError) as error:
                await self._end()
                raise PageUnread("the reader of pages was lost to it") from error
            except BaseException:  # whoever waited has left: the child is in the middle of a page
                await self._end()
                raise

    async def close(self) -> None:
        """End the child."""
        async with self._turn:
            await self._end()

    async def _asked(self, page: bytes, content_type: str) -> str:
        child = self._child = self._child or await _started()
        if child.stdin is None or child.stdout is None:
            raise EOFError
        for frame in (content_type.encode("utf-8", "replace"), page):
            child.stdin.write(len(frame).to_bytes(LENGTH, "big") + frame)
        await child.stdin.drain()
        length = int.from_bytes(await child.stdout.readexactly(LENGTH), "big")
        if length > ANSWER_AT_MOST:
            raise ValueError(f"an answer of {length} bytes")
        return (await child.stdout.readexactly(length)).decode("utf-8", "replace")

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.stdin is not None:
            child.stdin.close()
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
        await child.wait()


async def _started() -> Process:
    return await asyncio.create_subprocess_exec(
        *COMMAND,
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        cwd="/",
        env={
            "PYTHONPATH": str(Path(warnd.__file__).parent.parent),
            **{name: os.environ[name] for name in INHERITED if name in os.environ},
        },
    )
