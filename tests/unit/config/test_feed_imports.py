from pathlib import Path

import pytest

from warnd.config.feed_imports import Imported, import_opml
from warnd.config.opml import feed_id
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

URN = "urn:warnd:opml"


def imported(tmp_path: Path, *outlines: str, configured: tuple[FeedSettings, ...] = ()) -> Imported:
    path = tmp_path / "list.opml"
    body = "\n".join(f"<outline {outline}/>" for outline in outlines)
    path.write_text(f"<opml version='2.0' xmlns:w='{URN}'><body>\n{body}\n</body></opml>")
    return import_opml(path, configured)


CONFIGURED = FeedSettings(id=FeedId("herald"), url="https://herald.example.org/rss")


@pytest.mark.parametrize(
    ("outlines", "ids", "remark"),
    [
        pytest.param(["text='A' xmlUrl='https://a.org/'"], ["a-e8a0c1"], None, id="a new feed"),
        pytest.param(
            ["text='H' xmlUrl='https://HERALD.example.org:443/rss'"],
            [],
            (2, "left out: https://HERALD.example.org:443/rss is configured already"),
            id="one that is configured",
        ),
        pytest.param(
            ["text='A' xmlUrl='https://a.org/'", "text='B' xmlUrl='https://a.org'"],
            ["a-e8a0c1"],
            (3, "left out: https://a.org stands on line 2 already"),
            id="one that stands twice",
        ),
        pytest.param(
            ["w:id='herald' xmlUrl='https://a.org/'"],
            [feed_id("herald", "https://a.org/")],
            (2, "the id 'herald' is taken; it is imported as 'herald-"),
            id="an id that is configured for another address",
        ),
    ],
)
def test_a_list_is_taken_without_what_is_there(
    tmp_path: Path, outlines: list[str], ids: list[str], remark: tuple[int, str] | None
) -> None:
    first_id = feed_id("A", "https://a.org/")

    found = imported(tmp_path, *outlines, configured=(CONFIGURED,))

    assert [feed.id for feed in found.feeds] == [first_id if i == "a-e8a0c1" else i for i in ids]
    assert found.mistakes == ()
    told = [(each.line, each.message) for each in found.remarks]
    assert len(told) == (0 if remark is None else 1)
    for line, message in told:
        assert remark is not None
        assert (line, message[: len(remark[1])]) == remark


def test_an_id_made_for_a_list_is_the_same_at_the_next_import(tmp_path: Path) -> None:
    outlines = ["w:id='x' xmlUrl='https://a.org/'", "w:id='x' xmlUrl='https://b.org/'"]

    first = imported(tmp_path, *outlines)
    again = imported(tmp_path, *outlines)

    assert first == again
    assert len({feed.id for feed in first.feeds}) == 2


def test_what_is_wrong_with_a_list_is_told_and_the_rest_is_taken(tmp_path: Path) -> None:
    found = imported(
        tmp_path,
        "text='A' xmlUrl='feed://a.org/'",
        "text='B' xmlUrl='https://b.org/' w:timeout='9m'",
        "text='C' xmlUrl='https://c.org/' w:tier='critical'",
    )

    assert [feed.url for feed in found.feeds] == ["https://c.org/"]
    assert found.feeds[0].tier == "critical"
    assert [(each.line, each.path) for each in found.mistakes] == [(2, "url"), (3, "timeout")]


def test_an_outline_whose_feed_is_wrong_costs_the_others_nothing(tmp_path: Path) -> None:
    found = imported(
        tmp_path, "text='A' xmlUrl='https://u:p@a.org/'", "text='B' xmlUrl='http://b.org'"
    )

    assert [feed.url for feed in found.feeds] == ["http://b.org"]
    (mistake,) = found.mistakes
    assert (mistake.line, mistake.column, mistake.path) == (2, 1, "url")


def test_a_list_that_is_none_is_told(tmp_path: Path) -> None:
    found = import_opml(tmp_path / "none.opml")

    assert found.feeds == ()
    assert "cannot be read" in found.mistakes[0].message
