"""What is done when nothing can be recorded, and when it can be again."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.builders import NOW
from warnd.daemon.disk.ballast import Ballast
from warnd.daemon.disk.disk_watch import PROBE_S, DiskWatch
from warnd.errors import StoreBusy, StoreFailed, StoreFull
from warnd.replay.clock import SimulatedClock

#: small enough for any disk that tests run on
SIZE = 64 * 1024


@dataclass
class Told:
    """What a watch did, in order."""

    done: list[str] = field(default_factory=list)
    #: what is wrong with the database, for a probe to find
    trouble: StoreBusy | None = None

    async def probe(self) -> None:
        self.done.append("probe")
        if self.trouble is not None:
            raise self.trouble

    async def on_trouble(self, _since: datetime, _why: str, can_record: bool) -> None:
        self.done.append("told, recorded" if can_record else "told")

    async def on_back(self, _since: datetime) -> None:
        self.done.append("back")


def watch_of(told: Told, clock: SimulatedClock, ballast: Ballast | None = None) -> DiskWatch:
    return DiskWatch(
        clock=clock,
        ballast=ballast,
        probe=told.probe,
        prune=lambda: told.done.append("prune"),
        on_trouble=told.on_trouble,
        on_back=told.on_back,
        give_up=lambda: told.done.append("give up"),
    )


async def test_a_full_disk_is_given_the_ballast_and_people_the_word(
    tmp_path: Path, clock: SimulatedClock
) -> None:
    told, ballast = Told(), Ballast(path=tmp_path / "ballast", size=SIZE)
    assert ballast.make()
    watch = watch_of(told, clock, ballast)
    watch.ended(StoreFull("full"))
    assert not ballast.is_there
    watch.ended(None)
    await watch.look()
    assert told.done == ["probe", "prune", "told, recorded"]
    assert not watch.is_dire
    clock.move_to(NOW + timedelta(minutes=2))
    await watch.look()
    assert ballast.is_there
    await watch.look()
    assert told.done[3:] == ["back"]


@pytest.mark.parametrize(
    ("error", "after_s"),
    [
        pytest.param(StoreFull("full"), 3, id="a full disk will not pass by itself"),
        pytest.param(StoreBusy("locked"), 60, id="a lock may"),
    ],
)
async def test_nothing_recorded_for_long_is_dire_and_told(
    error: StoreBusy, after_s: int, clock: SimulatedClock
) -> None:
    told = Told(trouble=error)
    watch = watch_of(told, clock)
    watch.ended(error)
    clock.move_to(NOW + timedelta(seconds=after_s - 1))
    await watch.look()
    assert not watch.is_dire
    clock.move_to(NOW + timedelta(seconds=after_s))
    await watch.look()
    assert watch.is_dire
    assert [each for each in told.done if each != "probe"] == ["prune", "told"]
    told.trouble = None
    clock.move_to(NOW + timedelta(seconds=after_s + PROBE_S))
    await watch.look()
    assert told.done[-1] == "back"


async def test_what_needs_no_room_is_no_sign_that_there_is_some(clock: SimulatedClock) -> None:
    told = Told(trouble=StoreFull("may not grow"))
    watch = watch_of(told, clock)
    watch.ended(told.trouble)
    for second in range(1, 8):
        clock.move_to(NOW + timedelta(seconds=second))
        await watch.look()
        watch.ended(None)  # such as the state of another feed, written where it stood
    assert watch.is_dire
    assert told.done == ["probe", "prune", "told", "probe"]
    told.trouble = None
    clock.move_to(NOW + timedelta(seconds=7 + PROBE_S))
    await watch.look()
    assert (told.done[-2:], watch.is_dire) == (["probe", "back"], False)


async def test_what_is_recorded_ends_a_lock_at_once(clock: SimulatedClock) -> None:
    watch = watch_of(Told(), clock)
    watch.ended(StoreBusy("locked"))
    watch.ended(None)
    assert (watch.failing_since, watch.trouble) == (None, "")


async def test_the_third_failure_of_the_disk_in_a_row_ends_the_process(
    clock: SimulatedClock,
) -> None:
    told = Told()
    watch = watch_of(told, clock)
    failures = [StoreFailed("sync"), StoreFailed("sync"), None, *[StoreFailed("sync")] * 2]
    for ended in failures:
        watch.ended(ended)
        await watch.look()
    assert "give up" not in told.done
    watch.ended(StoreFailed("sync"))
    await watch.look()
    await watch.look()
    assert told.done.count("give up") == 1


def test_no_ballast_is_made_where_it_would_fill_the_disk(tmp_path: Path) -> None:
    ballast = Ballast(path=tmp_path / "ballast", size=1 << 60)
    assert not ballast.make()
    assert not ballast.path.exists()
