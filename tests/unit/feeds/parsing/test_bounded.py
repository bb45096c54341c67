from warnd.feeds.parsing.bounded import MOST_REPLACED, bounded
from warnd.feeds.parsing.texts import ENTRIES_AT_MOST, LONGEST_VALUE, TEXT_AT_MOST
from warnd.model.entry import Entry, FeedDocument


def _document(*entries: Entry) -> FeedDocument:
    return FeedDocument(version="cap12", title="Alerts", entries=entries)


def test_what_is_as_long_as_real_ones_are_stays() -> None:
    entry = Entry(id="a", title="Shelling", content="<p>Shells fell.</p>", replaces=("b", "c"))
    assert bounded(_document(entry)) == _document(entry)


def test_a_document_holds_so_many_entries() -> None:
    many = [Entry(id=str(number)) for number in range(ENTRIES_AT_MOST + 5)]
    assert bounded(_document(*many)).entries == tuple(many[:ENTRIES_AT_MOST])


def test_a_text_keeps_its_head_and_its_tail() -> None:
    (entry,) = bounded(_document(Entry(content="a" * TEXT_AT_MOST + "end"))).entries
    assert entry.content.endswith("aend")
    assert len(entry.content) == TEXT_AT_MOST + 2  # and the gap


def test_values_have_an_end() -> None:
    long = "x" * (LONGEST_VALUE + 1)
    (entry,) = bounded(_document(Entry(id=long, link=long, language=long, source=long))).entries
    assert {len(each) for each in (entry.id, entry.link, entry.language, entry.source)} == {
        LONGEST_VALUE
    }


def test_an_alert_replaces_a_bounded_number_of_others_each_once() -> None:
    named = [str(number) for number in range(MOST_REPLACED * 2)]
    given = ("0", "x" * (LONGEST_VALUE + 1), *named)
    (entry,) = bounded(_document(Entry(replaces=given))).entries
    assert entry.replaces == tuple(named[:MOST_REPLACED])
