"""The process that sends one message through Apprise; started by `warnd.channels.apprise`.

Apprise blocks, and its services speak through libraries of their own, so it works in a process that
can be killed, that is gone afterwards with its memory, and that the guard of addresses watches: an
audit hook sees every connection that Python code makes, and every program it would start. What a
library written in C does by itself it does not see.
"""

import ipaddress
import json
import logging
import os
import sys
from collections.abc import Collection
from typing import Any

from warnd.expendable import go_first
from warnd.transport.addresses import AllowedAddresses

#: the words of the outcome, on standard output
DELIVERED, FAILED, UNUSABLE, MISSING = "delivered", "failed", "unusable", "missing"
#: what starts another program
STARTS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"})


class DialRefusedError(OSError):
    """Apprise tried what it must not: its libraries take it for a connection that failed."""


def main() -> None:
    """Read what to send on standard input, send it, and say what came of it."""
    go_first()
    order = json.load(sys.stdin)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]  # a proxy would dial for us what must not be dialled
    logging.disable(logging.CRITICAL)  # services log their addresses, which are secrets
    sys.stdout.write(_sent(order))


def _sent(order: dict[str, Any]) -> str:
    try:
        import apprise  # noqa: PLC0415  heavy, and only here when it is configured
    except ImportError:
        return MISSING
    watch(order["allow_addresses"])
    service = apprise.Apprise()
    if not service.add(order["url"]):
        return UNUSABLE
    taken = service.notify(
        title=order["title"],
        body=order["body"],
        notify_type=order["kind"],
        body_format=apprise.NotifyFormat.TEXT,
        interpret_escapes=False,
    )
    return DELIVERED if taken else FAILED


def watch(allow_addresses: Collection[str]) -> None:
    """Let this process connect to global addresses and to the allowed ones alone, for ever."""
    allowed = AllowedAddresses.read(allow_addresses)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in STARTS:
            raise DialRefusedError(f"{event} is not allowed here")
        if event in {"socket.connect", "socket.sendto"} and not _may_dial(arguments[1], allowed):
            raise DialRefusedError("this address must not be dialled")

    sys.addaudithook(hook)


def _may_dial(target: object, allowed: AllowedAddresses) -> bool:
    if not isinstance(target, tuple) or len(target) < 2:  # noqa: PLR2004  a socket of this machine
        return False
    host, port = str(target[0]), int(target[1])
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False  # a name, which would be resolved behind our back
    return not allowed.refusal(host, [address], port)


if __name__ == "__main__":
    main()
