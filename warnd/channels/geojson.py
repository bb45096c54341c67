"""One GeoJSON file with the newest version of every alert."""

import asyncio
from functools import partial

from warnd.channel_settings import GeojsonSettings
from warnd.channels.files import changed_file
from warnd.interchange.geojson import feature_of, with_features
from warnd.model.notification import Message


class GeojsonChannel:
    """Rewrites the file; implements `warnd.ports.Channel`.

    A notice about feeds is no alert: nothing is written for one.
    """

    def __init__(self, settings: GeojsonSettings) -> None:
        self._settings = settings
        self._turn = asyncio.Lock()

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Put the alerts into the file, and return when it is on the disk.

        Raises ChannelClosed when it cannot be written, else DeliveryDeferred.
        """
        if not message.alerts:
            return
        headline = message.headline if len(message.alerts) == 1 else ""
        new = [feature_of(version, message.purpose, headline) for version in message.alerts]
        async with self._turn:
            await asyncio.to_thread(
                changed_file, self._settings.file, partial(with_features, new=new)
            )

    async def close(self) -> None:
        """Do nothing: the file is closed whenever it is written."""
