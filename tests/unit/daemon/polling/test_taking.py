from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.unit.builders import NOW
from warnd.daemon.polling.taking import Steps, Taking
from warnd.daemon.worker import Worker
from warnd.errors import StoreBusy, StoreChanged, StoreFull
from warnd.pipeline import Outcome
from warnd.replay.clock import SimulatedClock


@dataclass
class Document:
    """A document of two steps, whose second fails as told."""

    failures: list[StoreBusy]
    begun: int = 0
    rehearsed: int = 0
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(NOW))

    def steps(self) -> Iterator[Outcome]:
        self.begun += 1
        if self.begun == 1:
            yield Outcome(articles=25)
        if self.failures:
            raise self.failures.pop(0)
        yield Outcome(articles=3, is_last=True)

    async def rehearse(self, _steps: Steps) -> None:
        self.rehearsed += 1


async def taken(worker: Worker, document: Document, patience_s: float = 60.0) -> list[int]:
    taking = Taking(
        worker=worker,
        clock=document.clock,
        rehearse=document.rehearse,
        patience_s=patience_s,
        pause_s=0.0,
        full_pause_s=0.0,
    )
    return [outcome.articles async for outcome in taking.take("wire", document.steps)]


async def test_a_document_waits_in_memory_for_a_database_that_is_locked(worker: Worker) -> None:
    document = Document([StoreBusy("locked") for _ in range(5)])
    assert await taken(worker, document) == [25, 3], "each step is told of once"
    assert document.begun == 6
    assert document.rehearsed == 0


async def test_patience_ends(worker: Worker) -> None:
    document = Document([StoreBusy("locked")])
    with pytest.raises(StoreBusy, match="locked"):
        await taken(worker, document, patience_s=0.0)


async def test_what_is_known_no_more_is_asked_for_again_at_once(worker: Worker) -> None:
    document = Document([StoreChanged("stored no more")])
    with pytest.raises(StoreChanged):
        await taken(worker, document)
    assert document.begun == 1


async def test_a_disk_that_stays_full_has_what_is_grave_sent(worker: Worker) -> None:
    passing = Document([StoreFull("full")])
    assert await taken(worker, passing) == [25, 3], "the reserve was enough"
    assert passing.rehearsed == 0
    staying = Document([StoreFull("full") for _ in range(9)])
    with pytest.raises(StoreFull):
        await taken(worker, staying)
    assert staying.rehearsed == 1
