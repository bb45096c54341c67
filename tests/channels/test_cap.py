from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from tests.channels.messages import message
from tests.channels.schemas import cap_alert, said
from tests.channels.test_slack_bot import NoMemory
from tests.unit.alerts.test_notice_wording import noticed
from tests.unit.alerts.test_notice_wording import told as notice_told
from tests.unit.alerts.versions import IDLIB
from warnd.channel_settings import CapSettings
from warnd.channels.cap import CapChannel
from warnd.channels.memory import ForgetfulMemory
from warnd.errors import ChannelClosed, DeliveryDeferred
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.area import Circle
from warnd.model.certainty import Certainty, Urgency
from warnd.model.identifiers import AlertId
from warnd.model.level import Level
from warnd.model.notification import Message, Purpose
from warnd.ports.world import ChannelMemory

SENDER = "warnd@relief.example"


def telling(*versions: AlertVersion) -> Message:
    return replace(message(versions[0]), alerts=versions)


def later(version: int, reason: AlertReason, level: Level = Level.WARNING) -> AlertVersion:
    at = IDLIB.at + timedelta(hours=version)
    urgency = Urgency.EXPECTED
    return replace(IDLIB, version=version, reason=reason, level=level, at=at, urgency=urgency)


async def written(
    folder: Path, *messages: Message, memory: ChannelMemory | None = None
) -> dict[str, bytes]:
    channel = CapChannel(CapSettings(folder=folder, sender=SENDER), memory or ForgetfulMemory())
    assert channel.recipients == ("",)
    for each in messages:
        await channel.send(each)
    await channel.close()
    return files(folder)


def files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


async def test_a_version_is_a_message_that_the_schema_allows(tmp_path: Path) -> None:
    found = await written(tmp_path / "made" / "here", telling(IDLIB))
    root = cap_alert(found["4f1c9e02ab77.1.xml"])
    assert len(found) == 1
    assert said(root, "cap:identifier") == ["4f1c9e02ab77.1"]
    assert said(root, "cap:sender") == [SENDER]
    assert said(root, "cap:sent") == ["2019-01-28T12:00:00-00:00"]
    assert said(root, "cap:status") == ["Actual"]
    assert said(root, "cap:msgType") == ["Alert"]
    assert said(root, "cap:info/cap:severity") == ["Severe"]
    assert said(root, "cap:info/cap:headline") == [message().headline]
    assert said(root, "cap:info/cap:description") == [message().text]
    assert said(root, "cap:info/cap:event") == ["truce collapse, offensive threat, shelling"]
    assert said(root, "cap:info/cap:web") == ["https://wire.example/news/1"]
    assert said(root, "cap:info/cap:area/cap:areaDesc") == ["Idlib"]
    assert said(root, "cap:info/cap:area/cap:geocode/cap:valueName") == ["ISO3166-1", "ISO3166-2"]
    assert said(root, "cap:info/cap:area/cap:geocode/cap:value") == ["SY", "SY-ID"]


@pytest.mark.parametrize(
    ("reason", "level", "kind", "response"),
    [
        pytest.param(AlertReason.ESCALATED, Level.EMERGENCY, "Update", "Prepare", id="escalated"),
        pytest.param(AlertReason.UPDATED, Level.WATCH, "Update", "Monitor", id="updated"),
        pytest.param(AlertReason.ALL_CLEAR, Level.CALM, "Update", "AllClear", id="all-clear"),
        pytest.param(AlertReason.EXPIRED, Level.WATCH, "Cancel", "None", id="expired"),
        pytest.param(AlertReason.CANCELLED, Level.WATCH, "Cancel", "None", id="taken back"),
    ],
)
async def test_later_versions_refer_to_all_before_them(
    tmp_path: Path, reason: AlertReason, level: Level, kind: str, response: str
) -> None:
    before = (telling(IDLIB), telling(later(2, AlertReason.UPDATED)))
    found = await written(tmp_path, *before, telling(later(3, reason, level)))
    root = cap_alert(found["4f1c9e02ab77.3.xml"])
    assert said(root, "cap:msgType") == [kind]
    first, second = said(root, "cap:references")[0].split()
    assert first == f"{SENDER},4f1c9e02ab77.1,2019-01-28T12:00:00-00:00"
    assert second == f"{SENDER},4f1c9e02ab77.2,2019-01-28T14:00:00-00:00"
    assert said(root, "cap:info/cap:responseType") == [response]
    urgency = "Past" if response in {"AllClear", "None"} else "Expected"
    assert said(root, "cap:info/cap:urgency") == [urgency]


async def test_an_update_of_what_was_never_written_here_is_an_alert(tmp_path: Path) -> None:
    found = await written(tmp_path, telling(later(4, AlertReason.UPDATED)))
    root = cap_alert(found["4f1c9e02ab77.4.xml"])
    assert said(root, "cap:msgType") == ["Alert"]
    assert said(root, "cap:references") == []


async def test_a_version_that_is_written_again_does_not_refer_to_itself(tmp_path: Path) -> None:
    found = await written(tmp_path, telling(IDLIB), telling(IDLIB))
    assert said(cap_alert(found["4f1c9e02ab77.1.xml"]), "cap:references") == []


async def test_a_digest_is_a_file_an_alert(tmp_path: Path) -> None:
    other = replace(IDLIB, alert=AlertId("other"))
    found = await written(tmp_path, telling(IDLIB, other))
    assert list(found) == ["4f1c9e02ab77.1.xml", "other.1.xml"]
    root = cap_alert(found["other.1.xml"])
    assert said(root, "cap:info/cap:headline")[0].startswith("WARNING - Idlib: truce collapse")


async def test_a_notice_is_no_alert(tmp_path: Path) -> None:
    assert await written(tmp_path, notice_told(noticed())) == {}


@pytest.mark.parametrize(
    ("purpose", "note"),
    [
        pytest.param(Purpose.EXERCISE, "EXERCISE", id="drill"),
        pytest.param(Purpose.TEST, "TEST", id="test"),
    ],
)
async def test_what_is_not_meant_says_so(tmp_path: Path, purpose: Purpose, note: str) -> None:
    found = await written(tmp_path, replace(telling(IDLIB), purpose=purpose))
    root = cap_alert(found["4f1c9e02ab77.1.xml"])
    assert said(root, "cap:status") == [purpose.value]
    assert said(root, "cap:note")[0].startswith(note)


async def test_what_may_be_a_test_is_meant_and_says_so(tmp_path: Path) -> None:
    doubted = tuple(replace(item, possible_test=True) for item in IDLIB.evidence)
    found = await written(tmp_path, telling(replace(IDLIB, evidence=doubted)))
    root = cap_alert(found["4f1c9e02ab77.1.xml"])
    assert said(root, "cap:status") == ["Actual"]
    assert said(root, "cap:note")[0].startswith("POSSIBLE TEST")


async def test_how_soon_and_how_sure_stand_as_they_were_judged(tmp_path: Path) -> None:
    judged = replace(
        IDLIB, urgency=Urgency.IMMEDIATE, certainty=Certainty.OBSERVED, divisions=("SY-HM", "SY-ID")
    )
    root = cap_alert((await written(tmp_path, telling(judged)))["4f1c9e02ab77.1.xml"])
    assert said(root, "cap:info/cap:urgency") == ["Immediate"]
    assert said(root, "cap:info/cap:certainty") == ["Observed"]
    codes = said(root, "cap:info/cap:area/cap:geocode/cap:value")
    assert codes == ["SY", "SY-HM", "SY-ID"]


async def test_a_circle_that_is_watched_is_its_area(tmp_path: Path) -> None:
    circle = Circle(lat=35.9, lon=36.6, radius_km=40.0)
    found = await written(
        tmp_path, telling(replace(IDLIB, area=replace(IDLIB.area, circle=circle)))
    )
    root = cap_alert(found["4f1c9e02ab77.1.xml"])
    assert said(root, "cap:info/cap:area/cap:circle") == ["35.9,36.6 40.0"]


async def test_a_database_that_is_away_costs_the_references_and_never_the_message(
    tmp_path: Path,
) -> None:
    found = await written(tmp_path, telling(IDLIB), memory=NoMemory())
    cap_alert(found["4f1c9e02ab77.1.xml"])


async def test_a_folder_that_cannot_be_had_waits_for_its_mender(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises((ChannelClosed, DeliveryDeferred), match="cannot be written"):
        await written(tmp_path / "file" / "folder", telling(IDLIB))


def test_the_schema_refuses_what_is_no_cap() -> None:
    with pytest.raises(etree.DocumentInvalid):
        cap_alert(b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><sender>x</sender></alert>')
