"""A text as rules and classifier see it: sentences of normalised words with their positions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a sentence, in digits or words: "14", "some 3 million", "more than a dozen"."""

    #: index of its first word in the sentence
    first: int
    #: index of its last word, inclusive
    last: int
    #: what it counts to; "dozens" is 24, "at least 14" is 14 (SIGNALS, rule 7)
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    r"""One sentence (or title), its words in columns: entry i of each column is word i.

    Offsets are code points into the article's body, which is `title + "\n" + text`.
    """

    #: the sentence as written
    text: str
    #: offset of its first code point in the body
    start: int
    #: whether it is the article's title
    is_title: bool
    #: each word folded (case, apostrophes, diacritics as the language wants), otherwise as written
    words: tuple[str, ...]
    #: each word's common form, equal for all inflections of one word in that language
    forms: tuple[str, ...]
    #: each word's (start, end) offset in the body
    spans: tuple[tuple[int, int], ...]
    #: what is written before each word, since the word before it or the sentence's beginning
    gaps: tuple[str, ...]
    #: the numbers, in order, none overlapping
    numbers: tuple[Number, ...] = ()
    #: index of its paragraph in the body; the title is one of its own
    paragraph: int = 0
    #: (first word, last word) of each place it names, in order; only marked for rules that ask
    places: tuple[tuple[int, int], ...] = ()

    @property
    def end(self) -> int:
        """Offset just past the sentence in the body."""
        return self.start + len(self.text)
