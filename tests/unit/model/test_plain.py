import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.model.plain import UNSEEN, plain_block, plain_line, shorten, shorten_keeping


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(" two\r\n lines\u2028and\x85more ", "two lines and more", id="line ends"),
        pytest.param("a\x00b\x1b[2Jc\x9bd", "ab[2Jcd", id="controls"),
        pytest.param("\u202eback\u202c \u2066apart\u2069", "back apart", id="hidden order"),
        pytest.param("sh\u200bell\u00ading", "shelling", id="zero width"),
        pytest.param("half \ud83d pair", "half \ufffd pair", id="lone surrogate"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="joiners that spell stay"),
        pytest.param("\x1c\x1d\x1e\x1f", "", id="separators alone"),
        pytest.param("قصف على إدلب", "قصف على إدلب", id="another script"),
    ],
)
def test_a_line_holds_what_can_be_seen(text: str, expected: str) -> None:
    assert plain_line(text) == expected


def test_a_block_keeps_its_lines() -> None:
    assert plain_block("one\x1b\r\n\r\n  two\u202e \n") == "one\n\ntwo"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("Short enough.", 13, "Short enough.", id="fits"),
        pytest.param("One two. Three four five.", 14, "One two. …", id="at a sentence end"),
        pytest.param("One two three four", 12, "One two…", id="at a word end"),
        pytest.param("“Out!” he said to them", 12, "“Out!” …", id="after closing quotes"),
        pytest.param(
            "One. Two three four five six", 20, "One. Two three…", id="sentence too early"
        ),
        pytest.param("قصف البلدة؟ ثم هدأ المكان كله", 17, "قصف البلدة؟ …", id="other marks"),
        pytest.param("One two\nthree four", 11, "One two …", id="at a line end"),
        pytest.param("x" * 30, 10, "xxxxxxxx…", id="one long word"),
        pytest.param("words, and more", 9, "words…", id="no comma before the ellipsis"),
        pytest.param("abc", 2, "ab", id="no room for an ellipsis"),
        pytest.param("abc", 0, "", id="no room"),
    ],
)
def test_a_text_is_cut_where_a_reader_would_pause(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        pytest.param(99, "Shells fell on the town. People fled.\nhttps://a.example", id="fits"),
        pytest.param(46, "Shells fell on the town. …\n\nhttps://a.example", id="what is cut off"),
        pytest.param(30, "Shells fell on the town. …", id="no room for it beside words"),
    ],
)
def test_what_is_kept_outlasts_the_cut(limit: int, expected: str) -> None:
    text = "Shells fell on the town. People fled.\nhttps://a.example"
    assert shorten_keeping(text, limit, ["https://a.example"]) == expected
    assert len(expected) <= limit


@given(st.text(alphabet=st.characters()), st.integers(0, 60))
def test_whatever_comes_a_line_is_short_visible_and_encodable(text: str, limit: int) -> None:
    line = plain_line(text, limit)
    assert len(line) <= limit
    line.encode()
    assert not UNSEEN.search(line)
    assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in line)


@given(st.text())
def test_a_clean_line_stays_as_it_is(text: str) -> None:
    assert plain_line(plain_line(text)) == plain_line(text)
