"""Capitalised words of a text and the runs they form."""

import re
from collections.abc import Callable, Iterator
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
    market
    mosque
    neighborhood
    neighbourhood
    port
    prison
    province
    quarter
    refinery
    region
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
_TAIL: Final = re.compile(r"[a-z]+")
_WORD: Final = re.compile(rf"[{UPPER}](?:(?:\.[{UPPER}])+\.?|\w*(?:['’‘ʼʻ`´]\w+)*)")
#: the Arabic article in small letters, tied to the word behind it
_ARTICLE: Final = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(ARTICLES))})[-‑]$")
#: the longest article with its hyphen
_ARTICLE_LENGTH: Final = 5
#: what makes a word an amount of money or an address: "US$20", "Philly.com"
_ADDRESS: Final = re.compile(r"\$|\.[a-z]{2,3}\b")

#: what may stand between two words of one run, and the words that it adds to the name
_PARTICLES: Final = phrases("""
    of
    of the
    and
    and the
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
#: a gap this long joins nothing
_LONGEST_GAP: Final = 9
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
#: "W of Goma": letters of the compass, which are no part of a name
_COMPASS: Final = re.compile(r"(?:[NS]|[NS]?[EW]) of ")
#: what before a capital means that the word did not begin there
_WITHIN: Final = frozenset("-‑–_0123456789") | frozenset(
    chr(code) for code in range(0x41, 0x250) if chr(code).isalpha()
)
#: how many letters of the compass there are at most
_COMPASS_LETTERS: Final = 2
#: abbreviations whose full stop ends no sentence
_SHORT: Final = frozenset({"st", "ste", "mt", "ft", "gen", "lt", "col", "capt", "dr", "mr", "mrs"})
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
    #: small words between the word before it in the run and it; None for the first
    links: tuple[str, ...] | None
    #: whether a possessive ending follows
    possessive: bool
    #: whether a hyphen or dash ties it to the word before
    tied: bool


class Run(NamedTuple):
    """Capitalised words with nothing but particles between them."""

    #: the words, at least one
    words: list[Word]
    #: whether the first of several opens a sentence or line
    opens: bool
    #: whether the line it stands in is written with capitals throughout, as headlines are
    headline: bool
    #: whether it begins a report: "KABUL, Afghanistan (Agency) - "
    dateline: bool = False
    #: the word in small letters right behind it, when that may end its name; else empty
    tail: str = ""


#: words that end like owners and are none: "People's Republic", "Ra's Lanuf", "Cox's Bazar"
_NO_OWNERS: Final = ("People", "Ra'", "Ra’", "Cox'", "Cox’")


@lru_cache(maxsize=20_000)
def _reading(text: str) -> tuple[str, str, bool]:
    """Give a word without its possessive ending, its key, and whether it had that ending."""
    possessive = text.endswith(("'s", "’s", "`s")) and not text.startswith(_NO_OWNERS)
    bare = text[:-2] if possessive else text
    return bare, fold(bare), possessive


def runs(body: str, known: Callable[[str], object]) -> Iterator[Run]:
    """Give the runs of capitalised words of a text, in order.

    Words that stand alone and of whose key `known` knows nothing are left out, unless a word beside
    them may say that they are a place: "Jenin camp", "the village of X", "X, Chad".
    """
    title_end = body.find("\n")
    headline_end = title_end if title_end > 0 and _is_headline(body[:title_end]) else 0
    words: list[_Parts] = []
    for parts in _words(body):
        if parts[_LINKS] is None:
            if words and _matters(body, words, known):
                yield _run(body, words, headline_end)
            words = []
        words.append(parts)
    if words and _matters(body, words, known):
        yield _run(body, words, headline_end)


#: a word before it is known to matter: the fields of Word, links None where a run begins
_Parts = tuple[str, int, int, str, tuple[str, ...] | None, bool, bool]
_KEY: Final = 3
_LINKS: Final = 4
_OWNS: Final = 5


def _matters(body: str, words: list[_Parts], known: Callable[[str], object]) -> bool:
    if len(words) > 1 or known(words[0][_KEY]):
        return True
    _, start, end, *_ = words[0]
    return (
        body.startswith("of ", start - 3)
        or body.startswith(", ", end)
        or bool(_tail(body, words[0]))
    )


def _words(body: str) -> Iterator[_Parts]:
    last_end, last_key, possessive = -_LONGEST_GAP, "", False
    for match in _WORD.finditer(body):
        start, end = match.span()
        if start and body[start - 1] in _WITHIN:
            article = _ARTICLE.search(body, max(0, start - _ARTICLE_LENGTH), start)
            if article:
                start = article.start()
            elif body[start - 1] not in _TIES:
                continue
        if body[end : end + 1] in ("$", ".") and _ADDRESS.match(body, end):
            continue
        if end - start <= _COMPASS_LETTERS and _COMPASS.match(body, start):
            continue
        text, key, owns = _reading(body[start:end])
        links, tied = None, False
        if start - last_end < _LONGEST_GAP and not possessive:
            gap = body[last_end:start]
            links, tied = _GAPS.get(gap), gap in _TIES
            if gap == " on " and key in _DATES:
                links = None
            if links is None and gap == ". " and last_key in _SHORT:
                links = ()
        yield text, start, start + len(text), key, links, owns, tied
        last_end, last_key, possessive = end, key, owns


def _run(body: str, words: list[_Parts], headline_end: int) -> Run:
    start = words[0][1]
    opens = len(words) > 1 and _opens(body, start)
    dateline = (start == 0 or body[start - 1] == "\n") and _begins_a_report(body, words)
    tail = _tail(body, words[-1])
    return Run(list(map(Word._make, words)), opens, start < headline_end, dateline, tail)


def _begins_a_report(body: str, words: list[_Parts]) -> bool:
    opener = words[0][_KEY] in OPENERS
    return not opener and _DATELINE.match(body, words[-1][2]) is not None


def _tail(body: str, last: _Parts) -> str:
    end = last[2]
    if last[_OWNS] or body[end : end + 1] != " " or not body[end + 1 : end + 2].islower():
        return ""
    behind = _TAIL.match(body, end + 1)
    return behind[0] if behind and behind[0] in TAILS else ""


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
