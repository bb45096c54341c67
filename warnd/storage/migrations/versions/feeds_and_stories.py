"""Truth about feeds, their documents, raw entries, stories, revisions and notices."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: the columns that notifications have had so far
_KEPT = (
    "key, channel, recipient, alert, version, level_rank, state, attempts, due, created, "
    "may_repeat, error, claimed, settled, language"
)


def upgrade() -> None:
    """Add what feeds, stories and notices need."""
    _feeds()
    _documents()
    _stories()
    _notices()


def _feeds() -> None:
    op.add_column("feeds", _moment("read_since"))
    op.add_column("feeds", _moment("failing_since"))
    op.add_column("feeds", sa.Column("told", sa.String()))
    op.add_column("feeds", _text("arrivals", "[]"))
    op.add_column("feeds", sa.Column("entries", sa.Integer()))
    op.add_column("feeds", _word("digest", ""))
    op.add_column("feeds", _text("moved_to", ""))
    op.add_column("feeds", _moment("moved_since"))
    op.add_column("feeds", _moment("certificate_ends"))
    op.add_column("feeds", _flag("certificate_refused"))
    op.add_column("feeds", _flag("repeats_ids"))


def _documents() -> None:
    op.create_table(
        "feed_documents",
        sa.Column("feed", sa.String(), primary_key=True),
        sa.Column("entries", sa.Text(), nullable=False),
    )
    op.create_table(
        "raw_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("readable", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_raw_entries_at", "raw_entries", ["at"])


def _stories() -> None:
    op.add_column(
        "articles", sa.Column("revision", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("articles", _word("story", ""))
    op.add_column("articles", _word("correction", "none"))
    op.add_column("articles", _flag("possible_test"))
    op.add_column("claims", _word("story", ""))
    op.add_column("claims", _flag("possible_test"))
    op.add_column("claims", _moment("withdrawn"))
    op.create_index("ix_claims_article", "claims", ["article"])
    op.create_index("ix_claims_at", "claims", ["at"])
    op.create_table(
        "fingerprints",
        sa.Column("article", sa.String(), primary_key=True),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text()),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
    )
    for column in ("fingerprint", "story", "seen"):
        op.create_index(f"ix_fingerprints_{column}", "fingerprints", [column])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(), primary_key=True),
        _needed("topic", sa.String()),
        _needed("at", sa.DateTime(timezone=True)),
        _needed("document", sa.Text()),
    )
    op.create_index("ix_notices_at", "notices", ["at"])
    op.create_index("ix_notices_topic_at", "notices", ["topic", "at"])
    if op.get_context().dialect.name == "sqlite":
        _rebuild_notifications()
    else:
        op.alter_column("notifications", "alert", nullable=True)
        op.alter_column("notifications", "version", nullable=True)
        op.add_column("notifications", sa.Column("notice", sa.String()))
        op.add_column("notifications", _text("source", ""))
        op.add_column("notifications", _word("carrier", ""))
        op.create_foreign_key(
            "fk_notifications_notices", "notifications", "notices", ["notice"], ["id"]
        )
    op.create_index("ix_notifications_state_settled", "notifications", ["state", "settled"])
    op.create_index("ix_notifications_notice", "notifications", ["notice"])


def _rebuild_notifications() -> None:
    """Make the table anew, since SQLite cannot take NOT NULL from a column.

    By hand and not by Alembic's batch, which cleans up behind a failure: the transaction does.
    """
    op.create_table(
        "notifications_new",
        _needed("key", sa.String()),
        _needed("channel", sa.String()),
        _needed("recipient", sa.String()),
        sa.Column("alert", sa.String()),
        sa.Column("version", sa.Integer()),
        sa.Column("notice", sa.String()),
        _needed("level_rank", sa.Integer()),
        _needed("state", sa.String()),
        _needed("attempts", sa.Integer()),
        _needed("due", sa.DateTime(timezone=True)),
        _needed("created", sa.DateTime(timezone=True)),
        _needed("may_repeat", sa.Boolean()),
        _needed("error", sa.Text()),
        _moment("claimed"),
        _moment("settled"),
        _word("language", "en"),
        _text("source", ""),
        _word("carrier", ""),
        sa.ForeignKeyConstraint(
            ["alert", "version"],
            ["alert_versions.alert", "alert_versions.version"],
            name="fk_notifications_alert_versions",
        ),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name="fk_notifications_notices"),
        sa.PrimaryKeyConstraint("key", name="pk_notifications"),
    )
    op.execute(
        f"INSERT INTO notifications_new ({_KEPT}) SELECT {_KEPT} FROM notifications"  # noqa: S608
    )
    op.drop_table("notifications")
    op.rename_table("notifications_new", "notifications")
    op.create_index(
        "ix_notifications_alert_channel_recipient",
        "notifications",
        ["alert", "channel", "recipient"],
    )
    op.create_index(
        "ix_notifications_channel_state_due", "notifications", ["channel", "state", "due"]
    )


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True))


def _word(name: str, default: str) -> sa.Column[object]:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def _text(name: str, default: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _flag(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
