import asyncio
from dataclasses import dataclass, field

import pytest
from structlog.testing import capture_logs

from tests.unit.daemon.delivering.test_sender import DUTY, WORDS, stored, waiting
from tests.unit.daemon.fakes import FakeChannel
from tests.unit.daemon.waiting import PATIENCE_S, reached
from warnd.daemon.delivering.sending import Sending
from warnd.daemon.tasks import TaskGuard
from warnd.daemon.worker import Worker
from warnd.model.identifiers import ChannelId
from warnd.model.notification import NotificationState
from warnd.replay.clock import SimulatedClock
from warnd.storage.store import SqlStore
from warnd.web.metrics import Metrics

OPS = ChannelId("ops")


@dataclass
class Broken:
    """What the guard reported."""

    seen: list[str] = field(default_factory=list)

    def __call__(self, name: str, _error: BaseException | None) -> None:
        self.seen.append(name)


@pytest.fixture
def broken() -> Broken:
    return Broken()


@pytest.fixture
def sending(store: SqlStore, worker: Worker, clock: SimulatedClock, broken: Broken) -> Sending:
    return Sending(
        store=store,
        worker=worker,
        clock=clock,
        metrics=Metrics(),
        chance=lambda: 0.0,
        guard=TaskGuard(broken),
    )


async def test_every_channel_gets_a_sender_of_its_own(sending: Sending, store: SqlStore) -> None:
    duty, ops = FakeChannel(), FakeChannel()
    duty.open.clear()
    sending.adopt({DUTY: duty, OPS: ops}, WORDS)
    assert sending.pulses().keys() == {DUTY, OPS}
    waiting(store)
    sending.wake()
    await reached(lambda: duty.under_way == 1)
    assert ops.tries == []
    duty.open.set()
    await ended(sending)


async def test_a_channel_that_is_no_longer_configured_still_delivers_what_waits(
    sending: Sending, store: SqlStore, broken: Broken
) -> None:
    duty = FakeChannel()
    sending.adopt({DUTY: duty}, WORDS)
    sending.adopt({OPS: FakeChannel()}, WORDS)
    waiting(store)
    sending.wake()
    await reached(lambda: len(duty.tries) == 1)
    await ended(sending)
    assert broken.seen == []


async def test_a_channel_set_up_anew_takes_over_and_the_old_one_is_let_go(
    sending: Sending, store: SqlStore
) -> None:
    old, new = FakeChannel(), FakeChannel()
    sending.adopt({DUTY: old}, WORDS)
    sending.adopt({DUTY: new}, WORDS)
    waiting(store)
    sending.wake()
    await reached(lambda: old.closed and len(new.tries) == 1)
    assert old.tries == []
    await ended(sending)
    assert new.closed


async def test_stopping_waits_for_what_is_under_way(sending: Sending, store: SqlStore) -> None:
    key = waiting(store)
    duty = FakeChannel()
    duty.open.clear()
    sending.adopt({DUTY: duty}, WORDS)
    await reached(lambda: duty.under_way == 1)
    stop = asyncio.create_task(sending.stop(PATIENCE_S))
    await asyncio.sleep(0)
    assert not stop.done()
    duty.open.set()
    await stop
    assert stored(store, key).state is NotificationState.DELIVERED
    assert duty.closed
    await sending.guard.stop()


async def test_stopping_waits_only_so_long_and_leaves_the_rest_in_flight(
    sending: Sending, store: SqlStore
) -> None:
    at_close = []

    class Closing(FakeChannel):
        """A send under way when it is closed would fail, and be put back as if it had not left."""

        async def close(self) -> None:
            at_close.append(self.under_way)

    key = waiting(store)
    duty = Closing()
    duty.open.clear()
    sending.adopt({DUTY: duty}, WORDS)
    await reached(lambda: duty.under_way == 1)
    with capture_logs() as lines:
        await sending.stop(0.0)
    assert [line["event"] for line in lines] == ["drain_ran_out"]
    assert at_close == [0]
    await sending.guard.stop()
    assert stored(store, key).state is NotificationState.SENDING


async def test_a_channel_that_cannot_be_closed_keeps_no_other_open(sending: Sending) -> None:
    class Stubborn(FakeChannel):
        async def close(self) -> None:
            raise RuntimeError("it will not close")

    ops = FakeChannel()
    sending.adopt({DUTY: Stubborn(), OPS: ops}, WORDS)
    with capture_logs() as lines:
        await ended(sending)
    assert ops.closed
    assert [line["event"] for line in lines] == ["close_failed"]


async def ended(sending: Sending) -> None:
    await sending.stop(PATIENCE_S)
    await sending.guard.stop()
