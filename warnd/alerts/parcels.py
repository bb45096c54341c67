"""What leaves now, alone or together: from what waits on a channel to the messages that carry it.

What is gravest leaves first, and of one alert the newest version, which tells of the older ones
that wait. Who is flooded gets the gravest one by one and the others in digests that list them all.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from warnd.alerts.paces import (
    FLOOD,
    MOST_ALONE,
    PAUSE_S,
    SOURCE_BUDGET,
    STALE,
    Pace,
)
from warnd.model.level import Level
from warnd.model.notification import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One recipient of a channel, told in one language."""

    recipient: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """What left on a way within the last minute or so."""

    #: messages that left alone in the last minute, and how many of them were emergencies
    alone: int = 0
    emergencies: int = 0
    #: seconds since the last digest; None when there was none
    digest_s: float | None = None
    #: how many left alone in the last hour, by the publisher that they rest on
    of_source: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message to send: a notification alone, with older ones of its alert, or a digest."""

    #: the idempotency key of the message
    key: str
    way: Way
    #: the notifications in it, gravest and newest first
    keys: tuple[str, ...]
    #: whether it is a digest
    digest: bool
    #: how grave the gravest of it is, 0 to 3
    rank: int
    #: when the newest of it was put in the outbox
    created: datetime
    #: tries so far of what was tried least in it
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Succession:
    """What waits of one subject on one way, newest first."""

    waiting: tuple[Waiting, ...]

    @property
    def newest(self) -> Waiting:
        return self.waiting[0]

    @property
    def rank(self) -> int:
        return max(each.rank for each in self.waiting)


def plan(
    waiting: Iterable[Waiting],
    lately: Mapping[Way, Lately],
    now: datetime,
    pace: Pace,
    silent: Collection[str] = (),
) -> tuple[Parcel, ...]:
    """Give the messages to send now, gravest first; what is held back waits for a later call.

    `silent` are the recipients that nothing has reached for a while. They are tried with the
    gravest and the least tried alone, and only when something is due.
    """
    parcels: list[Parcel] = []
    for way, rows in _by_way(waiting).items():
        due = _due(rows, now)
        if way.recipient not in silent:
            parcels += _leaving(way, due, lately.get(way, Lately()), now, pace)
        elif due:
            parcels += _trial(_leaving(way, rows, lately.get(way, Lately()), now, pace))
    return _in_order(parcels)


def digest_key(keys: Iterable[str]) -> str:
    """Give the idempotency key of a digest: the same for the same notifications."""
    seed = "\n".join(("digest", *sorted(keys)))
    return hashlib.sha256(seed.encode()).hexdigest()[:32]


def _by_way(waiting: Iterable[Waiting]) -> Mapping[Way, list[Waiting]]:
    ways: defaultdict[Way, list[Waiting]] = defaultdict(list)
    for row in waiting:
        ways[Way(recipient=row.recipient, language=row.language)].append(row)
    return ways


def _due(rows: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """Give what is due, and with it whatever waits of the same subject: it leaves together."""
    subjects = {row.subject for row in rows if row.due <= now and not row.carrier}
    return [row for row in rows if row.due <= now or (row.subject in subjects and not row.carrier)]


def _trial(parcels: Sequence[Parcel]) -> list[Parcel]:
    """Give the gravest, and the one tried least: a message nobody takes blocks no other."""
    ordered = _in_order(parcels)
    untried = sorted(ordered, key=lambda parcel: parcel.attempts)
    return list(dict.fromkeys((*ordered[:1], *untried[:1])))


def _leaving(
    way: Way, rows: Sequence[Waiting], lately: Lately, now: datetime, pace: Pace
) -> list[Parcel]:
    again = [row for row in rows if row.carrier]
    fresh, gathered = _gathered(_successions(_behind(rows, again)))
    stale = [each for each in fresh if _is_stale(each, now)]
    within, beyond = _within_budget([each for each in fresh if not _is_stale(each, now)], lately)
    alone, grave, others = _flooded(within, lately)
    held = _gravest_first([*stale, *beyond, *others])
    digests = [grave[: pace.digest_most]] if grave else []
    if _may_digest(held, lately, pace):
        digests.append(held[: pace.digest_most])
    digests += [each[: pace.digest_most] for each in gathered]
    return [
        *_again(way, again),
        *(_parcel(way, each.waiting) for each in alone),
        *(_digest(way, each) for each in digests),
    ]


def _behind(rows: Iterable[Waiting], again: Iterable[Waiting]) -> Iterator[Waiting]:
    """Give what leaves for the first time; what is slighter waits for what a crash cut short.

    Else an end could arrive before what it ends.
    """
    carried = {row.subject: row.rank for row in again}
    for row in rows:
        if not row.carrier and row.rank >= carried.get(row.subject, 0):
            yield row


def _successions(rows: Iterable[Waiting]) -> list[_Succession]:
    subjects: defaultdict[str, list[Waiting]] = defaultdict(list)
    for row in rows:
        subjects[row.subject].append(row)
    return _gravest_first(
        _Succession(waiting=tuple(sorted(held, key=lambda row: -row.version)))
        for held in subjects.values()
    )


def _gravest_first(successions: Iterable[_Succession]) -> list[_Succession]:
    def order(each: _Succession) -> tuple[int, float, str]:
        return -each.rank, -each.newest.created.timestamp(), each.newest.key

    return sorted(successions, key=order)


def _gathered(
    successions: Sequence[_Succession],
) -> tuple[list[_Succession], list[list[_Succession]]]:
    """Part what goes by itself from what its routes gathered to leave together."""
    single: list[_Succession] = []
    bundles: defaultdict[str, list[_Succession]] = defaultdict(list)
    for each in successions:
        held = bundles[each.newest.bundle] if each.newest.bundle else single
        held.append(each)
    single += [held[0] for held in bundles.values() if len(held) == 1]
    return single, [held for held in bundles.values() if len(held) > 1]


def _is_stale(each: _Succession, now: datetime) -> bool:
    return each.rank < Level.WARNING.rank and now - each.newest.created > STALE


def _within_budget(
    successions: Iterable[_Succession], lately: Lately
) -> tuple[list[_Succession], list[_Succession]]:
    """Part what may leave alone from what one publisher raises beyond its budget."""
    within, beyond = [], []
    sent: defaultdict[str, int] = defaultdict(int, lately.of_source)
    for each in successions:
        source = each.newest.source
        if source and each.rank < Level.EMERGENCY.rank and sent[source] >= SOURCE_BUDGET:
            beyond.append(each)
            continue
        sent[source] += 1
        within.append(each)
    return within, beyond


def _flooded(
    successions: Sequence[_Succession], lately: Lately
) -> tuple[list[_Succession], list[_Succession], list[_Succession]]:
    """Part what leaves alone from what a flood puts into digests: emergencies, and the rest."""
    if len(successions) + lately.alone <= FLOOD:
        return list(successions), [], []
    grave = [each for each in successions if each.rank == Level.EMERGENCY.rank]
    others = [each for each in successions if each.rank < Level.EMERGENCY.rank]
    first = max(0, MOST_ALONE - lately.emergencies)
    more = max(0, MOST_ALONE - lately.alone - len(grave[:first]))
    return [*grave[:first], *others[:more]], grave[first:], others[more:]


def _may_digest(held: Sequence[_Succession], lately: Lately, pace: Pace) -> bool:
    """Tell whether a digest leaves now: one that is full at once, others a while apart."""
    if not held:
        return False
    rested = lately.digest_s is None or lately.digest_s >= PAUSE_S
    return rested or len(held) >= pace.digest_most


def _again(way: Way, rows: Iterable[Waiting]) -> list[Parcel]:
    """Give what a crash cut short as it was, so that it arrives under the key it had."""
    carried: defaultdict[str, list[Waiting]] = defaultdict(list)
    for row in rows:
        carried[row.carrier].append(row)
    return [
        _parcel(way, tuple(sorted(held, key=lambda row: (-row.rank, -row.version))), key)
        for key, held in carried.items()
    ]


def _digest(way: Way, successions: Iterable[_Succession]) -> Parcel:
    held = tuple(row for each in successions for row in each.waiting)
    alone = len({row.subject for row in held}) == 1
    return _parcel(way, held, "" if alone else digest_key(row.key for row in held))


def _parcel(way: Way, held: tuple[Waiting, ...], key: str = "") -> Parcel:
    keys = tuple(row.key for row in held)
    return Parcel(
        key=key or keys[0],
        way=way,
        keys=keys,
        digest=bool(key) and key not in keys,
        rank=max(row.rank for row in held),
        created=max(row.created for row in held),
        attempts=min(row.attempts for row in held),
    )


def _in_order(parcels: Iterable[Parcel]) -> tuple[Parcel, ...]:
    def order(parcel: Parcel) -> tuple[int, bool, float, str]:
        return -parcel.rank, parcel.digest, -parcel.created.timestamp(), parcel.key

    return tuple(sorted(parcels, key=order))
