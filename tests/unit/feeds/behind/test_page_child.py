import pytest

from warnd.feeds.behind.page_child import LONGEST_TEXT, text_of

TOLD = "Обстріл тривав усю ніч, і люди залишили місто до ранку."
PAGE = f"<html><head></head><body><article><p>{TOLD}</p></article></body></html>"
COMMENTS = "<div class='comments'><p>I was there and saw it all with my own eyes.</p></div>"


@pytest.mark.parametrize(
    ("page", "content_type"),
    [
        pytest.param(PAGE.encode(), "text/html; charset=utf-8", id="told by the header"),
        pytest.param(PAGE.encode("cp1251"), "text/html; charset=windows-1251", id="of one byte"),
        pytest.param(PAGE.encode(), "text/html", id="not told"),
        pytest.param(
            PAGE.replace("<head>", "<head><meta charset='utf-8'>").encode(),
            "text/html",
            id="told by the page",
        ),
        pytest.param(PAGE.encode(), "text/html; charset=nonsense", id="told wrongly"),
    ],
)
def test_the_text_of_a_page_is_read_in_its_encoding(page: bytes, content_type: str) -> None:
    assert text_of(page, content_type) == TOLD


def test_neither_menus_nor_comments_are_read() -> None:
    nav = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/war'>War</a></li></ul></nav>"
    told = "".join(f"<p>{number}. {TOLD}</p>" for number in range(12))
    body = f"{nav}<article>{told}</article>{COMMENTS}"
    text = text_of(f"<html><body>{body}</body></html>".encode(), "text/html; charset=utf-8")
    assert text == "\n".join(f"{number}. {TOLD}" for number in range(12))


def test_a_page_without_words_has_no_text() -> None:
    assert text_of(b"", "text/html") == ""
    assert text_of(b"<html></html>", "text/html") == ""


def test_a_text_has_an_end() -> None:
    page = f"<html><body><article><p>{'word ' * 60_000}</p></article></body></html>"
    assert len(text_of(page.encode(), "text/html; charset=utf-8")) == LONGEST_TEXT
