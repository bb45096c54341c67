"""Names that a test answers for under a running warnd."""

import json
import os
import socket
import struct
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from tests.loopback import LOOPBACK

#: the folder whose `sitecustomize` answers for the system's resolver
_NAMED = Path(__file__).parent / "named"
_ROOT = Path(__file__).parents[2]

#: what a name resolves to, one answer a look-up: addresses, none, or a look-up that hangs
Answers = Sequence[Sequence[str] | None]
HANGS: Answers = (None,)


class Answering(Protocol):
    """Answers for names under a running warnd."""

    @property
    def environment(self) -> dict[str, str]:
        """What the process is started with."""
        ...

    def answer(self, answers: Mapping[str, Answers]) -> None:
        """Answer like this from now on."""
        ...


class Names:
    """What names resolve to for one warnd; other names are left to the system."""

    def __init__(self, folder: Path, answers: Mapping[str, Answers] | None = None) -> None:
        self._file = folder / "names.json"
        self.answer(answers or {})

    @property
    def environment(self) -> dict[str, str]:
        """What the process is started with: `running(config, **names.environment)`."""
        return {"NAMES_FILE": str(self._file), "PYTHONPATH": f"{_NAMED}{os.pathsep}{_ROOT}"}

    def answer(self, answers: Mapping[str, Answers]) -> None:
        """Answer otherwise from now on."""
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps(answers), encoding="utf-8")
        beside.replace(self._file)


class SilentServer:
    """A DNS server on loopback, in a network of its own, that does not answer for some names."""

    def __init__(self, folder: Path) -> None:
        #: leaves every name to the system, which asks this server
        self.environment = Names(folder).environment
        self._answers: Mapping[str, Answers] = {}
        self._asked: Counter[str] = Counter()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((LOOPBACK, 53))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def answer(self, answers: Mapping[str, Answers]) -> None:
        """Answer otherwise from now on."""
        self._answers = answers

    def _serve(self) -> None:
        while True:
            try:
                query, asker = self._socket.recvfrom(4096)
                if not query:  # shut down
                    return
                reply = self._reply(query)
                if reply:
                    self._socket.sendto(reply, asker)
            except OSError:
                return

    def _reply(self, query: bytes) -> bytes:
        name, end = _name(query)
        answers = self._answers.get(name, ((),))
        self._asked[name] += 1
        found = answers[min(self._asked[name], len(answers)) - 1]
        if found is None:
            return b""
        (kind,) = struct.unpack_from("!H", query, end)
        addresses = [IPv4Address(each).packed for each in found if kind == _A]
        flags = 0x8180 if found else 0x8183  # an answer, or no such name
        head = query[:2] + struct.pack("!HHHHH", flags, 1, len(addresses), 0, 0)
        records = [struct.pack("!HHHIH", 0xC00C, _A, 1, 0, 4) + each for each in addresses]
        return head + query[12 : end + 4] + b"".join(records)


#: the kind of a DNS record that holds an IPv4 address (RFC 1035)
_A = 1


def _name(query: bytes) -> tuple[str, int]:
    """Give the name that a query asks for, and where its kind stands."""
    labels, at = [], 12
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode("ascii"))
        at += length + 1
    return ".".join(labels), at + 1
