"""What the commands about situations look with: areas, scoring, and the database to read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from warnd.cli.situations_told import faded, is_stale
from warnd.config.load import load_settings
from warnd.daemon.compose import default_areas, load_knowledge
from warnd.model.area import Area
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, KindId
from warnd.model.level import Level
from warnd.model.past import Point
from warnd.model.scoring import LevelThreshold
from warnd.model.situation import Assessment, Situation
from warnd.situations.areas import AreaBook
from warnd.situations.assess import Judge
from warnd.situations.weigh import Scale
from warnd.storage.connect import open_store
from warnd.storage.store import SqlTransaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is watched, by which numbers it is judged, and what is stored of it."""

    #: the areas of the configuration
    areas: AreaBook
    #: what judges them
    judge: Judge
    #: what is stored, for reading
    stored: SqlTransaction

    def area(self, id_: AreaId) -> Area:
        """Give an area by its id; one that is no longer watched has its id for a name."""
        return self.areas.by_id.get(id_) or Area(id=id_, name=str(id_))

    def all_areas(self) -> list[Area]:
        """Give the areas that are watched, and those that were and have left their past."""
        known = (area for area in self.stored.known_areas() if area not in self.areas.by_id)
        return [*self.areas.areas, *(self.area(id_) for id_ in known)]

    def claims(self, area: AreaId, now: datetime) -> tuple[Claim, ...]:
        """Give the claims that are weighed at a moment, oldest first."""
        horizon = self.judge.scale.scoring.horizon.value
        return self.stored.claims(area, now - horizon, now)

    def before(self, area: AreaId, moment: datetime) -> Point | None:
        """Give how an area stood at a moment, None when nothing was known of it."""
        point = self.stored.point_before(area, moment)
        if point is None or not is_stale(point.at, moment):
            return point
        return faded(point, moment, self.judge.scale.scoring.half_life.value)

    def by_now(self, situation: Situation, now: datetime) -> Situation:
        """Give a situation with the index that is left by now; a calm area is not assessed again.

        One above calm is: its index stands as it was stored.
        """
        if situation.level > Level.CALM:
            return situation
        stored = Point(at=situation.at, level=situation.level, index=situation.index)
        index = faded(stored, now, self.judge.scale.scoring.half_life.value).index
        return replace(situation, index=index)

    def assess(
        self, claims: tuple[Claim, ...], previous: Situation, now: datetime
    ) -> tuple[Situation, Assessment]:
        """Give how an area stands at a moment; nothing of it is stored."""
        watching_since = self.stored.watching_since()
        return self.judge.assess(previous.area, claims, previous, now, watching_since)

    def threshold(self, level: Level) -> LevelThreshold | None:
        """Give when a level begins and ends; None for calm."""
        return next((row for row in self.judge.scale.scoring.levels if row.level is level), None)

    def title(self, kind: KindId) -> str:
        """Give what people read for a kind."""
        titles = {each.id: each.title for each in self.judge.scale.scoring.kinds}
        return titles.get(kind, str(kind).replace("_", " "))


@contextmanager
def watching(config: Path) -> Iterator[Watch]:
    """Open what a daemon watches and stores, for reading; it is not disturbed.

    Raises ConfigurationInvalid, StoreInvalid and the other errors of `open_store`.
    """
    settings = load_settings(config)
    knowledge = load_knowledge(settings, by_language=True)
    store = open_store(settings.store)
    try:
        with store.transaction() as transaction:
            yield Watch(
                areas=AreaBook(settings.areas or default_areas(knowledge.gazetteer)),
                judge=Judge(scale=Scale(knowledge.scoring), patterns=knowledge.pack.patterns),
                stored=transaction,
            )
    finally:
        store.close()
