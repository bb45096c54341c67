from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.articles.clean import to_article
from warnd.articles.identity import document_keys
from warnd.model.article import Article, Correction, DateConfidence
from warnd.model.entry import Entry
from warnd.model.identifiers import FeedId
from warnd.model.reliability import Reliability
from warnd.settings import FeedSettings

SEEN = datetime(2019, 1, 28, 12, 0, tzinfo=UTC)
FEED = FeedSettings(
    id=FeedId("local"),
    url="http://feed.example/",
    publisher="Local Network",
    reliability=Reliability.C,
)
ENTRY = Entry(
    id="1",
    link="https://www.feed.example/a?utm_source=rss#top",
    title="<b>Shelling</b>\nhits  Hama&#39;s north",
    summary="<p>At least 14 towns were hit.</p><p>People fled.</p>",
    published="Mon, 28 Jan 2019 10:00:00 EET",
    language="en-gb",
)


def _article(entry: Entry = ENTRY, feed: FeedSettings = FEED) -> Article:
    (keys,) = document_keys([entry])
    return to_article(entry, keys, feed, SEEN)


def test_an_entry_becomes_a_clean_article() -> None:
    article = _article()
    assert article.title == "Shelling hits Hama's north"
    assert article.text == "At least 14 towns were hit.\nPeople fled."
    assert article.url == "https://www.feed.example/a"
    assert (article.feed, article.language) == (FEED.id, "en")
    assert article.published == datetime(2019, 1, 28, 8, 0, tzinfo=UTC)
    assert (article.date_confidence, article.first_seen) == (DateConfidence.STATED, SEEN)
    assert (article.source.publisher, article.source.origin) == ("Local Network", "local network")
    assert article.source.reliability is Reliability.C


def test_one_entry_is_one_article_at_every_poll() -> None:
    assert _article().id == _article(replace(ENTRY, title="corrected")).id
    assert _article().id != _article(replace(ENTRY, id="2")).id
    assert _article().id != _article(feed=replace(FEED, id=FeedId("other"))).id


@pytest.mark.parametrize(
    ("summary", "content", "text"),
    [
        pytest.param("short", "<p>the whole story</p>", "the whole story", id="content"),
        pytest.param("a long summary", "<p>short</p>", "a long summary", id="summary"),
        pytest.param("short", "<img src='" + "x" * 500 + "'>", "short", id="by text, not markup"),
        pytest.param("", "", "", id="neither"),
    ],
)
def test_the_longer_text_is_taken(summary: str, content: str, text: str) -> None:
    assert _article(replace(ENTRY, summary=summary, content=content)).text == text


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        pytest.param("<h1>Shelling hits Hama's north</h1>Towns hit.", "Towns hit.", id="a heading"),
        pytest.param("SHELLING HITS HAMA'S NORTH.", "", id="nothing but the title"),
        pytest.param(
            "Shelling hits Hama's north and east.",
            "Shelling hits Hama's north and east.",
            id="a sentence that begins like it",
        ),
    ],
)
def test_a_title_is_not_told_twice(summary: str, text: str) -> None:
    assert _article(replace(ENTRY, summary=summary)).text == text


def test_an_entry_without_a_title_is_all_text() -> None:
    article = _article(replace(ENTRY, title=""))
    assert (article.title, article.body[0]) == ("", "\n")


def test_a_title_that_is_a_whole_text_is_read_as_one() -> None:
    long = "Shells fell on the town. " * 100
    article = _article(replace(ENTRY, title=long))
    assert len(article.title) <= 1000
    assert article.text.startswith(long.strip())


def test_an_undated_entry_is_dated_by_first_sight() -> None:
    article = _article(replace(ENTRY, published="", updated="soon"))
    assert (article.published, article.date_confidence) == (SEEN, DateConfidence.FIRST_SEEN)


def test_a_wire_story_is_the_wires() -> None:
    article = _article(replace(ENTRY, summary="HAMA (Reuters) - At least 14 towns were hit."))
    assert (article.source.publisher, article.source.origin) == ("Local Network", "reuters")


def test_the_configured_language_comes_before_the_declared_one() -> None:
    article = _article(feed=replace(FEED, language=("fr",)))
    assert article.language == "fr"
    assert article.readings == ("fr", "en")  # the text is plainly English


def test_an_article_of_a_feed_in_two_languages_is_in_the_one_it_is_written_in() -> None:
    article = _article(feed=replace(FEED, language=("ar", "en")))
    assert (article.language, article.readings) == ("en", ())


def test_a_link_that_is_no_address_is_none() -> None:
    assert _article(replace(ENTRY, link="javascript:alert(1)")).url == ""


_ANY = st.text(max_size=40)


@given(st.builds(Entry, id=_ANY, link=_ANY, title=_ANY, summary=_ANY, published=_ANY, source=_ANY))
def test_any_entry_becomes_an_article(entry: Entry) -> None:
    article = _article(entry, replace(FEED, publisher=""))
    assert "\n" not in article.title
    assert article.published <= article.first_seen


def test_what_nothing_tells_to_be_in_earnest_may_be_a_test() -> None:
    assert _article(replace(ENTRY, unproven=True)).possible_test
    assert not _article().possible_test


#: an article whose every part says more than a silent one is asked for
_TOLD = replace(ENTRY, summary="THIS IS A TEST. Al menos 14 pueblos fueron atacados por la noche.")


def test_a_silent_article_says_the_same_as_another_and_is_not_judged() -> None:
    (keys,) = document_keys([_TOLD])
    loud, silent = (to_article(_TOLD, keys, FEED, SEEN, silent=each) for each in (False, True))
    assert (loud.possible_test, silent.possible_test) == (True, False)
    assert (loud.readings, silent.readings) == (("en", "es"), ())
    assert replace(loud, possible_test=False, readings=()) == silent


@pytest.mark.parametrize(
    ("before", "marked"),
    [
        pytest.param(datetime(2019, 1, 28, 8, 0, tzinfo=UTC), True, id="not older"),
        pytest.param(datetime(2019, 1, 28, 8, 1, tzinfo=UTC), False, id="older"),
    ],
)
def test_an_article_of_before_the_age_limit_is_silent(before: datetime, marked: bool) -> None:
    (keys,) = document_keys([_TOLD])
    assert to_article(_TOLD, keys, FEED, SEEN, silent_before=before).possible_test is marked


def test_a_silent_article_may_take_back_what_it_said() -> None:
    entry = replace(ENTRY, title="Story withdrawn: shelling of Hama", summary="This was wrong.")
    (keys,) = document_keys([entry])
    assert to_article(entry, keys, FEED, SEEN, silent=True).correction is Correction.RETRACTS


@pytest.mark.parametrize(
    ("declared", "hint", "language"),
    [
        pytest.param(("fr",), "en", "fr", id="the configuration first"),
        pytest.param((), "en-GB", "en", id="else the document"),
        pytest.param(("ar", "en"), "", "und", id="several tell nothing"),
        pytest.param((), "", "und", id="nothing declared"),
    ],
)
def test_a_silent_article_is_in_the_language_declared(
    declared: tuple[str, ...], hint: str, language: str
) -> None:
    feed, entry = replace(FEED, language=declared), replace(ENTRY, language=hint)
    (keys,) = document_keys([entry])
    assert to_article(entry, keys, feed, SEEN, silent=True).language == language
