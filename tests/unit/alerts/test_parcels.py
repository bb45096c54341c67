from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.alerts.versions import NOON
from warnd.alerts.paces import FLOOD, MOST_ALONE, PACES, SOURCE_BUDGET, Pace
from warnd.alerts.parcels import Lately, Parcel, Way, digest_key, plan
from warnd.model.notification import Waiting

CALM, WATCH, WARNING, EMERGENCY = range(4)
HOUR = timedelta(hours=1)
DUTY = Way(recipient="duty", language="en")


def waiting(key: str = "k1", rank: int = WARNING, **changes: object) -> Waiting:
    plain = Waiting(
        key=key,
        recipient="duty",
        language="en",
        subject=f"alert-{key}",
        version=1,
        rank=rank,
        due=NOON,
        created=NOON,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def many(number: int, rank: int = WARNING, **changes: object) -> list[Waiting]:
    return [waiting(f"{rank}-{n:04}", rank, **changes) for n in range(number)]


def planned(*rows: Waiting, lately: Lately | None = None, pace: Pace | None = None) -> list[Parcel]:
    known = {DUTY: lately} if lately else {}
    return list(plan(rows, known, NOON, pace or Pace()))


def alone(parcels: list[Parcel]) -> list[str]:
    return [parcel.key for parcel in parcels if not parcel.digest]


def held(parcels: list[Parcel]) -> list[str]:
    return [key for parcel in parcels if parcel.digest for key in parcel.keys]


def test_the_gravest_leaves_first_then_the_newest() -> None:
    old = waiting("old", WARNING, created=NOON - HOUR)
    rows = [waiting("watch", WATCH), old, waiting("new"), waiting("emergency", EMERGENCY)]
    assert alone(planned(*rows)) == ["emergency", "new", "old", "watch"]


def test_what_is_not_due_waits() -> None:
    assert alone(planned(waiting("later", due=NOON + HOUR), waiting("now"))) == ["now"]


def test_of_one_alert_the_newest_leaves_and_carries_the_older_ones_due_or_not() -> None:
    versions = [
        waiting(f"v{n}", rank, subject="one", version=n, due=NOON + (n - 1) * HOUR)
        for n, rank in ((1, EMERGENCY), (2, WATCH), (3, CALM))
    ]
    (parcel,) = planned(*versions)
    assert (parcel.key, parcel.keys, parcel.digest) == ("v3", ("v3", "v2", "v1"), False)
    assert parcel.rank == EMERGENCY, "it is as grave as the gravest it tells of"


def test_who_is_told_in_two_languages_is_told_of_each_alert_in_both() -> None:
    french = waiting("french", language="fr", subject="one")
    assert len(planned(waiting("english", subject="one"), french)) == 2


def test_a_flood_leaves_the_gravest_alone_and_lists_all_others_in_a_digest() -> None:
    rows = [*many(FLOOD, WATCH), *many(5, WARNING)]
    parcels = planned(*rows)
    assert len(alone(parcels)) == MOST_ALONE
    assert set(alone(parcels)) >= {row.key for row in rows if row.rank == WARNING}
    assert sorted([*alone(parcels), *held(parcels)]) == sorted(row.key for row in rows)


def test_as_many_as_are_no_flood_leave_alone() -> None:
    assert len(alone(planned(*many(FLOOD)))) == FLOOD
    assert len(alone(planned(*many(FLOOD), lately=Lately(alone=1)))) == MOST_ALONE - 1


def test_an_emergency_leaves_alone_while_a_flood_is_held_back() -> None:
    busy = Lately(alone=MOST_ALONE, digest_s=1.0)
    parcels = planned(*many(100), waiting("grave", EMERGENCY), lately=busy)
    assert [parcel.key for parcel in parcels] == ["grave"]


def test_emergencies_beyond_their_number_leave_at_once_in_a_digest_of_their_own() -> None:
    busy = Lately(alone=MOST_ALONE, emergencies=MOST_ALONE, digest_s=1.0)
    (parcel,) = planned(*many(30, EMERGENCY), *many(30, WATCH), lately=busy)
    assert parcel.digest
    assert len(parcel.keys) == 30
    assert parcel.rank == EMERGENCY


@pytest.mark.parametrize(
    ("since_s", "number", "leaves"),
    [
        pytest.param(None, 50, True, id="the first at once"),
        pytest.param(1.0, 50, False, id="the next after a pause"),
        pytest.param(60.0, 50, True, id="when the pause is over"),
        pytest.param(1.0, 500, True, id="one that is full at once"),
    ],
)
def test_digests_leave_a_while_apart_unless_they_are_full(
    since_s: float | None, number: int, leaves: bool
) -> None:
    busy = Lately(alone=MOST_ALONE, digest_s=since_s)
    assert bool(held(planned(*many(number), lately=busy))) is leaves


def test_a_digest_lists_no_more_than_the_channel_takes() -> None:
    busy = Lately(alone=MOST_ALONE)
    parcels = planned(*many(100), lately=busy, pace=PACES["slack"])
    assert len(held(parcels)) == PACES["slack"].digest_most


def test_what_one_publisher_raises_beyond_its_budget_goes_into_a_digest() -> None:
    flood = many(SOURCE_BUDGET + 5, source="One Paper")
    other = waiting("other", WATCH, source="Another Paper")
    joined = waiting("joined", WATCH, source="")
    parcels = planned(*flood, other, joined)
    assert len(held(parcels)) == 5
    assert {"other", "joined"} <= set(alone(parcels))


def test_the_budget_counts_what_left_within_the_hour_and_never_an_emergency() -> None:
    spent = Lately(of_source={"One Paper": SOURCE_BUDGET})
    rows = [waiting(f"k{n}", WARNING, source="One Paper") for n in range(2)]
    grave = waiting("grave", EMERGENCY, source="One Paper")
    parcels = planned(*rows, grave, lately=spent)
    assert alone(parcels) == ["grave"]
    assert sorted(held(parcels)) == ["k0", "k1"]


def test_what_is_slight_and_a_day_old_leaves_in_one_digest_and_what_is_grave_alone() -> None:
    old = NOON - 25 * HOUR
    slight = [waiting(f"s{n}", WATCH, created=old) for n in range(3)]
    parcels = planned(*slight, waiting("grave", WARNING, created=old))
    assert [(parcel.digest, len(parcel.keys)) for parcel in parcels] == [(False, 1), (True, 3)]


def test_a_digest_of_one_is_no_digest() -> None:
    (parcel,) = planned(waiting("k1", WATCH, created=NOON - 25 * HOUR))
    assert (parcel.key, parcel.digest) == ("k1", False)


def test_what_a_crash_cut_short_leaves_as_it_was_under_the_key_it_had() -> None:
    key = digest_key(["a", "b"])
    rows = [waiting("b", carrier=key), waiting("a", carrier=key), waiting("new", EMERGENCY)]
    parcels = planned(*rows)
    assert [parcel.key for parcel in parcels] == ["new", key]
    assert sorted(held(parcels)) == ["a", "b"]


def test_a_recipient_that_is_silent_is_tried_with_the_gravest_and_the_least_tried() -> None:
    rows = [
        waiting("grave", EMERGENCY, attempts=9, due=NOON + HOUR),
        waiting("tried", WARNING, attempts=5),
        waiting("new", WATCH),
    ]
    parcels = plan(rows, {}, NOON, Pace(), silent={"duty"})
    assert [parcel.key for parcel in parcels] == ["grave", "new"]
    later = [replace(row, due=NOON + HOUR) for row in rows]
    assert plan(later, {}, NOON, Pace(), silent={"duty"}) == ()


def test_the_key_of_a_digest_is_the_same_for_the_same_notifications() -> None:
    assert digest_key(["a", "b"]) == digest_key(["b", "a"])
    assert digest_key(["a", "b"]) != digest_key(["a", "c"])
