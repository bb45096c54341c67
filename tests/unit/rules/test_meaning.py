"""What queries mean, told a second time and as plainly as can be, held against the matcher."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warnd.model.sentence import Sentence
from warnd.rules.compile import compile_pack
from warnd.rules.parse import parse
from warnd.rules.query import (
    AllOf,
    AnyOf,
    Close,
    Comparison,
    InTitle,
    Numeral,
    PlaceName,
    Query,
    Words,
)
from warnd.rules.rule import Within

from .plain_language import PlainLanguage
from .reading import rule

#: First and last word of something, inclusive.
Stretch = tuple[int, int]


class MappedLanguage(PlainLanguage):
    """Takes every "hama" for a place."""

    def sentences(self, title: str, text: str) -> tuple[Sentence, ...]:
        return tuple(
            replace(each, places=tuple((n, n) for n, w in enumerate(each.words) if w == "hama"))
            for each in super().sentences(title, text)
        )


MAPPED = MappedLanguage()


def stretches(query: Query, sentence: Sentence) -> set[Stretch]:
    """Give where words, numbers and places and what NEAR and THEN join stand in a sentence."""
    match query:
        case Words():
            return _words(query, sentence)
        case Numeral():
            return {
                (number.first, number.last)
                for number in sentence.numbers
                if _in_bound(query, number.value)
            }
        case PlaceName():
            return set(sentence.places)
        case AnyOf(parts=parts):
            return {stretch for part in parts for stretch in stretches(part, sentence)}
        case Close(left=left, right=right):
            pairs = product(stretches(left, sentence), stretches(right, sentence))
            return {
                (min(one[0], other[0]), max(one[1], other[1]))
                for one, other in pairs
                if _close(query, one, other)
            }
        case _:
            raise AssertionError(query)


def _words(query: Words, sentence: Sentence) -> set[Stretch]:
    wanted = query.text.split()
    size = len(wanted)
    return {
        (start, start + size - 1)
        for start in range(len(sentence.words) - size + 1)
        if all(
            _is(word, sentence.words[start + place], exact=query.exact)
            for place, word in enumerate(wanted)
        )
    }


def _is(wanted: str, word: str, *, exact: bool) -> bool:
    if wanted.endswith("*"):
        return word.startswith(wanted[:-1])
    return word == wanted if exact else MAPPED.form(word) == MAPPED.form(wanted)


def _in_bound(query: Numeral, value: int) -> bool:
    held = {
        None: True,
        Comparison.AT_LEAST: value >= query.bound,
        Comparison.AT_MOST: value <= query.bound,
        Comparison.MORE: value > query.bound,
        Comparison.LESS: value < query.bound,
        Comparison.EQUAL: value == query.bound,
    }
    return held[query.comparison]


def _close(query: Close, one: Stretch, other: Stretch) -> bool:
    if 0 <= other[0] - one[1] - 1 <= query.distance:
        return True
    if query.ordered:
        return False
    is_before = 0 <= one[0] - other[1] - 1 <= query.distance
    is_within = one[0] < other[0] and other[1] < one[1]
    is_around = other[0] < one[0] and one[1] < other[1]
    return is_before or is_within or is_around


def holds(query: Query, unit: tuple[Sentence, ...], title: Sentence | None) -> bool:
    """Give whether a query holds in a unit of text."""
    match query:
        case AllOf(parts=parts, absent=absent):
            present = all(holds(part, unit, title) for part in parts)
            return present and not any(holds(part, unit, title) for part in absent)
        case AnyOf(parts=parts):
            return any(holds(part, unit, title) for part in parts)
        case InTitle(part=part):
            return title is not None and holds(part, (title,), title)
        case _:
            return any(stretches(query, sentence) for sentence in unit)


_LEAVES = st.sampled_from(
    ["a", "bs", "=b", "ab*", '"a b"', '"b c"', "NUM", "NUM>=5", "NUM<5", "NUM=7", "NUM>3", "PLACE"]
)


def _joined_words(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    distances = st.integers(0, 3)
    return st.one_of(
        st.builds("({} | {})".format, parts, parts),
        st.builds("({} NEAR/{} {})".format, parts, distances, parts),
        st.builds("({} THEN/{} {})".format, parts, distances, parts),
    )


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} | {})".format, parts, parts),
        st.builds("({} AND {})".format, parts, parts),
        st.builds("({} AND NOT {})".format, parts, parts),
    )


_OF_WORDS = st.recursive(_LEAVES, _joined_words, max_leaves=4)
_QUERIES = st.recursive(_OF_WORDS | st.builds("title:{}".format, _OF_WORDS), _joined, max_leaves=4)
_SENTENCES = st.lists(
    st.sampled_from(["a", "b", "c", "bs", "abc", "ab", "4", "7", "hama", "x"]), max_size=7
).map(" ".join)
_TEXTS = st.lists(_SENTENCES, max_size=3).map(". ".join)


@settings(max_examples=200)
@given(_QUERIES, _SENTENCES, _TEXTS, _TEXTS, st.sampled_from(Within))
def test_a_rule_fires_where_its_query_holds_and_nowhere_else(
    query: str, title: str, one: str, other: str, within: Within
) -> None:
    sentences = MAPPED.sentences(title, f"{one}\n{other}")
    rules = compile_pack([rule(query, within=within)], (), MAPPED)
    seen = {match.sentence for match in rules.match(sentences)}
    first = sentences[0] if sentences and sentences[0].is_title else None
    parsed = parse(query)
    for unit in _units(sentences, within):
        expected = holds(parsed, tuple(sentences[place] for place in unit), first)
        is_quoted_there = not seen.isdisjoint(unit)
        if "title:" in query:  # what only the title shows is quoted there
            assert expected <= (is_quoted_there or 0 in seen)
            assert is_quoted_there <= (expected or 0 in unit)
        else:
            assert is_quoted_there is expected


def _units(sentences: tuple[Sentence, ...], within: Within) -> list[list[int]]:
    """Give the places of the sentences that stand in one unit."""
    every = list(range(len(sentences)))
    if within is Within.SENTENCE:
        return [[place] for place in every]
    if within is Within.ARTICLE:
        return [every] if every else []
    paragraphs = dict.fromkeys(sentence.paragraph for sentence in sentences)
    return [[p for p in every if sentences[p].paragraph == each] for each in paragraphs]


@pytest.mark.parametrize("within", Within)
def test_an_article_without_a_sentence_is_read(within: Within) -> None:
    assert compile_pack([rule("a", within=within)], (), MAPPED).match(()) == ()
