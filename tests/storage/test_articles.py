from dataclasses import replace

import pytest

from tests.storage.records import HOUR, MENTION, NOON, QUIET, READING, SIGNAL, article
from warnd.model.article import Article, DateConfidence, Source
from warnd.model.identifiers import ArticleId, FeedId
from warnd.model.reading import Reading
from warnd.storage.columns import LARGEST_COUNT
from warnd.storage.store import SqlStore

_VALLEY = FeedId("valley")


@pytest.mark.parametrize(
    ("stored", "reading"),
    [
        pytest.param(article(), READING, id="with signals and places"),
        pytest.param(article(), QUIET, id="that says nothing of note"),
        pytest.param(article(readings=("ar", "fa")), QUIET, id="in a doubtful language"),
        pytest.param(
            article(
                source=Source(publisher="", origin=None),
                url="",
                title="قصف",
                text="",
                date_confidence=DateConfidence.FIRST_SEEN,
            ),
            QUIET,
            id="of an unknown publisher without address or text",
        ),
    ],
)
def test_an_article_comes_back_as_it_was(
    store: SqlStore, stored: Article, reading: Reading
) -> None:
    with store.transaction() as transaction:
        assert transaction.add_article(stored, reading)
    with store.transaction() as transaction:
        assert transaction.article(stored.id) == stored
        assert transaction.reading(stored.id) == reading


def test_an_article_is_stored_once(store: SqlStore) -> None:
    with store.transaction() as transaction:
        assert transaction.add_article(article(), READING)
        assert not transaction.add_article(article(title="Another title"), QUIET)
        assert transaction.count_articles() == 1
        assert transaction.reading(ArticleId("a1")) == READING


def test_an_article_nobody_stored_is_not_known(store: SqlStore) -> None:
    with store.transaction() as transaction:
        assert transaction.article(ArticleId("a1")) is None
        assert transaction.reading(ArticleId("a1")) is None
        assert transaction.count_articles() == 0


def test_what_databases_refuse_is_replaced_and_stops_nothing(store: SqlStore) -> None:
    hostile = article(title="NUL \0 and half a pair \ud83d", text="a whole one \U0001f600")
    with store.transaction() as transaction:
        assert transaction.add_article(hostile, QUIET)
        back = transaction.article(hostile.id)
    assert back is not None
    assert back.title == "NUL \ufffd and half a pair \ufffd"
    assert back.text == hostile.text


def test_a_number_past_64_bits_is_held_to_them(store: SqlStore) -> None:
    reading = replace(READING, signals=(replace(SIGNAL, count=10**30),))
    with store.transaction() as transaction:
        transaction.add_article(article(), reading)
        back = transaction.reading(ArticleId("a1"))
    assert back is not None
    assert back.signals[0].count == LARGEST_COUNT


def test_a_place_without_a_point_or_division_comes_back(store: SqlStore) -> None:
    country = replace(
        MENTION, place=replace(MENTION.place, admin1=None, lat=None, lon=None, population=0)
    )
    with store.transaction() as transaction:
        transaction.add_article(article(), replace(QUIET, places=(country,)))
        back = transaction.reading(ArticleId("a1"))
    assert back is not None
    assert back.places == (country,)


def test_keys_are_known_to_the_feed_that_showed_them(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.remember_keys(_VALLEY, {"id:1": ArticleId("a1"), "id:2": ArticleId("a2")}, NOON)
    with store.transaction() as transaction:
        assert transaction.known_keys(_VALLEY, ["id:1", "id:3", "id:2"]) == {"id:1", "id:2"}
        assert transaction.known_keys(FeedId("agency"), ["id:1"]) == frozenset()
        assert transaction.known_keys(_VALLEY, []) == frozenset()


def test_keys_remembered_again_are_no_error(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.remember_keys(_VALLEY, {"id:1": ArticleId("a1")}, NOON)
        transaction.remember_keys(_VALLEY, {"id:1": ArticleId("a2")}, NOON + HOUR)
        transaction.remember_keys(_VALLEY, {}, NOON)
        assert transaction.known_keys(_VALLEY, ["id:1"]) == {"id:1"}


def test_more_keys_than_a_statement_takes_are_asked_in_parts(store: SqlStore) -> None:
    keys = [f"id:{number}" for number in range(1_201)]
    with store.transaction() as transaction:
        transaction.remember_keys(_VALLEY, dict.fromkeys(keys, ArticleId("a")), NOON)
        assert transaction.known_keys(_VALLEY, [*keys, "id:new"]) == set(keys)


def test_a_key_that_databases_refuse_is_known_again(store: SqlStore) -> None:
    key = "guid \0 \ud800"
    with store.transaction() as transaction:
        transaction.remember_keys(_VALLEY, {key: ArticleId("a1")}, NOON)
        assert transaction.known_keys(_VALLEY, [key]) == {key}
