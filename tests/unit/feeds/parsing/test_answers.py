import json

import pytest

from warnd.errors import FeedHostile, NotAFeed
from warnd.feeds.parsing.answers import packed, unpacked
from warnd.model.entry import Entry, FeedDocument

ENTRY = Entry(
    id="1",
    link="http://feed.example/1",
    title="Обстрел",
    replaces=("0",),
    cancels=True,
    digest="0123456789abcdef",
    span=(3, 9),
)


def test_a_document_comes_back_as_it_went() -> None:
    document = FeedDocument(
        version="rss20",
        title="News",
        entries=(ENTRY, Entry()),
        degraded=True,
        hostile=True,
        known=("fedcba9876543210",),
        poisoned=((10, 20),),
    )
    assert unpacked(json.loads(json.dumps(packed(document)))) == document


@pytest.mark.parametrize(
    ("answer", "kind"), [({"not_a_feed": "a page"}, NotAFeed), ({"hostile": "a bomb"}, FeedHostile)]
)
def test_a_refusal_comes_back_as_an_error(answer: dict[str, str], kind: type[Exception]) -> None:
    with pytest.raises(kind, match=next(iter(answer.values()))):
        unpacked(answer)
