"""Parses documents in child processes that may be killed."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import warnd
from warnd.errors import FeedHostile, FetchFailed, NotAFeed
from warnd.feeds.limits import ParseLimits
from warnd.model.entry import Entry, FeedDocument
from warnd.model.feed import Fetched

#: seconds for one document, by the wall clock: three times its CPU limit, for a machine that has
#: other work too
DEADLINE_S = 15.0
#: seconds for a child to become ready; it takes 0.15 s
START_S = 20.0
#: a child whose pipe was closed has this long to end before it is killed
ENDS_BY_ITSELF_S = 0.1
#: bytes of the longest answer that is read
ANSWER_AT_MOST = 64_000_000
LENGTH = 4
#: what a Python needs of the environment to start at all; a child gets nothing else of it
INHERITED = ("LD_LIBRARY_PATH", "PYTHONHOME")
COMMAND = (sys.executable, "-s", "-P", "-m", "warnd.feeds.parser_child")


class ChildDied(Exception):  # noqa: N818  never leaves this module
    """The child ended, hung or talked nonsense."""


class Child:
    """One child process."""

    def __init__(
        self, process: Process, requests: asyncio.StreamWriter, answers: asyncio.StreamReader
    ) -> None:
        self._process = process
        self._requests = requests
        self._answers = answers

    @classmethod
    async def start(cls, limits: ParseLimits) -> "Child":
        """Give a child that is ready."""
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            json.dumps(asdict(limits)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd="/",
            env={
                "PYTHONPATH": str(Path(warnd.__file__).parent.parent),
                **{name: os.environ[name] for name in INHERITED if name in os.environ},
            },
        )
        if process.stdin is None or process.stdout is None:
            raise ChildDied("no pipes")
        child = cls(process, process.stdin, process.stdout)
        try:
            async with asyncio.timeout(START_S):
                await child._receive()
        except BaseException:
            await child.kill()
            raise
        return child

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.returncode is None

    async def parse(self, fetched: Fetched) -> Mapping[str, Any]:
        """Give the child's answer about one document."""
        about = json.dumps(
            {
                "url": fetched.url,
                "content_type": fetched.content_type,
                "type": fetched.type,
                "languages": fetched.languages,
            }
        )
        for frame in (about.encode(), fetched.body):
            self._requests.write(len(frame).to_bytes(LENGTH, "big") + frame)
        await self._requests.drain()
        return await self._receive()

    async def kill(self) -> str:
        """End the child, and tell how it ended if it had ended already."""
        if self._process.returncode is None:
            self._requests.close()
            await self._end()
        code = await self._process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    async def _end(self) -> None:
        # A child that has just ended must not be signalled: Popen would reap it first, and how it
        # ended would be lost to asyncio.
        try:
            async with asyncio.timeout(ENDS_BY_ITSELF_S):
                await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _receive(self) -> Mapping[str, Any]:
        length = int.from_bytes(await self._answers.readexactly(LENGTH), "big")
        if length > ANSWER_AT_MOST:
            raise ChildDied(f"an answer of {length} bytes")
        answer: Mapping[str, Any] = json.loads(await self._answers.readexactly(length))
        return answer


class ChildParser:
    """Parses in children that stay for the next document; one that is lost is replaced."""

    def __init__(
        self,
        *,
        limits: ParseLimits | None = None,
        children: int = 2,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._limits = limits or ParseLimits()
        self._deadline_s = deadline_s
        self._slots = asyncio.Semaphore(children)
        self._idle: list[Child] = []
        #: children lost to documents so far
        self.kills = 0

    async def parse(
        self,
        fetched: Fetched,
        known: frozenset[str] = frozenset(),  # noqa: ARG002  every entry is parsed as yet
    ) -> FeedDocument:
        """Give the document's entries.

        Raises NotAFeed for what is no feed, FeedHostile for what ran past its limits, FetchFailed
        when no parser can be started.
        """
        async with self._slots:
            child = await self._take()
            try:
                async with asyncio.timeout(self._deadline_s):
                    answer = await child.parse(fetched)
            except TimeoutError as error:
                await self._lose(child)
                raise FeedHostile(f"not parsed within {self._deadline_s:g} s") from error
            except (OSError, EOFError, ValueError, ChildDied) as error:
                raise FeedHostile(f"the parser was lost: {await self._lose(child)}") from error
            except BaseException:  # whoever waited has left: the child is in mid-document
                await child.kill()
                raise
            self._idle.append(child)
        return _document(answer)

    async def close(self) -> None:
        """End the children."""
        while self._idle:
            await self._idle.pop().kill()

    async def _take(self) -> Child:
        while self._idle:
            child = self._idle.pop()
            if child.alive:
                return child
            await child.kill()
        try:
            return await Child.start(self._limits)
        except (OSError, EOFError, ValueError, TimeoutError, ChildDied) as error:
            raise FetchFailed(f"the parser does not start: {error}") from error

    async def _lose(self, child: Child) -> str:
        self.kills += 1
        return await child.kill()


def _document(answer: Mapping[str, Any]) -> FeedDocument:
    if "not_a_feed" in answer:
        raise NotAFeed(str(answer["not_a_feed"]["reason"]))
    if "hostile" in answer:
        raise FeedHostile(str(answer["hostile"]["reason"]))
    document = answer["document"]
    return FeedDocument(
        version=str(document["version"]),
        title=str(document["title"]),
        entries=tuple(_entry(entry) for entry in document["entries"]),
        degraded=bool(document["degraded"]),
    )


def _entry(fields: Mapping[str, Any]) -> Entry:
    return Entry(**{**fields, "replaces": tuple(fields["replaces"])})
