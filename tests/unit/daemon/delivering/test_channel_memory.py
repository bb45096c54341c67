from pathlib import Path

from tests.channels.messages import StandingClock
from tests.unit.alerts.versions import IDLIB
from warnd.channel_settings import CapSettings, ChannelSettings, ConsoleSettings
from warnd.daemon.delivering.channel_memory import StoredMemory
from warnd.daemon.published import NOBODY, StoredAlerts, cap_sender
from warnd.daemon.worker import Worker
from warnd.model.identifiers import ChannelId
from warnd.settings import Settings
from warnd.storage.connect import open_store


async def test_what_a_channel_remembers_outlives_the_daemon(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'warnd.db'}"
    for number in range(2):
        worker = Worker()
        store = await worker.run(open_store, url, exclusive=True)
        memory = StoredMemory(
            channel=ChannelId("team"), store=store, worker=worker, clock=StandingClock()
        )
        if number == 0:
            assert await memory.recall("a1") is None
            await memory.remember("a1", "C1 1.0")
        assert await memory.recall("a1") == "C1 1.0"
        await worker.run(store.close)
        worker.close()


async def test_alerts_are_given_as_they_are_stored(tmp_path: Path) -> None:
    worker = Worker()
    store = await worker.run(open_store, f"sqlite:///{tmp_path / 'warnd.db'}", exclusive=True)

    def add() -> None:
        with store.transaction() as transaction:
            transaction.add_alert_version(IDLIB)

    await worker.run(add)
    alerts = StoredAlerts(store=store, worker=worker)
    assert [each.alert for each in await alerts.newest(10)] == [IDLIB.alert]
    assert [each.version for each in await alerts.versions(IDLIB.alert)] == [1]
    await worker.run(store.close)
    worker.close()


def test_the_sender_of_cap_messages_is_the_one_that_is_configured() -> None:
    files = CapSettings(folder=Path("cap"), sender="warnd@relief.example")
    channels: dict[ChannelId, ChannelSettings] = {
        ChannelId("here"): ConsoleSettings(),
        ChannelId("files"): files,
    }
    assert cap_sender(Settings(store="sqlite:///w.db", channels=channels)) == files.sender
    assert cap_sender(Settings(store="sqlite:///w.db")) == NOBODY
