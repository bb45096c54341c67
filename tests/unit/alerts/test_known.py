"""Who is told of an end and of what is taken back: whoever heard of the alert, whatever holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.alerts.versions import IDLIB
from warnd.alerts.holds import Surroundings, place
from warnd.model.act import Silence, SilenceId
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.identifiers import AreaId, ChannelId, KindId
from warnd.model.level import Level
from warnd.model.notification import HoldKind, Notification, NotificationState, Told
from warnd.settings import LevelMatch, RouteMatch, RouteSettings

DUTY = ChannelId("duty")
#: eleven in the evening in Paris
NIGHT = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
QUIET = RouteSettings(to=(DUTY,), quiet="22:00-07:00 Europe/Paris")
DIGEST = RouteSettings(to=(DUTY,), digest="08:00 Europe/Paris")
APPROVAL = RouteSettings(to=(DUTY,), approval="required")
OTHER_KIND = RouteSettings(to=(DUTY,), match=RouteMatch(kind=(KindId("unrest"),)))
SILENCE = Silence(
    id=SilenceId("s1"),
    author="Amal",
    reason="an exercise",
    begins=NIGHT,
    ends=NIGHT + HOUR,
    area=(AreaId("SY"),),
    up_to=Level.EMERGENCY,
)
CANCELLED = replace(
    IDLIB,
    at=NIGHT,
    version=2,
    level=Level.CALM,
    previous_level=Level.WATCH,
    reason=AlertReason.CANCELLED,
    kinds=(),
    takes_back=True,
)
CORRECTED = replace(CANCELLED, level=Level.WATCH, reason=AlertReason.UPDATED)
ALL_CLEAR = replace(CANCELLED, reason=AlertReason.ALL_CLEAR, takes_back=False)

WORSE = replace(
    CANCELLED, level=Level.WARNING, peak_level=Level.WARNING, reason=AlertReason.ESCALATED,
    kinds=(KindId("shelling"),), takes_back=False,
)  # fmt: skip


def told(state: NotificationState = NotificationState.DELIVERED, **more: object) -> Told:
    known = Told(
        key="k1",
        channel=DUTY,
        recipient="",
        language="ar",
        detail="brief",
        alert=IDLIB.alert,
        version=1,
        level=Level.WATCH,
        state=state,
        created=NIGHT - HOUR,
        due=NIGHT - HOUR,
        route="1",
    )
    return replace(known, **more)  # type: ignore[arg-type]


def placed(
    version: AlertVersion, route: RouteSettings, known: Sequence[Told], *silences: Silence
) -> Notification:
    around = Surroundings(now=NIGHT, silences=silences)
    (one,) = place(version, [replace(route, language="ar")], {DUTY: ("",)}, known, around)
    return one


@pytest.mark.parametrize("version", [CANCELLED, CORRECTED], ids=["cancelled", "corrected"])
@pytest.mark.parametrize(
    "state",
    [NotificationState.DELIVERED, NotificationState.SENDING, NotificationState.PENDING],
    ids=["told", "under way", "not sent yet"],
)
@pytest.mark.parametrize(
    "route",
    [
        pytest.param(QUIET, id="quiet hours"),
        pytest.param(DIGEST, id="a digest"),
        pytest.param(APPROVAL, id="drafts"),
        pytest.param(OTHER_KIND, id="a route that takes it no longer"),
    ],
)
def test_what_is_taken_back_reaches_at_once_whoever_was_told(
    version: AlertVersion, state: NotificationState, route: RouteSettings
) -> None:
    one = placed(version, route, [told(state)], SILENCE)
    assert (one.state, one.due, one.language) == (NotificationState.PENDING, NIGHT, "ar")


@pytest.mark.parametrize("version", [CANCELLED, ALL_CLEAR], ids=["cancelled", "all-clear"])
def test_what_nobody_was_told_yet_ends_where_it_is_held(version: AlertVersion) -> None:
    held = told(
        NotificationState.HELD,
        hold=HoldKind.DIGEST,
        until=NIGHT + HOUR,
        due=NIGHT + HOUR,
        bundle="digest 1#then",
        because="for the digest",
    )
    one = placed(version, OTHER_KIND, [held])
    assert one.state is NotificationState.HELD
    assert (one.until, one.due, one.bundle) == (held.until, held.due, held.bundle)
    assert (one.detail, one.because) == ("brief", held.because)


def test_a_draft_goes_no_later_than_the_one_before_it() -> None:
    draft = told(NotificationState.HELD, hold=HoldKind.APPROVAL, until=NIGHT + HOUR / 12)
    one = placed(ALL_CLEAR, APPROVAL, [draft])
    assert (one.hold, one.until) == (HoldKind.APPROVAL, draft.until)


def test_an_end_that_takes_nothing_back_is_no_reason_to_wake_anybody() -> None:
    one = placed(ALL_CLEAR, replace(OTHER_KIND, quiet=QUIET.quiet), [told()])
    assert (one.hold, one.until) == (HoldKind.QUIET, NIGHT + 8 * HOUR)


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        pytest.param(OTHER_KIND.match, [NotificationState.PENDING], id="no kind of his is left"),
        pytest.param(RouteMatch(area=(AreaId("UA"),)), [NotificationState.PENDING], id="area"),
        pytest.param(
            RouteMatch(level=LevelMatch(level=Level.WATCH, operator="==")),
            [],
            id="he asked for watches alone",
        ),
    ],
)
def test_whoever_knows_an_alert_is_told_that_it_got_worse(
    match: RouteMatch, expected: list[NotificationState]
) -> None:
    route = RouteSettings(to=(DUTY,), match=match, quiet=QUIET.quiet)
    around = Surroundings(now=NIGHT, silences=[SILENCE])
    placed = place(WORSE, [route], {DUTY: ("",)}, [told()], around)
    assert [one.state for one in placed] == expected
    assert place(replace(WORSE, level=Level.WATCH), [route], {DUTY: ("",)}, [told()], around) == ()


def test_what_was_given_up_is_owed_nothing() -> None:
    around = Surroundings(now=NIGHT)
    dead = [told(NotificationState.DEAD)]
    assert place(CANCELLED, [OTHER_KIND], {DUTY: ("",)}, dead, around) == ()
