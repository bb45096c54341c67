"""What the record says in English, told in another language.

Reasons and changes are kept as English sentences. They are known again by the English catalogue's
own phrases, so that what was decided before a language was added is told in it too. A sentence
that is none of ours, such as the title of an operator's pattern, stays as it was written.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from warnd.model.identifiers import KindId
from warnd.phrasebook import Phrasebook, phrasebook
from warnd.settings import ENGLISH

#: the phrases that a record may hold, the more particular first
KEYS = (
    "reason.rare",
    "reason.times",
    "reason.week",
    "reason.sampled",
    "reason.begun",
    "reason.cold",
    "reason.new",
    "change.earnest",
    "change.rose",
    "change.fell",
    "change.new",
    "change.happening",
    "change.division",
    "change.origins",
    "change.unwatched",
    "change.count",
    "change.withdrawn",
    "change.corrected",
    "reason.pattern",
    "reason.kind.sized",
    "reason.kind",
    "drill.reason",
)
#: the phrases that tell what one part of a pattern saw, the more particular first
SEEN_KEYS = (
    "seen.threatened",
    "seen.count",
    "seen.sum",
    "seen.places",
    "seen.divisions",
    "seen.days",
    "seen.stories",
    "seen.claims",
    "seen.kinds",
)
#: how what is filled in is written in the record; what is not named here is any text
WRITTEN = {
    "count": r"[0-9,]+",
    "count_before": r"[0-9,]+",
    "origins": r"[0-9]+ origins?",
    "times": r"[0-9]+(?:\.[0-9])?",
    "before": r"[a-z]+",
    "now": r"[a-z]+",
    "who": r".+?",
    "pattern": r".+?",
    "division": r"[A-Z]{2}-[A-Z0-9]{1,3}",
}
_BLANK = re.compile(r"\\\{(\w+)\\\}")


class Known(NamedTuple):
    """A phrase by which sentences of the record are known again."""

    #: its key in the catalogues
    key: str
    #: what its sentences look like in English
    shape: re.Pattern[str]


class Titles:
    """What people read for kinds."""

    def __init__(self, english: Mapping[KindId, str], book: Phrasebook) -> None:
        self._english = english
        self._book = book
        self._by_words = {
            words.casefold(): kind
            for kind in (*map(KindId, book.kinds), *english)
            for words in (_readable(kind), english.get(kind, phrasebook(ENGLISH).kinds.get(kind)))
            if words
        }

    def of(self, kind: KindId) -> str:
        """Give a kind's title; what an operator wrote stands in English, and for his own kinds."""
        if self._book.language == ENGLISH:
            return self._english.get(kind) or _readable(kind)
        return self._book.kinds.get(kind) or self._english.get(kind) or _readable(kind)

    def retold(self, words: str) -> str:
        """Give the title for the one that stands in an English sentence."""
        kind = self._by_words.get(words.casefold())
        return words if kind is None else self.of(kind)


def retold(sentence: str, book: Phrasebook, titles: Titles) -> str:
    """Give a sentence of the record in the language of `book`."""
    if book.language == ENGLISH:
        return sentence
    for pattern, title in phrasebook(ENGLISH).patterns.items():
        if sentence == title:
            return book.patterns[pattern]
    told = _retold(sentence, KEYS, book, titles)
    return sentence if told is None else told[:1].upper() + told[1:]


def _retold(words: str, keys: tuple[str, ...], book: Phrasebook, titles: Titles) -> str | None:
    """Give words in the language of `book`, None when none of the phrases is known in them."""
    for key, shape in _known(keys):
        found = shape.fullmatch(words)
        if found:
            filled = {name: _told(name, text, book, titles) for name, text in _parts(found)}
            return book.say(key, **filled)
    return None


@cache
def _known(keys: tuple[str, ...]) -> tuple[Known, ...]:
    words = phrasebook(ENGLISH).words
    return tuple(Known(key=key, shape=_shape(words[key])) for key in keys)


def _shape(phrase: str) -> re.Pattern[str]:
    def blank(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>{WRITTEN.get(found[1], '.+')})"

    return re.compile(_BLANK.sub(blank, re.escape(phrase)))


def _parts(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    yield from found.groupdict().items()


def _told(name: str, text: str, book: Phrasebook, titles: Titles) -> str:
    return _TELLERS[name](text, book, titles)


def _number(text: str, book: Phrasebook, _: Titles) -> str:
    return book.number(float(text.replace(",", "")))


def _origins(text: str, book: Phrasebook, _: Titles) -> str:
    return book.say_count("reason.origins", int(text.split(maxsplit=1)[0]))


def _level(text: str, book: Phrasebook, _: Titles) -> str:
    return book.levels.get(text, text)


def _kind(text: str, _: Phrasebook, titles: Titles) -> str:
    return titles.retold(text)


def _pattern(text: str, book: Phrasebook, _: Titles) -> str:
    english = phrasebook(ENGLISH).patterns
    return next((book.patterns[id_] for id_, title in english.items() if title == text), text)


def _seen(text: str, book: Phrasebook, titles: Titles) -> str:
    parts = text.split(phrasebook(ENGLISH).words["seen.between"])
    told = (_retold(part, SEEN_KEYS, book, titles) or part for part in parts)
    return book.words["seen.between"].join(told)


def _kinds(text: str, book: Phrasebook, titles: Titles) -> str:
    names = text.split(phrasebook(ENGLISH).words["comma"])
    return book.words["comma"].join(titles.retold(name) for name in names)


def _verbatim(text: str, _: Phrasebook, __: Titles) -> str:
    return text


def _readable(kind: KindId) -> str:
    return str(kind).replace("_", " ")


_TELLERS: Mapping[str, Callable[[str, Phrasebook, Titles], str]] = {
    "count": _number,
    "count_before": _number,
    "times": _number,
    "origins": _origins,
    "before": _level,
    "now": _level,
    "kind": _kind,
    "kinds": _kinds,
    "pattern": _pattern,
    "seen": _seen,
    "who": _verbatim,
    "report": _verbatim,
    "division": _verbatim,
}
