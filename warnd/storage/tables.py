"""The tables, as SQLAlchemy knows them; `migrations/` builds the same ones step by step."""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
)

from warnd.model.act import Deed, Verdict
from warnd.model.alert import AlertReason
from warnd.model.article import Correction, DateConfidence
from warnd.model.certainty import Certainty, Urgency
from warnd.model.feed import FeedHealth
from warnd.model.level import Level
from warnd.model.notification import Cause, HoldKind, NotificationState
from warnd.model.reliability import Reliability
from warnd.model.signal import SeenBy
from warnd.model.status import Status
from warnd.storage.columns import ROW_ID, CleanText, Count, Document, Moment, Word

#: names of constraints and indexes: told, so that a migration can name what it changes
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMES)


class Standing(StrEnum):
    """How a version of an alert stands among the others."""

    #: the newest version of an alert that is open
    OPEN = "open"
    #: the newest version of an alert that has ended
    CLOSED = "closed"
    #: a later version of the alert is stored
    SUPERSEDED = "superseded"


def _source_columns() -> tuple[Column[Any], ...]:
    return (
        Column("publisher", CleanText, nullable=False),
        Column("origin", CleanText),
        Column("reliability", Word(Reliability), nullable=False),
        Column("party", Boolean, nullable=False),
    )


def _signal_columns() -> tuple[Column[Any], ...]:
    return (
        Column("kind", String, nullable=False),
        Column("status", Word(Status), nullable=False),
        Column("probability", Float, nullable=False),
        Column("seen_by", Word(SeenBy), nullable=False),
        Column("count", Count),
        Column("evidence", Document, nullable=False),
        Column("located", Document, nullable=False),
    )


def _situation_columns() -> tuple[Column[Any], ...]:
    return (
        Column("level", Word(Level), nullable=False),
        Column("index", Float, nullable=False),
        Column("pressure", Float, nullable=False),
        Column("normal", Float, nullable=False),
        Column("known_since", Moment, nullable=False),
        Column("since", Moment, nullable=False),
        Column("at", Moment, nullable=False),
        Column("patterns", Document, nullable=False),
        Column("reasons", Document, nullable=False),
        Column("runs", Document, nullable=False, server_default="{}"),
        Column("sampled_days", Integer, nullable=False, server_default="0"),
        Column("urgency", Word(Urgency), nullable=False, server_default=Urgency.UNKNOWN),
        Column("certainty", Word(Certainty), nullable=False, server_default=Certainty.UNKNOWN),
    )


feeds = Table(
    "feeds",
    metadata,
    Column("feed", String, primary_key=True),
    Column("due", Moment, nullable=False),
    Column("health", Word(FeedHealth), nullable=False),
    Column("etag", CleanText, nullable=False),
    Column("last_modified", CleanText, nullable=False),
    Column("last_success", Moment),
    Column("last_full", Moment),
    Column("failures", Integer, nullable=False),
    Column("error", CleanText, nullable=False),
    Column("baselined", Boolean, nullable=False),
    Column("read_since", Moment),
    Column("failing_since", Moment),
    Column("told", Word(FeedHealth)),
    Column("arrivals", Document, nullable=False, server_default="[]"),
    Column("entries", Integer),
    Column("digest", String, nullable=False, server_default=""),
    Column("moved_to", CleanText, nullable=False, server_default=""),
    Column("moved_since", Moment),
    Column("certificate_ends", Moment),
    Column("certificate_refused", Boolean, nullable=False, server_default=false()),
    Column("repeats_ids", Boolean, nullable=False, server_default=false()),
)

# What a feed's document holds now: the identity keys of each entry by the digest of its bytes.
feed_documents = Table(
    "feed_documents",
    metadata,
    Column("feed", String, primary_key=True),
    Column("entries", Document, nullable=False),
)

# The bytes of new entries as they came, compressed; and those of entries that could not be read.
raw_entries = Table(
    "raw_entries",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("feed", String, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("url", CleanText, nullable=False),
    Column("content_type", CleanText, nullable=False),
    Column("readable", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# Keys outlive the texts of their articles by far, so they hold no foreign key to them.
entry_keys = Table(
    "entry_keys",
    metadata,
    Column("feed", String, primary_key=True),
    Column("key", CleanText, primary_key=True),
    Column("article", String, nullable=False),
    Column("seen", Moment, nullable=False, index=True),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("feed", String, nullable=False),
    *_source_columns(),
    Column("url", CleanText, nullable=False),
    Column("title", CleanText, nullable=False),
    Column("text", CleanText, nullable=False),
    Column("language", String, nullable=False),
    Column("published", Moment, nullable=False),
    Column("date_confidence", Word(DateConfidence), nullable=False),
    Column("first_seen", Moment, nullable=False, index=True),
    Column("readings", Document, nullable=False, server_default="[]"),
    Column("read_as", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("story", String, nullable=False, server_default=""),
    Column("correction", Word(Correction), nullable=False, server_default="none"),
    Column("possible_test", Boolean, nullable=False, server_default=false()),
)

# What articles are compared by. They outlive the texts, so they hold no foreign key to them.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article", String, primary_key=True),
    Column("fingerprint", String, nullable=False, index=True),
    Column("story", String, nullable=False, index=True),
    Column("feed", String, nullable=False),
    Column("publisher", CleanText, nullable=False),
    Column("origin", CleanText),
    Column("language", String, nullable=False),
    Column("url", CleanText, nullable=False),
    Column("seen", Moment, nullable=False, index=True),
    # what else it is compared by: a MinHash signature, and hashes of numbers, title and places
    Column("signature", LargeBinary, nullable=False),
)

signals = Table(
    "signals",
    metadata,
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *_signal_columns(),
)

places = Table(
    "places",
    metadata,
    Column("article", String, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", CleanText, nullable=False),
    Column("country", String, nullable=False),
    Column("admin1", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("population", Count, nullable=False),
    Column("text", CleanText, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("locates", Boolean, nullable=False),
)

# A claim carries all that weighing it needs: it outlives its article's text.
claims = Table(
    "claims",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("area", String, nullable=False),
    Column("article", String, nullable=False),
    *_signal_columns(),
    *_source_columns(),
    Column("url", CleanText, nullable=False),
    Column("title", CleanText, nullable=False),
    Column("place", CleanText, nullable=False),
    Column("admin1", String),
    Column("placing", Float, nullable=False),
    Column("at", Moment, nullable=False),
    Column("story", String, nullable=False, server_default=""),
    Column("possible_test", Boolean, nullable=False, server_default=false()),
    # when a later text of the article took it back; it weighs nothing from then on
    Column("withdrawn", Moment),
    UniqueConstraint("area", "article", "kind", "status"),
    Index(None, "area", "at"),
    Index(None, "article"),
    Index(None, "at"),
)

situations = Table(
    "situations",
    metadata,
    Column("area", String, primary_key=True),
    *_situation_columns(),
    # the mean pressure by day, which the baseline rests on
    Column("days", Document, nullable=False, server_default="{}"),
)

situation_history = Table(
    "situation_history",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("area", String, nullable=False),
    *_situation_columns(),
    Index(None, "area", "at"),
    Index(None, "at"),
)

alert_versions = Table(
    "alert_versions",
    metadata,
    Column("alert", String, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("area", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Word(AlertReason), nullable=False),
    Column("level", Word(Level), nullable=False),
    Column("standing", Word(Standing), nullable=False),
    Column("document", Document, nullable=False),
    Index(None, "area", "standing"),
    Index(None, "standing", "at"),
)

# What people are told of the feeds themselves.
notices = Table(
    "notices",
    metadata,
    Column("id", String, primary_key=True),
    # what it is about: a feed, an area, or our own line
    Column("topic", String, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("document", Document, nullable=False),
    Index(None, "topic", "at"),
)

notifications = Table(
    "notifications",
    metadata,
    Column("key", String, primary_key=True),
    Column("channel", String, nullable=False),
    Column("recipient", String, nullable=False),
    # a version of an alert, or a notice
    Column("alert", String),
    Column("version", Integer),
    Column("notice", String, ForeignKey("notices.id")),
    # how grave, 0 to 3: what is gravest leaves first
    Column("level_rank", Integer, nullable=False),
    Column("state", Word(NotificationState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", Moment, nullable=False),
    Column("created", Moment, nullable=False),
    Column("may_repeat", Boolean, nullable=False),
    Column("error", CleanText, nullable=False),
    Column("language", String, nullable=False, server_default="en"),
    # the publisher that nearly all of the alert rests on; empty when it rests on several
    Column("source", CleanText, nullable=False, server_default=""),
    # the key of the message it last left in: its own, a newer version's, or a digest's
    Column("carrier", String, nullable=False, server_default=""),
    # when it was last handed to the channel, and when that ended for good
    Column("claimed", Moment),
    Column("settled", Moment),
    # how much of it is told, by which route and why, and whether it is worse than what was known
    Column("detail", String, nullable=False, server_default="full"),
    Column("route", String, nullable=False, server_default=""),
    Column("cause", Word(Cause), nullable=False, server_default="route"),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    # what it waits for or waited for, until when and why; what shares a bundle leaves together
    Column("hold", Word(HoldKind)),
    Column("until", Moment),
    Column("because", CleanText, nullable=False, server_default=""),
    Column("bundle", String, nullable=False, server_default=""),
    # when it was first handed to the channel, and whether another way round was looked for
    Column("tried", Moment),
    Column("diverted", Boolean, nullable=False, server_default=false()),
    # the worker that handed it to the channel last; 0 where there is one alone
    Column("owner", BigInteger, nullable=False, server_default="0"),
    ForeignKeyConstraint(["alert", "version"], ["alert_versions.alert", "alert_versions.version"]),
    Index(None, "channel", "state", "due"),
    Index(None, "state", "settled"),
    Index(None, "notice"),
    Index(None, "alert", "channel", "recipient"),
)

# What channels noted of what they carried, such as the thread that an alert has in Slack.
channel_notes = Table(
    "channel_notes",
    metadata,
    Column("channel", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("note", CleanText, nullable=False),
    Column("at", Moment, nullable=False),
)

silences = Table(
    "silences",
    metadata,
    Column("id", String, primary_key=True),
    Column("begins", Moment, nullable=False),
    Column("ends", Moment, nullable=False, index=True),
    Column("ended", Moment),
    Column("document", Document, nullable=False),
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("alert", String, nullable=False, index=True),
    Column("owner", CleanText, nullable=False),
    Column("note", CleanText, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("level", Word(Level), nullable=False),
    Column("broken", Moment),
)

# What was done about alerts, by people and by warnd itself, in the order in which it was.
acts = Table(
    "acts",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("alert", String, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("deed", Word(Deed), nullable=False),
    Column("who", CleanText, nullable=False),
    Column("words", CleanText, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("alert", String, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("author", CleanText, nullable=False),
    Column("at", Moment, nullable=False),
    Column("verdict", Word(Verdict), nullable=False),
    Column("note", CleanText, nullable=False),
)

# The processes that share this database, each with its lease: seconds since 1970 by the clock of
# the database's server, so that the clocks of machines need not agree.
workers = Table(
    "workers",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("host", CleanText, nullable=False),
    Column("system", String, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("until", Float, nullable=False),
)

# What one worker does at a time: polls a feed, sends for a channel, does what is done once for all.
leases = Table(
    "leases",
    metadata,
    Column("name", CleanText, primary_key=True),
    # who holds it; 0 when nobody does
    Column("worker", BigInteger, nullable=False, index=True),
    # whether the holder begins nothing more under it, so that another may have it soon
    Column("leaving", Boolean, nullable=False, server_default=false()),
)

# What one worker tells the others of articles, in the order in which it was stored.
news = Table(
    "news",
    metadata,
    Column("id", ROW_ID, primary_key=True),
    Column("worker", BigInteger, nullable=False),
    Column("article", String, nullable=False),
    # whose report the article turned out to be; nothing for an article that is new
    Column("origin", CleanText),
)

#: what means something to running workers alone, and is never moved to another database
OF_WORKERS = frozenset({workers, leases, news})
