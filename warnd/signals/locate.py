"""Where a signal happens: the places that its sentence ties it to."""

from collections.abc import Sequence

from warnd.model.place import PlaceMention
from warnd.model.sentence import Sentence

#: how many sentences further back a place may have been named and still be meant
_LOOK_BACK = 1


def places_of(
    sentences: Sequence[Sentence], index: int, mentions: Sequence[PlaceMention]
) -> tuple[PlaceMention, ...]:
    """Give the places of the sentence at `index`, else of the one before it; empty without any.

    Only mentions that locate count; speakers' capitals and demonyms do not.
    """
    for back in range(_LOOK_BACK + 1):
        if index - back < 0:
            break
        sentence = sentences[index - back]
        inside = tuple(
            mention
            for mention in mentions
            if mention.locates and sentence.start <= mention.start < sentence.end
        )
        if inside:
            return _without_containers(inside)
    return ()


def _without_containers(mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Drop a country or division that only says where a finer place of the sentence lies."""
    divisions = {m.place.admin1 for m in mentions if _is_point(m)}
    countries = {m.place.country for m in mentions if m.place.admin1}
    return tuple(
        mention
        for mention in mentions
        if not (mention.place.admin1 is None and mention.place.country in countries)
        and not (not _is_point(mention) and mention.place.admin1 in divisions)
    )


def _is_point(mention: PlaceMention) -> bool:
    return mention.place.admin1 is not None and mention.place.population > 0
