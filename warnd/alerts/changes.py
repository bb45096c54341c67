"""What changed between two versions of an alert."""

from warnd.model.alert import AlertVersion
from warnd.model.identifiers import KindId
from warnd.model.level import Level
from warnd.model.status import Status

#: a count that rose by this share is material; a smaller rise is the ordinary drift of tolls
_MATERIAL_RISE = 1.5

#: what is told when an area is taken out of the configuration
UNWATCHED = "This area is no longer watched"
#: what is told when a report in earnest joins what only drills said
EARNEST = "No longer only what is marked as a test: a report in earnest has come"


def in_earnest(before: AlertVersion, now: AlertVersion) -> bool:
    """Tell whether what was a possible test has become a report in earnest."""
    return before.possible_test and not now.possible_test and bool(now.evidence)


def changes_since(before: AlertVersion, now: AlertVersion) -> tuple[str, ...]:
    """Give what is materially different, in sentences that people read; empty when nothing is."""
    return (
        *((EARNEST,) if in_earnest(before, now) else ()),
        *_level_change(before.level, now.level),
        *_new_kinds(before, now),
        *_carried_out(before, now),
        *_counts_raised(before, now),
        *_new_divisions(before, now),
        *_more_origins(before, now),
    )


def _level_change(before: Level, now: Level) -> tuple[str, ...]:
    if now == before:
        return ()
    verb = "rose" if now > before else "fell"
    return (f"The level {verb} from {before} to {now}",)


def _new_kinds(before: AlertVersion, now: AlertVersion) -> tuple[str, ...]:
    fresh = [kind for kind in now.kinds if kind not in before.kinds]
    return tuple(f"New: {_readable(kind)}" for kind in fresh)


def _carried_out(before: AlertVersion, now: AlertVersion) -> tuple[str, ...]:
    was, is_now = _kinds_of(before, Status.OCCURRED), _kinds_of(now, Status.OCCURRED)
    threatened = _kinds_of(before, Status.THREATENED) - was
    return tuple(
        f"What was threatened is happening: {_readable(kind)}"
        for kind in sorted(threatened & is_now)
    )


def _counts_raised(before: AlertVersion, now: AlertVersion) -> tuple[str, ...]:
    was, is_now = _counts(before), _counts(now)
    return tuple(
        f"{_readable(kind).capitalize()}: from {was[kind]:,} to {count:,}"
        for kind, count in is_now.items()
        if kind in was and count >= was[kind] * _MATERIAL_RISE
    )


def _new_divisions(before: AlertVersion, now: AlertVersion) -> tuple[str, ...]:
    """Give the divisions that it reaches now; of an area within one division there are none.

    A version stored before divisions were kept names none, and then nothing is new.
    """
    if not before.divisions:
        return ()
    fresh = [division for division in now.divisions if division not in before.divisions]
    return tuple(f"Also in {division} now" for division in fresh)


def _more_origins(before: AlertVersion, now: AlertVersion) -> tuple[str, ...]:
    if now.origins <= before.origins:
        return ()
    return (f"Independent origins: from {before.origins} to {now.origins}",)


def _kinds_of(version: AlertVersion, status: Status) -> set[KindId]:
    return {item.kind for item in version.evidence if item.status is status}


def _counts(version: AlertVersion) -> dict[KindId, int]:
    counts: dict[KindId, int] = {}
    for item in version.evidence:
        if item.count is not None:
            counts[item.kind] = max(counts.get(item.kind, 0), item.count)
    return counts


def _readable(kind: KindId) -> str:
    return str(kind).replace("_", " ")
