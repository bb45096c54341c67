import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.alerts.versions import IDLIB, notification
from warnd.alerts.course import NAME
from warnd.config.template_files import load_templates, read_templates
from warnd.daemon.delivering.channel_memory import StoredMemory
from warnd.daemon.delivering.dressing import Answering, Desk, dresser_of, ticket_secret
from warnd.daemon.timing.clock import SystemClock
from warnd.daemon.worker import Worker
from warnd.drawing.artist import Artist
from warnd.errors import ConfigurationInvalid
from warnd.model.alert import AlertReason
from warnd.model.identifiers import ChannelId
from warnd.model.level import Level
from warnd.settings import Settings
from warnd.storage.store import SqlStore
from warnd.web.answers import PATH
from warnd.web.tickets import Purpose, read

UPS = ((Level.WATCH, 40.0), (Level.WARNING, 55.0), (Level.EMERGENCY, 82.0))


def memory(store: SqlStore, worker: Worker) -> StoredMemory:
    return StoredMemory(
        channel=ChannelId("warnd:tickets"), store=store, worker=worker, clock=SystemClock()
    )


def desk(store: SqlStore, worker: Worker, artist: Artist) -> Desk:
    return Desk(
        store=store, worker=worker, clock=SystemClock(), artist=artist, thresholds=lambda: UPS
    )


async def test_the_secret_is_made_once_and_kept(store: SqlStore, worker: Worker) -> None:
    first = await ticket_secret(memory(store, worker))
    assert len(first) == 32
    assert await ticket_secret(memory(store, worker)) == first


@pytest.mark.parametrize(
    ("reason", "purposes"),
    [
        pytest.param(
            AlertReason.NEW, [Purpose.ACKNOWLEDGE, Purpose.FALSE_ALARM], id="while it stands"
        ),
        pytest.param(
            AlertReason.ALL_CLEAR,
            [Purpose.USEFUL, Purpose.FALSE_ALARM, Purpose.LATE],
            id="when it is over",
        ),
    ],
)
def test_links_are_for_what_can_still_be_said(reason: AlertReason, purposes: list[Purpose]) -> None:
    answering = Answering(public_url="https://warnd.example", secret=b"secret")
    now = SystemClock().now()
    links = answering.links(notification(replace(IDLIB, reason=reason)), now)
    tickets = [read(link.url.rpartition("/")[2], b"secret", now) for link in links]
    assert [ticket.purpose for ticket in tickets] == purposes
    assert {ticket.alert for ticket in tickets} == {IDLIB.alert}
    assert all(link.url.startswith(f"https://warnd.example{PATH}/") for link in links)


async def test_a_message_is_dressed_as_the_settings_say(
    store: SqlStore, worker: Worker, tmp_path: Path
) -> None:
    (tmp_path / "headline.j2").write_text("{{ level }} {{ place }}")
    settings = Settings(store="sqlite://", public_url="https://warnd.example", templates=tmp_path)
    artist = Artist()
    dresser = await dresser_of(settings, memory(store, worker), desk(store, worker, artist))
    async with asyncio.timeout(60):
        while (dress := await dresser.dress(notification(), pictures=True)).picture is None:
            continue  # the process that draws is starting
    await artist.close()
    assert dress.picture.name == NAME
    assert len(dress.answers) == 2
    assert dress.own_words is not None
    assert (await dresser.dress(notification(), pictures=False)).picture is None


async def test_without_settings_a_message_is_plain(store: SqlStore, worker: Worker) -> None:
    dresser = await dresser_of(
        Settings(store="sqlite://"), memory(store, worker), desk(store, worker, Artist())
    )
    dress = await dresser.dress(notification(), pictures=False)
    assert (dress.answers, dress.own_words, dress.picture) == ((), None, None)


@pytest.mark.parametrize(
    ("files", "line", "words"),
    [
        pytest.param({"text.j2": "\n{{ x.y() }}"}, 2, "`call`", id="a call"),
        pytest.param({"text.j2": "{{ x"}, 1, "end of", id="half"),
        pytest.param({"words.j2": "x"}, 0, "neither headline.j2 nor text.j2", id="other names"),
    ],
)
def test_a_mistake_in_a_template_is_told_where_it_stands(
    tmp_path: Path, files: dict[str, str], line: int, words: str
) -> None:
    for name, source in files.items():
        (tmp_path / name).write_text(source)
    _, (mistake,) = read_templates(tmp_path)
    assert mistake.line == line
    assert words in mistake.message
    with pytest.raises(ConfigurationInvalid):
        load_templates(tmp_path)
