"""What channels remember when nothing is stored."""


class ForgetfulMemory:
    """Remembers as long as it lives; implements `warnd.ports.world.ChannelMemory`."""

    def __init__(self) -> None:
        self._notes: dict[str, str] = {}

    async def recall(self, subject: str) -> str | None:
        """Give what was noted of a subject last, None when nothing was."""
        return self._notes.get(subject)

    async def remember(self, subject: str, note: str) -> None:
        """Note something of a subject, in the place of what was noted before."""
        self._notes[subject] = note
