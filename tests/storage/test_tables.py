"""A field that a record gains must be stored: these fail until it has its column."""

from dataclasses import fields
from typing import Any

import pytest
from sqlalchemy import Table

from warnd.model.article import Article, Source
from warnd.model.claim import Claim
from warnd.model.feed import FeedState, Validators
from warnd.model.notification import Notification
from warnd.model.place import Place, PlaceMention
from warnd.model.reading import Reading
from warnd.model.signal import Signal
from warnd.model.situation import Situation
from warnd.storage import tables


def _names(record: Any) -> set[str]:
    return {field.name for field in fields(record)}


_SOURCE = _names(Source)
_SIGNAL = _names(Signal) - {"where"} | {"located"}
_READING = {"read_as", "score"}


@pytest.mark.parametrize(
    ("record", "kept_apart", "table", "besides"),
    [
        pytest.param(FeedState, {"validators"}, tables.feeds, _names(Validators), id="feed"),
        pytest.param(Article, {"source"}, tables.articles, _SOURCE | _READING, id="article"),
        pytest.param(
            PlaceMention,
            {"place"},
            tables.places,
            _names(Place) | {"article", "position"},
            id="place",
        ),
        pytest.param(
            Signal, {"where"}, tables.signals, {"located", "article", "position"}, id="signal"
        ),
        pytest.param(
            Claim,
            {"source", "signal"},
            tables.claims,
            _SOURCE | _SIGNAL | {"id", "withdrawn"},
            id="claim",
        ),
        pytest.param(Situation, set(), tables.situations, set(), id="situation"),
        pytest.param(Situation, {"days"}, tables.situation_history, {"id"}, id="history"),
        pytest.param(
            Notification,
            {"after_restore"},  # told by when it was made and when a backup was restored
            tables.notifications,
            {"version", "level_rank", "source", "carrier", "claimed", "settled"}
            | {"tried", "diverted", "owner"},
            id="notification",
        ),
    ],
)
def test_every_field_of_a_record_has_its_column(
    record: type, kept_apart: set[str], table: Table, besides: set[str]
) -> None:
    assert _names(record) - kept_apart | besides == set(table.columns.keys())


def test_every_field_of_a_reading_has_its_place() -> None:
    # The language is `read_as`, signals and places have tables; what only explains is not stored.
    explains = {"near_misses", "classified"}
    assert _names(Reading) - explains == {"language", "score", "signals", "places"}
