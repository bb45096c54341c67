import contextlib
import os
import socket
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from warnd.daemon.watching.notify import ServiceManager


@dataclass
class FakeManager:
    """A service manager that listens on a socket."""

    listening: socket.socket
    address: str

    def heard(self) -> list[str]:
        told = []
        while True:
            try:
                told.append(self.listening.recv(4096).decode())
            except BlockingIOError:
                return told


@pytest.fixture(params=["path", "abstract"])
def manager(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FakeManager]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.setblocking(False)
        if request.param == "path":
            address = str(tmp_path / "notify")
            listening.bind(address)
        else:
            address = f"@warnd-{uuid.uuid4().hex}"
            listening.bind("\0" + address[1:])
        yield FakeManager(listening, address)


def test_each_state_is_told_in_the_words_of_sd_notify(manager: FakeManager) -> None:
    ours = ServiceManager({"NOTIFY_SOCKET": manager.address})
    ours.ready("412 feeds ok")
    ours.status("3 failing")
    ours.reloading(12.5)
    ours.watchdog()
    ours.extend(60.0, "opening the\ndatabase")
    ours.stopping()
    assert manager.heard() == [
        "READY=1\nSTATUS=412 feeds ok",
        "STATUS=3 failing",
        "RELOADING=1\nMONOTONIC_USEC=12500000",
        "WATCHDOG=1",
        "EXTEND_TIMEOUT_USEC=60000000\nSTATUS=opening the database",
        "STOPPING=1",
    ]


def test_a_status_is_one_line_and_smuggles_no_other_state(manager: FakeManager) -> None:
    ServiceManager({"NOTIFY_SOCKET": manager.address}).status("a\nREADY=1\r\n b")
    assert manager.heard() == ["STATUS=a READY=1 b"]


def test_without_a_service_manager_nothing_is_said() -> None:
    with capture_logs() as lines:
        ServiceManager({}).ready("")
    assert lines == []


def test_a_service_manager_that_is_gone_does_no_harm(tmp_path: Path) -> None:
    with capture_logs() as lines:
        ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "gone")}).watchdog()
    assert [line["event"] for line in lines] == ["notify_failed"]


def test_a_service_manager_that_does_not_read_holds_nobody_up(manager: FakeManager) -> None:
    ours = ServiceManager({"NOTIFY_SOCKET": manager.address})
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as crowd:
        crowd.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            while True:
                crowd.sendto(b"STATUS=full", manager.listening.getsockname())
    with capture_logs() as lines:
        ours.watchdog()
    assert [line["event"] for line in lines] == ["notify_failed"]


@pytest.mark.parametrize(
    ("environment", "interval_s"),
    [
        pytest.param({}, None, id="nobody asks"),
        pytest.param({"WATCHDOG_USEC": "60000000"}, 20.0, id="a third of the window"),
        pytest.param(
            {"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}, 20.0, id="asks us"
        ),
        pytest.param(
            {"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}, None, id="asks another process"
        ),
        pytest.param({"WATCHDOG_USEC": "0"}, None, id="asks for nothing"),
        pytest.param({"WATCHDOG_USEC": "soon"}, None, id="asks nonsense"),
    ],
)
def test_signs_of_life_are_wanted_as_the_environment_says(
    environment: dict[str, str], interval_s: float | None
) -> None:
    assert ServiceManager(environment).watchdog_interval_s == interval_s
