"""The languages that an article may be in; of those stored already one was sure."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the languages."""
    op.add_column("articles", sa.Column("readings", sa.Text(), nullable=False, server_default="[]"))
