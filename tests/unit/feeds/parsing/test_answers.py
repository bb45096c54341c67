import json
from dataclasses import replace

import pytest

from warnd.errors import FeedHostile, NotAFeed
from warnd.feeds.parsing.answers import packed, unpacked
from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.parsing.parser_child import cleaned_of
from warnd.model.entry import Entry, FeedDocument

ENTRY = Entry(
    id="1",
    link="http://feed.example/1",
    title="Обстрел",
    summary="Снаряды",
    content="Снаряды упали",
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


def test_the_texts_of_what_comes_cleaned_stay_behind() -> None:
    said = ("said", 1, ("en",), None)
    document = FeedDocument(
        version="rss20",
        title="News",
        entries=(ENTRY, replace(ENTRY, digest=""), ENTRY),
        cleaned=(said, said, None),
    )
    brief = Entry(digest=ENTRY.digest, span=ENTRY.span, replaces=("0",), cancels=True)
    entries = (brief, *document.entries[1:])
    assert unpacked(json.loads(json.dumps(packed(document)))) == replace(document, entries=entries)


@pytest.mark.parametrize(
    ("answer", "kind"), [({"not_a_feed": "a page"}, NotAFeed), ({"hostile": "a bomb"}, FeedHostile)]
)
def test_a_refusal_comes_back_as_an_error(answer: dict[str, str], kind: type[Exception]) -> None:
    with pytest.raises(kind, match=next(iter(answer.values()))):
        unpacked(answer)


def test_an_entry_that_cannot_be_cleaned_costs_no_other() -> None:
    def clean(entry: Entry) -> tuple[str]:
        return ({"1": "one", "3": "three"}[entry.id],)

    entries = tuple(Entry(id=id_) for id_ in ("1", "2", "3"))
    document = FeedDocument(version="rss20", title="News", entries=entries)
    assert cleaned_of(document, clean, ParseLimits()) == (("one",), None, ("three",))


def test_an_entry_that_takes_too_long_to_clean_is_left_with_those_behind_it() -> None:
    def clean(entry: Entry) -> tuple[str]:
        while entry.id == "2":
            pass
        return (entry.id,)

    entries = tuple(Entry(id=id_) for id_ in ("1", "2", "3"))
    document = FeedDocument(version="rss20", title="News", entries=entries)
    hurried = ParseLimits(clean_cpu_s=0.02)
    assert cleaned_of(document, clean, hurried) == (("1",), None, None)
