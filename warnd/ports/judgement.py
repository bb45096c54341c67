"""What is stored of claims, situations and alerts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from warnd.model.alert import AlertVersion
from warnd.model.claim import Claim
from warnd.model.identifiers import (
    AlertId,
    AreaId,
    ArticleId,
    StoryId,
)
from warnd.model.level import Level
from warnd.model.situation import Situation


class ClaimStore(Protocol):
    """Claims about areas."""

    def add_claims(self, claims: Sequence[Claim]) -> None:
        """Store claims; one that is known (area, article, kind, status) is left as it is."""
        ...

    def claims(self, area: AreaId, since: datetime, until: datetime) -> tuple[Claim, ...]:
        """Give the claims about an area with `since < at <= until`, oldest first."""
        ...

    def story_claims(self, story: StoryId) -> tuple[Claim, ...]:
        """Give the claims that the articles of a story make and nobody took back, oldest first."""
        ...

    def article_claims(self, article: ArticleId) -> tuple[Claim, ...]:
        """Give the claims that an article makes and nobody took back."""
        ...

    def replace_claims(
        self, article: ArticleId, new: Sequence[Claim], now: datetime
    ) -> frozenset[AreaId]:
        """Store what an article claims now; what it no longer claims is withdrawn.

        Gives the areas that lost a claim.
        """
        ...

    def withdraw_claims(self, of: Sequence[ArticleId], now: datetime) -> frozenset[AreaId]:
        """Take back what articles claim: it weighs nothing any more. Gives the areas."""
        ...


class SituationStore(Protocol):
    """States of areas."""

    def situation(self, area: AreaId) -> Situation | None:
        """Give the state of an area, None when it was always calm."""
        ...

    def watching_since(self) -> datetime | None:
        """Give since when any area has been known, None when none is."""
        ...

    def open_situations(self) -> tuple[Situation, ...]:
        """Give the states of all areas above calm, by area id."""
        ...

    def situation_history(
        self, area: AreaId, since: datetime, until: datetime
    ) -> tuple[Situation, ...]:
        """Give the stored states of an area with `since < at <= until`, oldest first."""
        ...

    def save_situation(self, situation: Situation) -> None:
        """Store the state of an area and append it to the area's history."""
        ...


class AlertStore(Protocol):
    """Alerts, all versions, for ever."""

    def open_alert(self, area: AreaId) -> AlertVersion | None:
        """Give the newest version of the alert that is open for an area, None when none is."""
        ...

    def add_alert_version(self, version: AlertVersion) -> None:
        """Store a version."""
        ...

    def alert_versions(self, alert: AlertId) -> tuple[AlertVersion, ...]:
        """Give all versions of an alert, oldest first; empty when it is not known."""
        ...

    def alerts(self, limit: int) -> tuple[AlertVersion, ...]:
        """Give the newest version of the newest alerts, newest first."""
        ...

    def open_alerts(self, level: Level | None = None) -> tuple[AlertVersion, ...]:
        """Give the newest version of every open alert, or of those at a level, newest first."""
        ...

    def alert_version(self, alert: AlertId, version: int) -> AlertVersion | None:
        """Give one version of an alert, None when it is not known."""
        ...
