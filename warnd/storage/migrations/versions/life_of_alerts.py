"""What people do with alerts: silences, acknowledgements, releases, feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of what people do with alerts."""
    _channel_notes()


def _channel_notes() -> None:
    op.create_table(
        "channel_notes",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "subject", name="pk_channel_notes"),
    )
