"""What the judgement of situations rests on: the days of baselines, urgency and certainty."""

import json
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_DAY = timedelta(days=1)
#: the half-life and the horizon of what is claimed, and the span of a baseline, as of this version
_HALF_LIFE = timedelta(days=3)
_HORIZON = timedelta(days=15)
_SPAN = timedelta(days=90)
_LN_2 = 0.6931471805599453

_history = sa.table(
    "situation_history",
    sa.column("id", sa.BigInteger()),
    sa.column("area", sa.String()),
    sa.column("pressure", sa.Float()),
    sa.column("at", sa.DateTime(timezone=True)),
)
_situations = sa.table("situations", sa.column("area", sa.String()), sa.column("days", sa.Text()))


def upgrade() -> None:
    """Add what is stored of the judgement of an area; the days are told from its history."""
    for table in ("situations", "situation_history"):
        op.add_column(
            table, sa.Column("sampled_days", sa.Integer(), nullable=False, server_default="0")
        )
        for word in ("urgency", "certainty"):
            op.add_column(
                table, sa.Column(word, sa.String(), nullable=False, server_default="Unknown")
            )
    op.create_index("ix_situation_history_at", "situation_history", ["at"])
    op.add_column("situations", sa.Column("days", sa.Text(), nullable=False, server_default="{}"))
    connection = op.get_bind()
    for area, days in days_of_areas(connection).items():
        connection.execute(
            _situations.update()
            .where(_situations.c.area == area)
            .values(days=json.dumps(days, separators=(",", ":")))
        )


def days_of_areas(connection: sa.Connection) -> dict[str, dict[str, float]]:
    """Give the mean pressure of each area by day: after each state it decayed by itself.

    After the newest state nothing is added: the first assessment goes on from there.
    """
    newest = connection.execute(sa.select(sa.func.max(_history.c.at))).scalar()
    days: dict[str, dict[str, float]] = defaultdict(dict)
    if newest is None:
        return days
    rows = connection.execute(
        sa.select(_history.c.area, _history.c.pressure, _history.c.at)
        .where(_history.c.at > newest - _SPAN - _HORIZON)
        .order_by(_history.c.area, _history.c.at, _history.c.id)
    )
    before: Any = None
    for row in rows:
        if before is not None and before.area == row.area:
            _decay(days[row.area], before.pressure, _aware(before.at), _aware(row.at))
        before = row
    return days


def _decay(days: dict[str, float], pressure: float, at: datetime, until: datetime) -> None:
    end = min(until, at + _HORIZON)
    while at < end and pressure > 0.0:
        stop = min(end, datetime.combine(at.date() + _DAY, time(), UTC))
        left = 2.0 ** -((stop - at) / _HALF_LIFE)
        mean = pressure * (1.0 - left) * (_HALF_LIFE / _DAY) / _LN_2
        days[_name(at.date())] = days.get(_name(at.date()), 0.0) + mean
        pressure, at = pressure * left, stop


def _name(day: date) -> str:
    return day.isoformat()


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
