from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.alerts.versions import IDLIB
from warnd.alerts.holds import Emergency, Surroundings, breaks, place
from warnd.alerts.route import routes_for
from warnd.model.act import Silence, SilenceId
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AlertId, AreaId, ChannelId, KindId
from warnd.model.level import Level
from warnd.model.notification import HoldKind, Notification, NotificationState, Told
from warnd.model.reliability import Reliability
from warnd.model.status import Status
from warnd.settings import LevelMatch, RouteMatch, RouteSettings

DUTY, OPS, BOSS = ChannelId("duty"), ChannelId("ops"), ChannelId("boss")
RECIPIENTS = {DUTY: ("",), OPS: ("",), BOSS: ("",)}
#: eleven in the evening in Paris
NIGHT = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SYRIA = Area(id=AreaId("SY"), name="Syria", country="SY")
QUIET = RouteSettings(to=(DUTY,), quiet="22:00-07:00 Europe/Paris")
DIGEST = RouteSettings(to=(DUTY,), digest="08:00 Europe/Paris")
GROUP = RouteSettings(to=(DUTY,), group=timedelta(minutes=5))
APPROVAL = RouteSettings(to=(DUTY,), approval="required")


def version(level: Level, before: Level = Level.CALM, number: int = 1) -> AlertVersion:
    return replace(
        IDLIB,
        at=NIGHT,
        version=number,
        level=level,
        previous_level=before,
        peak_level=max(level, before),
        reason=AlertReason.NEW if number == 1 else AlertReason.UPDATED,
    )


def told(level: Level, state: NotificationState = NotificationState.DELIVERED) -> Told:
    return Told(
        key="k1",
        channel=DUTY,
        recipient="",
        language="en",
        detail="full",
        alert=IDLIB.alert,
        version=1,
        level=level,
        state=state,
        created=NIGHT - HOUR,
        due=NIGHT - HOUR,
        route="1",
    )


def placed(
    route: RouteSettings,
    new: AlertVersion,
    known: Sequence[Told] = (),
    around: Surroundings | None = None,
) -> Notification:
    (one,) = place(new, [route], RECIPIENTS, known, around or Surroundings(now=NIGHT))
    return one


@pytest.mark.parametrize(
    ("route", "level", "until", "because"),
    [
        pytest.param(
            QUIET,
            Level.WATCH,
            NIGHT + 8 * HOUR,
            "held until 2026-03-02 07:00 Europe/Paris by quiet hours of route 1",
            id="a watch in quiet hours",
        ),
        pytest.param(QUIET, Level.WARNING, None, "", id="a warning means to wake people"),
        pytest.param(
            replace(QUIET, hold_up_to=Level.WARNING),
            Level.WARNING,
            NIGHT + 8 * HOUR,
            "held until 2026-03-02 07:00 Europe/Paris by quiet hours of route 1",
            id="a warning where the route lets it wait",
        ),
        pytest.param(
            DIGEST,
            Level.WARNING,
            NIGHT + 9 * HOUR,
            "held until 2026-03-02 08:00 Europe/Paris for the digest of route 1",
            id="a warning for a digest",
        ),
        pytest.param(DIGEST, Level.EMERGENCY, None, "", id="an emergency waits for no digest"),
        pytest.param(
            GROUP,
            Level.WARNING,
            NIGHT + timedelta(minutes=5),
            "held until 2026-03-01 22:05 UTC for others of the group of route 1",
            id="a new alert that others may join",
        ),
        pytest.param(
            replace(GROUP, quiet=QUIET.quiet),
            Level.WATCH,
            NIGHT + 8 * HOUR,
            "held until 2026-03-02 07:00 Europe/Paris by quiet hours of route 1",
            id="a group that ends in quiet hours",
        ),
        pytest.param(
            APPROVAL,
            Level.EMERGENCY,
            NIGHT + HOUR / 2,
            "a draft of route 1: released by a person, or goes anyway at 2026-03-01 22:30 UTC",
            id="a draft, whatever its level",
        ),
        pytest.param(RouteSettings(to=(DUTY,)), Level.WATCH, None, "", id="no wish"),
    ],
)
def test_what_a_new_alert_waits_for(
    route: RouteSettings, level: Level, until: datetime | None, because: str
) -> None:
    one = placed(route, version(level))
    expected = NotificationState.HELD if until else NotificationState.PENDING
    assert (one.state, one.until, one.because) == (expected, until, because)


@pytest.mark.parametrize("route", [QUIET, DIGEST, GROUP], ids=["quiet", "digest", "group"])
@pytest.mark.parametrize(
    "known",
    [
        pytest.param(told(Level.WATCH), id="known"),
        pytest.param(told(Level.WATCH, NotificationState.HELD), id="held so far"),
    ],
)
def test_what_is_worse_than_known_waits_for_nothing(route: RouteSettings, known: Told) -> None:
    route = replace(route, hold_up_to=Level.WARNING)
    one = placed(route, version(Level.WARNING, Level.WATCH, 2), [known])
    assert (one.state, one.due, one.urgent) == (NotificationState.PENDING, NIGHT, True)


def test_what_is_no_worse_waits_and_an_end_is_told_to_whoever_knew_it() -> None:
    update = placed(QUIET, version(Level.WATCH, Level.WATCH, 2), [told(Level.WATCH)])
    assert update.hold is HoldKind.QUIET
    ending = replace(version(Level.CALM, Level.WATCH, 2), reason=AlertReason.ALL_CLEAR)
    elsewhere = RouteSettings(to=(OPS,), match=RouteMatch(area=(AreaId("IQ"),)))
    assert placed(elsewhere, ending, [told(Level.WATCH)]).channel == DUTY


def test_two_routes_to_one_recipient_tell_it_once_and_the_soonest_way() -> None:
    found = place(
        version(Level.WATCH), [DIGEST, GROUP, QUIET], RECIPIENTS, (), Surroundings(now=NIGHT)
    )
    assert [(one.route, one.hold) for one in found] == [("2", HoldKind.GROUP)]


def silence(up_to: Level = Level.WATCH, **changes: object) -> Silence:
    plain = Silence(
        id=SilenceId("5a1e"),
        author="Amal",
        reason="an exercise",
        begins=NIGHT - HOUR,
        ends=NIGHT + HOUR,
        area=(AreaId("SY"),),
        up_to=up_to,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_silence_holds_up_to_its_level_and_what_is_graver_breaks_it() -> None:
    around = Surroundings(now=NIGHT, silences=(silence(),))
    plain = RouteSettings(to=(DUTY,))
    one = placed(plain, version(Level.WATCH), around=around)
    assert (one.hold, one.until) == (HoldKind.SILENCE, NIGHT + HOUR)
    assert one.because == "silenced until 2026-03-01 23:00 UTC by Amal: an exercise (5a1e)"
    assert breaks(version(Level.WARNING), silence())
    assert not breaks(version(Level.WATCH), silence())
    assert not breaks(version(Level.WARNING), silence(area=(AreaId("IQ"),)))
    assert not breaks(version(Level.WARNING), silence(kind=(KindId("unrest"),)))
    ended = Surroundings(now=NIGHT, silences=(silence(ended=NIGHT),))
    assert placed(plain, version(Level.WATCH), around=ended).state is NotificationState.PENDING


@pytest.mark.parametrize(
    ("level", "ways", "hold"),
    [
        pytest.param(Level.WATCH, {(DUTY, "")}, HoldKind.COVERED, id="a watch within it"),
        pytest.param(Level.WARNING, {(DUTY, "")}, None, id="a warning says more"),
        pytest.param(Level.WATCH, {(OPS, "")}, None, id="others were told of the emergency"),
    ],
)
def test_an_emergency_of_the_country_covers_the_watches_of_its_divisions(
    level: Level, ways: set[tuple[ChannelId, str]], hold: HoldKind | None
) -> None:
    emergency = Emergency(alert=AlertId("e1"), area=SYRIA, ways=ways)
    around = Surroundings(now=NIGHT, emergencies=(emergency,))
    assert placed(RouteSettings(to=(DUTY,)), version(level), around=around).hold is hold


def match(**parts: object) -> RouteMatch:
    return replace(RouteMatch(), **parts)  # type: ignore[arg-type]


INNER = (
    RouteSettings(to=(BOSS,), match=match(level=LevelMatch(level=Level.EMERGENCY))),
    RouteSettings(to=(OPS,), match=match(kind=(KindId("shelling"),))),
    RouteSettings(to=(DUTY,), match=match(kind=(KindId("shelling"),))),
)


@pytest.mark.parametrize(
    ("inner", "level", "paths"),
    [
        pytest.param(INNER, Level.WARNING, ["1.2"], id="the first that takes it has it"),
        pytest.param(INNER, Level.EMERGENCY, ["1.1"], id="the gravest goes to the boss alone"),
        pytest.param(
            (replace(INNER[0], continue_=True), *INNER[1:]),
            Level.EMERGENCY,
            ["1.1", "1.2"],
            id="and to others where it continues",
        ),
        pytest.param(INNER[:1], Level.WARNING, ["1"], id="none takes it: the route around"),
    ],
)
def test_a_tree_of_routes_is_walked_as_its_order_says(
    inner: tuple[RouteSettings, ...], level: Level, paths: list[str]
) -> None:
    tree = [RouteSettings(to=(OPS,), routes=inner)]
    assert [chosen.path for chosen in routes_for(version(level), tree)] == paths


@pytest.mark.parametrize(
    ("parts", "taken"),
    [
        pytest.param({"status": (Status.THREATENED,)}, True, id="a threat is behind it"),
        pytest.param({"reliability": Reliability.B}, True, id="a feed good enough"),
        pytest.param({"reliability": Reliability.A}, False, id="no feed good enough"),
        pytest.param(
            {"status": (Status.DENIED,), "reliability": Reliability.A}, False, id="both of one"
        ),
        pytest.param({"certainty": ("unknown",)}, True, id="nobody can tell"),
        pytest.param({"certainty": ("observed",)}, False, id="not seen"),
    ],
)
def test_a_route_may_ask_for_status_grade_and_certainty(
    parts: dict[str, object], taken: bool
) -> None:
    routes = [RouteSettings(to=(OPS,), match=match(**parts))]
    assert bool(routes_for(IDLIB, routes)) is taken
