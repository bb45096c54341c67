import re
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.articles.markup import (
    BLANKS,
    LINE_ENDS,
    TEXT_AT_MOST,
    UNSEEN,
    UNTIDY,
    to_line,
    to_text,
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("plain", "plain", id="plain text"),
        pytest.param("<p>One.</p><p>Two.</p>", "One.\nTwo.", id="paragraphs are lines"),
        pytest.param("One<br>Two<BR/>Three", "One\nTwo\nThree", id="breaks are lines"),
        pytest.param("<ul><li>a</li><li>b</li></ul>", "a\nb", id="items are lines"),
        pytest.param("a<table><tr><td>1</td><td>2</td></table>", "a\n1\n2", id="cells are lines"),
        pytest.param("<b>Id</b>lib", "Idlib", id="inline tags leave no gap"),
        pytest.param("a <i>b</i> c", "a b c", id="inline tags keep spaces"),
        pytest.param("<p>a\n  b\t c</p>", "a b c", id="white space folds"),
        pytest.param("a<script>if (a<b) x('</p>')</script>b", "ab", id="scripts go"),
        pytest.param("<STYLE>p{}</STYLE>a<script>b", "a", id="styles go, open scripts too"),
        pytest.param("a<!-- b --><!--c-->d", "ad", id="comments go"),
        pytest.param("a <!-- b", "a b", id="a comment without end is text"),
        pytest.param("<![CDATA[<p>a</p>]]>", "a", id="CDATA is opened"),
        pytest.param("<?xml version='1.0'?><!DOCTYPE html>a", "a", id="declarations go"),
        pytest.param("<img alt='a > b' src=\"x\">c", "c", id="a quoted angle ends no tag"),
        pytest.param("<p title=it's>a</p>", "a", id="a stray quote"),
        pytest.param(
            '<a\'>It\'s "here" and "> there', 'It\'s "here" and "> there', id="quotes out of step"
        ),
        pytest.param("a <b", "a", id="a tag cut off"),
        pytest.param("3 < 4 and 5 > 4", "3 < 4 and 5 > 4", id="angles in sums"),
        pytest.param("a &amp; b &lt;c&gt; &eacute;&#233;&#xE9;", "a & b <c> ééé", id="entities"),
        pytest.param("It&amp;#8217;s &amp;quot;so&amp;quot;", 'It’s "so"', id="escaped twice"),
        pytest.param("&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;", "a\nb", id="tags escaped twice"),
        pytest.param("AT&T and R&D; x", "AT&T and R&D; x", id="ampersands that mean themselves"),
        pytest.param("&nbsp;a&nbsp;&nbsp;b\u3000c\u2009d", "a b c d", id="spaces of every width"),
        pytest.param("a\u200bb\u00adc\ufeffd\u2060e", "abcde", id="what is not seen"),
        pytest.param("\u202eabc\u202c \u2066d\u2069\u061c", "abc d", id="turned text"),
        pytest.param("a\x00b\x1b[0m\x9bc\x07", "ab[0mc", id="controls"),
        pytest.param(
            "&#0;&#27;&#x85;a&#xd800;&#x110000;",
            "\ufffd…a\ufffd\ufffd",
            id="controls as entities",
        ),
        pytest.param("a\ud83db", "ab", id="half a character"),
        pytest.param("e\u0301 \u0041\u030a", "é Å", id="NFC"),
        pytest.param("a\u2028b\u2029c\x0bd\r\ne.\rf", "a\nb\nc\nd e.\nf", id="every end of a line"),
        pytest.param(
            "wrapped at\nseventy columns.\nNext.",
            "wrapped at seventy columns.\nNext.",
            id="wrapped",
        ),
        pytest.param("One.\n\nTwo\n\nThree", "One.\nTwo\nThree", id="paragraphs of plain text"),
        pytest.param("Dead:\n- three\n- four", "Dead:\n- three\n- four", id="lists of plain text"),
        pytest.param("قصف&nbsp;<b>مدفعي</b><br>على ريف", "قصف مدفعي\nعلى ريف", id="Arabic"),
        pytest.param("", "", id="nothing"),
        pytest.param("<p></p><br><br>", "", id="nothing but tags"),
    ],
)
def test_markup_becomes_the_text_a_reader_sees(markup: str, text: str) -> None:
    assert to_text(markup) == text


def test_a_title_stands_on_one_line() -> None:
    assert to_line("<p>Shelling</p>\n<p>in Hama</p>") == "Shelling in Hama"


def test_a_long_text_keeps_its_head_and_its_tail() -> None:
    text = to_text("<p>first " + "middle " * 50_000 + "last</p>")
    assert text.startswith("first middle")
    assert text.endswith("middle last")
    assert len(text) <= TEXT_AT_MOST


#: markup that a careless scanner takes minutes over
SLOW = {
    "angles": "<" * 500_000,
    "comments": "<!--" * 200_000,
    "declarations": "<!" * 300_000,
    "sections": "<![CDATA[" * 100_000,
    "half tags": "<a " * 300_000,
    "half quotes": "<a '\"' " * 100_000,
    "open quotes": "<a " + "'" * 900_000,
    "quotes without end": "<a " + "''" * 450_000,
    "quotes in many tags": "<a '' \"\" " * 100_000,
    "ampersands": "&" * 900_000,
    "half entities": "&abcdefghijklmnopqrstuvwxyz" * 30_000,
    "an endless reference": "&#" + "9" * 900_000 + ";",
    "an endless hexadecimal reference": "&#x" + "f" * 900_000,
    "scripts": "<script>" * 100_000,
    "nesting": "<div>" * 200_000,
    "lines": "\n " * 400_000,
    "spaces": " " * 900_000,
    "marks in two classes": "a" + "\u0315" * 400_000 + "\u0316" * 400_000,
    "marks in turn": "a" + "\u0315\u0316" * 400_000,
    "marks of music": "\U0001d165" * 400_000,
    "Tibetan vowels": "\u0f72\u0f71" * 400_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_no_markup_takes_long(name: str) -> None:
    began = time.process_time()
    to_text(SLOW[name])
    assert time.process_time() - began < 2.0


_PIECES = (
    "<p>|</p>|<|>|<!--|-->|<script>|</script>|&amp;|&#|&#x0;|<![CDATA[|]]>|'|\"|<a href='|\u202e|"
    "\x00|\r\n|\ud800|&lt;p&gt;|\u0315|&#27;|\u2028"
)
_MARKUP = st.lists(
    st.one_of(st.text(max_size=20), st.sampled_from(_PIECES.split("|"))), max_size=30
).map("".join)
_UNSEEN = {"Cc", "Cs"}


@given(_MARKUP)
def test_any_markup_becomes_clean_text(markup: str) -> None:
    text = to_text(markup)
    assert not {unicodedata.category(c) for c in text if c != "\n"} & _UNSEEN
    assert not set(text) & set("\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2069\ufeff")
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    assert "\n\n" not in text
    assert "  " not in text


_LETTERS = st.characters(
    categories=("L", "Nd", "Zs"), exclude_characters="\u115f\u1160\u3164\uffa0"
)


@given(st.text(alphabet=_LETTERS))
def test_words_are_never_lost(words: str) -> None:
    kept = unicodedata.normalize("NFC", "".join(words.split()))
    assert "".join(to_text(words).split()) == kept


def test_a_text_is_untidy_by_every_character_that_tidying_changes() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    changed = {c for pattern in (UNSEEN, BLANKS, LINE_ENDS) for c in pattern.findall(every)}
    spaces = set(re.findall(r"\s", every)) - {" ", "\n"}
    assert changed | spaces == set(UNTIDY.findall(every))


@given(st.text(st.sampled_from("ab .,é\u0301\u0915\n\t\r\xa0\u2009\u2800\xad"), max_size=30))
def test_a_tidy_text_is_what_tidying_makes_of_it(text: str) -> None:
    assert to_text(text) == to_text(f"{text}\u200b")
