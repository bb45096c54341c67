"""Several workers on one database: who they are, what each holds, and what one told the others."""

import sqlalchemy as sa
from alembic import op

from warnd.storage.columns import ROW_ID

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables that only running workers need, and who sends a notification."""
    op.add_column(
        "notifications", sa.Column("owner", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("system", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workers"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("worker", sa.BigInteger(), nullable=False),
        sa.Column("leaving", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_index("ix_leases_worker", "leases", ["worker"])
    op.create_table(
        "news",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("worker", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("origin", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_news"),
    )
