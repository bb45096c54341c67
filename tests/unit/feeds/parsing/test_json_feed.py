import json
from typing import Any

import pytest

from tests.unit.feeds.parsing.documents_read import read
from warnd.errors import NotAFeed
from warnd.model.entry import Entry

FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Local & near",
    "language": "uk",
    "items": [
        {
            "id": "1",
            "url": "/one",
            "title": "A < B",
            "content_html": "<p>Shells fell.</p>",
            "summary": "Shells & more",
            "date_published": "2019-01-28T10:00:00Z",
            "date_modified": "2019-01-29T10:00:00Z",
        },
        {
            "id": "2",
            "external_url": "http://else.example/2",
            "content_text": "1 < 2",
            "language": "ar",
        },
        {"id": 3, "title": None, "tags": ["x"]},
    ],
}


def _body(**changes: Any) -> bytes:
    return json.dumps({**FEED, **changes}, ensure_ascii=False).encode()


def test_items_become_entries() -> None:
    document = read(_body(), content_type="application/feed+json")
    first, second, third = document.entries
    assert (document.version, document.title, document.degraded) == (
        "json11",
        "Local &amp; near",
        False,
    )
    assert first == Entry(
        id="1",
        link="http://feed.example/one",
        title="A &lt; B",
        summary="Shells &amp; more",
        content="<p>Shells fell.</p>",
        published="2019-01-28T10:00:00Z",
        updated="2019-01-29T10:00:00Z",
        language="uk",
        digest=first.digest,
    )
    assert (second.link, second.content, second.language) == (
        "http://else.example/2",
        "1 &lt; 2",
        "ar",
    )
    assert (third.id, third.title) == ("3", "")


def test_items_that_are_known_are_not_read_again() -> None:
    first = read(_body())
    known = frozenset(entry.digest for entry in first.entries[1:])
    items = [dict(reversed(item.items())) for item in FEED["items"]]
    again = read(_body(items=items), known=known)
    assert [entry.id for entry in again.entries] == ["1"]
    assert len(again.known) == 2


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        pytest.param(_body()[:-20], ["1", "2"], id="it breaks off"),
        pytest.param(b"\xef\xbb\xbf  " + _body(), ["1", "2", "3"], id="a byte order mark"),
        pytest.param(_body(items=[1, None, {"id": "a"}, []]), ["a"], id="items that are none"),
        pytest.param(_body(items={}), [], id="no list"),
        pytest.param(
            _body().replace(b'"id": 3', b'"id": ' + b"9" * 10_000),
            ["1", "2", "9" * 40],
            id="an endless number",
        ),
        pytest.param(
            _body().replace(b'["x"]', b"[" * 100_000 + b"]" * 100_000), ["1", "2"], id="nesting"
        ),
        pytest.param(
            _body().replace(b"Shells fell", b"\\ud83d \xff"), ["1", "2", "3"], id="half a character"
        ),
        pytest.param(
            _body(version="https://jsonfeed.org/version/1"), ["1", "2", "3"], id="version 1"
        ),
    ],
)
def test_what_can_be_read_is_read(body: bytes, ids: list[str]) -> None:
    assert [entry.id for entry in read(body).entries] == ids


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"{}", id="empty"),
        pytest.param(b'{"version": 1, "items": []}', id="another version"),
        pytest.param(b'{"error": "login"}', id="an error"),
        pytest.param(b"{" * 100_000, id="braces"),
        pytest.param(b'{"a":' * 100_000, id="nesting"),
    ],
)
def test_other_json_is_no_feed(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read(body)
