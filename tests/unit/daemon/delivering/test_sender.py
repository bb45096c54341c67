import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from tests.unit.alerts.versions import IDLIB, TITLES
from tests.unit.builders import NOW
from tests.unit.daemon.fakes import BusyStore, FakeChannel
from tests.unit.daemon.waiting import PATIENCE_S, ended, reached
from warnd.alerts.channel_notices import Trouble
from warnd.alerts.paces import Pace
from warnd.alerts.route import notice_on, notification_key
from warnd.daemon.delivering.packing import Words
from warnd.daemon.delivering.sender import Sender
from warnd.daemon.delivering.sender_parts import SenderParts
from warnd.daemon.worker import Worker
from warnd.errors import DeliveryDeferred, DeliveryRefused
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.identifiers import AlertId, ChannelId, KindId
from warnd.model.level import Level
from warnd.model.notice import Notice, NoticeId, NoticeReason, Topic
from warnd.model.notification import Message, Notification, NotificationState
from warnd.replay.clock import SimulatedClock
from warnd.storage.store import SqlStore, SqlTransaction
from warnd.web.metrics import Metrics

DUTY = ChannelId("duty")
WORDS = Words(kinds=TITLES, places={"SY": "Syria"})


@pytest.fixture
def parts(store: SqlStore, worker: Worker, clock: SimulatedClock) -> SenderParts:
    return SenderParts(
        store=store,
        worker=worker,
        clock=clock,
        metrics=Metrics(),
        chance=lambda: 0.0,
        words=WORDS,
    )


def sender(parts: SenderParts, channel: FakeChannel) -> Sender:
    return Sender(id=DUTY, channel=channel, parts=parts, pause_s=0.0)


def waiting(
    store: SqlStore, number: int = 1, *, version: AlertVersion | None = None, recipient: str = ""
) -> str:
    """Put a notification of an alert of its own into the outbox; give its key."""
    version = version or replace(IDLIB, alert=AlertId(f"alert-{number:03}"), at=NOW)
    key = notification_key(version, DUTY, recipient)
    with store.transaction() as transaction:
        transaction.add_alert_version(version)
        transaction.add_notifications(
            [
                Notification(
                    key=key,
                    channel=DUTY,
                    recipient=recipient,
                    alert=version,
                    state=NotificationState.PENDING,
                    attempts=0,
                    due=NOW,
                    created=NOW,
                )
            ]
        )
    return key


def stored(store: SqlStore, key: str) -> Notification:
    with store.transaction() as transaction:
        found = transaction.notification(key)
    assert found is not None
    return found


def counted(parts: SenderParts, result: str) -> bool:
    line = f'warnd_deliveries_total{{channel="duty",result="{result}"}} 1.0'
    return line in parts.metrics.exposition().decode()


async def test_a_message_is_sent_first_and_recorded_after(
    store: SqlStore, parts: SenderParts
) -> None:
    key = waiting(store)
    states = []
    channel = FakeChannel(on_send=lambda: states.append(stored(store, key).state))
    assert await sender(parts, channel).send_due() == 1
    assert states == [NotificationState.SENDING]
    assert stored(store, key).state is NotificationState.DELIVERED
    assert [message.key for message in channel.tries] == [key]
    assert counted(parts, "delivered")


async def test_what_was_delivered_is_not_sent_again(store: SqlStore, parts: SenderParts) -> None:
    waiting(store)
    channel = FakeChannel()
    ours = sender(parts, channel)
    assert [await ours.send_due(), await ours.send_due()] == [1, 0]


async def test_a_send_cut_short_is_found_in_flight_and_sent_again_marked(
    store: SqlStore, parts: SenderParts
) -> None:
    key = waiting(store)
    hanging = FakeChannel()
    hanging.open.clear()
    task = asyncio.create_task(sender(parts, hanging).send_due())
    await reached(lambda: hanging.under_way == 1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    with store.transaction() as transaction:
        assert transaction.recover_in_flight() == 1
    again = FakeChannel()
    await sender(parts, again).send_due()
    assert [(message.key, message.may_repeat) for message in again.tries] == [(key, True)]


@pytest.mark.parametrize(
    ("fault", "wait_s"),
    [
        pytest.param(DeliveryDeferred("busy", delay_s=90.0), 90.0, id="as long as it asks for"),
        pytest.param(DeliveryDeferred("busy"), 5.0, id="five seconds when it asks for nothing"),
        pytest.param(RuntimeError("a bug"), 5.0, id="a fault of the channel itself"),
    ],
)
async def test_what_may_pass_is_put_off_and_keeps_its_key(
    store: SqlStore,
    parts: SenderParts,
    clock: SimulatedClock,
    fault: Exception,
    wait_s: float,
) -> None:
    key = waiting(store)
    channel = FakeChannel(script=(fault, None))
    ours = sender(parts, channel)
    with capture_logs():
        await ours.send_due()
    put_off = stored(store, key)
    assert (put_off.state, put_off.due) == (
        NotificationState.PENDING,
        NOW + timedelta(seconds=wait_s),
    )
    assert put_off.error
    assert counted(parts, "deferred")
    assert await ours.send_due() == 0  # not yet
    clock.move_to(put_off.due)
    await ours.send_due()
    assert [message.key for message in channel.tries] == [key, key]
    delivered = stored(store, key)
    assert (delivered.state, delivered.attempts) == (NotificationState.DELIVERED, 2)


async def test_tries_lie_ever_further_apart(
    store: SqlStore, parts: SenderParts, clock: SimulatedClock
) -> None:
    key = waiting(store)
    ours = sender(parts, FakeChannel(script=(DeliveryDeferred("away"),)))
    gaps = []
    for _ in range(10):
        before = clock.now()
        await ours.send_due()
        clock.move_to(stored(store, key).due)
        gaps.append((clock.now() - before).total_seconds())
    assert gaps == [5, 10, 20, 40, 80, 160, 320, 600, 600, 600]


async def test_what_is_refused_is_given_up_and_told(store: SqlStore, parts: SenderParts) -> None:
    key = waiting(store)
    with capture_logs() as lines:
        await sender(parts, FakeChannel(script=(DeliveryRefused("gone: 410"),))).send_due()
    dead = stored(store, key)
    assert (dead.state, dead.error) == (NotificationState.DEAD, "gone: 410")
    assert counted(parts, "dead")
    assert [line["log_level"] for line in lines if line["event"] == "delivery_refused"] == ["error"]


async def test_a_channel_that_does_not_prove_who_it_is_is_told_of_from_the_second_try_on(
    store: SqlStore, parts: SenderParts, clock: SimulatedClock
) -> None:
    troubles: list[NoticeReason] = []
    woken: list[bool] = []
    parts = replace(
        parts,
        on_trouble=lambda _, trouble: troubles.append(trouble.reason),
        wake=lambda: woken.append(True),
    )
    refused = DeliveryDeferred("its certificate has expired", unproven=True)
    ours = sender(parts, FakeChannel(script=(refused, refused, None)))
    key = waiting(store)
    told = []
    with capture_logs():
        for _ in range(3):
            await ours.send_due()
            told.append(len(troubles))
            clock.move_to(stored(store, key).due)
    assert told == [0, 1, 2]
    assert troubles == [NoticeReason.CHANNEL_CLOSED, NoticeReason.CHANNEL_BACK]
    assert woken
    assert stored(store, key).due == NOW + timedelta(seconds=15), "it is tried as soon as any other"


async def test_one_message_in_trouble_holds_up_no_other(
    store: SqlStore, parts: SenderParts
) -> None:
    keys = [waiting(store, number) for number in range(3)]
    channel = FakeChannel(script=(RuntimeError("a bug"), None))
    with capture_logs():
        await sender(parts, channel).send_due()
    states = [stored(store, key).state for key in keys]
    assert sorted(states) == ["delivered", "delivered", "pending"]


async def test_what_cannot_be_read_is_tried_five_times_and_given_up_and_holds_up_no_other(
    store: SqlStore, parts: SenderParts, clock: SimulatedClock
) -> None:
    troubles: list[Trouble] = []
    woken: list[bool] = []
    parts = replace(
        parts,
        on_trouble=lambda _, trouble: troubles.append(trouble),
        wake=lambda: woken.append(True),
    )
    notice = Notice(
        id=NoticeId("n1"),
        reason=NoticeReason.CHANNEL_BACK,
        topic=Topic("channel:x"),
        at=NOW,
        feeds=(),
    )
    poison = notice_on(notice, DUTY, "")
    with store.transaction() as transaction:
        transaction.add_notice(notice)
        transaction.add_notifications([poison])
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE notices SET document = '{'")
    channel = FakeChannel()
    ours = sender(parts, channel)
    with capture_logs() as lines:
        for number in range(5):
            key = waiting(store, number)
            await ours.send_due()
            assert stored(store, key).state is NotificationState.DELIVERED
            clock.move_to(clock.now() + timedelta(hours=1))
    assert [trouble.message for trouble in troubles] == [poison.key]
    assert woken
    assert [line["event"] for line in lines].count("record_unreadable") == 5
    with store.transaction() as transaction:
        assert transaction.waiting(DUTY, 10) == ()


class NoWords(Mapping[KindId, str]):
    """Words that fail when they are looked up."""

    def __getitem__(self, _: KindId) -> str:
        raise RuntimeError("no words")

    def __iter__(self) -> Iterator[KindId]:
        raise RuntimeError("no words")

    def __len__(self) -> int:
        raise RuntimeError("no words")


async def test_an_alert_that_cannot_be_put_in_words_is_sent_bare(
    store: SqlStore, parts: SenderParts
) -> None:
    key = waiting(store)
    channel = FakeChannel()
    speechless = replace(parts, words=Words(kinds=NoWords(), places={}))
    with capture_logs() as lines:
        await sender(speechless, channel).send_due()
    (message,) = channel.tries
    assert (message.key, message.payload["alert"]) == (key, "alert-001")
    assert "Idlib" in message.headline
    assert stored(store, key).state is NotificationState.DELIVERED
    assert "compose_failed" in [line["event"] for line in lines]


async def test_messages_go_out_eight_at_once_gravest_first(
    store: SqlStore, parts: SenderParts
) -> None:
    for number in range(10):
        waiting(store, number)
    grave = replace(IDLIB, alert=AlertId("grave"), level=Level.EMERGENCY, at=NOW)
    first = waiting(store, version=grave)
    channel = FakeChannel()
    channel.open.clear()
    ours = sender(parts, channel)
    task = asyncio.create_task(ours.send_due())
    await reached(lambda: channel.under_way == 8)
    channel.open.set()
    assert await task == 8
    assert channel.tries[0].key == first
    assert [await ours.send_due(), await ours.send_due()] == [3, 0]
    assert channel.most_at_once == 8


async def test_a_later_version_refers_to_the_earlier_messages(
    store: SqlStore, parts: SenderParts
) -> None:
    opened = replace(IDLIB, at=NOW)
    first = waiting(store, version=opened)
    channel = FakeChannel()
    ours = sender(parts, channel)
    await ours.send_due()
    waiting(store, version=replace(opened, version=2, reason=AlertReason.UPDATED))
    await ours.send_due()
    assert [message.thread for message in channel.tries] == [(), (first,)]


async def test_a_sender_that_runs_sends_what_it_is_woken_for(
    store: SqlStore, parts: SenderParts
) -> None:
    channel = FakeChannel()
    ours = sender(parts, channel)
    task = asyncio.create_task(ours.run())
    await reached(lambda: ours.pulse.still_s() == 0.0)
    waiting(store)
    ours.news.set()
    await reached(lambda: len(channel.tries) == 1)
    await ended(task)


async def test_a_sender_told_to_stop_finishes_what_is_under_way_and_takes_no_more(
    store: SqlStore, parts: SenderParts
) -> None:
    keys = [waiting(store, number) for number in range(12)]
    channel = FakeChannel()
    channel.open.clear()
    ours = sender(parts, channel)
    task = asyncio.create_task(ours.run())
    await reached(lambda: channel.under_way == 8)
    ours.stop()
    assert not ours.idle.is_set()
    channel.open.set()
    async with asyncio.timeout(PATIENCE_S):
        await ours.idle.wait()
    states = [stored(store, key).state for key in keys]
    assert Counter(states) == {NotificationState.DELIVERED: 8, NotificationState.PENDING: 4}
    await ended(task)


async def test_a_locked_database_neither_ends_a_sender_nor_loses_what_it_sent(
    store: SqlStore, parts: SenderParts
) -> None:
    key = waiting(store)
    busy = BusyStore(store=store, busy=2)
    channel = FakeChannel()
    channel.on_send = lambda: setattr(busy, "busy", 2)
    ours = sender(replace(parts, store=busy), channel)
    with capture_logs() as lines:
        task = asyncio.create_task(ours.run())
        await reached(lambda: stored(store, key).state is NotificationState.DELIVERED)
        assert not task.done()
    assert len(channel.tries) == 1
    assert [line["event"] for line in lines].count("store_busy") == 4
    await ended(task)


async def test_a_channel_that_takes_the_place_of_another_lets_it_finish_and_close(
    store: SqlStore, parts: SenderParts
) -> None:
    first_key = waiting(store, 1)
    old, new = FakeChannel(), FakeChannel()
    old.open.clear()
    ours = sender(parts, old)
    task = asyncio.create_task(ours.run())
    await reached(lambda: old.under_way == 1)
    ours.adopt(new, parts, Pace())
    assert not old.closed
    waiting(store, 2)
    old.open.set()
    await reached(lambda: old.closed and len(new.tries) == 1)
    assert [message.key for message in old.tries] == [first_key]
    assert not new.closed
    await ended(task)


def slight(number: int, *, at: datetime) -> AlertVersion:
    return replace(IDLIB, alert=AlertId(f"slight-{number:03}"), level=Level.WATCH, at=at)


async def test_older_versions_that_wait_leave_with_the_newest_and_are_recorded(
    store: SqlStore, parts: SenderParts
) -> None:
    first = waiting(store, version=replace(IDLIB, at=NOW))
    second = waiting(store, version=replace(IDLIB, at=NOW, version=2, level=Level.EMERGENCY))
    channel = FakeChannel()
    assert await sender(parts, channel).send_due() == 1
    (message,) = channel.tries
    assert message.key == second
    earlier = message.payload["earlier"]
    assert isinstance(earlier, list)
    assert [each["version"] for each in earlier] == [1]
    told = stored(store, first)
    assert (told.state, told.error) == (NotificationState.DELIVERED, f"told within {second}")


async def test_a_digest_is_delivered_whole_or_not_at_all(
    store: SqlStore, parts: SenderParts, clock: SimulatedClock
) -> None:
    keys = [waiting(store, version=slight(number, at=NOW)) for number in range(3)]
    clock.move_to(NOW + timedelta(hours=30))
    channel = FakeChannel(script=(DeliveryDeferred("away"), None))
    ours = sender(parts, channel)
    await ours.send_due()
    assert {stored(store, key).state for key in keys} == {NotificationState.PENDING}
    clock.move_to(stored(store, keys[0]).due)
    await ours.send_due()
    assert {stored(store, key).state for key in keys} == {NotificationState.DELIVERED}
    first, second = channel.tries
    assert first.key == second.key not in keys
    assert "delayed 30 h" in second.headline


async def test_a_digest_cut_short_is_sent_again_under_its_key_whatever_came_since(
    store: SqlStore, parts: SenderParts, clock: SimulatedClock
) -> None:
    for number in range(3):
        waiting(store, version=slight(number, at=NOW))
    clock.move_to(NOW + timedelta(hours=30))
    hanging = FakeChannel()
    hanging.open.clear()
    task = asyncio.create_task(sender(parts, hanging).send_due())
    await reached(lambda: hanging.under_way == 1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    with store.transaction() as transaction:
        transaction.recover_in_flight()
    waiting(store, version=slight(9, at=NOW))
    again = FakeChannel()
    ours = sender(parts, again)
    while await ours.send_due():
        pass
    (cut_short,) = hanging.tries
    assert cut_short.key in {message.key for message in again.tries}
    repeated = next(message for message in again.tries if message.key == cut_short.key)
    assert repeated.may_repeat


async def test_a_recipient_that_nothing_reached_gets_all_at_once_when_one_is_taken(
    store: SqlStore, parts: SenderParts, clock: SimulatedClock
) -> None:
    keys = [waiting(store, number) for number in range(6)]
    channel = FakeChannel(script=(DeliveryDeferred("away"),))
    ours = sender(parts, channel)
    assert await ours.send_due() == len(keys)
    for _ in range(5):
        clock.move_to(clock.now() + timedelta(minutes=10))
        assert 0 < await ours.send_due() <= 2, "only tried"
    channel.script = (None,)
    before = len(channel.tries)
    clock.move_to(clock.now() + timedelta(minutes=10))
    while await ours.send_due():
        pass
    assert {stored(store, key).state for key in keys} == {NotificationState.DELIVERED}
    assert len(channel.tries) - before == len(keys), "no more waiting, none twice"


async def test_what_got_worse_during_a_gap_goes_before_what_waited(
    store: SqlStore, parts: SenderParts
) -> None:
    waiting(store, 1)
    slight = replace(IDLIB, alert=AlertId("slight"), level=Level.WATCH)
    waiting(store, version=slight)
    channel = FakeChannel()
    ours = Sender(id=DUTY, channel=channel, parts=parts, pace=Pace(gap_s=0.05))
    assert await ours.send_due() == 1
    later = asyncio.create_task(ours.send_due())
    await asyncio.sleep(0)  # it waits for the gap to end
    waiting(store, version=replace(IDLIB, alert=AlertId("grave"), level=Level.EMERGENCY))
    assert await later == 1
    assert channel.tries[-1].level is Level.EMERGENCY


async def test_an_end_cuts_a_gap_short_and_takes_nothing(
    store: SqlStore, parts: SenderParts
) -> None:
    keys = [waiting(store, number) for number in range(2)]
    ours = Sender(id=DUTY, channel=FakeChannel(), parts=parts, pace=Pace(gap_s=3600.0))
    assert await ours.send_due() == 1
    later = asyncio.create_task(ours.send_due())
    await asyncio.sleep(0)
    ours.stop()
    async with asyncio.timeout(PATIENCE_S):
        assert await later == 0
    states = sorted(stored(store, key).state for key in keys)
    assert states == [NotificationState.DELIVERED, NotificationState.PENDING]


async def test_where_a_channel_wants_a_gap_messages_go_one_by_one(
    store: SqlStore, parts: SenderParts
) -> None:
    for number in range(3):
        waiting(store, number)
    channel = FakeChannel()
    ours = Sender(id=DUTY, channel=channel, parts=parts, pause_s=0.0, pace=Pace(gap_s=0.01))
    assert [await ours.send_due() for _ in range(4)] == [1, 1, 1, 0]
    assert channel.most_at_once == 1


async def test_a_digest_that_is_refused_is_told_in_parts_and_what_is_refused_alone_is_given_up(
    store: SqlStore, parts: SenderParts, clock: SimulatedClock
) -> None:
    keys = [waiting(store, version=slight(number, at=NOW)) for number in range(4)]
    clock.move_to(NOW + timedelta(hours=30))
    too_large = DeliveryRefused("413 too large")
    channel = FakeChannel(script=(too_large, None))
    ours = sender(parts, channel)
    with capture_logs():
        while await ours.send_due():
            pass
    assert {stored(store, key).state for key in keys} == {NotificationState.DELIVERED}
    sizes = [len(alerts_of(message)) for message in channel.tries]
    assert sizes == [4, 2, 2]

    lost = [waiting(store, version=slight(number, at=NOW)) for number in (8, 9)]
    with capture_logs():
        gone = sender(parts, FakeChannel(script=(DeliveryRefused("410 gone"),)))
        while await gone.send_due():
            pass
    assert {stored(store, key).state for key in lost} == {NotificationState.DEAD}


def alerts_of(message: Message) -> list[object]:
    alerts = message.payload["alerts"]
    assert isinstance(alerts, list)
    return alerts


async def test_a_new_start_knows_whom_nothing_had_reached_before_it(
    store: SqlStore, parts: SenderParts, clock: SimulatedClock
) -> None:
    for number in range(6):
        waiting(store, number)
    away = FakeChannel(script=(DeliveryDeferred("away"),))
    await sender(parts, away).send_due()
    clock.move_to(NOW + timedelta(minutes=30))
    assert await sender(parts, away).send_due() <= 2


async def test_who_wants_it_brief_gets_what_fits_on_a_telephone(
    store: SqlStore, parts: SenderParts
) -> None:
    key = waiting(store)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE notifications SET detail = 'brief'")
    channel = FakeChannel()
    await sender(parts, channel).send_due()
    (message,) = channel.tries
    assert (message.key, message.html) == (key, "")
    words, _, proof = message.text.rpartition("\n")
    assert 0 < len(words.rstrip()) <= 320
    assert proof == "https://wire.example/news/1"
    assert "Idlib" in message.headline


async def test_a_channel_that_is_regained_in_the_midst_of_a_look_is_sent_for(
    store: SqlStore, parts: SenderParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = sender(parts, FakeChannel())

    def regained(_transaction: SqlTransaction, _channel: ChannelId) -> Mapping[str, datetime]:
        ours.regain()  # the lease came back while the worker asks who was silent
        return {"someone": NOW - timedelta(hours=1)}

    monkeypatch.setattr(SqlTransaction, "troubled", regained)
    key = waiting(store)
    assert await ours.send_due() == 1
    assert stored(store, key).state is NotificationState.DELIVERED
