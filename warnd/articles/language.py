"""Which language a text is in: as declared, else a guess by script, letters and words.

The guess comes with its certainty. Where that is low the article is read in the two likeliest
languages, so that a wrong guess never loses it. It knows a few languages beyond those warnd reads,
so that they are not taken for their neighbours.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, repeat
from math import exp

from warnd.articles.language_marks import CLUSTERS, ENDINGS, LETTERS, NEWS_WORDS, SCRIPTS, WORDS

#: not known
UNKNOWN = "und"
#: characters that a guess looks at
LOOKED_AT = 400
#: share of letters one script must have
MAIN_SCRIPT = 0.5
#: how much must speak for a language of many of its script, and of few
LEAST_EVIDENCE = 0.9
LEAST_EVIDENCE_IN_SCRIPT = 0.4
#: what one letter that few languages write counts, in small words
LETTER_WEIGHT = 0.5
#: letters that are counted at most, so that one foreign name does not outvote a text
MOST_LETTERS = 6
#: what one end of a word counts, in small words, and how many are counted
ENDING_WEIGHT = 0.3
MOST_ENDINGS = 5
#: a word must be longer than this to have an ending
LONGEST_ENDING = 4
#: what one cluster of letters counts, in small words
CLUSTER_WEIGHT = 0.25
#: how fast certainty grows with the lead over the next, in small words: a lead of half a word gives
#: 0.88, of one 0.98; so chosen that certainty is near the share of right guesses on our sentences
STEEPNESS = 4.0
#: from this certainty on a guess is taken alone: of 2,494 such guesses on our sentences, whole and
#: cut to their first words, none was wrong
SURE = 0.9
#: how much must speak for a language to be worth a reading where nothing speaks enough
WORTH_A_READING = 0.3
#: the share of certainty from which a language is worth a reading
LEAST_SHARE = 0.03
#: how sure it is that a text without a mark of any is in its script's main language
FAINT = 0.6
#: what small words of a language must say, a word of the text, for it to be plainly that language:
#: of our own texts nine in ten have 0.17 in Spanish and 0.24 in English, and 0.10 is the most that
#: two in a hundred have of a neighbour's
SPOKEN = 0.12
#: letters of a title or text from which it is asked for a language of its own
PART_LETTERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What language a text is likely in."""

    #: ISO 639-1 code of the likeliest; "und" when too little speaks for any
    language: str
    #: how sure that is among the languages asked for, 0 to 1; 0 for "und"
    certainty: float
    #: the languages that it may well be, likeliest first
    likeliest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """The language of an article."""

    #: ISO 639-1 code of the language it is taken for; "und" when that is open
    language: str
    #: the languages it may be in where one is not sure enough, likeliest first; else empty
    readings: tuple[str, ...] = ()


_NOTHING = Guess(language=UNKNOWN, certainty=0.0)

_WORD = re.compile(r"[^\W\d_]+")
#: ASCII in lower case, a space for all that is no letter
_ASCII_WORDS = {
    code: chr(code).lower() if chr(code).isalpha() else " " for code in range(ord("\x7f") + 1)
}
_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?")
#: three-letter codes that feeds declare
THREE_LETTERS = {
    "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ara": "ar", "rus": "ru",
    "ukr": "uk", "tur": "tr", "fas": "fa", "per": "fa", "swa": "sw", "amh": "am",
}  # fmt: skip
_LATIN = ("en", "fr", "es", "pt", "tr", "sw", "de", "it", "nl", "pl", "id", "so", "ha")
_KNOWN = frozenset(_LATIN).union(*(languages for _, languages in SCRIPTS))


#: what marks say: for each the languages that have it, and its weight for each of them
_Marks = Mapping[str, tuple[tuple[str, ...], float]]


def _marks(*tables: Mapping[str, Iterable[str]]) -> _Marks:
    """Give the languages of each mark; the fewer have it, the more it says."""
    having: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        for language, marks in table.items():
            for mark in marks:
                if language not in having[mark]:
                    having[mark].append(language)
    return {mark: (tuple(languages), 1.0 / len(languages)) for mark, languages in having.items()}


def _split(table: Mapping[str, str]) -> dict[str, list[str]]:
    return {language: marks.split() for language, marks in table.items()}


_BY_WORD = _marks(_split(WORDS), _split(NEWS_WORDS))
_BY_LETTER = _marks(LETTERS)
_BY_ENDING = _marks(_split(ENDINGS))
_BY_CLUSTER = {mark.replace("_", " "): said for mark, said in _marks(_split(CLUSTERS)).items()}
#: the words of each language with what they say
_OWN: dict[str, dict[str, float]] = defaultdict(dict)
for _word, (_languages, _weight) in _BY_WORD.items():
    for _language in _languages:
        _OWN[_language][_word] = _weight
#: the languages that clusters and endings speak for
_CLUSTERED, _ENDED = frozenset(CLUSTERS), frozenset(ENDINGS)
#: the last letters of every ending: most words have none of them
_LAST = frozenset(end[-2:] for end in _BY_ENDING)
_END_LENGTHS = range(2, max(map(len, _BY_ENDING)) + 1)


@lru_cache(maxsize=256)  # a feed declares one with each of its entries
def declared_language(written: str) -> str:
    """Give the ISO 639-1 code of a declared language such as `en-GB`, empty when it is none."""
    code = written.strip().lower()
    found = _CODE.fullmatch(code)
    return found.group(1) if found else THREE_LETTERS.get(code[:3], "")


def guess_language(text: str) -> str:
    """Give the ISO 639-1 code of the language a text is likely in, "und" when that is open."""
    return guess(text).language


def guess(text: str, among: Sequence[str] = ()) -> Guess:
    """Give the likeliest language of a text with its certainty.

    `among` are the languages to choose from, those that can be in its script; empty: all.
    """
    looked_at = text[:LOOKED_AT].lower()
    candidates = _candidates(looked_at)
    asked = tuple(code for code in among if _fits(code, candidates)) or candidates
    if len(asked) <= 1:
        return Guess(language=asked[0], certainty=1.0, likeliest=asked) if asked else _NOTHING
    scores = _scores(looked_at, asked)
    ordered = sorted(asked, key=lambda language: -scores[language])
    first = ordered[0]
    least = LEAST_EVIDENCE if set(asked) & set(_LATIN) else LEAST_EVIDENCE_IN_SCRIPT
    if scores[first] < least and not among:
        worth = tuple(each for each in ordered if scores[each] >= WORTH_A_READING)
        return _faint(looked_at, candidates, worth)
    odds = {each: exp(STEEPNESS * (scores[each] - scores[first])) for each in ordered}
    total = sum(odds.values())
    likeliest = tuple(each for each in ordered if odds[each] >= LEAST_SHARE * total)
    return Guess(language=first, certainty=1.0 / total, likeliest=likeliest)


def identify(title: str, text: str, declared: Sequence[str] = (), hint: str = "") -> Identified:
    """Give the language of an article.

    `declared` are the languages of its feed, `hint` what the feed's own document says. What is
    declared is often a template's default: it does not stand against the script, and beside a
    clear other language both are read. Title and text may be in different languages.
    """
    known = [code for each in declared if (code := declared_language(each))]
    whole = _identify(f"{title}\n{text}", known, declared_language(hint))
    if whole.readings or whole.language not in _KNOWN:
        return whole
    for part in (title, text):
        if _has_letters(part) and not _is_plainly(whole.language, part):
            own = guess(part)
            if own.certainty >= SURE and own.language != whole.language:
                return Identified(language=whole.language, readings=(whole.language, own.language))
    return whole


def as_declared(declared: Sequence[str] = (), hint: str = "") -> Identified:
    """Give the language that is declared, by the feed's configuration or else by its document.

    The text is not looked at. "und" where nothing is declared, or several languages.
    """
    known = {code for each in declared if (code := declared_language(each))}
    code = known.pop() if len(known) == 1 else declared_language(hint)
    return Identified(language=code or UNKNOWN)


def language_of(text: str, *declared: str) -> str:
    """Give a text's language: the first declared that its script does not rule out, else a guess.

    What a feed declares is often a template's default, so Arabic text declared as English is
    guessed.
    """
    candidates = _candidates(text[:LOOKED_AT].lower())
    for written in declared:
        code = declared_language(written)
        if code and _fits(code, candidates):
            return code
    return guess_language(text)


def _identify(text: str, known: Sequence[str], hint: str) -> Identified:
    candidates = _candidates(text[:LOOKED_AT].lower())
    fitting = [code for code in known if _fits(code, candidates)]
    if len(fitting) > 1:
        return _taken(guess(text, fitting))
    declared = next(iter(fitting), hint if _fits(hint, candidates) else "")
    if declared and (declared not in _KNOWN or _is_plainly(declared, text)):
        return Identified(language=declared)
    found = guess(text)
    if not declared:
        return _taken(found)
    if found.language in (declared, UNKNOWN) or found.certainty < SURE:
        return Identified(language=declared)
    return Identified(language=declared, readings=(declared, found.language))


def _has_letters(text: str) -> bool:
    """Tell whether a text has letters enough to be asked for its language."""
    letters = filter(str.isalpha, text)
    return next(islice(letters, PART_LETTERS - 1, None), "") != ""


def _words(text: str) -> list[str]:
    """Give the words of a text in lower case."""
    if text.isascii():
        return text.translate(_ASCII_WORDS).split()
    return _WORD.findall(text.lower())


def _is_plainly(language: str, text: str) -> bool:
    """Tell whether a text is so full of a language's small words that nobody need guess."""
    words = _words(text[:LOOKED_AT])
    said = sum(map(_OWN.get(language, {}).get, words, repeat(0.0)))
    return said >= SPOKEN * max(1, len(words))


def _taken(found: Guess) -> Identified:
    if found.certainty >= SURE:
        return Identified(language=found.language)
    return Identified(language=found.language, readings=found.likeliest)


def _faint(text: str, candidates: tuple[str, ...], likeliest: tuple[str, ...]) -> Guess:
    """Give the guess for a text that little speaks in: a script's main language, or none.

    A text without a letter of the others is in the script's main language.
    """
    foreign = any(letter in text for each in candidates[1:] for letter in LETTERS.get(each, ""))
    if candidates is _LATIN or foreign:
        return Guess(language=UNKNOWN, certainty=0.0, likeliest=likeliest)
    return Guess(language=candidates[0], certainty=FAINT, likeliest=candidates)


def _fits(code: str, candidates: tuple[str, ...]) -> bool:
    """Give whether a language may be written in the script found; unknown ones may."""
    return not candidates or code in candidates or code not in _KNOWN


@lru_cache(maxsize=4)  # one text is asked for more than once
def _candidates(text: str) -> tuple[str, ...]:
    """Give the languages of the script most letters are in; empty for no letters."""
    if text.isascii():
        return _LATIN if any(map(str.isalpha, text)) else ()
    total = sum(map(str.isalpha, text))
    for letters, languages in SCRIPTS:
        count = sum(map(len, letters.findall(text)))
        if count and count >= MAIN_SCRIPT * total:
            return languages or _LATIN
    return ()


def _scores(text: str, asked: Sequence[str]) -> Mapping[str, float]:
    """Give how much words and letters speak for each language, in small words."""
    scores = dict.fromkeys(_KNOWN.union(asked), 0.0)
    words = Counter(_words(text))
    for word, count in words.items():
        languages, weight = _BY_WORD.get(word, ((), 0.0))
        for language in languages:
            scores[language] += weight * min(count, 3)
    used = set(text)
    letters = {mark: text.count(mark) for mark in _BY_LETTER if mark in used}
    _add(scores, letters, _BY_LETTER, LETTER_WEIGHT)
    if not _CLUSTERED.isdisjoint(asked):
        spaced = f" {' '.join(words)} "
        clusters = {mark: spaced.count(mark) for mark in _BY_CLUSTER}
        _add(scores, clusters, _BY_CLUSTER, CLUSTER_WEIGHT)
    if not _ENDED.isdisjoint(asked):
        _add(scores, _ends(words), _BY_ENDING, ENDING_WEIGHT)
    return scores


def _add(
    scores: dict[str, float],
    counts: Mapping[str, int],
    marks: _Marks,
    worth: float,
) -> None:
    for mark, count in counts.items():
        if count:
            languages, weight = marks[mark]
            for language in languages:
                scores[language] += worth * weight * min(count, MOST_LETTERS)


def _ends(words: Iterable[str]) -> Counter[str]:
    """Give how often each end of a word is there."""
    return Counter(
        end
        for word in words
        if len(word) > LONGEST_ENDING and word[-2:] in _LAST
        for length in _END_LENGTHS
        if (end := word[-length:]) in _BY_ENDING
    )
