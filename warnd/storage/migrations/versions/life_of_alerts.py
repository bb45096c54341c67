"""What people do with alerts: silences, acknowledgements, releases, feedback."""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of what people do with alerts."""
