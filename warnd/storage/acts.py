"""What people do with alerts: silences, acknowledgements, feedback, and the record of it all."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from warnd.model.act import Acknowledgement, Act, Feedback, Silence, SilenceId
from warnd.model.identifiers import AlertId, AreaId, KindId
from warnd.model.level import Level
from warnd.storage.rows import Rows
from warnd.storage.tables import acknowledgements, acts, feedback, silences

_STANDING = (
    select(silences)
    .where(silences.c.ended.is_(None), silences.c.ends > bindparam("now"))
    .order_by(silences.c.begins, silences.c.id)
)
_NEWEST_SILENCES = (
    select(silences).order_by(silences.c.begins.desc(), silences.c.id).limit(bindparam("most"))
)
_SILENCE = select(silences).where(silences.c.id == bindparam("of_id"))
_END_SILENCE = (
    update(silences)
    .where(silences.c.id == bindparam("of_id"), silences.c.ended.is_(None))
    .values(ended=bindparam("now"), document=bindparam("plain"))
)
_ACKNOWLEDGED = (
    select(acknowledgements)
    .where(acknowledgements.c.alert == bindparam("of_alert"))
    .order_by(acknowledgements.c.id.desc())
)
_BREAK = (
    update(acknowledgements)
    .where(acknowledgements.c.alert == bindparam("of_alert"), acknowledgements.c.broken.is_(None))
    .values(broken=bindparam("now"))
)
_ACTS = select(acts).where(acts.c.alert == bindparam("of_alert")).order_by(acts.c.id)
_FEEDBACK = select(feedback).order_by(feedback.c.id)


class SqlActs(Rows):
    """What people do, of `warnd.ports.life.ActStore`."""

    def add_silence(self, silence: Silence) -> None:
        """Store a silence."""
        self._add(silences, [_silence_row(silence)])

    def silences_standing(self, now: datetime) -> tuple[Silence, ...]:
        """Give the silences in effect at a moment, oldest first."""
        found = (_silence(row) for row in self._all(_STANDING, now=now))
        return tuple(silence for silence in found if silence.stands(now))

    def silences(self, limit: int) -> tuple[Silence, ...]:
        """Give the newest silences, newest first."""
        return tuple(_silence(row) for row in self._all(_NEWEST_SILENCES, most=limit))

    def end_silence(self, id_: SilenceId, now: datetime, ended_by: str) -> bool:
        """End a silence before its time; False when it is not known or over already."""
        row = self._first(_SILENCE, of_id=id_)
        if row is None or row.ends <= now:
            return False
        plain = {**row.document, "ended_by": ended_by}
        return self._change(_END_SILENCE, of_id=id_, now=now, plain=plain) == 1

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """Store that somebody has an alert in hand; it takes the place of an earlier one."""
        values = {
            name: getattr(acknowledgement, name)
            for name in ("alert", "owner", "note", "at", "expires", "level", "broken")
        }
        self._add(acknowledgements, [values])

    def acknowledgement(self, alert: AlertId, now: datetime) -> Acknowledgement | None:
        """Give who has an alert in hand, None when nobody has."""
        row = self._first(_ACKNOWLEDGED, of_alert=alert)
        found = None if row is None else _acknowledgement(row)
        return found if found is not None and found.stands(now) else None

    def break_acknowledgement(self, alert: AlertId, now: datetime) -> bool:
        """Record that a higher level broke an acknowledgement; False when there was none."""
        return self._change(_BREAK, of_alert=alert, now=now) > 0

    def add_act(self, act: Act) -> None:
        """Store what was done about an alert."""
        values = {
            "alert": act.alert,
            "at": act.at,
            "deed": act.deed,
            "who": act.who,
            "words": act.words,
        }
        self._add(acts, [values])

    def acts_of(self, alert: AlertId) -> tuple[Act, ...]:
        """Give what was done about an alert, oldest first."""
        return tuple(
            Act(alert=alert, at=row.at, deed=row.deed, who=row.who, words=row.words)
            for row in self._all(_ACTS, of_alert=alert)
        )

    def add_feedback(self, said: Feedback) -> None:
        """Store what somebody says of an alert."""
        values = {
            "alert": said.alert,
            "version": said.version,
            "author": said.author,
            "at": said.at,
            "verdict": said.verdict,
            "note": said.note,
        }
        self._add(feedback, [values])

    def feedback(self) -> tuple[Feedback, ...]:
        """Give all that was said of alerts, oldest first."""
        return tuple(
            Feedback(
                alert=AlertId(row.alert),
                version=row.version,
                author=row.author,
                at=row.at,
                verdict=row.verdict,
                note=row.note,
            )
            for row in self._all(_FEEDBACK)
        )


def _silence_row(silence: Silence) -> dict[str, Any]:
    return {
        "id": silence.id,
        "begins": silence.begins,
        "ends": silence.ends,
        "ended": silence.ended,
        "document": {
            "author": silence.author,
            "reason": silence.reason,
            "area": list(silence.area),
            "kind": list(silence.kind),
            "up_to": silence.up_to.value,
            "ended_by": silence.ended_by,
        },
    }


def _silence(row: Any) -> Silence:
    plain = row.document
    return Silence(
        id=SilenceId(row.id),
        author=plain["author"],
        reason=plain["reason"],
        begins=row.begins,
        ends=row.ends,
        area=tuple(AreaId(area) for area in plain["area"]),
        kind=tuple(KindId(kind) for kind in plain["kind"]),
        up_to=Level(plain["up_to"]),
        ended=row.ended,
        ended_by=plain["ended_by"],
    )


def _acknowledgement(row: Any) -> Acknowledgement:
    return Acknowledgement(
        alert=AlertId(row.alert),
        owner=row.owner,
        note=row.note,
        at=row.at,
        expires=row.expires,
        level=row.level,
        broken=row.broken,
    )
