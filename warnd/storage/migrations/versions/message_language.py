"""The language of a notification; those that wait already are in English."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the language."""
    op.add_column(
        "notifications", sa.Column("language", sa.String(), nullable=False, server_default="en")
    )
