"""Secrets, read from their files when they are needed, never kept and never in an error."""

from pathlib import Path

from warnd.errors import DeliveryDeferred

#: seconds to wait when a secret cannot be had: somebody has to mend it first
MENDED_IN_S = 300.0
#: a longer file holds no secret of ours, in characters
LONGEST = 8192


def read_secret(path: Path) -> str:
    """Give the text of a secret file without the space around it.

    Raises DeliveryDeferred when it cannot be read or is empty: the message is sound, the
    installation needs a hand.
    """
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(LONGEST).strip()
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise DeliveryDeferred(
            f"the secret in {path} cannot be read: {reason}", delay_s=MENDED_IN_S
        ) from None  # a decoding error quotes the bytes
    if not text:
        raise DeliveryDeferred(f"the secret file {path} is empty", delay_s=MENDED_IN_S)
    return text
