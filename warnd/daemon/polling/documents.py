"""A feed's answer becomes a document, unless it is what the feed showed last time."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from warnd.daemon.worker import Worker
from warnd.feeds.behind.enrich import Enricher
from warnd.feeds.timing.due import wants_full
from warnd.intake import Intake
from warnd.model.entry import FeedDocument
from warnd.model.feed import FeedState, Fetched
from warnd.ports.world import Parser
from warnd.settings import FeedSettings, FeedType


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """Has answers parsed, in processes beside this one."""

    parser: Parser
    #: asks the database what a feed showed before
    worker: Worker
    #: fetches what stands behind the entries of a feed that asks for it; None: nothing
    enricher: Enricher | None

    async def read(
        self,
        intake: Intake,
        feed: FeedSettings,
        before: FeedState | None,
        fetched: Fetched,
        now: datetime,
    ) -> tuple[FeedDocument | None, str]:
        """Give the document and the digest of its bytes; no document when nothing changed."""
        if fetched.unchanged:
            return None, ""
        digest = "" if fetched.cut else hashlib.sha256(fetched.body).hexdigest()
        # Once a day a document is read again though its bytes are the same: what was ours to mend
        # may be mended.
        same = before is not None and before.digest == digest != ""
        if same and not wants_full(before, now):
            return None, digest
        known = intake.known_at_once(feed.id, before)
        if known is None:
            known = await self.worker.run(intake.known, feed.id)
        about = intake.about(feed, before, now) if is_only_stored(feed, fetched) else None
        document = await self.parser.parse(fetched, known, about)
        if self.enricher is not None:
            document = await self.enricher.enriched(feed, document, before, known)
        return document, digest


def is_only_stored(feed: FeedSettings, fetched: Fetched) -> bool:
    """Tell whether an answer waits for the parser and the database, and for no more servers."""
    enriched = feed.type is FeedType.CAP or feed.full_text
    return not (fetched.unchanged or enriched)
