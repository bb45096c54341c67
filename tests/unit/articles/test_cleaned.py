import marshal
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from warnd.articles.clean import article_of, to_article
from warnd.articles.cleaned import About, Cleaned, about_poll, clean
from warnd.model.entry import Entry
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

SEEN = datetime(2019, 1, 28, 12, 0, 0, 250_000, tzinfo=UTC)
KEYS = ("id:1",)
FEED = FeedSettings(id=FeedId("gazette"), url="https://gazette.example/rss", publisher="Gazette")
ENTRY = Entry(
    title="Shells hit the market",
    link="https://gazette.example/1?utm_source=rss",
    summary="<p>KYIV, Jan 28 (Reuters) - Four people were hurt, the mayor said.</p>",
    published="Mon, 28 Jan 2019 10:00:00 +0200",
    source="The Wire",
)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(ENTRY, id="a report"),
        pytest.param(replace(ENTRY, published=""), id="one without a date"),
        pytest.param(replace(ENTRY, title="Correction: shells"), id="a correction"),
        pytest.param(Entry(title="ብርሃን"), id="a title alone"),
        pytest.param(replace(ENTRY, unproven=True), id="one that may be a test"),
    ],
)
@pytest.mark.parametrize("silent", [False, True], ids=["heard", "silent"])
def test_what_was_cleaned_in_another_process_becomes_the_same_article(
    entry: Entry, silent: bool
) -> None:
    about = about_poll(FEED, SEEN, silent=silent, silent_before=SEEN - timedelta(days=7))
    asked = About(*marshal.loads(marshal.dumps(tuple(about))))  # noqa: S302  our own
    told = marshal.loads(marshal.dumps(tuple(clean(entry, asked))))  # noqa: S302  our own
    later = SEEN + timedelta(milliseconds=5)
    article = article_of(Cleaned(*told), KEYS, FEED, later)
    assert article == to_article(entry, KEYS, FEED, later, silent=silent)
    assert article.published <= article.first_seen == later


def test_a_date_ahead_is_the_time_of_first_sight_of_whoever_cleaned_it() -> None:
    ahead = replace(ENTRY, published="Mon, 28 Jan 2019 12:30:00 GMT")
    cleaned = clean(ahead, about_poll(FEED, SEEN))
    assert article_of(cleaned, KEYS, FEED, SEEN + timedelta(seconds=1)).published == SEEN


def test_the_words_of_what_may_alert_nobody_are_not_hashed() -> None:
    assert clean(ENTRY, about_poll(FEED, SEEN)).words
    assert not clean(ENTRY, about_poll(FEED, SEEN, silent=True)).words
    assert not clean(ENTRY, about_poll(FEED, SEEN, silent_before=SEEN)).words


def test_an_agency_is_looked_for_where_somebody_published_the_report() -> None:
    nobody = FeedSettings(id=FeedId("herald"), url="https://herald.example/rss")
    unnamed = replace(ENTRY, source="")
    assert clean(unnamed, about_poll(FEED, SEEN)).wire == "reuters"
    assert clean(unnamed, about_poll(nobody, SEEN)).wire is None
    assert clean(ENTRY, about_poll(nobody, SEEN)).wire == "reuters"
