from dataclasses import replace
from datetime import UTC, datetime

import pytest

from warnd.articles.arrivals import REPEATING, Arrivals, Shown, arrivals_of
from warnd.articles.cleaned import about_poll, clean
from warnd.model.entry import Entry, FeedDocument
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings


def _arrived(*entries: Entry, before: Shown | None = None, known: tuple[str, ...] = ()) -> Arrivals:
    document = FeedDocument(version="rss20", title="", entries=entries, known=known)
    return arrivals_of(document, before or {})


def test_entries_with_new_bytes_arrive_and_all_are_shown() -> None:
    before = {"d1": ("id:1",), "gone": ("id:0",)}
    found = _arrived(Entry(id="2", digest="d2"), before=before, known=("d1",))
    assert [each.keys for each in found.new] == [("id:2",)]
    assert found.shown == {"d1": ("id:1",), "d2": ("id:2",)}


def test_entries_that_could_not_be_cut_are_known_by_what_they_say() -> None:
    entry = Entry(id="1", title="Shells")
    first = _arrived(entry)
    assert len(first.new) == 1
    assert _arrived(entry, before=first.shown).new == ()
    changed = Entry(id="1", title="Shells again")
    assert [each.keys for each in _arrived(changed, before=first.shown).new] == [("id:1",)]


def test_an_id_that_another_entry_still_has_is_not_believed_again() -> None:
    first = _arrived(Entry(id="news", digest="d1", title="one"))
    second = _arrived(Entry(id="news", digest="d2", title="two"), before=first.shown, known=("d1",))
    assert second.repeats_ids
    assert second.new[0].keys[0].startswith("text:")
    third = _arrived(Entry(id="news", digest="d3", title="three"), before=second.shown)
    assert third.repeats_ids
    assert third.new[0].keys[0].startswith("text:")
    assert REPEATING in third.shown


def test_a_changed_text_keeps_its_id() -> None:
    first = _arrived(Entry(id="1", digest="d1", title="one"))
    second = _arrived(Entry(id="1", digest="d2", title="two"), before=first.shown)
    assert (second.repeats_ids, second.new[0].keys) == (False, ("id:1",))


def test_a_link_that_another_entry_still_has_is_nobodys() -> None:
    live = "https://news.example/live"
    first = _arrived(Entry(id="1", link=live, digest="d1"))
    second = _arrived(Entry(id="2", link=live, digest="d2"), before=first.shown, known=("d1",))
    assert second.new[0].keys == ("id:2",)


def test_what_an_entry_takes_the_place_of_is_told_by_keys() -> None:
    found = _arrived(Entry(id="2", replaces=("1", "")))
    assert found.new[0].replaces == ("id:1",)


def _emptied(entry: Entry) -> Entry:
    return Entry(digest=entry.digest, span=entry.span)


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param([Entry(id="1", title="One"), Entry(id="2", title="Two")], id="ids"),
        pytest.param([Entry(id="1", title="One"), Entry(id="1", title="Two")], id="one id for two"),
        pytest.param([Entry(id="1", title="One"), Entry(id="1", title="One")], id="one twice"),
        pytest.param([Entry(title="One"), Entry(title="Two")], id="neither id nor link"),
        pytest.param([Entry(id="0", title="One"), Entry(id="2", title="Two")], id="a shown id"),
    ],
)
def test_entries_that_come_with_their_words_alone_are_known_by_the_same_keys(
    entries: list[Entry],
) -> None:
    feed = FeedSettings(id=FeedId("gazette"), url="https://gazette.example/rss")
    before = {"shown": ("id:0",)}
    whole = [replace(entry, digest=f"d{place}") for place, entry in enumerate(entries)]
    document = FeedDocument(version="", title="", entries=tuple(whole), known=("shown",))
    about = about_poll(feed, datetime(2019, 1, 28, tzinfo=UTC))
    words = replace(
        document,
        entries=tuple(map(_emptied, whole)),
        cleaned=tuple(tuple(clean(entry, about)) for entry in whole),
    )
    one, other = arrivals_of(document, before), arrivals_of(words, before)
    assert [each.keys for each in one.new] == [each.keys for each in other.new]
    assert one.repeats_ids == other.repeats_ids
