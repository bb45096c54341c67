"""Runs first in a warnd whose tests answer for the system's resolver.

A file says what each name resolves to, one list of addresses a look-up, the last one for ever;
`null` is a look-up that hangs. The program knows nothing of it: Python imports this module by its
name when it starts.
"""

import json
import os
import socket
import threading
from collections import Counter
from pathlib import Path
from typing import Any

from warnd.transport import resolver

_FILE = Path(os.environ["NAMES_FILE"])
_HANGS_S = 25.0
_system = socket.getaddrinfo
_asked: Counter[str] = Counter()


def _by_file(host: str, port: int | None, *args: Any, **options: Any) -> list[Any]:
    answers = json.loads(_FILE.read_text(encoding="utf-8")).get(host.rstrip("."))
    if answers is None:
        return _system(host, port, *args, **options)
    _asked[host] += 1
    answer = answers[min(_asked[host], len(answers)) - 1]
    if answer is None:
        threading.Event().wait(_HANGS_S)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    if not answer:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return [found for each in answer for found in _system(each, port, *args, **options)]


# What a name resolved to a moment ago is soon old: a test does not wait for half a minute.
resolver.FRESH_S = 0.5
setattr(socket, "getaddrinfo", _by_file)  # noqa: B010  mypy takes no assignment to a function
