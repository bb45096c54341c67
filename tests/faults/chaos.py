"""Kills workers of one PostgreSQL at random while stories keep coming, and what came of it."""

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.faults.crews import asked, states
from tests.faults.killing import story_in
from tests.live import Warnd, pause, until
from tests.loopback import FeedServer, Ledger

#: messages of one channel that a sender has under way at once
UNDER_WAY = 8
#: seconds within which a worker starts, or is taken over, on a machine that is very busy
PATIENCE_S = 240.0


@dataclass(kw_only=True)
class Chaos:
    """Stories that keep coming, and workers that are killed."""

    store: str
    feeds: FeedServer
    #: the feeds, and the town of each area that something is yet to happen in
    wires: Sequence[str]
    towns: dict[str, str]
    workers: Sequence[Warnd]
    chance: random.Random
    told: list[str] = field(default_factory=list)
    kills: int = 0
    freezes: int = 0
    _frozen: Warnd | None = None

    def last(
        self,
        seconds: float,
        harm: Callable[["Chaos"], None],
        every_s: float,
        *,
        enough: Callable[[], bool] = lambda: True,
    ) -> None:
        """Go on for some seconds: a story now and then, and harm at random moments.

        It goes on for longer while there was not `enough` harm: a worker that was killed takes its
        time to start on a busy machine.
        """
        ends = time.monotonic() + seconds
        given_up = ends + PATIENCE_S
        pace_s = seconds / (len(self.towns) + 1)
        next_harm = time.monotonic() + self.chance.uniform(0.5, every_s)
        while (now := time.monotonic()) < ends or self.towns or not enough():
            assert now < given_up, "not enough harm was done"
            self.tell()
            if next_harm <= now and (now < ends or not enough()):
                harm(self)
                next_harm = now + self.chance.uniform(0.5, 2 * every_s)
            pause(min(pace_s, every_s))
        self.thaw()

    def tell(self) -> None:
        """Have the next story appear in a feed, and in a second one half of the time."""
        if not self.towns:
            return
        area, town = self.towns.popitem()
        wires = self.chance.sample(self.wires, self.chance.choice((1, 2)))
        for wire in wires:
            self.feeds.add(wire, story_in(area, town))
        self.told.append(area)

    def harm(self) -> None:
        """Kill a worker, or stop one for longer than its lease: every third goes on at last."""
        if self.thaw():
            return
        if len(self._ready()) < 2:  # one at least goes on
            return
        if self.kills > 2 * self.freezes:
            self.freeze_one()
        else:
            self.kill_one()

    def freeze_one(self) -> None:
        """Stop a worker, as a machine does that is suspended."""
        self._frozen = self.chance.choice(self._ready())
        self._frozen.process.send_signal(signal.SIGSTOP)
        self.freezes += 1

    def _ready(self) -> list[Warnd]:
        return [each for each in self.workers if each.event("ready") is not None]

    def thaw(self) -> bool:
        """Let a worker go on that was stopped, once others took its work over."""
        if self._frozen is None:
            return False
        mine = f"SELECT 1 FROM workers WHERE pid = {self._frozen.process.pid}"  # noqa: S608
        until(lambda: not asked(self.store, mine), PATIENCE_S, what="taken over")
        self._frozen.process.send_signal(signal.SIGCONT)
        self._frozen = None
        return True

    def kill_one(self) -> None:
        """Kill a worker, and start another in its place a little later."""
        victim = self.chance.choice(self._ready())
        victim.kill()
        self.kills += 1
        pause(self.chance.uniform(0.0, 0.5))
        victim.start()


def settled(store: str) -> bool:
    """Tell whether nothing waits and nothing is under way."""
    return states(store).keys() == {"delivered"}


def repeats(hook: Ledger, ends: int) -> int:
    """Give how many messages were repeats; each says so, and was under way when something ended."""
    seen: Counter[str] = Counter()
    for key, post in list(hook.posts):
        if seen[key]:
            assert post.get("may_repeat"), post
        seen[key] += 1
    again = sum(seen.values()) - len(seen)
    assert again <= UNDER_WAY * ends
    return again


def alerts_of(hook: Ledger) -> Mapping[str, set[str]]:
    """Give the alerts that were told of each area, alone or in a digest."""
    found: dict[str, set[str]] = {}
    for _, post in list(hook.posts):
        for told in (post, *post.get("alerts", ())):
            if told.get("area"):  # else it is a digest, or tells of the machine itself
                found.setdefault(told["area"]["id"], set()).add(told["alert"])
    return found
