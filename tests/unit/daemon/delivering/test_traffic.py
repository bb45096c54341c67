from dataclasses import replace

from tests.unit.builders import NOW
from warnd.alerts.paces import MINUTE_S, SILENT_S
from warnd.alerts.parcels import Parcel, Way
from warnd.daemon.delivering.traffic import Traffic
from warnd.model.level import Level

DUTY = Way(recipient="duty", language="en")
ALONE = Parcel(
    key="k",
    way=DUTY,
    keys=("k",),
    digest=False,
    rank=Level.EMERGENCY.rank,
    created=NOW,
    attempts=0,
)


def test_what_left_alone_is_counted_for_a_minute() -> None:
    traffic = Traffic()
    traffic.taken(ALONE, 0.0)
    traffic.taken(replace(ALONE, rank=Level.WATCH.rank), 30.0)
    now = traffic.lately(30.0, {})[DUTY]
    assert (now.alone, now.emergencies) == (2, 1)
    later = traffic.lately(MINUTE_S, {})[DUTY]
    assert (later.alone, later.emergencies) == (1, 0)


def test_a_digest_is_counted_by_the_time_since() -> None:
    traffic = Traffic()
    traffic.taken(replace(ALONE, digest=True), 5.0)
    lately = traffic.lately(12.0, {})[DUTY]
    assert (lately.alone, lately.digest_s) == (0, 7.0)


def test_what_the_outbox_knows_of_publishers_is_told_by_way() -> None:
    lately = Traffic().lately(0.0, {("duty", "en", "One Paper"): 3})
    assert lately[DUTY].of_source == {"One Paper": 3}


def test_who_is_not_reached_for_a_while_is_silent_until_a_message_is_taken() -> None:
    traffic = Traffic()
    traffic.in_vain("duty", 0.0)
    traffic.in_vain("duty", 100.0)
    assert traffic.silent(SILENT_S - 1.0) == frozenset()
    assert traffic.silent(SILENT_S) == {"duty"}
    assert traffic.taken(ALONE, SILENT_S)
    assert traffic.silent(SILENT_S) == frozenset()
    assert not traffic.taken(ALONE, SILENT_S)
