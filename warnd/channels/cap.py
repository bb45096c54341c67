"""Files of the Common Alerting Protocol 1.2, one a version of an alert."""

import asyncio

from warnd.channel_settings import CapSettings
from warnd.channels.files import replace_file
from warnd.errors import StoreBusy
from warnd.interchange.cap import CapMessage, cap_xml, identifier_of, reference_to
from warnd.model.alert import AlertVersion
from warnd.model.notification import Message
from warnd.ports.world import ChannelMemory


class CapChannel:
    """Writes a file a version; implements `warnd.ports.world.Channel`.

    A notice about feeds is no alert: nothing is written for one.
    """

    def __init__(self, settings: CapSettings, memory: ChannelMemory) -> None:
        self._settings = settings
        self._memory = memory

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Write the files, and return when they are on the disk.

        Raises ChannelClosed when the folder cannot be written, else DeliveryDeferred.
        """
        for version in sorted(message.alerts, key=lambda each: (each.alert, each.version)):
            await self._write(message, version)

    async def close(self) -> None:
        """Do nothing: files are closed when they are written."""

    async def _write(self, message: Message, version: AlertVersion) -> None:
        earlier = await self._references(version)
        alone = len(message.alerts) == 1
        text = cap_xml(
            CapMessage(
                version=version,
                sender=self._settings.sender,
                references=earlier,
                purpose=message.purpose,
                language=message.language if alone else "en",
                headline=message.headline if alone else "",
                description=message.text if alone else "",
                pcodes=message.pcodes,
            )
        )
        path = self._settings.folder / f"{identifier_of(version)}.xml"
        await asyncio.to_thread(replace_file, path, text)
        await self._note(version, earlier)

    async def _references(self, version: AlertVersion) -> tuple[str, ...]:
        try:
            note = await self._memory.recall(version.alert)
        except StoreBusy:
            return ()  # a message without its references is better than none
        own = reference_to(version, self._settings.sender)
        return tuple(each for each in (note or "").split() if each != own)

    async def _note(self, version: AlertVersion, earlier: tuple[str, ...]) -> None:
        own = reference_to(version, self._settings.sender)
        try:
            await self._memory.remember(version.alert, " ".join((*earlier, own)))
        except StoreBusy:
            return  # it is written: a database in trouble must not have it written again
