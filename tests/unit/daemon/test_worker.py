import asyncio
import threading

import pytest

from warnd.daemon.worker import Worker


async def test_work_runs_off_the_loop_and_gives_its_result(worker: Worker) -> None:
    thread = await worker.run(threading.get_ident)
    assert thread != threading.get_ident()
    assert await worker.run(divmod, 7, 3) == (2, 1)


async def test_all_work_runs_on_one_thread_one_piece_at_a_time(worker: Worker) -> None:
    under_way: list[int] = []

    def piece() -> tuple[int, int]:
        under_way.append(1)
        seen = len(under_way)
        under_way.pop()
        return threading.get_ident(), seen

    results = await asyncio.gather(*(worker.run(piece) for _ in range(50)))
    assert len({thread for thread, _ in results}) == 1
    assert {seen for _, seen in results} == {1}


async def test_errors_pass_through(worker: Worker) -> None:
    with pytest.raises(ZeroDivisionError):
        await worker.run(divmod, 1, 0)


async def test_the_loop_goes_on_while_work_is_done(worker: Worker) -> None:
    gate = threading.Event()
    task = asyncio.create_task(worker.run(gate.wait, 10.0))
    await asyncio.sleep(0)
    assert not task.done()
    gate.set()
    assert await task is True


async def test_pieces_that_finished_are_counted(worker: Worker) -> None:
    for _ in range(3):
        await worker.run(int)
    assert worker.finished == 3
