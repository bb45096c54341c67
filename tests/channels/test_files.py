"""The files of alerts: whole, newest first to know, and safe in spreadsheets."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.channels.messages import message
from tests.unit.alerts.test_notice_wording import noticed
from tests.unit.alerts.test_notice_wording import told as notice_told
from tests.unit.alerts.versions import IDLIB
from warnd.channels.files import FileChannel, as_csv, as_geojson, changed_file, replace_file
from warnd.errors import ChannelClosed, DeliveryDeferred
from warnd.interchange.cap import CapMessage, cap_xml
from warnd.interchange.hxl import COLUMNS, safe
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.area import Circle
from warnd.model.identifiers import AlertId
from warnd.model.notification import Message

SECOND = replace(IDLIB, version=2, reason=AlertReason.ESCALATED)
OTHER = replace(IDLIB, alert=AlertId("other"))


def telling(*versions: AlertVersion) -> Message:
    return replace(message(versions[0]), alerts=versions)


def content(file: Path) -> str:
    """Give what a file holds, line ends kept; nothing where there is none."""
    return file.read_bytes().decode() if file.exists() else ""


async def geojson(file: Path, *messages: Message) -> str:
    channel = FileChannel(file, as_geojson)
    assert channel.recipients == ("",)
    for each in messages:
        await channel.send(each)
    await channel.close()
    return content(file)


async def rows(file: Path, *messages: Message) -> list[dict[str, str]]:
    channel = FileChannel(file, as_csv)
    assert channel.recipients == ("",)
    for each in messages:
        await channel.send(each)
    await channel.close()
    return list(csv.DictReader(io.StringIO(content(file), newline="")))


async def test_the_newest_version_of_every_alert_is_a_feature(tmp_path: Path) -> None:
    text = await geojson(
        tmp_path / "alerts.geojson", telling(IDLIB), telling(OTHER), telling(SECOND)
    )
    document = json.loads(text)
    assert document["type"] == "FeatureCollection"
    assert [each["id"] for each in document["features"]] == ["other", "4f1c9e02ab77"]
    feature = document["features"][1]
    assert feature["geometry"] is None
    assert feature["properties"]["version"] == 2
    assert feature["properties"]["divisions"] == ["SY-ID"]
    assert feature["properties"]["headline"] == message(SECOND).headline


async def test_a_circle_that_is_watched_is_a_point(tmp_path: Path) -> None:
    area = replace(IDLIB.area, circle=Circle(lat=35.9, lon=36.6, radius_km=40.0))
    document = json.loads(await geojson(tmp_path / "a", telling(replace(IDLIB, area=area))))
    assert document["features"][0]["geometry"] == {"type": "Point", "coordinates": [36.6, 35.9]}


async def test_a_digest_is_a_feature_and_a_row_an_alert(tmp_path: Path) -> None:
    document = json.loads(await geojson(tmp_path / "a.geojson", telling(IDLIB, OTHER)))
    assert len(document["features"]) == 2
    assert len(await rows(tmp_path / "a.csv", telling(IDLIB, OTHER))) == 3


async def test_every_version_is_a_row_beneath_a_row_of_hxl_tags(tmp_path: Path) -> None:
    tags, first, second = await rows(tmp_path / "alerts.csv", telling(IDLIB), telling(SECOND))
    assert tags == dict(COLUMNS)
    assert all(tag.startswith("#") for tag in tags.values())
    assert (first["version"], second["version"]) == ("1", "2")
    assert first["divisions"] == "SY-ID"
    assert first["publishers"] == "Northern Wire | Idlib Network | State News Agency"
    assert first["headline"] == message().headline


async def test_what_is_written_twice_stands_once(tmp_path: Path) -> None:
    assert len(await rows(tmp_path / "a.csv", telling(IDLIB), telling(IDLIB))) == 2
    document = json.loads(await geojson(tmp_path / "a.geojson", telling(IDLIB), telling(IDLIB)))
    assert len(document["features"]) == 1


async def test_a_notice_is_no_alert(tmp_path: Path) -> None:
    assert await geojson(tmp_path / "a.geojson", notice_told(noticed())) == ""
    await FileChannel(tmp_path / "a.csv", as_csv).send(notice_told(noticed()))
    assert content(tmp_path / "a.csv") == ""


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param("{ no json", id="no json"),
        pytest.param('["list"]', id="a list"),
        pytest.param('{"features": 3}', id="no features"),
        pytest.param("a,b\r\n1,2\r\n", id="somebody else's table"),
        pytest.param("\x00" * 100, id="zeros"),
    ],
)
async def test_a_file_that_is_damaged_is_kept_beside_and_begun_anew(
    tmp_path: Path, damaged: str
) -> None:
    (tmp_path / "a.geojson").write_text(damaged)
    (tmp_path / "a.csv").write_text(damaged)
    document = json.loads(await geojson(tmp_path / "a.geojson", telling(IDLIB)))
    assert len(document["features"]) == 1
    assert len(await rows(tmp_path / "a.csv", telling(IDLIB))) == 2
    assert content(tmp_path / "a.geojson.damaged") == damaged
    assert content(tmp_path / "a.csv.damaged") == damaged


@pytest.mark.parametrize(
    "cell",
    [
        *('=HYPERLINK("http://evil.example","bank")', "+1+1", "-1+1", "@SUM(1+1)", "\t=1+1"),
        *("\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM"),
    ],
)
async def test_no_cell_is_computed(tmp_path: Path, cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    area = replace(IDLIB.area, name=cell)
    item = replace(IDLIB.evidence[0], publisher=cell)
    sent = replace(telling(replace(IDLIB, area=area, evidence=(item,))), headline=cell)
    await rows(tmp_path / "a.csv", sent)
    read = list(csv.reader(io.StringIO(content(tmp_path / "a.csv"), newline="")))
    assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in read[2])


async def test_columns_stay_columns_whatever_a_feed_writes(tmp_path: Path) -> None:
    area = replace(IDLIB.area, name='a","b\r\nc;d')
    row = (await rows(tmp_path / "a.csv", telling(replace(IDLIB, area=area))))[1]
    assert row["area"] == 'a","b c;d'
    assert None not in row


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "file"
    replace_file(file, "before")

    def broken(_text: str) -> str:
        raise KeyError

    with pytest.raises(KeyError):
        changed_file(file, broken)
    assert file.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises((ChannelClosed, DeliveryDeferred), match="folder cannot be written"):
        replace_file(tmp_path / "folder", "text")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


PCODES = {"SY-ID": "SY07"}


async def test_divisions_are_told_by_their_p_codes_where_they_are_known(tmp_path: Path) -> None:
    coded = replace(telling(IDLIB), pcodes=PCODES)
    text = await geojson(tmp_path / "alerts.geojson", coded)
    (feature,) = json.loads(text)["features"]
    assert (feature["properties"]["divisions"], feature["properties"]["pcodes"]) == (
        ["SY-ID"],
        ["SY07"],
    )
    tags, row = await rows(tmp_path / "alerts.csv", coded)
    assert (tags["pcodes"], row["pcodes"]) == ("#adm1+code+v_pcode+list", "SY07")
    cap = cap_xml(CapMessage(version=IDLIB, sender="warnd@relief.example", pcodes=PCODES))
    assert re.search(r"<valueName>P-code</valueName>\s*<value>SY07</value>", cap)


async def test_a_file_of_an_earlier_version_gets_the_columns_that_came_since(
    tmp_path: Path,
) -> None:
    file = tmp_path / "alerts.csv"
    await rows(file, telling(IDLIB))
    with file.open(newline="") as written:
        early = [row[:16] for row in csv.reader(written)]
    with file.open("w", newline="") as begun:
        csv.writer(begun).writerows(early)
    told = await rows(file, telling(OTHER))
    assert [row["alert"] for row in told[1:]] == [IDLIB.alert, OTHER.alert]
    assert told[0]["pcodes"] == "#adm1+code+v_pcode+list"
    assert not file.with_name("alerts.csv.damaged").exists()
