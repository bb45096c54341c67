"""Where a signal happens: the places that its sentence ties it to."""

import re
from collections.abc import Sequence
from typing import Final

from warnd.model.place import Place, PlaceMention
from warnd.model.sentence import Sentence

#: how many sentences further back a place may have been named and still be meant
_LOOK_BACK = 1
#: what it is called, behind its name: "Sangin District, Helmand"
_CALLED: Final = (
    r"(?: (?:[Cc]ity|[Cc]ounty|[Dd]istrict|[Gg]overnorate|[Pp]rovince|[Rr]egion|[Ss]tate|town))?"
)
#: between a place and the one behind it that it lies in: "Saraqib, Idlib", "Saraqib in rural
#: Idlib", "Sibi in Pakistan's Balochistan", "Geneina, the capital of West Darfur"
_INSIDE: Final = re.compile(
    rf"{_CALLED}(?:, | \(|,? in (?:the )?(?:[A-Z]\w+['’]s )?(?:[a-z]+ (?:of )?)?"
    r"|,? (?:the )?(?:[a-z]+ )?capital (?:city )?of (?:the )?)"
)
#: how far: "about 30 kilometres (19 mi) "
_FAR: Final = (
    r"(?:just |(?:(?:about|some|around|roughly|nearly|approximately|only|over|more than) )?"
    r"\d[\d.,]*(?: |-)?(?:km|kilomet(?:er|re)s?|miles?|mi)(?: \([^)]*\))? )?"
)
#: between a place and the one behind it that only says where to look: "Marea, north of Aleppo"
_AWAY: Final = re.compile(
    rf"{_CALLED}(?: [a-z-]+){{0,2}},? {_FAR}(?:to the )?"
    r"(?:north|south|east|west)(?:[- ]?(?:east|west))? of (?:the )?(?:[a-z]+ ){0,2}"
)
#: between a place and the division behind it that the text says it lies in, whatever tables say
_SAID_INSIDE: Final = re.compile(
    r" (?:[Cc]ounty|[Dd]istrict|[Ss]ubdistrict|town|village)(?:, | in (?:the )?|,? of (?:the )?)"
)
#: behind a division
_DIVISION: Final = re.compile(r" (?:[Gg]overnorate|[Pp]rovince|[Rr]egion|[Ss]tate|[Oo]blast)\b")
#: between names of one list
_LISTED: Final = re.compile(r",? and |, ")
#: between a place and the one before it that it lies in: "Idlib's town of Saraqib"
_OWNED: Final = re.compile(r"['’]s (?:[a-z]+ )*(?:of )?")


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
            return _without_containers(inside, sentence)
    return ()


def _without_containers(
    mentions: Sequence[PlaceMention], sentence: Sentence
) -> tuple[PlaceMention, ...]:
    """Drop a country, division or town that only says where another place of the sentence lies."""
    countries = {m.place.country for m in mentions if not _is_country(m.place)}
    containers = set()
    fine = [mention for mention in mentions if not _is_country(mention.place)]
    for one, two, three in zip(fine, fine[1:], (*fine[2:], None), strict=False):
        between = _between(sentence, one, two)
        if _AWAY.fullmatch(between):
            containers.add(two.start)
        elif _is_contradicted(sentence, one, two):
            containers.add(one.start)
        elif _holds(two.place, one.place) and _INSIDE.fullmatch(between):
            if three is None or not _is_list(sentence, two, three):
                containers.add(two.start)
        elif _holds(one.place, two.place) and _OWNED.fullmatch(between):
            containers.add(one.start)
    return tuple(
        mention
        for mention in mentions
        if mention.start not in containers
        and not (_is_country(mention.place) and mention.place.country in countries)
    )


def _is_contradicted(sentence: Sentence, one: PlaceMention, two: PlaceMention) -> bool:
    """Tell whether the text says of a place that it lies in another division of its country."""
    said = _SAID_INSIDE.fullmatch(_between(sentence, one, two))
    if said is None or _DIVISION.match(sentence.text, two.end - sentence.start) is None:
        return False
    alike = one.place.country == two.place.country
    return alike and one.place.admin1 is not None and one.place.admin1 != two.place.admin1


def _between(sentence: Sentence, one: PlaceMention, two: PlaceMention) -> str:
    return sentence.text[one.end - sentence.start : two.start - sentence.start]


def _is_list(sentence: Sentence, one: PlaceMention, two: PlaceMention) -> bool:
    """Tell whether two places of one division stand in a list."""
    alike = one.place.admin1 == two.place.admin1
    return alike and _LISTED.fullmatch(_between(sentence, one, two)) is not None


def _is_country(place: Place) -> bool:
    """Tell whether it is a whole country; a village that no table knows has no people."""
    return place.admin1 is None and place.lat is None and place.population > 0


def _holds(whole: Place, part: Place) -> bool:
    """Tell whether a place may be the division, or the town with its land, that another lies in."""
    return (
        whole.country == part.country
        and whole.admin1 is not None
        and whole.admin1 == part.admin1
        and whole.population > part.population
    )
