"""A program of the operator's: JSON on its standard input, its exit code the outcome."""

import asyncio
import json
import os
import signal
from contextlib import suppress

from warnd.channel_settings import ExecSettings
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.notification import Message
from warnd.model.plain import plain_line

#: the exit code of what may pass (EX_TEMPFAIL of sysexits.h)
TRY_AGAIN = 75
#: what the program sees of the environment; nothing of ours, and nothing that a feed wrote
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}
#: bytes read of what the program says when it fails
SAID = 4096
#: seconds until a program that is not there is looked for again: somebody has to mend it first
MENDED_IN_S = 3600.0


class ExecChannel:
    """Runs a program a message; implements `warnd.ports.world.Channel`."""

    def __init__(self, settings: ExecSettings) -> None:
        self._settings = settings

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Run the program, and return when it exits with 0.

        Raises DeliveryDeferred for exit code 75, a signal and a program that runs too long,
        ChannelClosed when it cannot be run at all, DeliveryRefused for every other exit code.
        """
        program = self._settings.command[0]
        try:
            process = await asyncio.create_subprocess_exec(
                *self._settings.command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                env={**ENVIRONMENT, "WARND_KEY": message.key},
                start_new_session=True,  # so that all that it starts can be killed with it
            )
        except OSError as error:
            told = f"{program} cannot be run: {error.strerror}"
            raise ChannelClosed(told, delay_s=MENDED_IN_S) from error
        said = await self._within_limit(process, document(message))
        _judge(process.returncode, plain_line(said.decode("utf-8", "replace"), 200))

    async def close(self) -> None:
        """Do nothing: programs live as long as their message."""

    async def _within_limit(self, process: asyncio.subprocess.Process, content: bytes) -> bytes:
        limit_s = self._settings.timeout.total_seconds()
        try:
            async with asyncio.timeout(limit_s):
                _, said = await asyncio.gather(_feed(process, content), _listen(process))
                await process.wait()
                return said
        except TimeoutError as error:
            told = f"{self._settings.command[0]} ran for more than {limit_s:g} s"
            raise DeliveryDeferred(told) from error
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def document(message: Message) -> bytes:
    """Give what the program reads: the document of the webhook, its key and language beside it."""
    said = {**message.payload, "key": message.key, "language": message.language}
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


async def _feed(process: asyncio.subprocess.Process, content: bytes) -> None:
    assert process.stdin is not None  # noqa: S101  asked for above
    with suppress(BrokenPipeError, ConnectionResetError):  # it need not read all, or any
        process.stdin.write(content)
        await process.stdin.drain()
    process.stdin.close()


async def _listen(process: asyncio.subprocess.Process) -> bytes:
    """Give the beginning of what it says on standard error; the rest is read and let go."""
    assert process.stderr is not None  # noqa: S101
    said = b""
    while piece := await process.stderr.read(SAID):
        said = (said + piece)[:SAID]
    return said


def _judge(code: int | None, said: str) -> None:
    if code == 0:
        return
    told = f"the program ended with {code}: {said}" if said else f"the program ended with {code}"
    if code is None or code < 0 or code == TRY_AGAIN:
        raise DeliveryDeferred(told)
    raise DeliveryRefused(told)
