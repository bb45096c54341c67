"""Which places of a sentence belong to which of its events: "bombs X to avenge the blast in Y"."""

from collections.abc import Iterator, Sequence
from typing import Final

from warnd.model.grammar import Grammar
from warnd.model.identifiers import KindId
from warnd.model.place import PlaceMention
from warnd.model.sentence import Sentence
from warnd.rules.match import RuleMatch
from warnd.signals.clauses import clause_of, clauses_of, stands_apart

#: kinds that go from one place to another: what drove people out tells where they left
_MOVES: Final = frozenset({KindId("displacement")})
#: a sentence of one scene
_ALONE: Final = 1


def of_its_scene(
    where: Sequence[PlaceMention],
    sentence: Sentence,
    kind: KindId,
    matches: Sequence[RuleMatch],
    grammar: Grammar,
) -> tuple[PlaceMention, ...]:
    """Give those places of a sentence that are told of the event that the matches saw.

    A clause that tells what an event answered or followed ("after", "in retaliation for") is a
    scene of its own. Where the matches stand in one scene, and it names a place, the places of the
    others are not theirs. A place in a country that the scene only names as a whole is kept: it may
    say where there.
    """
    if len(where) <= 1 or not matches or kind in _MOVES or where[0].start < sentence.start:
        return tuple(where)
    starts, scenes = _scenes(sentence, grammar)
    if len(set(scenes)) == _ALONE:
        return tuple(where)
    seen = _seen(matches, starts, scenes)
    own = {
        mention.start: mention
        for mention in where
        if scenes[clause_of(starts, _word(sentence, mention.start))] in seen
    }
    wide = _only_whole(list(own.values()))
    if not own:
        return tuple(where)
    return tuple(
        mention for mention in where if mention.start in own or mention.place.country in wide
    )


def _seen(
    matches: Sequence[RuleMatch], starts: tuple[int, ...], scenes: Sequence[int]
) -> frozenset[int]:
    """Give the scenes that the matches stand in; one that reaches over two tells of none."""
    ends = [
        (scenes[clause_of(starts, match.first)], scenes[clause_of(starts, match.last)])
        for match in matches
    ]
    within = frozenset(first for first, last in ends if first == last)
    return within or frozenset(scene for pair in ends for scene in pair)


def _scenes(sentence: Sentence, grammar: Grammar) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the first word of each clause, and for each the scene that it tells of."""
    starts, whole = clauses_of(sentence, grammar)
    return starts, tuple(_told(sentence, starts, whole, grammar))


def _told(
    sentence: Sentence, starts: Sequence[int], whole: Sequence[int], grammar: Grammar
) -> Iterator[int]:
    """Yield each clause's scene: its own where it stands apart, else that of the one before.

    Behind "After the blast in Y," the main clause begins a scene; behind an aside goes on what
    stood before it.
    """
    told: list[int] = []
    fronted = False
    for clause, start in enumerate(starts):
        apart = stands_apart(sentence.words, start, grammar)
        if clause == 0 or apart or fronted:
            told.append(clause)
        elif whole[clause] != clause:
            told.append(told[whole[clause]])
        else:
            told.append(told[-1])
        fronted = clause == 0 and apart
        yield told[-1]


def _word(sentence: Sentence, offset: int) -> int:
    """Give the index of the word that stands at an offset into the body."""
    ends = (index for index, (_, end) in enumerate(sentence.spans) if end > offset)
    return next(ends, len(sentence.spans) - 1)


def _only_whole(mentions: Sequence[PlaceMention]) -> frozenset[str]:
    """Give the countries of which no part is named."""
    parts = {one.place.country for one in mentions if one.place.admin1 is not None}
    return frozenset(one.place.country for one in mentions) - parts
