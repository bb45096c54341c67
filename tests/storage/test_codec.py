"""Every record survives its way through JSON, whatever it holds."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage import records
from warnd.model.alert import AlertEvidence, AlertReason, AlertVersion
from warnd.model.area import Area, Circle
from warnd.model.certainty import Certainty, Urgency
from warnd.model.level import Level
from warnd.model.place import Place, PlaceMention
from warnd.model.reliability import Reliability
from warnd.model.signal import Evidence, SeenBy, Signal
from warnd.model.status import Status
from warnd.storage import codec

_text = st.text(max_size=20)
_name = st.text(min_size=1, max_size=8)
_number = st.floats(allow_nan=False, allow_infinity=False)
_offset = st.integers(0, 10_000)
_count = st.none() | st.integers(0, 10**12)
_zone = st.sampled_from(
    [UTC, timezone(timedelta(hours=5, minutes=45)), timezone(-timedelta(hours=3))]
)
_moment = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=_zone)  # noqa: DTZ001


def _few(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


_place = st.builds(
    Place,
    name=_text,
    country=_text,
    admin1=st.none() | _name,
    lat=st.none() | _number,
    lon=st.none() | _number,
    population=_offset,
)
_mention = st.builds(
    PlaceMention, place=_place, text=_text, start=_offset, end=_offset, locates=st.booleans()
)
_evidence = st.builds(
    Evidence,
    text=_text,
    start=_offset,
    end=_offset,
    rule=st.none() | _name,
    rule_version=_text,
    sentence=_text,
)
_signal = st.builds(
    Signal,
    kind=_name,
    probability=_number,
    seen_by=st.sampled_from(SeenBy),
    status=st.sampled_from(Status),
    count=_count,
    evidence=_few(_evidence),
    where=_few(_mention),
)
_area = st.builds(
    Area,
    id=_name,
    name=_text,
    country=_text,
    divisions=_few(_name),
    places=_few(_name),
    circle=st.none() | st.builds(Circle, lat=_number, lon=_number, radius_km=_number),
    countries=_few(_name),
    neighbours=_few(_name),
)
_alert_evidence = st.builds(
    AlertEvidence,
    article=_name,
    publisher=_text,
    reliability=st.sampled_from(Reliability),
    party=st.booleans(),
    url=_text,
    title=_text,
    published=_moment,
    kind=_name,
    status=st.sampled_from(Status),
    count=_count,
    probability=_number,
    place=_text,
    quote=_evidence,
)
_alert_version = st.builds(
    AlertVersion,
    alert=_name,
    version=_offset,
    at=_moment,
    reason=st.sampled_from(AlertReason),
    level=st.sampled_from(Level),
    previous_level=st.sampled_from(Level),
    peak_level=st.sampled_from(Level),
    area=_area,
    index=_number,
    kinds=_few(_name),
    reasons=_few(_text),
    changes=_few(_text),
    origins=_offset,
    evidence=_few(_alert_evidence),
    articles=_few(_name),
    urgency=st.sampled_from(Urgency),
    certainty=st.sampled_from(Certainty),
)


def _there_and_back(
    record: object, plain: Callable[[Any], codec.Plain], back: Callable[[codec.Plain], object]
) -> None:
    assert back(json.loads(json.dumps(plain(record)))) == record


@given(_place)
def test_a_place_survives(place: Place) -> None:
    _there_and_back(place, codec.plain_place, codec.place_from)


@given(_mention)
def test_a_mention_survives(mention: PlaceMention) -> None:
    _there_and_back(mention, codec.plain_mention, codec.mention_from)


@given(_signal)
def test_a_signal_survives(signal: Signal) -> None:
    _there_and_back(signal, codec.plain_signal, codec.signal_from)


@given(_area)
def test_an_area_survives(area: Area) -> None:
    _there_and_back(area, codec.plain_area, codec.area_from)


@given(_alert_version)
def test_a_version_of_an_alert_survives(version: AlertVersion) -> None:
    _there_and_back(version, codec.plain_alert_version, codec.alert_version_from)


@given(_alert_version)
def test_moments_are_written_in_utc(version: AlertVersion) -> None:
    assert codec.plain_alert_version(version)["at"].endswith("+00:00")


_VERSION = records.alert_version()


@pytest.mark.parametrize(
    ("plain", "record"),
    [
        pytest.param(codec.plain_place, records.TOWN, id="place"),
        pytest.param(codec.plain_mention, records.MENTION, id="mention"),
        pytest.param(codec.plain_evidence, records.QUOTE, id="evidence"),
        pytest.param(codec.plain_signal, records.SIGNAL, id="signal"),
        pytest.param(codec.plain_area, _VERSION.area, id="area"),
        pytest.param(codec.plain_alert_evidence, _VERSION.evidence[0], id="alert evidence"),
        pytest.param(codec.plain_alert_version, _VERSION, id="alert version"),
    ],
)
def test_every_field_of_a_record_is_written(
    plain: Callable[[Any], codec.Plain], record: Any
) -> None:
    assert list(plain(record)) == [field.name for field in fields(record)]


def test_a_version_stored_before_urgency_and_certainty_were_told_is_read() -> None:
    old = codec.plain_alert_version(_VERSION)
    del old["urgency"], old["certainty"]
    read = codec.alert_version_from(old)
    assert (read.urgency, read.certainty) == (Urgency.UNKNOWN, Certainty.UNKNOWN)
