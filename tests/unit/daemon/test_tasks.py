import asyncio
from dataclasses import dataclass, field

import pytest
from structlog.testing import capture_logs

from tests.unit.daemon.waiting import reached
from warnd.daemon.tasks import TaskGuard


@dataclass
class Failures:
    """What a guard reported."""

    seen: list[tuple[str, BaseException | None]] = field(default_factory=list)

    def __call__(self, name: str, error: BaseException | None) -> None:
        self.seen.append((name, error))


async def for_ever() -> None:
    await asyncio.Event().wait()


async def failing() -> None:
    raise RuntimeError("a bug")


async def ending() -> None:
    """End at once."""


async def test_a_task_that_fails_is_reported_by_name() -> None:
    failures = Failures()
    guard = TaskGuard(failures)
    with capture_logs() as lines:
        guard.start("send duty", failing())
        await reached(lambda: failures.seen)
    ((name, error),) = failures.seen
    assert (name, str(error)) == ("send duty", "a bug")
    assert [(line["event"], line["log_level"]) for line in lines] == [("task_ended", "critical")]


async def test_a_task_that_just_ends_is_reported_too() -> None:
    failures = Failures()
    with capture_logs():
        TaskGuard(failures).start("web", ending())
        await reached(lambda: failures.seen)
    assert failures.seen == [("web", None)]


async def test_stopping_ends_every_task_and_reports_none() -> None:
    failures = Failures()
    guard = TaskGuard(failures)
    guard.start("one", for_ever())
    guard.start("two", for_ever())
    await guard.stop()
    assert not guard.running("one")
    assert not guard.running("two")
    assert failures.seen == []


async def test_two_running_tasks_never_share_a_name() -> None:
    guard = TaskGuard(Failures())
    guard.start("one", for_ever())
    with pytest.raises(ValueError, match="'one' is running already"):
        guard.start("one", for_ever())
    await guard.stop()


async def test_a_name_is_free_again_when_its_task_ended() -> None:
    failures = Failures()
    guard = TaskGuard(failures)
    with capture_logs():
        guard.start("one", ending())
        await reached(lambda: failures.seen)
    guard.start("one", for_ever())
    assert guard.running("one")
    await guard.stop()
