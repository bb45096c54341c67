"""Tells people of models that are no good, and finds that out soon after the start."""

import asyncio
from dataclasses import dataclass, field

from warnd.daemon.alarms.alarming import alarm
from warnd.daemon.models import ModelTrouble
from warnd.daemon.works import Works
from warnd.model.notice import NoticeReason


@dataclass(slots=True, kw_only=True)
class ModelWatch:
    """Looks at the models of the languages that feeds are in; READY is not held for them."""

    works: Works
    _told: set[ModelTrouble] = field(default_factory=set)

    async def look(self) -> None:
        """Load what is not loaded yet, and raise an alarm for what is new among the troubles."""
        models, feeds = self.works.models, self.works.settings.feeds
        if models is None:
            return
        languages = sorted({language for feed in feeds for language in feed.language})
        await asyncio.to_thread(models.look, languages)
        for trouble in models.troubles:
            if trouble not in self._told:
                self._told.add(trouble)
                await self._tell(trouble)

    async def _tell(self, trouble: ModelTrouble) -> None:
        now = self.works.clock.now()
        seed = "\n".join((trouble.language, trouble.why, now.date().isoformat()))
        await alarm(self.works, NoticeReason.MODEL_TROUBLE, now, seed)
