"""Finds the places that a text in another language than English names."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from warnd.model.place import PlaceMention
from warnd.model.toponym import NameSense, PlaceKind, Toponym
from warnd.signals.places.bearing import Bearing
from warnd.signals.places.folding import ARTICLES, fold
from warnd.signals.places.meanings import Meanings, meant
from warnd.signals.places.settling import Settler
from warnd.signals.places.spotting import Named, Standing, Wants
from warnd.signals.places.table import NameTable
from warnd.signals.places.tongues.around import Around, Text, Token, around, telling, tokens
from warnd.signals.places.tongues.beside import Beside, hold
from warnd.signals.places.tongues.judging import Case, bearing, believed
from warnd.signals.places.tongues.keys import key_of
from warnd.signals.places.tongues.senses import meant_abroad
from warnd.signals.places.tongues.tongue import Reading, Tongue

#: the longest name looked for, in words
_LONGEST: Final = 5
#: words whose readings are kept at hand, a language
_KEPT: Final = 20_000
#: names further apart than this, in code points, neither stand in a list nor hold each other
_BESIDE: Final = 30
#: what a name as written weighs beside one that it would be in another case
_AS_WRITTEN: Final = 1.0
#: what ties the words of a name
_TIES: Final = frozenset({" ", "-", "–", "‑", "\u00a0", "\u200c", "’", "'", ". "})
_SENTENCE: Final = frozenset('.!?؟።:;\n"“”«(—–•|…')
#: what stands between the place of a dateline and the report
_DATELINE: Final = re.compile(r"(?:[,،] [^\W\d_]{3,20})?(?: ?\([^)\n]{2,40}\))? ?(?:[—–]| - )")
#: what Turkish writes behind a name
_ENDING: Final = re.compile(r"^['’‘ʼ´`]\w+")


class _Opening(NamedTuple):
    """A reading of a word that begins a name."""

    reading: Reading
    #: what the word alone may mean
    alone: Meanings | None
    #: whether a longer name begins so
    more: bool


class _Match(NamedTuple):
    """A name in the text."""

    #: the first of its words, and that behind its last
    first: int
    last: int
    reading: Reading
    meanings: Meanings
    #: code points behind the name in its last word
    behind: int


class TongueReader:
    """Finds places in texts of one language."""

    def __init__(self, tongue: Tongue, names: NameTable, watched: frozenset[str]) -> None:
        self._tongue = tongue
        self._names = names
        self._watched = watched
        self._meanings = lru_cache(maxsize=_KEPT)(
            lambda key: meant_abroad(names.in_any_tongue(key))
        )
        self._openings = lru_cache(maxsize=_KEPT)(self._openings_of)
        self._cased_openings = lru_cache(maxsize=_KEPT)(self._cased_openings_of)
        self._tell = lru_cache(maxsize=_KEPT)(lambda word: telling(word, tongue))
        self._goes_on = lru_cache(maxsize=_KEPT)(self._readings_inside)
        self._begins = lru_cache(maxsize=_KEPT)(names.begins)
        #: what may stand between a place and the one that it lies in
        self._plain = tongue.inside | tongue.belonging | tongue.skipped | tongue.directions
        self._plain |= tongue.towns | tongue.divisions
        self._peoples: dict[tuple[str, bool], Meanings | None] = {}

    def mentions(self, body: str) -> tuple[PlaceMention, ...]:
        """Give the places that `body` names, in order, namesakes settled by context."""
        cased = self._tongue.cased and not body.islower()
        words = tokens(body)
        matches = list(self._matches(body, words, cased=cased))
        if not matches:
            return ()
        text = Text(body, words, self._tell)
        sights = [
            around(text, (match.first, match.last), match.reading.small, self._tongue)
            for match in matches
        ]
        named = [
            self._named(body, words, match, sight, cased=cased)
            for match, sight in zip(matches, sights, strict=True)
        ]
        written = [
            (
                _opens(body, words[match.first].start),
                bool(match.reading.before),
                _is_bent(words[match.first].text, match),
                _is_dateline(body, words[match.first].start, words[match.last - 1].end),
            )
            for match in matches
        ]
        cases = self._cases(body, named, sights, written, cased=cased)
        return _mentions(body, cases, self._tongue)

    def _matches(self, body: str, words: Sequence[Token], *, cased: bool) -> Iterator[_Match]:
        openings = self._cased_openings if cased else self._openings
        last = 0
        for index, word in enumerate(words):
            found = openings(word.text)
            if not found or index < last:
                continue
            match = self._longest(body, words, index, found, cased=cased)
            if match is not None:
                yield match
                last = match.last

    def _longest(
        self,
        body: str,
        words: Sequence[Token],
        first: int,
        openings: Sequence[_Opening],
        *,
        cased: bool,
    ) -> _Match | None:
        best: _Match | None = None
        for reading, alone, more in openings:
            found = _Match(first, first + 1, reading, alone, reading.behind) if alone else None
            if more:
                found = self._extended(body, words, first, reading, cased=cased) or found
            if found is not None and (best is None or found.last > best.last):
                best = found
        return best

    def _extended(
        self, body: str, words: Sequence[Token], first: int, reading: Reading, *, cased: bool
    ) -> _Match | None:
        """Give the longest name of several words that begins with a reading."""
        best = None
        starts, last = [reading.key], first + 1
        while starts and last < len(words) and last - first < _LONGEST:
            if body[words[last - 1].end : words[last].start] not in _TIES:
                break
            longer = []
            small = cased and words[last].text[:1].islower()
            for start in starts:
                for other in self._goes_on(words[last].text):
                    key = f"{start} {other.key}"
                    known = self._meanings(key)
                    if known is not None and small and not self._may_end(other, known):
                        known = None
                    if known is not None and (best is None or best.last <= last):
                        whole = reading._replace(key=key, small=other.small or reading.small)
                        best = _Match(first, last + 1, whole, known, other.behind)
                    if self._begins(f"{key} "):
                        longer.append(key)
            starts, last = longer, last + 1
        return best

    def _may_end(self, word: Reading, known: Meanings) -> bool:
        """Tell whether a word in small letters may end a name: "oblast", not "La junta"."""
        usual = known.toponyms[0].sense is NameSense.NAME and not word.key.isascii()
        return usual or word.key in self._tongue.towns or word.key in self._tongue.divisions

    def _readings_inside(self, word: str) -> tuple[Reading, ...]:
        """Give how a word may be read inside a name: nothing is written before it there."""
        return tuple(_levelled(each) for each in self._tongue.readings(word) if not each.before)

    def _openings_of(self, word: str) -> tuple[_Opening, ...]:
        found = []
        readings = self._tongue.readings(word)
        small = self._tongue.has(readings[0].key)
        never = readings[0].key in self._tongue.never
        for position, each in enumerate(readings):
            reading = _levelled(each)
            alone = self._meanings(reading.key) if len(reading.key) > 1 else None
            if alone is None or not alone.has_country:  # "Siria" is the country, "siria" its own
                alone = self._people(reading.key) or alone
            if never or small:
                alone = None
            more = self._begins(f"{reading.key} ")
            if alone is not None or more:
                rank = max(alone.weights) if alone else 0.0
                found.append((rank + _AS_WRITTEN * (position == 0), _Opening(reading, alone, more)))
        found.sort(key=lambda pair: -pair[0])
        return tuple(opening for _, opening in found)

    def _cased_openings_of(self, word: str) -> tuple[_Opening, ...]:
        """Give the openings of a word where names have capitals: in small letters, peoples."""
        if not any(letter.isupper() for letter in word):
            read = (self._tongue.beside or self._tongue.readings)(word)
            told = ((reading, self._people(reading.key)) for reading in read)
            return tuple(_Opening(reading, people, False) for reading, people in told if people)
        found = []
        for reading, alone, more in self._openings_of(word):
            if not _has_capital(word, reading):
                continue
            short = alone and not alone.aside and _is_short_for(word, alone)
            if more or (alone and not short):
                found.append(_Opening(reading, None if short else alone, more))
        return tuple(found)

    def _people(self, key: str) -> Meanings | None:
        told = self._tongue.people_of(key)
        if told is None:
            return None
        if told not in self._peoples:
            code, voice = told
            whole = self._names.toponyms(fold(self._names.country_name(code) or ""))
            sense = NameSense.VOICE if voice else NameSense.PEOPLE
            found = [each for each in whole if each.kind is PlaceKind.COUNTRY]
            made = tuple(Toponym(place=e.place, kind=e.kind, sense=sense) for e in found[:1])
            self._peoples[told] = meant(made) if made else None
        return self._peoples[told]

    def _named(
        self, body: str, words: Sequence[Token], match: _Match, sight: Around, *, cased: bool
    ) -> Named:
        reading, tongue = match.reading, self._tongue
        single = match.last == match.first + 1
        standing = Standing.PLACE
        if sight.noun in tongue.offices and match.meanings.kind is not PlaceKind.TOWN:
            standing = Standing.BODY
        alike = cased and single and not match.meanings.has_country
        if alike and _is_person(body, words, match, sight, tongue):
            standing = Standing.PART
        return Named(
            key=reading.key,
            start=words[match.first].start + reading.before,
            end=words[match.last - 1].end - match.behind,
            meanings=match.meanings,
            standing=standing,
            wants=sight.wants,
            possessive=False,
            single=single,
            vouched=False,
        )

    def _cases(
        self,
        body: str,
        named: Sequence[Named],
        sights: Sequence[Around],
        written: Sequence[tuple[bool, bool, bool, bool]],
        *,
        cased: bool,
    ) -> list[Case]:
        beside = self._beside(body, named)
        settler = Settler(body, named, self._watched, beside)
        cases = []
        for index, (name, sight) in enumerate(zip(named, sights, strict=True)):
            if name.meanings.aside:
                cases.append(Case(name, name.meanings.toponyms[0], sight, True, False))
                continue
            toponym = settler.choose(index, sight.wants)
            spoken_of = settler.spoken_of(index, toponym.place.country)
            contained = settler.contained(index)
            container = index in beside.containers
            case = Case(name, toponym, sight, spoken_of, contained, *written[index], container)
            if believed(case, self._tongue, cased=cased):
                cases.append(case)
        return cases

    def _beside(self, body: str, named: Sequence[Named]) -> Beside:
        found = Beside()
        for index, (one, two) in enumerate(pairwise(named)):
            between = _ENDING.sub("", body[one.end : two.start])
            if len(between) > _BESIDE or "\n" in between or ". " in between:
                continue
            if any(key_of(word.text) not in self._plain for word in tokens(between)):
                continue
            hold(found, index, one, two)
        return found


#: abbreviations have no more letters
_ABBREVIATION: Final = 6
_NAMED_BY_LETTERS: Final = (PlaceKind.COUNTRY, PlaceKind.REGION)


def _is_short_for(word: str, known: Meanings) -> bool:
    """Tell whether a word is an abbreviation, of nothing that is known by its letters."""
    if not word[:2].isupper() or len(word) > _ABBREVIATION:
        return False
    return known.toponyms[0].kind not in _NAMED_BY_LETTERS


def _has_capital(word: str, reading: Reading) -> bool:
    return word[reading.before : reading.before + 1].isupper()


def _levelled(reading: Reading) -> Reading:
    """Give a reading with the Arabic article in Latin letters as keys have it."""
    return reading._replace(key="al") if reading.key in ARTICLES else reading


def _is_person(
    body: str, words: Sequence[Token], match: _Match, sight: Around, tongue: Tongue
) -> bool:
    """Tell whether a name stands beside another capital as somebody's name does."""
    if match.meanings.aside or sight.wants is not Wants.ANYTHING or match.reading.before:
        return False
    if match.last < len(words):
        follower = words[match.last]
        tied = body[words[match.last - 1].end : follower.start] == " "
        if tied and _is_named(follower.text) and match.reading.key in tongue.given:
            return True
    if not match.first:
        return False
    before = words[match.first - 1]
    if body[before.end : words[match.first].start] not in (" ", "-") or not _is_named(before.text):
        return False
    opens = _opens(body, before.start)
    known = tongue.has(key_of(before.text))
    return not opens and not known and not sight.placed(tongue)


def _is_bent(word: str, match: _Match) -> bool:
    """Tell whether a name is written in another case than the nominative."""
    taken = match.reading.before or match.reading.behind
    return not taken and not match.reading.key.startswith(key_of(word))


def _is_dateline(body: str, start: int, end: int) -> bool:
    """Tell whether a name begins a report: "BEYROUTH (Agence) - "."""
    begins = start == 0 or body[start - 1] == "\n"
    return begins and _DATELINE.match(body, end) is not None


def _opens(body: str, start: int) -> bool:
    """Tell whether the word that starts there opens a sentence or line."""
    index = start - 1
    while index >= 0 and body[index] in " \u00a0'‘’":
        index -= 1
    return index < 0 or body[index] in _SENTENCE


def _is_named(word: str) -> bool:
    """Tell whether a word has a capital and goes on in small letters."""
    return word[:1].isupper() and word[1:].islower()


def _mentions(body: str, cases: Sequence[Case], tongue: Tongue) -> tuple[PlaceMention, ...]:
    told: list[Bearing] = []
    end = -_BESIDE
    for case in cases:
        listed = told[-1] if told and _is_listed(body[end : case.name.start], tongue) else None
        told.append(bearing(case, tongue, listed))
        end = case.name.end
    nearest = min(told, default=Bearing.TELLS)
    located = nearest if nearest < Bearing.ACTS else None
    return tuple(
        PlaceMention(
            place=case.toponym.place,
            text=body[case.name.start : case.name.end],
            start=case.name.start,
            end=case.name.end,
            locates=each is located,
        )
        for case, each in zip(cases, told, strict=True)
    )


def _is_listed(between: str, tongue: Tongue) -> bool:
    """Tell whether what stands between two names makes a list of them."""
    if len(between) > _BESIDE or "." in between or "\n" in between:
        return False
    words = [key_of(word.text) for word in tokens(between)]
    return all(word in tongue.joining or word in tongue.skipped for word in words)
