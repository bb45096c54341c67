"""Characters that hide words: what a reader sees is what the rules read."""

import unicodedata

import pytest

from warnd.articles.markup import to_line, to_text
from warnd.model.plain import plain_line

#: what hides, and what is left of it; each is written into the middle of a word or between words
WITHIN_WORDS = {
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "word joiner": "\u2060",
    "function application": "\u2061",
    "invisible times": "\u2062",
    "invisible separator": "\u2063",
    "invisible plus": "\u2064",
    "byte order mark": "\ufeff",
    "soft hyphen": "\xad",
    "combining grapheme joiner": "\u034f",
    "Arabic letter mark": "\u061c",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "left-to-right embedding": "\u202a",
    "right-to-left embedding": "\u202b",
    "end of embedding": "\u202c",
    "left-to-right override": "\u202d",
    "right-to-left override": "\u202e",
    "left-to-right isolate": "\u2066",
    "right-to-left isolate": "\u2067",
    "first strong isolate": "\u2068",
    "end of isolate": "\u2069",
    "inhibit symmetric swapping": "\u206a",
    "nominal digit shapes": "\u206f",
    "Mongolian vowel separator": "\u180e",
    "Mongolian variation selector": "\u180b",
    "variation selector 1": "\ufe00",
    "variation selector 16": "\ufe0f",
    "variation selector 17": "\U000e0100",
    "tag letter": "\U000e0041",
    "language tag": "\U000e0001",
    "interlinear annotation": "\ufff9",
    "annotation separator": "\ufffa",
    "Khmer inherent vowel": "\u17b4",
    "Hangul initial filler": "\u115f",
    "Hangul medial filler": "\u1160",
    "NUL": "\x00",
    "backspace": "\x08",
    "escape": "\x1b",
    "delete": "\x7f",
    "C1 string terminator": "\x9c",
    "C1 sequence introducer": "\x9b",
    "noncharacter": "\ufdd0",
    "last noncharacter": "\uffff",
    "half of a pair": "\ud83d",
    "shorthand control": "\U0001bca0",
    "musical begin": "\U0001d173",
    "strike-through": "\u0336",
    "short strike": "\u0335",
    "slash through": "\u0337",
    "a hundred of them": "\u200b\u2060\ufeff" * 100,
    "as a reference": "&#8203;",
    "as a hexadecimal reference": "&#x202E;",
    "as an entity": "&shy;",
    "as an entity of a joiner": "&zwnj;",
    "as an entity escaped twice": "&amp;zwj;",
}
BETWEEN_WORDS = {
    "no-break space": "\xa0",
    "ogham space": "\u1680",
    "en quad": "\u2000",
    "em space": "\u2003",
    "figure space": "\u2007",
    "hair space": "\u200a",
    "narrow no-break space": "\u202f",
    "medium mathematical space": "\u205f",
    "ideographic space": "\u3000",
    "Hangul filler": "\u3164",
    "half-width Hangul filler": "\uffa0",
    "Braille blank": "\u2800",
    "tab": "\t",
    "a space and a zero-width space": " \u200b",
    "many of them": "\u2003\u3000\xa0 \u2800",
    "no-break entity": "&nbsp;",
    "thin entity": "&thinsp;",
}
LINES = {
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "next line": "\x85",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "file separator": "\x1c",
    "carriage return": "\r",
}
EVERY = WITHIN_WORDS | BETWEEN_WORDS | LINES
COMPOSED = [
    pytest.param("Ale\u0301p", "Al\xe9p", id="an accent beside its letter"),
    pytest.param("\u0623", "\u0623", id="an Arabic letter with hamza"),
    pytest.param("\u0627\u0654", "\u0623", id="hamza beside its letter"),
    pytest.param("\u212bngstr\xf6m", "\xc5ngstr\xf6m", id="the sign of an angstrom"),
    pytest.param("\u0438\u0306", "\u0439", id="a breve beside its letter"),
    pytest.param("\u1112\u1161\u11ab", "\ud55c", id="Hangul in pieces"),
    pytest.param("q\u0307\u0323", "q\u0323\u0307", id="marks in the wrong order"),
]


def _clean(text: str) -> bool:
    text.encode()
    controls = any(unicodedata.category(c) in ("Cc", "Cs") for c in text if c != "\n")
    return unicodedata.is_normalized("NFC", text) and not controls


def test_there_are_more_than_sixty_cases() -> None:
    assert len(WITHIN_WORDS) + len(BETWEEN_WORDS) + len(LINES) + len(COMPOSED) >= 60


@pytest.mark.parametrize("name", WITHIN_WORDS)
def test_what_hides_within_a_word_goes(name: str) -> None:
    hidden = WITHIN_WORDS[name].join("Shelling")
    assert to_line(hidden) == "Shelling"
    assert to_text(f"<p>{hidden} in Hama</p>") == "Shelling in Hama"


@pytest.mark.parametrize("name", BETWEEN_WORDS)
def test_what_looks_like_a_space_is_one(name: str) -> None:
    assert (
        to_line(f"Shelling{BETWEEN_WORDS[name]}in{BETWEEN_WORDS[name]}Hama") == "Shelling in Hama"
    )


@pytest.mark.parametrize("name", LINES)
def test_what_ends_a_line_never_joins_words(name: str) -> None:
    assert to_line(f"Shelling{LINES[name]}in Hama") == "Shelling in Hama"


@pytest.mark.parametrize(("written", "text"), COMPOSED)
def test_letters_are_composed(written: str, text: str) -> None:
    assert to_line(written) == text
    assert _clean(to_text(written))


@pytest.mark.parametrize("mark", ["\u0300", "\u0489", "\u0651", "\u0e47", "\u20dd", "\U0001d165"])
def test_a_flood_of_marks_is_cut_and_its_word_is_kept(mark: str) -> None:
    text = to_line(f"Shelling{mark * 5000} in Hama")
    assert text.startswith("Shelling"[:-1])
    assert text.endswith(" in Hama")
    assert len(text) < 60
    assert _clean(text)


@pytest.mark.parametrize("name", EVERY)
def test_what_is_shown_to_people_is_clean_as_well(name: str) -> None:
    assert _clean(plain_line(to_line(f"Shelling{EVERY[name]}in Hama")))
