import asyncio
import threading

from tests.unit.daemon.waiting import reached
from warnd.daemon.watching.pulse import Pulse
from warnd.daemon.watching.worker_watch import WorkerWatch
from warnd.daemon.worker import Worker


class Now:
    at_s = 100.0

    def __call__(self) -> float:
        return self.at_s


def watch_of(worker: Worker) -> tuple[WorkerWatch, Now]:
    now = Now()
    return WorkerWatch(worker=worker, pulse=Pulse(now)), now


async def test_a_thread_that_takes_work_moves(worker: Worker) -> None:
    watch, now = watch_of(worker)
    watch.look()
    now.at_s += 60.0
    await reached(lambda: watch.pulse.still_s() == 0.0)
    await watch.stop()


async def test_a_thread_that_is_stuck_is_still(worker: Worker) -> None:
    watch, now = watch_of(worker)
    begun, end = threading.Event(), threading.Event()

    def stuck() -> None:
        begun.set()
        end.wait(30)

    watch.look()
    await reached(lambda: worker.finished > 0)
    hanging = worker.run(stuck)
    task = asyncio.ensure_future(hanging)
    await reached(begun.is_set)
    watch.look()
    now.at_s += 60.0
    watch.look()
    assert watch.pulse.still_s() == 60.0
    end.set()
    await task
    await reached(lambda: watch.pulse.still_s() == 0.0)
    await watch.stop()


async def test_work_that_ends_is_progress_while_more_of_it_waits(worker: Worker) -> None:
    watch, now = watch_of(worker)
    watch.look()
    await worker.run(int)
    now.at_s += 60.0
    watch.look()
    assert watch.pulse.still_s() == 0.0
    await watch.stop()
