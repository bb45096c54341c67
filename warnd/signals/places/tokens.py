"""Capitalised words of a text and the runs they form."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from warnd.signals.places.folding import ARTICLES, fold

#: letters that open a name in cased scripts: Latin, Greek, Cyrillic, Armenian
_UPPER: Final = "".join(
    re.escape(chr(code))
    for code in (*range(0x41, 0x590), *range(0x1E00, 0x2000))
    if chr(code).isupper()
)
_WORD: Final = re.compile(rf"[{_UPPER}](?:(?:\.[{_UPPER}])+\.?|\w*(?:['’‘ʼʻ`´]\w+)*)")
#: what makes a word an amount of money or an address: "US$20", "Philly.com"
_WEB: Final = re.compile(r"\$|\.[a-z]{2,3}\b")
#: the Arabic article in small letters, tied to the word behind it
_ARTICLE: Final = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(ARTICLES))})[-‑]$")
#: the longest article with its hyphen
_ARTICLE_LENGTH: Final = 5

#: what may stand between two words of one run, and the words that it adds to the name
_PARTICLES: Final = [
    "of",
    "of the",
    "of the",
    "and",
    "and the",
    "de",
    "de la",
    "de los",
    "de las",
    "del",
    "du",
    "des",
    "da",
    "do",
    "dos",
    "das",
    "di",
    "la",
    "e",
    "es",
    "y",
    "sur",
    "upon",
    "on",
    "bin",
    "ibn",
    "bou",
    "ou",
    "am",
    "an der",
    "i",
]
_GAPS: Final[dict[str, tuple[str, ...]]] = {
    " ": (),
    "-": (),
    "–": (),
    "‑": (),
    "\u00a0": (),
    **{f" {particle} ": tuple(particle.split()) for particle in _PARTICLES},
    **{
        f"-{word}-": (word,)
        for word in [
            "au",
            "aux",
            "de",
            "du",
            "des",
            "en",
            "e",
            "i",
            "on",
            "upon",
            "sur",
            "la",
            "le",
            "les",
            "ou",
        ]
    },
    **{f"-{word} ": (word,) for word in ("e", "i", "ye")},
    " d'": ("d",),
    " d’": ("d",),
}
#: gaps that tie two words more closely than a space
_TIES: Final = frozenset("-–‑")
#: a gap this long joins nothing
_LONGEST_GAP: Final = 9
#: what before a capital means that the word did not begin there
_INSIDE: Final = frozenset("-‑–_0123456789") | frozenset(
    chr(code) for code in range(0x41, 0x250) if chr(code).isalpha()
)
#: abbreviations whose full stop ends no sentence
_SHORT: Final = frozenset(
    [
        "st",
        "ste",
        "mt",
        "ft",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "sen",
        "rep",
        "gov",
    ]
)
#: what stands before the first word of a sentence or line
_OPENING: Final = frozenset('.!?:;\n"“”‘«(—–•|…')


class Word(NamedTuple):
    """A capitalised word."""

    #: as written, without a possessive ending
    text: str
    #: offsets in code points into the body, without the possessive ending
    start: int
    end: int
    #: its folded form
    key: str
    #: small words between the word before it in the run and it
    links: tuple[str, ...]
    #: whether a possessive ending follows
    possessive: bool
    #: whether it opens a sentence or line
    opens: bool
    #: whether a hyphen or dash ties it to the word before
    tied: bool


class Run(NamedTuple):
    """Capitalised words with nothing but particles between them."""

    #: the words, at least one
    words: tuple[Word, ...]
    #: whether the line it stands in is written with capitals throughout, as headlines are
    headline: bool


@lru_cache(maxsize=20_000)
def _reading(text: str) -> tuple[str, str, bool]:
    possessive = text.endswith(("'s", "’s", "`s")) and not text.startswith("People")
    bare = text[:-2] if possessive else text
    return bare, fold(bare), possessive


def runs(body: str) -> Iterator[Run]:
    """Give the runs of capitalised words of a text, in order."""
    title_end = body.find("\n")
    title_is_headline = title_end > 0 and _is_headline(body[:title_end])
    words: list[Word] = []
    last_end, possessive = -_LONGEST_GAP, False
    for match in _WORD.finditer(body):
        start, end = match.span()
        if start and body[start - 1] in _INSIDE:
            article = _ARTICLE.search(body, max(0, start - _ARTICLE_LENGTH), start)
            if article:
                start = article.start()
            elif body[start - 1] not in "-‑–":
                continue
        if _WEB.match(body, end):
            continue
        text, key, owns = _reading(body[start:end])
        gap = body[last_end:start] if start - last_end < _LONGEST_GAP else "\n"
        links = None if possessive else _GAPS.get(gap)
        if links is None and gap == ". " and words and words[-1].key in _SHORT:
            links = ()
        if links is None:
            if words:
                yield Run(tuple(words), title_is_headline and words[0].start < title_end)
            words = [
                Word(text, start, start + len(text), key, (), owns, _opens(body, start), False)
            ]
        else:
            tied = gap in _TIES
            words.append(Word(text, start, start + len(text), key, links, owns, False, tied))
        last_end, possessive = end, owns
    if words:
        yield Run(tuple(words), title_is_headline and words[0].start < title_end)


def _opens(body: str, start: int) -> bool:
    before = body[max(0, start - 3) : start].rstrip(" \t\u00a0'‘")
    return start == 0 or not before or before[-1] in _OPENING


#: how much of a line's longer words must have capitals for it to be a headline
_HEADLINE_SHARE: Final = 0.75
#: fewer longer words than this tell nothing
_HEADLINE_WORDS: Final = 4


def _is_headline(line: str) -> bool:
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= _HEADLINE_WORDS and capital >= _HEADLINE_SHARE * len(words)
