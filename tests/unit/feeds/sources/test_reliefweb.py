import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.errors import NotAFeed
from warnd.feeds.sources.adapter import Received
from warnd.feeds.sources.reliefweb import ReliefWeb
from warnd.feeds.sources.table import ask_of
from warnd.model.entry import Entry, FeedDocument
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, FeedType

API = "https://api.reliefweb.example/v2/reports"

FIELDS = {
    "title": "Flash update & needs",
    "body": "Shelling was heard.\n\nPeople < 5 fled.",
    "body-html": "<p>Shelling was heard.</p>",
    "url": "https://reliefweb.example/node/1",
    "url_alias": "https://reliefweb.example/report/flash-update",
    "status": "published",
    "date": {
        "created": "2019-01-28T10:00:00+00:00",
        "original": "2019-01-27T00:00:00+00:00",
        "changed": "2019-01-28T11:00:00+00:00",
    },
    "source": [{"name": "Relief Office"}, {"name": "Second Office"}],
    "language": [{"code": "en"}],
}
ENTRY = Entry(
    id="reliefweb:4112",
    link="https://reliefweb.example/report/flash-update",
    title="Flash update &amp; needs",
    content="<p>Shelling was heard.</p>",
    published="2019-01-28T10:00:00+00:00",
    updated="2019-01-28T11:00:00+00:00",
    language="en",
    source="Relief Office",
)


def _asked(query: str) -> dict[str, list[str]]:
    feed = FeedSettings(id=FeedId("rw"), url=f"{API}{query}", type=FeedType.RELIEFWEB)
    asked: dict[str, list[str]] = {}
    for name, value in parse_qsl(urlsplit(ask_of(feed).url).query, keep_blank_values=True):
        asked.setdefault(name, []).append(value)
    return asked


def _never(_: Received) -> FeedDocument:
    raise AssertionError


def _read(answer: object) -> FeedDocument:
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return ReliefWeb().read(Received(url=API, body=body), _never)


def _report(**fields: Any) -> dict[str, Any]:
    return {"id": "4112", "fields": {**FIELDS, **fields}}


def test_what_the_address_lacks_is_filled_in() -> None:
    asked = _asked("")
    assert asked["appname"] == ["warnd"]
    assert asked["limit"] == ["50"]
    assert asked["sort[]"] == ["date.created:desc"]
    assert {"title", "body-html", "url_alias", "status"} <= set(asked["fields[include][]"])


def test_what_the_address_says_is_kept() -> None:
    asked = _asked(
        "?appname=office-x&limit=20&sort[]=date.original:desc&query[value]=camp%20fire"
        "&filter[field]=country&filter[value]=Syria&fields[include][]=title"
    )
    assert asked == {
        "appname": ["office-x"],
        "limit": ["20"],
        "sort[]": ["date.original:desc"],
        "query[value]": ["camp fire"],
        "filter[field]": ["country"],
        "filter[value]": ["Syria"],
        "fields[include][]": ["title"],
    }


def test_a_preset_brings_its_own_order() -> None:
    assert "sort[]" not in _asked("?preset=latest")


def test_a_report_becomes_an_entry() -> None:
    assert _read({"data": [_report()]}).entries == (ENTRY,)


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        pytest.param(
            {"body-html": ""},
            "content",
            "<p>Shelling was heard.</p><p>People &lt; 5 fled.</p>",
            id="only Markdown",
        ),
        pytest.param({"url_alias": ""}, "link", "https://reliefweb.example/node/1", id="no alias"),
        pytest.param(
            {"date": {"original": "2019-01-27"}}, "published", "2019-01-27", id="only original"
        ),
        pytest.param({"date": "junk"}, "published", "", id="no dates"),
        pytest.param({"source": []}, "source", "", id="no source"),
        pytest.param({"language": {"code": "ar"}}, "language", "ar", id="one language"),
        pytest.param({"title": None}, "title", "", id="no title"),
    ],
)
def test_a_report_may_lack_fields(fields: dict[str, Any], field: str, value: str) -> None:
    (entry,) = _read({"data": [_report(**fields)]}).entries
    assert getattr(entry, field) == value


@pytest.mark.parametrize("status", ["draft", "to-review", "archive", "refused"])
def test_only_what_is_published_is_taken(status: str) -> None:
    assert _read({"data": [_report(status=status)]}).entries == ()


def test_a_damaged_report_costs_no_other() -> None:
    document = _read({"data": ["junk", {"id": 5}, _report()]})
    assert document.entries[-1] == ENTRY
    assert document.degraded


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        pytest.param(b"<html>", "no JSON", id="a page"),
        pytest.param(b"[" * 100_000, "no JSON", id="nested"),
        pytest.param([], "no answer", id="a list"),
        pytest.param({"data": 5}, "without its list", id="no reports"),
        pytest.param(
            {"status": 400, "error": {"message": "Invalid  limit"}}, "says: Invalid limit", id="why"
        ),
        pytest.param({"error": "over quota"}, "says: over quota", id="words"),
    ],
)
def test_what_the_api_complains_of_is_told_in_words(answer: object, words: str) -> None:
    with pytest.raises(NotAFeed, match=words):
        _read(answer)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "fields", *FIELDS, "name", "code"]), inner)
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4))
def test_no_report_raises(data: list[Any]) -> None:
    _read({"data": data})
