"""Starts polls as feeds come due: so many at once, each in its lane, each host with a pause."""

import asyncio
import functools
import resource
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable
from dataclasses import dataclass, field

import structlog

from warnd.feeds.timing.due import Turn
from warnd.feeds.timing.lanes import Lanes, Places, places_for
from warnd.feeds.timing.turns import Turns
from warnd.model.identifiers import FeedId
from warnd.ports.world import Clock
from warnd.settings import FeedSettings
from warnd.web.metrics import Metrics

log = structlog.get_logger()

#: seconds for which nothing is fetched when open files ran out (FAULTS, row 13)
PAUSE_S = 5.0
#: seconds without such a pause after which the next one is told again
PAUSE_TOLD_S = 60.0
#: seconds until a feed that was slow, and finds no place, is looked at again
LOOK_AGAIN_S = 1.0
#: the least time between two polls of a feed, whatever became of the first, in seconds
AGAIN_S = 1.0
#: polls that may go on without a place once their answer is here, and the bytes of all those
#: answers, which wait for the parser and the database: a poll with one too large, or one more,
#: keeps its place
BEHIND_AT_MOST = 256
BEHIND_BYTES = 16_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a feed is due again."""

    #: seconds from now, negative when it is overdue
    in_s: float
    #: whether its last poll failed
    failing: bool


def own_places() -> Places:
    """Give the places for polls that this process has files for."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return Places() if soft == resource.RLIM_INFINITY else places_for(soft)


@dataclass(slots=True, kw_only=True)
class Dispatcher:
    """Polls in their order, with no task or timer for a feed that waits."""

    clock: Clock
    metrics: Metrics
    #: polls a feed; never raises
    poll: Callable[[FeedSettings], Awaitable[None]]
    #: tells when a feed is due
    due: Callable[[FeedSettings], Due]
    places: Places = field(default_factory=own_places)
    #: gives what to await before a poll, until the feed's name is looked up; None when it is. A
    #: name that hangs takes nobody's place. It never raises: the poll meets the same failure
    look_up: Callable[[FeedSettings], Coroutine[None, None, None] | None] = lambda _: None
    #: whether feeds that come due are left waiting: our own line is down
    held: bool = False
    #: the polls under way
    under_way: dict[FeedId, asyncio.Task[None]] = field(default_factory=dict)
    _feeds: dict[FeedId, FeedSettings] = field(default_factory=dict)
    _turns: Turns = field(default_factory=lambda: Turns(()))
    _lanes: Lanes = field(init=False)
    #: polls whose answers are here and which keep their places all the same, with the bytes of
    #: those answers; the first to arrive comes first
    _arrived: dict[FeedId, int] = field(default_factory=dict)
    #: polls that have given their places back, with the bytes of their answers
    _behind: dict[FeedId, int] = field(default_factory=dict)
    _behind_bytes: int = 0
    #: look-ups under way
    _looking_up: set[asyncio.Task[None]] = field(default_factory=set)
    #: turns whose names are looked up by now
    _named: deque[Turn] = field(default_factory=deque)
    #: feeds whose turn has come and whose poll has not begun
    _waiting: set[FeedId] = field(default_factory=set)
    _paused_until_s: float = float("-inf")
    _stopping: bool = False

    def __post_init__(self) -> None:
        self._lanes = Lanes(self.places)

    def adopt(self, feeds: Iterable[FeedSettings], own: Collection[str]) -> None:
        """Take over feeds; `own` are addresses that the operator allowed."""
        before, self._feeds = self._feeds, {feed.id: feed for feed in feeds}
        self._turns.adopt(self._feeds.values(), own)
        for feed in self._feeds.values():
            if not self.is_busy(feed.id) and before.get(feed.id) != feed:
                self.plan(feed, least_s=0.0)

    def plan(self, feed: FeedSettings, *, least_s: float = AGAIN_S) -> None:
        """Put a feed on the agenda for when it is due; its poll does so itself when it ends."""
        if feed.id in self._behind:
            return
        due = self.due(feed)
        # An overdue feed goes before others by how long it has waited, except after a poll.
        in_s = due.in_s if least_s <= 0 else max(due.in_s, least_s)
        self._turns.put(feed.id, self.clock.monotonic() + in_s, failing=due.failing)

    def hurry(self, feed: FeedId, in_s: float) -> None:
        """Bring forward the next poll of a feed, if it is later than that."""
        self._turns.hurry(feed, self.clock.monotonic() + in_s)

    def pause(self) -> None:
        """Begin no poll for some seconds, since no files are left to open."""
        now_s = self.clock.monotonic()
        if now_s > self._paused_until_s + PAUSE_TOLD_S:
            log.error("open_files_ran_out", pause_s=PAUSE_S, under_way=len(self.under_way))
        self._paused_until_s = now_s + PAUSE_S

    def pump(self) -> None:
        """Begin the polls whose turn it is, as far as there are places."""
        now_s = self.clock.monotonic()
        self._lanes.sort(now_s)
        while self._may_begin(now_s) and (turn := self._next(now_s)) is not None:
            self._begin(turn, now_s)

    def begin_now(self, feed: FeedSettings) -> None:
        """Begin the poll of a feed out of its turn, if there is a place and none is under way."""
        now_s = self.clock.monotonic()
        if self.is_busy(feed.id) or not self._lanes.enter(feed.id, now_s):
            return
        self._turns.begin(feed.id, now_s)
        self._start(feed)

    def arrived(self, feed: FeedId, size: int) -> None:
        """Let the next poll begin in the place of one whose answer of so many bytes is here.

        What is still to be done with it waits for the parser and the database, and for no server.
        Where too many wait for those already, it gives its place back once some of them are done.
        """
        self._arrived[feed] = size
        if self._step_behind():
            self.pump()

    @property
    def places_taken(self) -> int:
        """How many polls hold a place."""
        return len(self._lanes)

    def is_busy(self, feed: FeedId) -> bool:
        """Tell whether a feed is being polled, or is about to be."""
        return feed in self.under_way or feed in self._waiting

    async def stop(self) -> None:
        """Let go of the polls under way, and begin no more."""
        self._stopping = True
        await self.drop()

    async def drop(self) -> None:
        """Let go of the polls under way."""
        tasks = [*self.under_way.values(), *self._looking_up]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        now_s = self.clock.monotonic()
        for feed in self._waiting:  # whose names nobody looks up any more
            self._turns.end(feed, now_s)
        self._waiting.clear()
        self._named.clear()

    def _may_begin(self, now_s: float) -> bool:
        waits = self.held or self._stopping or now_s < self._paused_until_s
        return not waits and self._lanes.has_room

    def _next(self, now_s: float) -> Turn | None:
        """Give the next turn whose name is known, and have those of others looked up."""
        # A look-up needs a file as well: there are as many as there are places.
        while not self._named and len(self._looking_up) < self.places.fast + self.places.slow:
            turn = self._turns.take(now_s)
            if turn is None:
                return None
            look_up = self.look_up(self._feeds[turn.feed])
            if look_up is None:
                return turn
            self._waiting.add(turn.feed)
            task = asyncio.create_task(self._name(turn, look_up), name=f"look up {turn.feed}")
            self._looking_up.add(task)
            task.add_done_callback(self._looking_up.discard)
        return self._named.popleft() if self._named else None

    async def _name(self, turn: Turn, look_up: Coroutine[None, None, None]) -> None:
        await look_up
        self._named.append(turn)
        self.pump()

    def _begin(self, turn: Turn, now_s: float) -> None:
        self._waiting.discard(turn.feed)
        if turn.feed not in self._feeds:  # taken out of the configuration meanwhile
            self._turns.end(turn.feed, now_s)
            return
        if not self._lanes.enter(turn.feed, now_s):
            self._turns.give_back(turn, now_s, now_s + LOOK_AGAIN_S)
            return
        self.metrics.polling.lateness(now_s - turn.at_s)
        self._start(self._feeds[turn.feed])

    def _start(self, feed: FeedSettings) -> None:
        task = asyncio.create_task(self._run(feed), name=f"poll {feed.id}")
        self.under_way[feed.id] = task
        task.add_done_callback(functools.partial(self._ended, feed.id))

    async def _run(self, feed: FeedSettings) -> None:
        await self.poll(feed)

    def _step_behind(self) -> bool:
        """Have polls whose answers are here give their places back; tell whether one did."""
        if not self._arrived:
            return False
        stepped = False
        for feed, size in tuple(self._arrived.items()):
            if len(self._behind) >= BEHIND_AT_MOST:
                break
            if self._behind_bytes + size <= BEHIND_BYTES:
                del self._arrived[feed]
                self._leave(feed, self.clock.monotonic())
                self._behind[feed] = size
                self._behind_bytes += size
                stepped = True
        return stepped

    def _ended(self, id_: FeedId, _task: asyncio.Task[None]) -> None:
        del self.under_way[id_]
        self._arrived.pop(id_, None)
        if id_ in self._behind:
            self._behind_bytes -= self._behind.pop(id_)
            self._step_behind()
        else:
            self._leave(id_, self.clock.monotonic())
        feed = self._feeds.get(id_)
        if feed is not None and not self._stopping:
            self.plan(feed)
            self.pump()

    def _leave(self, feed: FeedId, now_s: float) -> None:
        self._lanes.leave(feed, now_s)
        self._turns.end(feed, now_s)
