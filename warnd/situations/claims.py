"""From a reading to claims about areas."""

from collections.abc import Iterable, Sequence

from warnd.model.article import Article
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId
from warnd.model.place import PlaceMention
from warnd.model.reading import Reading
from warnd.model.scoring import Scoring
from warnd.model.signal import Signal
from warnd.situations.areas import AreaBook, AreaHit

#: how surely a signal happens where the article, but not its own sentence, names a place
_ELSEWHERE_IN_ARTICLE = 0.8
#: how surely it happens in a country that is only spoken of ("Syrian", "Moscow says")
_SPOKEN_OF = 0.6


def claims_of(
    article: Article, reading: Reading, areas: AreaBook, scoring: Scoring
) -> tuple[Claim, ...]:
    """Give the claims an article makes about watched areas, one an area, kind and status.

    A signal belongs to the places its own sentence ties it to; without any, to the places that the
    article names; without those, to the countries that it speaks of. When it is spread over several
    countries by such a guess, each gets its share.
    """
    claims: dict[tuple[AreaId, str, str], Claim] = {}
    for signal in reading.signals:
        if signal.probability < scoring.least_probability.value:
            continue
        mentions, sureness = _tied_to(signal, reading.places)
        for claim in _claims_of_signal(article, signal, mentions, sureness, areas, scoring):
            key = (claim.area, claim.signal.kind, claim.signal.status)
            known = claims.get(key)
            if known is None or claim.placing > known.placing:
                claims[key] = claim
    return tuple(claims.values())


def _tied_to(
    signal: Signal, mentions: Sequence[PlaceMention]
) -> tuple[Sequence[PlaceMention], float]:
    if signal.where:
        return signal.where, 1.0
    located = [mention for mention in mentions if mention.locates]
    if located:
        return located, _ELSEWHERE_IN_ARTICLE / _countries(located)
    return mentions, _SPOKEN_OF / max(1, _countries(mentions))


def _countries(mentions: Iterable[PlaceMention]) -> int:
    return len({mention.place.country for mention in mentions})


def _claims_of_signal(
    article: Article,
    signal: Signal,
    mentions: Sequence[PlaceMention],
    sureness: float,
    areas: AreaBook,
    scoring: Scoring,
) -> Iterable[Claim]:
    for mention in mentions:
        for hit in areas.areas_of(mention.place):
            share = _share(hit, scoring)
            yield Claim(
                area=hit.area.id,
                article=article.id,
                source=article.source,
                url=article.url,
                title=article.title,
                signal=signal,
                place=mention.place.name,
                admin1=mention.place.admin1,
                placing=sureness * share,
                at=article.published,
                story=article.story,
                possible_test=article.possible_test,
            )


def _share(hit: AreaHit, scoring: Scoring) -> float:
    """Give how much of a claim an area feels, 0 to 1."""
    if hit.is_neighbour:
        return scoring.neighbour_share.value
    return 1.0 if hit.finest else scoring.roll_up.value
