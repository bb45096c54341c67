"""A database with situations, for the commands that show them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.storage.records import alert_version, claim, situation
from warnd.daemon.timing.clock import SystemClock
from warnd.model.area import Area
from warnd.model.article import Source
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, ArticleId, Origin
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.model.situation import Situation
from warnd.storage.connect import open_store

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
AREAS = [
    {"id": "idlib", "name": "Idlib", "country": "SY", "divisions": ["SY-ID"]},
    {"id": "kyiv", "name": "Kyiv, Ukraine", "divisions": ["UA-30"]},
    {"id": "gao", "name": "Gao", "country": "ML", "divisions": ["ML-7"]},
    {"id": "never", "name": "Never Heard Of", "country": "PT"},
]


def now() -> datetime:
    """Give this second: the commands run on the clock of this machine too."""
    return SystemClock().now().replace(microsecond=0)


def state(area: str, hours: float, level: Level, index: float, *, lasted: float = 0) -> Situation:
    """Give a state of some hours ago, whose level had lasted for some hours then."""
    at = now() - hours * HOUR
    plain = replace(situation(area), level=level, index=index, patterns=(), known_since=at - DAY)
    return replace(plain, at=at, since=at - lasted * HOUR, reasons=(f"why {index:.0f}",))


def said(article: str, hours: float, origin: str = "agency") -> Claim:
    """Give a claim about Idlib of some hours ago."""
    return replace(
        claim(article=ArticleId(article), area=AreaId("idlib"), at=now() - hours * HOUR),
        source=Source(publisher=origin, origin=Origin(origin), reliability=Reliability.B),
        url=f"https://news.example/{article}",
    )


def states() -> tuple[Situation, ...]:
    """Give Idlib that rose to watch and warning, Kyiv at emergency, Gao that has long been calm."""
    return (
        state("idlib", 60, Level.WATCH, 42),
        state("idlib", 25, Level.WATCH, 41, lasted=35),
        state("idlib", 10, Level.WARNING, 60),
        state("idlib", 1, Level.WARNING, 64, lasted=9),
        state("kyiv", 1, Level.EMERGENCY, 91),
        state("gao", 300, Level.CALM, 30),
    )


def situated(config: Path, stored: Sequence[Situation] | None = None) -> Path:
    """Fill the database of a configuration, by default with `states`; give the configuration."""
    settings = {**json.loads(config.read_text()), "areas": AREAS}
    config.write_text(json.dumps(settings))
    store = open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)
    idlib = Area(id=AreaId("idlib"), name="Idlib", country="SY")
    with store.transaction() as transaction:
        for each in states() if stored is None else stored:
            transaction.save_situation(each)
        transaction.add_claims([said("a1", 11), said("a2", 10, "gazette \x1b]0;owned\x07[bold]")])
        for number, hours in ((1, 60), (2, 10)):
            version = alert_version("alert-1", number, area=idlib, at=now() - hours * HOUR)
            transaction.add_alert_version(version)
    store.close()
    return config
