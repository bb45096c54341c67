"""Whatever the bytes, reading them ends in a record or in ConfigurationInvalid."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.config.conftest import OPML, RULE, SKETCH
from warnd.config.load import load_settings
from warnd.config.opml import read_opml
from warnd.config.rule_files import load_pack
from warnd.errors import ConfigurationInvalid
from warnd.model.identifiers import KindId

KINDS = (KindId("truce_collapse"),)

KEYS = """
store listen rules model allow_addresses feeds areas channels routes max_age id url opml interval
country divisions circle lat type host port to match level area kind fallback digest password_file
secret_file language confidence unless count tests fires list count_of queries cue status pattern
all within origins declare_kind severity
"""
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["email", "5m", ">=watch", "SY", "https://a.org", "..", "\0", "/", "1e9"]),
    st.just("long" * 100),
)
DOCUMENTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=5)
    ),
    max_leaves=15,
)


@st.composite
def damaged(draw: st.DrawFn, whole: str) -> bytes:
    """Give a document in which a stretch was replaced by arbitrary bytes."""
    data = whole.encode()
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 30)))
    return data[:start] + draw(st.binary(max_size=8)) + data[end:]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def dumped(document: Any) -> bytes:
    return json.dumps(document).encode()


@given(data=st.binary(max_size=60) | damaged(SKETCH) | DOCUMENTS.map(dumped))
def test_settings_from_any_bytes_are_read_or_refused(folder: Path, data: bytes) -> None:
    path = folder / "warnd.yaml"
    path.write_bytes(data)

    with suppress(ConfigurationInvalid):
        load_settings(path)


@given(data=st.binary(max_size=60) | damaged(RULE) | st.lists(DOCUMENTS, max_size=4).map(dumped))
def test_rules_from_any_bytes_are_read_or_refused(folder: Path, data: bytes) -> None:
    path = folder / "rules.yaml"
    path.write_bytes(data)

    with suppress(ConfigurationInvalid):
        load_pack([path], KINDS)


@given(data=st.binary(max_size=60) | damaged(OPML))
def test_feeds_from_any_bytes_are_read_or_refused(folder: Path, data: bytes) -> None:
    path = folder / "feeds.opml"
    path.write_bytes(data)

    feeds, mistakes = read_opml(path)

    assert len(feeds.items) <= 1
    assert all(mistake.file == path for mistake in mistakes)
