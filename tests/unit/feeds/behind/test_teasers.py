import pytest

from warnd.feeds.behind.teasers import LONGEST_TEASER, as_markup, goes_on, is_teaser
from warnd.model.entry import Entry

TEASER = Entry(
    link="https://a.example/1",
    title="Market closed",
    summary="<p>The market of the <b>town</b> was closed on Monday&hellip;</p>",
)
PAGE = (
    "The market of the town was closed on Monday after a night of fire.\nShells fell on the bakery."
)


@pytest.mark.parametrize(
    ("entry", "teaser"),
    [
        pytest.param(TEASER, True, id="a sentence and a link"),
        pytest.param(Entry(link="https://a.example/1"), True, id="nothing and a link"),
        pytest.param(Entry(summary="Short."), False, id="no link"),
        pytest.param(
            Entry(link="https://a.example/1", content="x" * (LONGEST_TEASER + 1)), False, id="long"
        ),
        pytest.param(
            Entry(link="https://a.example/1", content="<i>" * LONGEST_TEASER), True, id="tags"
        ),
    ],
)
def test_a_teaser_is_short_and_has_a_page(entry: Entry, *, teaser: bool) -> None:
    assert is_teaser(entry) is teaser


@pytest.mark.parametrize(
    ("entry", "page", "on"),
    [
        pytest.param(TEASER, PAGE, True, id="the article"),
        pytest.param(TEASER, "Log in to read on. " * 20, False, id="a login page"),
        pytest.param(TEASER, "", False, id="nothing"),
        pytest.param(TEASER, "The market of the town was closed", False, id="shorter"),
        pytest.param(Entry(title="", summary=""), PAGE, False, id="nothing to compare"),
        pytest.param(Entry(title="The market closed on Monday"), PAGE, True, id="only a title"),
        pytest.param(
            Entry(title="أغلق سوق المدينة يوم الاثنين"),
            "أغلق سوق المدينة يوم الاثنين بعد ليلة من القصف على الأحياء القديمة.",
            True,
            id="Arabic",
        ),
    ],
)
def test_a_page_goes_on_with_its_entry_when_it_holds_its_words(
    entry: Entry, page: str, *, on: bool
) -> None:
    assert goes_on(entry, page) is on


def test_text_becomes_markup_a_paragraph_a_line() -> None:
    assert as_markup("a < b\n\nc") == "<p>a &lt; b</p><p>c</p>"
