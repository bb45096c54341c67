"""The runs of signs about an area, which tell what is new to it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the runs; of areas known already none is known yet."""
    for table in ("situations", "situation_history"):
        op.add_column(table, sa.Column("runs", sa.Text(), nullable=False, server_default="{}"))
