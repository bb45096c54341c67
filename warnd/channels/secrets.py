"""Secrets, read from their files when they are needed, never kept and never in an error."""

from pathlib import Path

from warnd.errors import DeliveryDeferred

#: seconds to wait when a secret cannot be had: somebody has to mend it first
MENDED_IN_S = 60.0
#: a longer file holds no secret of ours, in bytes
LONGEST = 8192


def read_secret(path: Path) -> str:
    """Give the text of a secret file without the space around it.

    Raises DeliveryDeferred when it cannot be read or is empty: the message is sound, the
    installation needs a hand.
    """
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST).decode("utf-8", "replace").strip()
    except OSError as error:
        raise DeliveryDeferred(
            f"the secret in {path} cannot be read: {error.strerror}", delay_s=MENDED_IN_S
        ) from error
    if not text:
        raise DeliveryDeferred(f"the secret file {path} is empty", delay_s=MENDED_IN_S)
    return text
