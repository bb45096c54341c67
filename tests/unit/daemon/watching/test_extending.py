import asyncio
from dataclasses import dataclass, field

import pytest

from tests.unit.daemon.waiting import reached
from warnd.daemon.watching import extending as module
from warnd.daemon.watching.extending import AGAIN_S, ASKED_S, extending


@dataclass
class Manager:
    """A service manager that writes down what it was asked."""

    asked: list[tuple[float, str]] = field(default_factory=list)

    def extend(self, seconds: float, status: str) -> None:
        self.asked.append((seconds, status))


async def test_more_time_is_asked_for_again_and_again() -> None:
    manager = Manager()
    async with extending(manager, "opening the database", again_s=0.0):
        await reached(lambda: len(manager.asked) >= 3)
    assert set(manager.asked) == {(ASKED_S, "opening the database")}


async def test_nothing_is_asked_for_once_the_work_is_done_or_has_failed() -> None:
    manager = Manager()

    async def open_what_is_broken() -> None:
        async with extending(manager, "opening the database", again_s=0.0):
            await reached(lambda: manager.asked)
            raise OSError("no such disk")

    with pytest.raises(OSError, match="no such disk"):
        await open_what_is_broken()
    before = len(manager.asked)
    for _ in range(5):
        await asyncio.sleep(0)
    assert len(manager.asked) == before


async def test_work_that_hangs_is_not_given_time_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TIMES", 3)
    manager = Manager()
    async with extending(manager, "opening the database", again_s=0.0):
        for _ in range(50):
            await asyncio.sleep(0)
    assert len(manager.asked) == 3


def test_it_asks_long_before_its_time_is_over() -> None:
    assert AGAIN_S * 3 < ASKED_S
