"""Talking to the service manager: sd_notify(3)."""

import os
import socket
from collections.abc import Mapping

import structlog

log = structlog.get_logger()

#: the service manager wants a sign of life at least twice in its window; three times is its advice
SIGNS = 3
#: how long a service manager that does not read may hold up the daemon, in seconds: its queue is
#: ten messages long and may be full for a moment while a machine starts
_PATIENCE_S = 0.5


class ServiceManager:
    """Sends states to systemd; does nothing, quietly, when nobody listens."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._watchdog_us = _watchdog_us(environment)

    @property
    def watchdog_interval_s(self) -> float | None:
        """Seconds between signs of life; None when nobody asked for them."""
        if self._watchdog_us is None:
            return None
        return self._watchdog_us / 1_000_000 / SIGNS

    def ready(self, status: str) -> None:
        """Say that the daemon polls."""
        self._send(f"READY=1\nSTATUS={_line(status)}")

    def reloading(self, monotonic_s: float) -> None:
        """Say that the configuration is read again; systemd 253 wants the monotonic time."""
        self._send(f"RELOADING=1\nMONOTONIC_USEC={int(monotonic_s * 1_000_000)}")

    def status(self, status: str) -> None:
        """Say in a line what the daemon does."""
        self._send(f"STATUS={_line(status)}")

    def extend(self, seconds: float, status: str) -> None:
        """Ask for so much time from now on, beyond what a start or an end may take, and say why."""
        self._send(f"EXTEND_TIMEOUT_USEC={round(seconds * 1_000_000)}\nSTATUS={_line(status)}")

    def watchdog(self) -> None:
        """Give a sign of life."""
        self._send("WATCHDOG=1")

    def stopping(self) -> None:
        """Say that the daemon ends."""
        self._send("STOPPING=1")

    def _send(self, state: str) -> None:
        if not self._address:
            return
        # "@" stands for the NUL that begins the name of an abstract socket.
        address = "\0" + self._address[1:] if self._address[0] == "@" else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
                out.settimeout(_PATIENCE_S)
                out.sendto(state.encode(), address)
        except OSError as error:  # a service manager that is gone must not take the daemon along
            log.warning("notify_failed", error=str(error))


def _watchdog_us(environment: Mapping[str, str]) -> int | None:
    value = environment.get("WATCHDOG_USEC", "")
    meant_for = environment.get("WATCHDOG_PID", "")
    if not value.isdecimal() or int(value) == 0:
        return None
    if meant_for.isdecimal() and int(meant_for) != os.getpid():
        return None
    return int(value)


def _line(text: str) -> str:
    return " ".join(text.split())
