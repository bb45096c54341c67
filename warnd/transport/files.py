"""Whether file descriptors have run out: our own trouble, which must blame no server."""

import errno
import socket

#: the process may have no more, or the machine
NONE_LEFT = frozenset({errno.EMFILE, errno.ENFILE})


def none_left(error: BaseException) -> bool:
    """Tell whether an error, or one behind it, says that no descriptor is left."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in NONE_LEFT:
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def probe() -> None:
    """Return when a socket can be had.

    Raises OSError when it cannot.
    """
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
