"""Whatever is configured and whatever stands: what got worse leaves at once, by every way.

Routes, silences, quiet hours, digests, groups, drafts and emergencies of the country are drawn at
random, and so is what each recipient was told before.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.alerts.versions import IDLIB
from warnd.alerts.holds import Emergency, Surroundings, hold_of, place
from warnd.alerts.route import Recipients, courses_of, route_at, routes_for
from warnd.model.act import Silence, SilenceId
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AlertId, AreaId, ChannelId, KindId
from warnd.model.level import Level
from warnd.model.notification import Cause, HoldKind, Notification, NotificationState, Told
from warnd.settings import LevelMatch, RouteMatch, RouteSettings

DUTY, OPS = ChannelId("duty"), ChannelId("ops")
RECIPIENTS: Recipients = {DUTY: ("a@relief.example", "b@relief.example"), OPS: ("",)}
SYRIA = Area(id=AreaId("SY"), name="Syria", country="SY")
#: the night in which clocks go forward in Paris
NIGHT = datetime(2026, 3, 28, 23, 40, tzinfo=UTC)
HOUR = timedelta(hours=1)
LEVELS = tuple(Level)
ENDLESS = "00:00-00:00 UTC"
GONE = (NotificationState.DEAD, NotificationState.DROPPED)
ARRIVING = (NotificationState.DELIVERED, NotificationState.SENDING, NotificationState.PENDING)
#: hours of quiet and of digests, some of which lie in the hour that the night has not
HOURS = ("22:00-07:00 Europe/Paris", "02:30-03:30 Europe/Paris", "00:41-00:43 Europe/Paris")
DAILY = ("08:00 Europe/Paris", "02:30 Europe/Paris", "23:41 UTC")

moments = st.integers(-90, 90).map(lambda minutes: NIGHT + timedelta(minutes=minutes))
matches = st.builds(
    RouteMatch,
    area=st.sampled_from([(), (AreaId("SY"),), (AreaId("SY-ID"),), (AreaId("UA"),)]),
    kind=st.sampled_from([(), (KindId("shelling"),), (KindId("unrest"),)]),
    level=st.builds(
        LevelMatch, level=st.sampled_from(LEVELS[1:]), operator=st.sampled_from([">=", "==", "<="])
    ),
)
plain_routes = st.builds(
    RouteSettings,
    to=st.sampled_from([(DUTY,), (OPS,), (DUTY, OPS)]),
    match=matches,
    language=st.sampled_from(["en", "ar"]),
    group=st.sampled_from([None, timedelta(minutes=5), HOUR]),
    group_by=st.sampled_from(["country", "route"]),
    digest=st.sampled_from([None, *DAILY]),
    quiet=st.sampled_from([None, ENDLESS, *HOURS]),
    hold_up_to=st.sampled_from([None, *LEVELS[1:]]),
    approval=st.sampled_from(["none", "none", "required"]),
    continue_=st.booleans(),
)
trees = st.lists(
    st.builds(
        lambda route, inner: replace(route, routes=tuple(inner)),
        plain_routes,
        st.lists(plain_routes, max_size=2),
    ),
    min_size=1,
    max_size=3,
)
silences = st.builds(
    Silence,
    id=st.just(SilenceId("0badcafe")),
    author=st.just("Amal"),
    reason=st.just("a drill"),
    begins=moments,
    ends=moments,
    area=st.sampled_from([(), (AreaId("SY"),), (AreaId("SY-ID"),)]),
    kind=st.sampled_from([(), (KindId("shelling"),)]),
    up_to=st.sampled_from(LEVELS),
)
#: from which level to which; rises are what this is about
steps = st.one_of(
    st.sampled_from([(Level.WATCH, Level.WARNING), (Level.WARNING, Level.EMERGENCY)]),
    st.tuples(st.sampled_from(LEVELS[1:]), st.sampled_from(LEVELS)),
)
ways = st.sampled_from(
    [
        (channel, recipient, language)
        for channel, recipients in RECIPIENTS.items()
        for recipient in recipients
        for language in ("en", "ar")
    ]
)


@st.composite
def surroundings(draw: st.DrawFn) -> Surroundings:
    emergency = Emergency(
        alert=AlertId("country"),
        area=SYRIA,
        ways=[(channel, recipient) for channel, recipient, _ in draw(st.lists(ways))],
    )
    names = st.sampled_from(["group 1", "group 1 SY", "group 2 SY", "group 1.1"])
    return Surroundings(
        now=NIGHT,
        silences=draw(st.lists(silences, max_size=2)),
        emergencies=draw(st.sampled_from([(), (emergency,)])),
        gathering=draw(st.dictionaries(st.tuples(ways, names), moments, max_size=3)),
    )


@st.composite
def versions(draw: st.DrawFn) -> AlertVersion:
    number = draw(st.integers(1, 4))
    before, level = draw(steps) if number > 1 else (Level.CALM, draw(st.sampled_from(LEVELS[1:])))
    reason = AlertReason.NEW if number == 1 else AlertReason.UPDATED
    if level > before and number > 1:
        reason = AlertReason.ESCALATED
    if level is Level.CALM:
        endings = (AlertReason.ALL_CLEAR, AlertReason.EXPIRED, AlertReason.CANCELLED)
        reason = draw(st.sampled_from(endings))
    return replace(
        IDLIB,
        at=NIGHT,
        version=number,
        level=level,
        previous_level=before,
        peak_level=max(level, before, draw(st.sampled_from(LEVELS))),
        reason=reason,
        takes_back=number > 1 and draw(st.booleans()),
        kinds=draw(st.sampled_from([(KindId("shelling"),), (KindId("unrest"),), ()])),
    )


@st.composite
def told_before(draw: st.DrawFn, number: int) -> Told:
    """Give what was told of a version, somewhere."""
    channel, recipient, language = draw(ways)
    state = draw(st.sampled_from(list(NotificationState)))
    is_held = state is NotificationState.HELD
    return Told(
        key=f"{number}",
        channel=channel,
        recipient=recipient,
        language=language,
        detail="full",
        alert=IDLIB.alert,
        version=number,
        level=draw(st.sampled_from(LEVELS[1:])),
        state=state,
        created=NIGHT - HOUR,
        due=draw(moments),
        route=draw(st.sampled_from(["1", "1.1", "2", "3", "9"])),
        cause=draw(st.sampled_from([Cause.ROUTE, Cause.ROUTE, Cause.ESCALATION, Cause.FALLBACK])),
        hold=draw(st.sampled_from(list(HoldKind))) if is_held else None,
        until=NIGHT + HOUR if is_held else None,
        because="held" if is_held else "",
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[AlertVersion, list[Told]]:
    version = draw(versions())
    if version.version == 1:
        return version, []
    number = st.integers(1, version.version - 1)
    return version, draw(st.lists(number.flatmap(told_before), max_size=6))


def last_told(one: Notification, known: list[Told]) -> Told | None:
    """Give what its recipient was told last or is about to be told."""
    way = [
        told
        for told in known
        if (told.channel, told.recipient, told.language)
        == (one.channel, one.recipient, one.language)
        and told.state not in GONE
    ]
    return max(way, key=lambda told: told.version, default=None)


def is_worse(one: Notification, version: AlertVersion, known: list[Told]) -> bool:
    last = last_told(one, known)
    if version.level is Level.EMERGENCY or (version.version > 1 and _rose(version)):
        return True
    return last is not None and version.level > last.level


def _rose(version: AlertVersion) -> bool:
    return version.level > version.previous_level


def is_draft(one: Notification) -> bool:
    return one.state is NotificationState.HELD and one.hold is HoldKind.APPROVAL


@settings(max_examples=150)
@given(tree=trees, history=histories(), around=surroundings())
def test_what_is_worse_than_known_leaves_at_once_by_every_way(
    tree: list[RouteSettings], history: tuple[AlertVersion, list[Told]], around: Surroundings
) -> None:
    version, known = history
    placed = place(version, tree, RECIPIENTS, known, around)
    told = {(one.channel, one.recipient, one.language): one for one in placed}
    assert len(told) == len(placed), "one a way"
    for course in courses_of(routes_for(version, tree), RECIPIENTS):
        language = course.chosen.route.language
        assert (course.channel, course.recipient, language) in told, "every way is told"
    for one in placed:
        if one.state is NotificationState.HELD:
            assert one.hold is not None
            assert one.because
            assert one.until is None or one.until > NIGHT
            assert one.until is not None or one.hold is HoldKind.COVERED
        if is_worse(one, version, known):
            assert is_draft(one) or (one.state, one.due) == (NotificationState.PENDING, NIGHT)
            assert not one.bundle
            hold = hold_of(one, version, route_at(one.route, tree), around)
            assert hold is None or hold.kind is HoldKind.APPROVAL, "nothing else may hold it"


@settings(max_examples=120)
@given(tree=trees, history=histories(), around=surroundings())
def test_whoever_knows_of_an_alert_hears_that_it_got_worse_ended_or_was_taken_back(
    tree: list[RouteSettings], history: tuple[AlertVersion, list[Told]], around: Surroundings
) -> None:
    version, known = history
    placed = place(version, tree, RECIPIENTS, known, around)
    told = {(one.channel, one.recipient, one.language): one for one in placed}
    for each in known:
        way = (each.channel, each.recipient, each.language)
        arrives = [one for one in known if one.state in ARRIVING and _way(one) == way]
        if not arrives:
            continue
        if version.level is Level.CALM or version.takes_back:
            assert way in told
        if version.takes_back:
            assert (told[way].state, told[way].due) == (NotificationState.PENDING, NIGHT)


def _way(told: Told) -> tuple[ChannelId, str, str]:
    return told.channel, told.recipient, told.language


@settings(max_examples=80)
@given(tree=trees, history=histories(), around=surroundings())
def test_what_is_held_goes_when_its_holds_have_ended(
    tree: list[RouteSettings], history: tuple[AlertVersion, list[Told]], around: Surroundings
) -> None:
    version, known = history
    for one in place(version, tree, RECIPIENTS, known, around):
        route = route_at(one.route, tree)
        if one.state is not NotificationState.HELD or (route and route.quiet == ENDLESS):
            continue
        held, now = one, NIGHT
        for _ in range(12):
            now = max(now, held.until or now) + timedelta(seconds=1)
            hold = hold_of(held, version, route, replace(around, now=now, emergencies=()))
            if hold is None:
                break
            held = replace(held, hold=hold.kind, until=hold.until, because=hold.because)
        else:
            raise AssertionError(f"held for ever: {held.because}")
        assert now < NIGHT + timedelta(days=4)
