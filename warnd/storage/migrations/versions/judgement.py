"""What the judgement of situations rests on: baselines, patterns, certainty."""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is stored of the judgement of an area."""
