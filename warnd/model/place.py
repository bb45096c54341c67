"""Places and where a text names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that the gazetteer knows."""

    #: its usual English name
    name: str
    #: ISO 3166-1 alpha-2 code of its country; empty for a place in no country
    country: str
    #: ISO 3166-2 code of its first-level division, such as `SY-ID`; None for a whole country or
    #: when it is not known
    admin1: str | None
    #: latitude and longitude in degrees WGS 84; None for what has no single point
    lat: float | None
    lon: float | None
    #: how it ranks among namesakes: its population, 0 when unknown
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place as one stretch of a text names it."""

    #: the place meant, after the namesakes were weighed
    place: Place
    #: the words as written
    text: str
    #: offsets in code points into the article's body (`title + "\\n" + text`)
    start: int
    end: int
    #: whether it may be where something happens; False for demonyms, speakers' capitals and
    #: organisations, which tell the country talked about and no more
    locates: bool = True
