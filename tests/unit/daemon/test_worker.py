import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

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


class Sharing:
    """Counts the blocks that pieces share; one that breaks, breaks at its end."""

    def __init__(self) -> None:
        self.blocks: list[int] = []
        self.pieces = 0
        self.error: Exception | None = None

    def piece(self) -> int:
        self.pieces += 1
        return self.pieces

    @contextmanager
    def together(self) -> Iterator[None]:
        before = self.pieces
        yield
        self.blocks.append(self.pieces - before)
        if self.error is not None:
            raise self.error


@pytest.fixture
def sharing(worker: Worker) -> Sharing:
    made = Sharing()
    worker.share(made.together)
    return made


async def _pieces(worker: Worker, sharing: Sharing, count: int) -> list[int | BaseException]:
    """Give what many pieces gave that waited while the thread was held up."""
    gate = threading.Event()
    held = asyncio.create_task(worker.run(gate.wait, 10.0))
    waiting = [asyncio.create_task(worker.run(sharing.piece)) for _ in range(count)]
    await asyncio.sleep(0)
    gate.set()
    results = await asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.gather(held, return_exceptions=True)
    return results


async def test_pieces_that_wait_share_a_commit(worker: Worker, sharing: Sharing) -> None:
    assert await _pieces(worker, sharing, 200) == list(range(1, 201))
    assert sum(sharing.blocks) == 200
    assert max(sharing.blocks) == 64
    assert len([shared for shared in sharing.blocks if shared]) < 15


async def test_more_pieces_share_a_commit_to_a_file(worker: Worker, sharing: Sharing) -> None:
    worker.share(sharing.together, in_a_file=True)
    assert await _pieces(worker, sharing, 600) == list(range(1, 601))
    assert 64 < max(sharing.blocks) <= 256


async def test_a_commit_that_fails_fails_every_piece_of_it(
    worker: Worker, sharing: Sharing
) -> None:
    sharing.error = OSError("the disk is full")
    results = await _pieces(worker, sharing, 20)
    assert {str(result) for result in results} == {"the disk is full"}


async def test_whoever_remembers_what_was_undone_is_told(worker: Worker, sharing: Sharing) -> None:
    lost: list[str] = []
    worker.on_lost = lambda: lost.append("lost")
    await worker.run(sharing.piece)
    assert lost == []
    sharing.error = OSError("the disk is full")
    with pytest.raises(OSError, match="full"):
        await worker.run(sharing.piece)
    assert lost == ["lost"]


async def test_pieces_are_alone_after_a_commit_failed(worker: Worker, sharing: Sharing) -> None:
    await _pieces(worker, sharing, 100)
    sharing.error = OSError("the disk is full")
    await _pieces(worker, sharing, 1)
    sharing.error = None
    sharing.blocks.clear()
    await _pieces(worker, sharing, 10)
    assert max(sharing.blocks) < 10


async def test_one_piece_that_fails_leaves_the_others_alone(
    worker: Worker, sharing: Sharing
) -> None:
    results = await asyncio.gather(
        worker.run(sharing.piece),
        worker.run(divmod, 1, 0),
        worker.run(sharing.piece),
        return_exceptions=True,
    )
    assert results[0] == 1
    assert isinstance(results[1], ZeroDivisionError)
    assert results[2] == 2


async def test_nobody_is_told_before_the_commit(worker: Worker) -> None:
    told: list[str] = []

    @contextmanager
    def together() -> Iterator[None]:
        yield
        told.append("committed")

    worker.share(together)
    await worker.run(int)
    assert told[0] == "committed"


async def test_work_that_nobody_waits_for_any_more_is_not_begun(
    worker: Worker, sharing: Sharing
) -> None:
    gate = threading.Event()
    held = asyncio.create_task(worker.run(gate.wait, 10.0))
    left = asyncio.create_task(worker.run(sharing.piece))
    await asyncio.sleep(0)
    left.cancel()
    await asyncio.gather(left, return_exceptions=True)
    gate.set()
    assert await held is True
    assert await worker.run(sharing.piece) == 1


async def test_beside_other_processes_nothing_is_shared_and_what_must_be_alone_is(
    worker: Worker, sharing: Sharing
) -> None:
    worker.share(sharing.together, alone=lambda: False)
    assert await _pieces(worker, sharing, 9) == list(range(1, 10))
    assert sum(sharing.blocks) == 0
    await worker.run_alone(sharing.piece)
    assert sum(sharing.blocks) == 1


async def test_what_goes_first_goes_before_all_that_waits(worker: Worker) -> None:
    gate = threading.Event()
    order: list[int] = []
    held = asyncio.create_task(worker.run(gate.wait, 10.0))
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(worker.run(order.append, each)) for each in (2, 3)]
    await asyncio.sleep(0)
    first = asyncio.create_task(worker.run_first(order.append, 1))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(held, first, *waiting)
    assert order == [1, 2, 3]
