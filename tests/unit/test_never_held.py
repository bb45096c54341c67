"""Whatever people ask and however time goes: what is worse than known is never held back.

Random routes, times, answers and silences, over a real database. It shows too that nothing is lost:
what is held goes when its hold ends.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.unit.alerts.versions import IDLIB
from warnd.attending import look
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AlertId, AreaId, ChannelId, KindId
from warnd.model.level import Level
from warnd.model.notification import HoldKind, NotificationState, Told
from warnd.model.order import Command, Order
from warnd.orders import perform
from warnd.placing import Routing, notify
from warnd.settings import RouteMatch, RouteSettings
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore
from warnd.storage.tables import acknowledgements, acts, alert_versions, notifications, silences

DUTY, OPS = ChannelId("duty"), ChannelId("ops")
RECIPIENTS = {DUTY: ("a@example.org", "b@example.org"), OPS: ("",)}
SYRIA = Area(id=AreaId("SY"), name="Syria", country="SY")
DIVISIONS = tuple(
    Area(id=AreaId(code), name=code, country="SY", divisions=(code,)) for code in ("SY-ID", "SY-HM")
)
AREAS = (SYRIA, *DIVISIONS)
START = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)  # the night in which clocks go forward in Paris
ABOVE_CALM = (Level.WATCH, Level.WARNING, Level.EMERGENCY)

hours = st.sampled_from(
    [None, "22:00-07:00 Europe/Paris", "00:00-00:00 UTC", "02:30-03:30 Europe/Paris"]
)
routes = st.builds(
    RouteSettings,
    to=st.sampled_from([(DUTY,), (OPS,), (DUTY, OPS)]),
    language=st.sampled_from(["en", "ar"]),
    match=st.builds(RouteMatch, area=st.sampled_from([(), (AreaId("SY"),), (AreaId("SY-ID"),)])),
    group=st.sampled_from([None, timedelta(minutes=5), timedelta(hours=1)]),
    group_by=st.sampled_from(["country", "route"]),
    digest=st.sampled_from([None, "08:00 Europe/Paris", "02:30 Europe/Paris"]),
    quiet=hours,
    hold_up_to=st.sampled_from([None, Level.WATCH, Level.WARNING]),
    repeat=st.sampled_from([None, timedelta(hours=2)]),
    escalate_after=st.sampled_from([None, timedelta(minutes=10)]),
    escalate_to=st.just((OPS,)),
)
trees = st.lists(
    st.builds(
        lambda route, inner, goes_on: replace(
            route, routes=tuple(replace(each, continue_=goes_on) for each in inner)
        ),
        routes,
        st.lists(routes, max_size=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


class Alerting(RuleBasedStateMachine):
    """Alerts rise and fall, people answer and ask for silence, and time goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.store = _emptied()
        self.now = START
        self.alerts: dict[AreaId, AlertVersion] = {}
        self.opened = 0

    @initialize(tree=trees)
    def configure(self, tree: list[RouteSettings]) -> None:
        self.routing = Routing(routes=tree, recipients=RECIPIENTS)

    @rule(area=st.sampled_from(AREAS), level=st.sampled_from(tuple(Level)))
    def judge(self, area: Area, level: Level) -> None:
        before = self.alerts.get(area.id)
        if before is None and level is Level.CALM:
            return
        version = self._next(area, level, before)
        with self.store.transaction() as transaction:
            known = transaction.told_of(version.alert)
            transaction.add_alert_version(version)
            made = notify(transaction, [version], self.routing, self.now)
            after = transaction.told_of(version.alert)
        for told in made:
            way = [each for each in known if _way(each) == (told.channel, told.recipient)]
            arrived = [each for each in way if each.state is NotificationState.DELIVERED]
            last = max(arrived, key=lambda each: (each.version, each.created), default=None)
            is_worse = (last is not None and level > last.level) or (
                before is not None and level > before.level
            )
            if is_worse or level is Level.EMERGENCY:
                assert told.state is NotificationState.PENDING, told.because
                assert told.due <= self.now
                held = [
                    each
                    for each in after
                    if _way(each) == (told.channel, told.recipient)
                    and each.language == told.language
                    and each.state is NotificationState.HELD
                ]
                assert not held, "what was held of it goes with what is worse"
            elif told.state is NotificationState.HELD:
                assert told.because
                assert told.until is None or told.until > self.now

    def _next(self, area: Area, level: Level, before: AlertVersion | None) -> AlertVersion:
        if before is None:
            self.opened += 1
            version = replace(IDLIB, alert=AlertId(f"alert-{self.opened}"), area=area, at=self.now)
            version = replace(version, level=level, peak_level=level, reason=AlertReason.NEW)
        else:
            reason = AlertReason.ESCALATED if level > before.level else AlertReason.UPDATED
            version = replace(
                before,
                version=before.version + 1,
                at=self.now,
                level=level,
                previous_level=before.level,
                peak_level=max(before.peak_level, level),
                reason=AlertReason.ALL_CLEAR if level is Level.CALM else reason,
            )
        if level is Level.CALM:
            self.alerts.pop(area.id, None)
        else:
            self.alerts[area.id] = version
        return version

    @rule(minutes=st.sampled_from([1, 4, 6, 59, 61, 180, 600, 1500]))
    def let_time_go_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self._look()

    @rule()
    def deliver(self) -> None:
        with self.store.transaction() as transaction:
            for channel in RECIPIENTS:
                waiting = transaction.waiting(channel, 500)
                for each in transaction.claim("", [one.key for one in waiting], self.now):
                    transaction.mark_delivered(each.key, self.now)

    @rule(area=st.sampled_from(AREAS), lasts=st.sampled_from([30, 300, 3000]))
    def acknowledge(self, area: Area, lasts: int) -> None:
        alert = self.alerts.get(area.id)
        if alert is not None:
            until = self.now + timedelta(minutes=lasts)
            self._order(
                Order(command=Command.ACKNOWLEDGE, who="Amal", subject=alert.alert, until=until)
            )

    @rule(
        area=st.sampled_from(["SY", "SY-ID"]),
        lasts=st.sampled_from([30, 300, 3000]),
        up_to=st.sampled_from([None, *ABOVE_CALM]),
    )
    def be_silent(self, area: str, lasts: int, up_to: Level | None) -> None:
        order = Order(
            command=Command.SILENCE,
            who="Amal",
            words="an exercise",
            until=self.now + timedelta(minutes=lasts),
            area=(AreaId(area),),
            kind=(KindId("shelling"),),
            up_to=up_to,
        )
        self._order(order)

    @invariant()
    def every_hold_has_a_reason(self) -> None:
        for told in self._held():
            assert told.because
            assert told.hold is not None
            assert told.until is not None or told.hold is HoldKind.COVERED

    def teardown(self) -> None:
        """Let all holds end: then nothing is left behind."""
        for area in [each for each in AREAS if each.id in self.alerts]:
            self.judge(area, Level.CALM)
        for _ in range(4):
            self.now += timedelta(days=3)
            self._look()
            if self.now - START > timedelta(days=400):
                break
        endless = any(
            each.quiet == "00:00-00:00 UTC" for route in self._tree() for each in (route,)
        )
        assert endless or not self._held(), [told.because for told in self._held()]

    def _tree(self) -> list[RouteSettings]:
        found: list[RouteSettings] = []
        for route in getattr(self, "routing", Routing(routes=(), recipients={})).routes:
            found += [route, *route.routes]
        return found

    def _held(self) -> list[Told]:
        with self.store.transaction() as transaction:
            return list(transaction.ripe(datetime(2100, 1, 1, tzinfo=UTC)))

    def _look(self) -> None:
        if hasattr(self, "routing"):
            with self.store.transaction() as transaction:
                look(transaction, self.routing, self.now)

    def _order(self, order: Order) -> None:
        with self.store.transaction() as transaction:
            assert perform(transaction, order, self.now).done


@cache
def _opened() -> SqlStore:
    return open_store("sqlite://")


def _emptied() -> SqlStore:
    """Give the one database of these tests without what the last example left in it."""
    store = _opened()
    with store.engine.begin() as connection:
        for table in (notifications, alert_versions, silences, acknowledgements, acts):
            connection.execute(table.delete())
    store._caches.clear()
    return store


def _way(told: Told) -> tuple[ChannelId, str]:
    return told.channel, told.recipient


Alerting.TestCase.settings = settings(
    max_examples=30,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


TestAlerting = Alerting.TestCase
