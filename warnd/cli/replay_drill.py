"""A drill: a past crisis through the real channels, asked for twice."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import typer

from warnd.alerts.course import SPAN
from warnd.alerts.exercise import rehearsed
from warnd.cli.failures import EXIT_FAILURE
from warnd.cli.printing import people, progress, table_of
from warnd.cli.replay_course import course
from warnd.cli.replay_run import Asked
from warnd.cli.saying import say
from warnd.daemon.compose import (
    Knowledge,
    build_channels,
    build_judgement,
    load_knowledge,
    paces_of,
)
from warnd.daemon.delivering.drill import Drill, Outcome, exercise_dresser
from warnd.daemon.delivering.rehearsal import Leaving, Rehearsal, Scene
from warnd.daemon.timing.clock import SystemClock
from warnd.judging import Judgement
from warnd.model.identifiers import AreaId, ChannelId
from warnd.model.moments import rfc3339
from warnd.model.situation import Situation
from warnd.ports.store import Store
from warnd.ports.world import Channel
from warnd.replay.side import Side
from warnd.replay.side import told as told_by
from warnd.storage.connect import open_store

_NAMES = ("channel", "recipient", "messages", "of them digests", "first told", "last told")
#: the store of a drill: in memory, so that it is gone with the process
_THROW_AWAY = "sqlite://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How somebody wants a drill."""

    #: begin without asking
    is_sure: bool
    #: how many times as fast as it was; None: as fast as the channels take it
    speed: float | None


def run_drill(asked: Asked, wish: Wish) -> None:
    """Replay, tell who will get how much, ask, and send; end with 1 when something is not taken."""
    clock = SystemClock()
    channels = build_channels(asked.settings, clock)
    knowledge = load_knowledge(asked.settings, by_language=True)
    judgement = build_judgement(asked.settings, knowledge, channels)
    store = open_store(_THROW_AWAY)
    try:
        leaving = _rehearse(asked, judgement, store)
        if not leaving:
            people().print("Nobody would be told of anything: there is nothing to send.")
            return
        _tell_plan(asked, leaving)
        if not wish.is_sure:
            typer.confirm("Send them now, each marked as an exercise?", abort=True, err=True)
        outcomes = asyncio.run(_send(asked, wish, leaving, _Means(channels, knowledge, store)))
    finally:
        store.close()
    _tell_outcomes(outcomes)
    if any(outcome.lost for outcome in outcomes.values()):
        raise typer.Exit(EXIT_FAILURE)


@dataclass(frozen=True, slots=True)
class _Means:
    channels: dict[ChannelId, Channel]
    knowledge: Knowledge
    store: Store


def _rehearse(asked: Asked, judgement: Judgement, store: Store) -> tuple[Leaving, ...]:
    with store.transaction() as transaction:
        rehearsal = Rehearsal(
            transaction=transaction, routing=judgement.routing, paces=paces_of(asked.settings)
        )
        return rehearsal.leaving(_scenes(asked, judgement))


def _scenes(asked: Asked, judgement: Judgement) -> Iterator[Scene]:
    """Give what is told in the window, under ids of this drill's own."""
    began, states = SystemClock().now(), _States()
    with course(asked.archive, asked.window, (asked.settings,), asked.means) as way:
        if way is None:
            return
        side = Side(judgement, 0, way.first, states.note)
        for _, version in told_by(way, [side]):
            yield Scene(
                version=rehearsed(version, began),
                course=states.taken(version.area.id),
            )


class _States:
    """The states of areas of late, as pictures show them."""

    def __init__(self) -> None:
        self._of: defaultdict[AreaId, list[Situation]] = defaultdict(list)

    def note(self, state: Situation) -> None:
        """Note a state, and forget what no picture can show any more."""
        known = self._of[state.area]
        known.append(state)
        while known[0].at < state.at - SPAN - timedelta(hours=1):
            known.pop(0)

    def taken(self, area: AreaId) -> Sequence[Situation]:
        """Give the states of an area since they were taken last."""
        return self._of.pop(area, ())


def _tell_plan(asked: Asked, leaving: Sequence[Leaving]) -> None:
    by_way: defaultdict[tuple[str, str], list[Leaving]] = defaultdict(list)
    for each in leaving:
        by_way[each.channel, each.load.parcel.way.recipient].append(each)
    paces, rows = paces_of(asked.settings), []
    for (channel, recipient), told in by_way.items():
        digests = sum(each.load.parcel.digest for each in told)
        ends = (rfc3339(told[0].at), rfc3339(told[-1].at))
        rows.append((channel, recipient, str(len(told)), str(digests or ""), *ends))
    people().print(table_of(_NAMES, rows, whole=("channel", "recipient")))
    of_channel = Counter(each.channel for each in leaving)
    least_s = max(paces[id_].gap_s * count for id_, count in of_channel.items())
    least = timedelta(seconds=round(least_s))
    lasts = f", at least {least} by the pace of the channels" if least else ""
    people().print(f"{len(leaving)} messages, each marked as an exercise{lasts}.")


async def _send(
    asked: Asked, wish: Wish, leaving: Sequence[Leaving], means: _Means
) -> dict[ChannelId, Outcome]:
    clock, scoring = SystemClock(), means.knowledge.scoring
    try:
        with progress() as bar:
            task = bar.add_task("Telling", total=len(leaving))
            dressing = exercise_dresser(asked.settings, means.store, clock, scoring.thresholds)
            async with dressing as dresser:
                drill = Drill(
                    channels=means.channels,
                    paces=paces_of(asked.settings),
                    words=means.knowledge.words,
                    clock=clock,
                    dresser=dresser,
                    speed=wish.speed,
                    on_told=lambda: bar.advance(task),
                )
                return await drill.run(leaving)
    finally:
        for channel in means.channels.values():
            await channel.close()


def _tell_outcomes(outcomes: dict[ChannelId, Outcome]) -> None:
    for channel, outcome in outcomes.items():
        people().print(f"{channel}: {outcome.taken} taken", markup=False)
        if outcome.lost:
            say(f"{channel}: {outcome.lost} not taken: {outcome.error}", err=True)
