"""What people are told of the database: that nothing can be recorded, and that it can again."""

import hashlib
from datetime import datetime

from warnd.model.notice import Notice, NoticeId, NoticeReason, Topic

#: what notices about the database are about
STORE = Topic("store")


def store_notice(reason: NoticeReason, since: datetime, now: datetime) -> Notice:
    """Give the notice of a trouble that began at `since`, or of its end."""
    seed = f"{STORE}\n{reason}\n{since.isoformat()}"
    return Notice(
        id=NoticeId(hashlib.sha256(seed.encode()).hexdigest()[:12]),
        reason=reason,
        topic=STORE,
        at=now,
        feeds=(),
        since=since,
    )
