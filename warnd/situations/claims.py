"""From a reading to claims about areas."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
_SPOKEN_OF = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """That a signal may happen at a place."""

    mention: PlaceMention
    #: how surely, 0 to 1
    sureness: float


def claims_of(
    article: Article, reading: Reading, areas: AreaBook, scoring: Scoring
) -> tuple[Claim, ...]:
    """Give the claims an article makes about watched areas, one an area, kind and status.

    A signal belongs to the places its own sentence ties it to; without any, to the places that the
    article names; without those, to the countries that it speaks of. When such a guess is between
    several countries, the one named nearest to its words is believed as if it were alone, the next
    half as much, the third a third.
    """
    claims: dict[tuple[AreaId, str, str], Claim] = {}
    for signal in reading.signals:
        if signal.probability < scoring.least_probability.value:
            continue
        ties = _tied_to(signal, reading.places)
        for claim in _claims_of_signal(article, signal, ties, areas, scoring):
            key = (claim.area, claim.signal.kind, claim.signal.status)
            known = claims.get(key)
            if known is None or claim.placing > known.placing:
                claims[key] = claim
    return tuple(claims.values())


def _tied_to(signal: Signal, mentions: Sequence[PlaceMention]) -> Sequence[Tie]:
    if signal.where:
        return [Tie(mention=mention, sureness=1.0) for mention in signal.where]
    located = [mention for mention in mentions if mention.locates]
    if located:
        return list(_by_nearness(signal, located, _ELSEWHERE_IN_ARTICLE))
    return list(_by_nearness(signal, mentions, _SPOKEN_OF))


def _by_nearness(
    signal: Signal, mentions: Sequence[PlaceMention], sureness: float
) -> Iterable[Tie]:
    """Give ties to all of the mentions, less sure the further off their country is named."""
    nearest = sorted(mentions, key=lambda mention: (_distance(signal, mention), mention.start))
    countries = list(dict.fromkeys(mention.place.country for mention in nearest))
    for mention in mentions:
        rank = countries.index(mention.place.country) + 1
        yield Tie(mention=mention, sureness=sureness / rank)


def _distance(signal: Signal, mention: PlaceMention) -> int:
    """Give how many code points lie between a mention and the words of a signal, the nearest."""
    return min(
        max(0, quote.start - mention.end, mention.start - quote.end) for quote in signal.evidence
    )


def _claims_of_signal(
    article: Article,
    signal: Signal,
    ties: Iterable[Tie],
    areas: AreaBook,
    scoring: Scoring,
) -> Iterable[Claim]:
    for tie in ties:
        mention = tie.mention
        for hit in areas.areas_of(mention.place):
            yield Claim(
                area=hit.area.id,
                article=article.id,
                source=article.source,
                url=article.url,
                title=article.title,
                signal=signal,
                place=mention.place.name,
                admin1=mention.place.admin1,
                placing=tie.sureness * _share(hit, scoring),
                at=article.published,
                story=article.story,
                possible_test=article.possible_test,
            )


def _share(hit: AreaHit, scoring: Scoring) -> float:
    """Give how much of a claim an area feels, 0 to 1."""
    if hit.is_neighbour:
        return scoring.neighbour_share.value
    return 1.0 if hit.finest else scoring.roll_up.value
