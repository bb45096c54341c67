"""Plain text on a stream."""

from typing import TextIO

from warnd.errors import DeliveryDeferred
from warnd.model.notification import Message
from warnd.model.plain import plain_block

#: drawn after a message, so that the next one is seen to begin
RULE = "-" * 72


class ConsoleChannel:
    """Writes messages to a stream; implements `warnd.ports.world.Channel`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the one way there is."""
        return ("",)

    async def send(self, message: Message) -> None:
        """Write the message's text.

        Raises DeliveryDeferred when the stream is gone.
        """
        text = plain_block(message.text)
        encoding = self._stream.encoding or "utf-8"
        writable = text.encode(encoding, "replace").decode(encoding)
        try:
            self._stream.write(f"{writable}\n{RULE}\n")
            self._stream.flush()
        except (OSError, ValueError) as error:  # ValueError: the stream is closed
            raise DeliveryDeferred(f"the console cannot be written: {error}") from error

    async def close(self) -> None:
        """Leave the stream open: it is not ours."""
