"""Capitalised words of a text and the runs they form."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from warnd.signals.places.folding import ARTICLES, fold
from warnd.signals.places.neighbours import OPENERS
from warnd.signals.places.vocabulary import phrases

#: letters that open a name in cased scripts: Latin, Greek, Cyrillic, Armenian
UPPER: Final = "".join(
    re.escape(chr(code))
    for code in (*range(0x41, 0x590), *range(0x1E00, 0x2000))
    if chr(code).isupper()
)
#: words in small letters that end names: "Jenin camp", "al-Ahli hospital", "Kerch bridge"
TAILS: Final = frozenset(
    phrases("""
    airport
    airfield
    base
    basin
    bridge
    camp
    checkpoint
    corridor
    crossing
    dam
    district
    forest
    hospital
    island
    junction
    jungle
    market
    mosque
    neighborhood
    neighbourhood
    port
    prison
    province
    quarter
    rainforest
    refinery
    region
    river
    square
    state
    suburb
    valley
    village
""")
)
#: what stands between the place of a dateline and the report
_DATELINE: Final = re.compile(
    rf"(?:, [{UPPER}][\w .]{{2,25}}){{0,2}}"
    rf"(?:, (?:\d{{1,2}} )?[{UPPER}][a-z]{{2,8}}\.? ?\d{{0,4}})?"
    r"(?:,? ?\([^)\n]{2,40}\))? ?(?:[—–]| --? )"
)
_TAIL: Final = re.compile(rf" ({'|'.join(sorted(TAILS))})(?![a-z])")
#: what follows the first letter of a word
_REST: Final = rf"(?:(?:\.[{UPPER}])+\.?|\w*(?:['’‘ʼʻ`´]\w+)*)"
#: the Arabic article in small letters, tied to the word behind it
_TIED_ARTICLE: Final = rf"(?<!\w)(?:{'|'.join(sorted(ARTICLES))})[-‑]"
_ARTICLE: Final = re.compile(rf"{_TIED_ARTICLE}$")
_WORD: Final = re.compile(rf"(?:{_TIED_ARTICLE})?[{UPPER}]{_REST}")
#: the longest article with its hyphen, and what ties it
_ARTICLE_LENGTH: Final = 5
_HYPHENS: Final = frozenset("-‑")
#: what makes a word an amount of money or an address: "US$20", "Philly.com"
_ADDRESS: Final = r"\$|\.[a-z]{2,3}\b"
#: "W of Goma": letters of the compass, which are no part of a name; looked for behind them
_COMPASS: Final = r" of (?:(?<=\b[NSEW] of )|(?<=\b[NS][EW] of ))"

#: what may stand between two words of one run, and the words that it adds to the name
_PARTICLES: Final = phrases("""
    of
    of the
    and
    de
    de la
    de los
    de las
    del
    du
    des
    da
    do
    dos
    das
    di
    la
    e
    es
    y
    sur
    upon
    on
    al
    el
    bin
    ibn
    bou
    ou
    am
    an der
    i
""")
_INNER: Final = ("au", "aux", "de", "du", "des", "en", "e", "i", "on", "upon", "sur", "la", "le")
_GAPS: Final[dict[str, tuple[str, ...]]] = {
    " ": (),
    "-": (),
    "–": (),
    "‑": (),
    "\u00a0": (),
    **{f" {particle} ": tuple(particle.split()) for particle in _PARTICLES},
    **{f"-{word}-": (word,) for word in _INNER},
    **{f"-{word} ": (word,) for word in ("e", "i", "ye")},
    "' ": (),
    "’ ": (),
    " d'": ("d",),
    " d’": ("d",),
}
#: gaps that tie two words more closely than a space
_TIES: Final = frozenset("-–‑")
#: what follows "on" and is no part of a name: "shells fell on Idlib on Monday"
_DATES: Final = frozenset(
    phrases("""
    monday
    tuesday
    wednesday
    thursday
    friday
    saturday
    sunday
    january
    february
    march
    april
    may
    june
    july
    august
    september
    october
    november
    december
    christmas
    easter
""")
)
#: abbreviations whose full stop ends no sentence
_SHORT: Final = frozenset({"st", "ste", "mt", "ft", "gen", "lt", "col", "capt", "dr", "mr", "mrs"})
#: what before a capital means that the word did not begin there, beside digits
_LETTERS: Final = "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isalpha())
_CAPITALISED: Final = rf"[{UPPER}](?<![0-9_{_LETTERS}].)(?>{_REST})(?!{_ADDRESS}|{_COMPASS})"
_BEHIND_SHORT: Final = "|".join(rf"(?<=\b{word})" for word in sorted(_SHORT))
#: what the small words between two words of a stretch begin with, for a glance ahead
_FIRST_LETTERS: Final = "".join(sorted({word[0] for word in (*_PARTICLES, *ARTICLES)}))
#: what may stand between two words of a stretch: the gaps, and the full stop of an abbreviation
_BETWEEN: Final = (
    rf"(?: (?=[{UPPER}{_FIRST_LETTERS}])(?:(?:{'|'.join(sorted(_PARTICLES))}) |d['’])?"
    rf"|-(?:(?:{'|'.join(_INNER)})-|(?:e|i|ye) )?|[–‑\u00a0]|['’] "
    rf"|(?i:{_BEHIND_SHORT})\. )"
)
#: capitalised words with no more than gaps between them: a run or, when one of the words ends its
#: run, several
_STRETCH: Final = re.compile(rf"{_CAPITALISED}(?:{_BETWEEN}(?:{_TIED_ARTICLE})?{_CAPITALISED})*")
#: stretches whose runs are kept at hand; news repeats its names
_KEPT: Final = 8_000
#: what stands before the first word of a sentence or line
_OPENING: Final = frozenset('.!?:;\n"“”‘«(—–•|…')


class Word(NamedTuple):
    """A capitalised word."""

    #: as written, without a possessive ending
    text: str
    #: offsets in code points into its run, without the possessive ending
    start: int
    end: int
    #: its folded form
    key: str
    #: small words between the word before it in the run and it; None for the first
    links: tuple[str, ...] | None
    #: whether a possessive ending follows
    possessive: bool
    #: whether a hyphen or dash ties it to the word before
    tied: bool


@dataclass(slots=True, eq=False)
class Run:
    """Capitalised words with nothing but particles between them.

    Runs of the same words in the same position are one object, so what was made of one is at hand
    for the next. Nobody changes one; it is not frozen as that would make it thrice as slow to make.
    """

    #: the words, at least one
    words: tuple[Word, ...]
    #: whether the first of several opens a sentence or line
    opens: bool
    #: whether the line it stands in is written with capitals throughout, as headlines are
    headline: bool
    #: whether it begins a report: "KABUL, Afghanistan (Agency) - "
    dateline: bool = False
    #: the word in small letters right behind it, when that may end its name; else empty
    tail: str = ""


class _Piece(NamedTuple):
    """The words of a run, wherever they stand."""

    #: its offset in its stretch, and that of its end without a possessive ending
    start: int
    end: int
    #: the key of its only word; empty when it has several
    lone: str
    #: whether a possessive ending follows
    owns: bool
    #: its words
    words: tuple[Word, ...]
    #: the runs that they have been, by what stands around them
    runs: dict[tuple[bool, bool, bool, str], Run]


#: words that end like owners and are none: "People's Republic", "Ra's Lanuf", "Cox's Bazar"
_NO_OWNERS: Final = ("People", "Ra'", "Ra’", "Cox'", "Cox’")


@lru_cache(maxsize=20_000)
def _reading(text: str) -> tuple[str, str, bool]:
    """Give a word without its possessive ending, its key, and whether it had that ending."""
    possessive = text.endswith(("'s", "’s", "`s")) and not text.startswith(_NO_OWNERS)
    bare = text[:-2] if possessive else text
    return bare, fold(bare), possessive


def runs(body: str, known: Callable[[str], object]) -> Iterator[tuple[int, Run]]:
    """Give the runs of capitalised words of a text, in order, each with its offset in code points.

    Words that stand alone and of whose key `known` knows nothing are left out, unless a word beside
    them may say that they are a place: "Jenin camp", "the village of X", "X, Chad".
    """
    title_end = body.find("\n")
    headline_end = title_end if title_end > 0 and _is_headline(body[:title_end]) else 0
    for match in _STRETCH.finditer(body):
        start, stretch = match.start(), match[0]
        if start and body[start - 1] in _HYPHENS:
            article = _ARTICLE.search(body, max(0, start - _ARTICLE_LENGTH), start)
            if article:
                start, stretch = article.start(), article[0] + stretch
        for piece in _pieces(stretch):
            at, end = start + piece.start, start + piece.end
            tail = None if piece.owns else _TAIL.match(body, end)
            if (
                not piece.lone
                or known(piece.lone)
                or tail
                or body.startswith("of ", at - 3)
                or body.startswith((", ", " in the "), end)
            ):
                yield at, _run(body, at, piece, headline_end, tail[1] if tail else "")


@lru_cache(maxsize=_KEPT)
def _pieces(stretch: str) -> tuple[_Piece, ...]:
    """Give the runs of a stretch of capitalised words that may be several."""
    if stretch.isascii() and stretch.replace(" ", "").isalnum():
        plain = _plain(stretch)
        if plain:
            return (_piece(0, plain),)
    found: list[_Piece] = []
    words: list[Word] = []
    begin, last_end, last_key, possessive = 0, 0, "", False
    for match in _WORD.finditer(stretch):
        start, end = match.span()
        text, key, owns = _reading(match[0])
        gap = "" if possessive else stretch[last_end:start]
        links = _links(gap, last_key, key) if words else None
        if links is None:
            if words:
                found.append(_piece(begin, words))
            words, begin = [], start
        at = start - begin
        tied = links is not None and gap in _TIES
        words.append(Word(text, at, at + len(text), key, links, owns, tied))
        last_end, last_key, possessive = end, key, owns
    found.append(_piece(begin, words))
    return tuple(found)


def _piece(begin: int, words: Sequence[Word]) -> _Piece:
    last = words[-1]
    lone = last.key if len(words) == 1 else ""
    return _Piece(begin, begin + last.end, lone, last.possessive, tuple(words), {})


def _plain(stretch: str) -> tuple[Word, ...]:
    """Give words with nothing but single spaces between them, at little cost; else nothing."""
    words, start = [], 0
    for text in stretch.split(" "):
        if text[0].islower():
            return ()
        end = start + len(text)
        words.append(Word(text, start, end, text.lower(), () if start else None, False, False))
        start = end + 1
    return tuple(words)


def _links(gap: str, before: str, key: str) -> tuple[str, ...] | None:
    """Give the small words in the gap between two words, None when it joins nothing."""
    if gap == " ":
        return ()
    if gap == " on " and key in _DATES:
        return None
    return () if gap == ". " and before in _SHORT else _GAPS.get(gap)


def _run(body: str, start: int, piece: _Piece, headline_end: int, tail: str) -> Run:
    words = piece.words
    opens = not piece.lone and _opens(body, start)
    dateline = (start == 0 or body[start - 1] == "\n") and _begins_a_report(body, start, words)
    position = (opens, start < headline_end, dateline, tail)
    run = piece.runs.get(position)
    if run is None:
        run = piece.runs[position] = Run(words, *position)
    return run


def _begins_a_report(body: str, start: int, words: tuple[Word, ...]) -> bool:
    opener = words[0].key in OPENERS
    return not opener and _DATELINE.match(body, start + words[-1].end) is not None


def _opens(body: str, start: int) -> bool:
    before = body[max(0, start - 3) : start].rstrip(" \t\u00a0'‘")
    return not before or before[-1] in _OPENING


#: how much of a line's longer words must have capitals for it to be a headline
_HEADLINE_SHARE: Final = 0.75
#: fewer longer words than this tell nothing
_HEADLINE_WORDS: Final = 4
#: shorter words have small letters in headlines too
_LONGER: Final = 3


def _is_headline(line: str) -> bool:
    words = [word for word in line.split() if len(word) > _LONGER and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in words)
    return len(words) >= _HEADLINE_WORDS and capital >= _HEADLINE_SHARE * len(words)
