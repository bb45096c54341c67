"""A test message: what an alert would look like, marked so that nobody takes it for one."""

from datetime import datetime

from warnd.alerts.route import notification_key
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AlertId, AreaId, ChannelId
from warnd.model.level import Level
from warnd.model.notification import Notification, NotificationState
from warnd.phrasebook import phrasebook
from warnd.settings import ENGLISH


def drill_notification(
    channel: ChannelId, recipient: str, now: datetime, language: str = ENGLISH
) -> Notification:
    """Give a notification that says it is a test and nothing else."""
    version = AlertVersion(
        alert=AlertId(f"test-{now:%Y%m%dT%H%M%S}"),
        version=1,
        at=now,
        reason=AlertReason.NEW,
        level=Level.WATCH,
        previous_level=Level.CALM,
        peak_level=Level.WATCH,
        area=Area(id=AreaId("TEST"), name=phrasebook(language).say("drill.place")),
        index=0.0,
        kinds=(),
        reasons=(phrasebook(ENGLISH).say("drill.reason"),),
        changes=(),
        origins=0,
        evidence=(),
        articles=(),
    )
    return Notification(
        key=notification_key(version, channel, recipient, language),
        channel=channel,
        recipient=recipient,
        alert=version,
        state=NotificationState.PENDING,
        attempts=0,
        due=now,
        created=now,
        language=language,
    )
