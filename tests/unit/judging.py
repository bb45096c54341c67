"""A pipeline that judges for real and reads by a fake: articles say what a test says they say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.unit.builders import IDLIB, mention, shipped_table, signal
from warnd.articles.incoming import Incoming
from warnd.judging import Judgement
from warnd.model.area import Area
from warnd.model.article import Article
from warnd.model.identifiers import AreaId, ChannelId
from warnd.model.place import Place
from warnd.model.reading import Reading
from warnd.settings import RouteSettings
from warnd.situations.areas import AreaBook
from warnd.situations.assess import Judge
from warnd.situations.weigh import Scale

DUTY = ChannelId("duty")
AREA = Area(id=AreaId("SY-ID"), name="Idlib, Syria", country="SY", divisions=("SY-ID",))


@dataclass(slots=True, kw_only=True)
class WordReader:
    """Sees the kinds that an article's text names as words, all of them in Idlib.

    A text that says "poison" makes it fail.
    """

    place: Place = IDLIB
    #: the articles read, in order
    read_ids: list[str] = field(default_factory=list)

    def read(self, article: Article) -> Reading:
        self.read_ids.append(article.id)
        if "poison" in article.text:
            raise RuntimeError("poison was read")
        where = mention(self.place)
        return Reading(
            language="en",
            score=50.0,
            signals=tuple(signal(word, where=(where,)) for word in article.text.split()),
            places=(where,),
        )


def judgement(
    reader: WordReader | None = None,
    *,
    areas: Iterable[Area] = (AREA,),
    routes: tuple[RouteSettings, ...] = (RouteSettings(to=(DUTY,)),),
    recipients: Mapping[ChannelId, Sequence[str]] | None = None,
) -> Judgement:
    """Give a judgement by the shipped scoring table, without patterns."""
    return Judgement(
        reader=reader or WordReader(),
        areas=AreaBook(areas),
        judge=Judge(scale=Scale(shipped_table()), patterns=()),
        routes=routes,
        recipients={DUTY: ("duty@example.org",)} if recipients is None else recipients,
    )


def incoming(article: Article, *, alerts: bool = True) -> Incoming:
    """Give an article on its way in, known by its id."""
    return Incoming(article=article, keys=(f"id:{article.id}",), alerts=alerts)
