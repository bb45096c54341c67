from warnd.articles.digests import Digests, poisoned_in
from warnd.model.entry import FeedDocument
from warnd.model.identifiers import FeedId

GAZETTE, HERALD, POST = FeedId("gazette"), FeedId("herald"), FeedId("post")


def test_what_is_kept_of_a_feed_takes_the_place_of_the_last() -> None:
    digests = Digests()
    digests.keep(GAZETTE, ["a", "b"])
    digests.keep(HERALD, ["c"])
    digests.keep(GAZETTE, ["b", "d"])
    assert digests.get(GAZETTE) == frozenset({"b", "d"})
    assert digests.get(HERALD) == frozenset({"c"})


def test_a_feed_that_shows_nothing_is_not_one_that_is_not_kept() -> None:
    digests = Digests()
    digests.keep(GAZETTE, [])
    assert digests.get(GAZETTE) == frozenset()
    assert digests.get(HERALD) is None


def test_the_first_kept_are_forgotten_when_there_is_no_room() -> None:
    digests = Digests(characters=10)
    for feed in (GAZETTE, HERALD, GAZETTE, POST):
        digests.keep(feed, ["1234"])
    assert digests.get(GAZETTE) == digests.get(POST) == frozenset({"1234"})
    digests.keep(HERALD, ["123456"])
    assert digests.get(GAZETTE) is None
    assert digests.get(HERALD) == frozenset({"123456"})


def test_what_takes_more_room_than_there_is_is_not_kept_and_takes_none() -> None:
    digests = Digests(characters=4)
    digests.keep(GAZETTE, ["12345"])
    assert digests.get(GAZETTE) is None
    digests.keep(HERALD, ["1234"])
    assert digests.get(HERALD) == frozenset({"1234"})


def test_what_was_forgotten_leaves_its_room() -> None:
    digests = Digests(characters=4)
    digests.keep(GAZETTE, ["1234"])
    digests.clear()
    assert digests.get(GAZETTE) is None
    digests.keep(HERALD, ["12"])
    digests.keep(POST, ["34"])
    assert digests.get(HERALD) == frozenset({"12"})


def test_the_bytes_of_poisoned_entries_are_told_by_digests_of_their_own() -> None:
    document = FeedDocument(
        version="rss20", title="Gazette", entries=(), poisoned=((0, 2), (2, 4), (4, 6))
    )
    poisoned = poisoned_in(document, b"aabbaa")
    assert sorted(poisoned.values()) == [b"aa", b"bb"]
    assert all(digest.startswith("poison:") for digest in poisoned)
