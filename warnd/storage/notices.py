"""Notices about feeds."""

import json
from collections.abc import Mapping

from sqlalchemy import Text, func, select, type_coerce

from warnd.model.notice import Notice, Topic
from warnd.storage.damaged import DAMAGE
from warnd.storage.notice_codec import notice_from, plain_notice
from warnd.storage.rows import Rows
from warnd.storage.tables import notices

_LAST = select(notices.c.topic, func.max(notices.c.at).label("at")).group_by(notices.c.topic)
_NEWEST_OF = _LAST.subquery()
_NEWEST = (
    select(type_coerce(notices.c.document, Text).label("document"))
    .join(
        _NEWEST_OF,
        (notices.c.topic == _NEWEST_OF.c.topic) & (notices.c.at == _NEWEST_OF.c.at),
    )
    .order_by(notices.c.topic, notices.c.id)
)


class SqlNotices(Rows):
    """The notices of `warnd.ports.delivery.NoticeStore`."""

    def add_notice(self, notice: Notice) -> bool:
        """Store a notice; False when it is known already."""
        return self._is_new(
            notices,
            {
                "id": notice.id,
                "topic": notice.topic,
                "at": notice.at,
                "document": plain_notice(notice),
            },
        )

    def newest_notices(self) -> Mapping[Topic, Notice]:
        """Give the newest notice on each topic; one that can be read no more is left out."""
        found = filter(None, (_notice(row.document) for row in self._all(_NEWEST)))
        return {notice.topic: notice for notice in found}


def _notice(document: str) -> Notice | None:
    try:
        return notice_from(json.loads(document))
    except DAMAGE:
        return None
