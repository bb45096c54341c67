"""What people do with alerts: silences, acknowledgements, releases, feedback."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from warnd.storage.columns import ROW_ID

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables of what people do with alerts, and what notifications wait for."""
    _channel_notes()
    _add_columns()
    _add_tables()


def _add_columns() -> None:
    texts = {"detail": "full", "route": "", "cause": "route", "bundle": ""}
    for name, default in texts.items():
        _add(sa.Column(name, sa.String(), nullable=False, server_default=default))
    _add(sa.Column("because", sa.Text(), nullable=False, server_default=""))
    _add(sa.Column("hold", sa.String()))
    for name in ("until", "tried"):
        _add(sa.Column(name, _MOMENT))
    for name in ("urgent", "diverted"):
        _add(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))


def _add(column: sa.Column[Any]) -> None:
    op.add_column("notifications", column)


def _add_tables() -> None:
    op.create_table(
        "silences",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("begins", _MOMENT, nullable=False),
        sa.Column("ends", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_silences"),
    )
    op.create_index("ix_silences_ends", "silences", ["ends"])
    op.create_table(
        "acknowledgements",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("broken", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_acknowledgements"),
    )
    op.create_index("ix_acknowledgements_alert", "acknowledgements", ["alert"])
    op.create_table(
        "acts",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_acts"),
    )
    op.create_index("ix_acts_alert", "acts", ["alert"])
    op.create_table(
        "feedback",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
    )
    op.create_index("ix_feedback_alert", "feedback", ["alert"])


def _channel_notes() -> None:
    op.create_table(
        "channel_notes",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "subject", name="pk_channel_notes"),
    )
