"""Every other service, through Apprise, in a process of its own."""

import asyncio
import json
import sys
from collections.abc import Collection
from contextlib import suppress

from warnd.channel_settings import AppriseSettings
from warnd.channels.secrets import read_secret
from warnd.channels.shown import body_of, inert, kept_of, link_of
from warnd.errors import ChannelClosed, DeliveryDeferred
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.model.plain import plain_line, shorten_keeping

COMMAND = (sys.executable, "-s", "-P", "-m", "warnd.channels.apprise_child")
#: characters of a title and a text: most services take these, and Apprise cuts for the others
TITLE, TEXT = 200, 3500
#: the kinds of message that Apprise knows
KINDS = {
    Level.CALM: "success",
    Level.WATCH: "info",
    Level.WARNING: "warning",
    Level.EMERGENCY: "failure",
}
#: which service reads what is not known here: what any of them reads as markup becomes its
#: full-width twin, which none does
TWINS = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in "<>[]*_~|`#"})
#: seconds until a service that Apprise does not know, or Apprise itself, is looked for again
MENDED_IN_S = 3600.0


class AppriseChannel:
    """Sends through Apprise; implements `warnd.ports.world.Channel`."""

    def __init__(self, settings: AppriseSettings, allow_addresses: Collection[str]) -> None:
        self._settings = settings
        self._allow_addresses = tuple(allow_addresses)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Send, and return when Apprise says that the service took it.

        Raises ChannelClosed when Apprise is not installed or does not know the service, else
        DeliveryDeferred: Apprise tells nothing of why it failed.
        """
        order = {
            "url": read_secret(self._settings.url_file),
            "title": plain(plain_line(message.headline, TITLE)),
            "body": _within(message),
            "kind": KINDS[message.level],
            "allow_addresses": self._allow_addresses,
        }
        _judge(await self._within_limit(json.dumps(order).encode()))

    async def close(self) -> None:
        """Do nothing: processes live as long as their message."""

    async def _within_limit(self, order: bytes) -> str:
        limit_s = self._settings.timeout.total_seconds()
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            async with asyncio.timeout(limit_s):
                said, _ = await process.communicate(order)
                return said.decode("ascii", "replace")
        except TimeoutError as error:
            raise DeliveryDeferred(f"no outcome within {limit_s:g} s") from error
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _within(message: Message) -> str:
    """Give the text in what services take, with the first proof and the answers."""
    body = plain(body_of(message)) or plain(message.headline)
    return shorten_keeping(body, TEXT, [plain(part) for part in kept_of(message)])


def plain(text: str) -> str:
    """Give text that no service reads as markup; lines that are addresses stay as they are."""
    return "\n".join(
        line if link_of(line) else inert(line).translate(TWINS) for line in text.split("\n")
    )


def _judge(outcome: str) -> None:
    if outcome == "delivered":
        return
    if outcome == "missing":
        told = "Apprise is not installed: pip install 'warnd[apprise]'"
        raise ChannelClosed(told, delay_s=MENDED_IN_S)
    if outcome == "unusable":
        raise ChannelClosed("Apprise does not know this service", delay_s=MENDED_IN_S)
    raise DeliveryDeferred("the service did not take it")
