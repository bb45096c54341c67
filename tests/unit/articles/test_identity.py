import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.articles.identity import (
    article_id,
    document_keys,
    encoded_words,
    fingerprint,
    folded_words,
)
from warnd.model.entry import Entry
from warnd.model.identifiers import FeedId

FEED = FeedId("local")


def _keys(*entries: Entry) -> tuple[tuple[str, ...], ...]:
    return document_keys(entries)


def test_an_entry_is_known_by_its_id_and_its_link() -> None:
    (keys,) = _keys(Entry(id="tag:1", link="https://www.news.example/a?utm_source=rss", title="t"))
    assert keys == ("id:tag:1", "link:news.example/a")


def test_an_entry_without_an_id_is_known_by_its_link() -> None:
    assert _keys(Entry(link="https://news.example/a")) == (("link:news.example/a",),)


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("", id="none"),
        pytest.param("https://news.example/", id="the site itself"),
        pytest.param("javascript:void(0)", id="no address"),
    ],
)
def test_an_entry_with_neither_is_known_by_its_content(link: str) -> None:
    ((key,),) = _keys(Entry(link=link, title="Shelling", summary="<p>Two towns hit</p>"))
    assert key.startswith("text:")


def test_content_is_known_whatever_its_markup() -> None:
    one = Entry(title="Shelling", summary="<p>Two  towns hit.</p>")
    other = Entry(title="<b>Shelling</b>", summary="two towns HIT")
    assert _keys(one) == _keys(other)


def test_other_content_is_another_entry() -> None:
    one, other = _keys(Entry(title="Two towns hit"), Entry(title="Three towns hit"))
    assert one != other


def test_ids_that_a_document_repeats_are_nobodys() -> None:
    entries = [Entry(id="0", title=f"Report {number}") for number in range(3)]
    keys = _keys(*entries)
    assert len(set(keys)) == 3
    assert all(key.startswith("text:") for each in keys for key in each)


def test_a_new_entry_is_not_taken_for_an_old_one_whose_id_it_repeats() -> None:
    first = _keys(Entry(id="0", title="a"), Entry(id="0", title="b"))
    later = _keys(Entry(id="0", title="c"), Entry(id="0", title="a"), Entry(id="0", title="b"))
    known = {key for keys in first for key in keys}
    assert [known.isdisjoint(keys) for keys in later] == [True, False, False]


def test_links_that_a_document_repeats_are_nobodys() -> None:
    same = "https://news.example/live"
    keys = _keys(Entry(id="1", link=same, title="a"), Entry(id="2", link=same, title="b"))
    assert keys == (("id:1",), ("id:2",))


def test_two_warnings_in_the_same_words_are_two_entries() -> None:
    one = Entry(id="1", link="https://a.example/1", title="Air raid alert")
    two = Entry(id="2", link="https://a.example/2", title="Air raid alert")
    first, second = _keys(one, two)
    assert not set(first) & set(second)


def test_entries_that_are_the_same_in_all_are_one() -> None:
    entry = Entry(id="1", link="https://a.example/1", title="t", summary="s")
    (alone,) = _keys(entry)
    assert _keys(entry, entry) == (alone, alone)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("http://news.example/a", "https://news.example/a", id="to https"),
        pytest.param("https://news.example/?p=1", "https://www.news.example/?p=1", id="to www"),
        pytest.param("https://n.example/a", "https://n.example/a?utm_source=x", id="tracking"),
    ],
)
def test_an_id_that_is_an_address_survives_respelling(before: str, after: str) -> None:
    assert _keys(Entry(id=before)) == _keys(Entry(id=after))


def test_ids_that_churn_leave_the_link_known() -> None:
    ((_, before),) = _keys(Entry(id="a1", link="https://news.example/a"))
    ((_, after),) = _keys(Entry(id="b2", link="http://news.example/a"))
    assert before == after


def test_an_endless_id_is_a_short_key() -> None:
    ((one,),) = _keys(Entry(id="x" * 100_000))
    ((other,),) = _keys(Entry(id="x" * 99_999 + "y"))
    assert len(one) < 100
    assert one != other


def test_an_article_has_sixteen_hex_digits_by_feed_and_key() -> None:
    one = article_id(FEED, "id:1")
    assert len(one) == 16
    assert int(one, 16) >= 0
    assert len({one, article_id(FEED, "id:2"), article_id(FeedId("other"), "id:1")}) == 3


def test_half_a_character_is_no_obstacle() -> None:
    ((key,),) = _keys(Entry(id="\ud83d", title="\ud83d"))
    assert article_id(FEED, key)
    assert fingerprint("\ud83d", "\ud83d")


def test_a_story_told_with_another_ending_has_the_same_fingerprint() -> None:
    begun = "Shells hit two towns. " * 30
    assert fingerprint("Shelling!", begun + "More soon.") == fingerprint(
        "shelling", begun + "Done."
    )
    assert fingerprint("Shelling", begun) != fingerprint("Truce", begun)


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_plain_text_has_the_words_that_it_has_beside_other_letters(text: str) -> None:
    assert [*folded_words(text), "é"] == folded_words(f"{text} É")


@given(st.text())
def test_the_words_of_a_text_are_the_same_in_bytes(text: str) -> None:
    assert encoded_words(text) == [word.encode("utf-8", "replace") for word in folded_words(text)]


@given(st.lists(st.sampled_from(["Sheep", "the", "Ausfälle", "x-ray", "2019", "ﬁre"]), max_size=80))
def test_gaps_between_words_change_no_fingerprint(words: list[str]) -> None:
    spread = "  ".join(words)[:600]  # of which the beginning is not enough
    assert fingerprint("", spread) == fingerprint("", " ".join(spread.split()))
