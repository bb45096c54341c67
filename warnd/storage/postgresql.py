"""PostgreSQL alone: how its connections are opened, what they wait for, and who may store.

https://www.postgresql.org/docs/current/runtime-config-client.html says what each setting does.
"""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from warnd.errors import LeaseLost, StoreBusy, StoreInvalid
from warnd.model.crew import WorkerId
from warnd.storage.failures import busy

#: no statement may take longer (FAULTS, row 18); what is asked here takes milliseconds
STATEMENT_TIMEOUT_S = 30
#: nobody waits longer for a lock that another transaction holds: whoever has it was stopped
LOCK_TIMEOUT_S = 10
#: a transaction that its worker leaves alone for so long ends, and lets go what it locked: the
#: worker was stopped, or its machine is gone
IDLE_TIMEOUT_S = 30
#: how a connection is made and watched. A server that vanished without a word is noticed within
#: half a minute; of several hosts in the address, that one is used which takes writes
_CONNECT = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "target_session_attrs": "read-write",
    "application_name": "warnd",
}
#: settings of `synchronous_commit` under which a commit has lasted when it is answered
_LASTING = ("on", "remote_apply")


def make_engine(url: URL) -> Engine:
    """Give an engine whose connections are watched and wait for nothing for ever."""
    wanted = {name: value for name, value in _CONNECT.items() if name not in url.query}
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=wanted)
    event.listen(engine, "connect", lambda connection, _: _prepare(connection))
    return engine


def _prepare(connection: Any) -> None:
    """Make a new connection ready.

    Raises StoreInvalid when commits would not last.
    """
    cursor = connection.cursor()
    for setting, seconds in (
        ("statement_timeout", STATEMENT_TIMEOUT_S),
        ("lock_timeout", LOCK_TIMEOUT_S),
        ("idle_in_transaction_session_timeout", IDLE_TIMEOUT_S),
        ("tcp_user_timeout", IDLE_TIMEOUT_S),
        ("tcp_keepalives_idle", IDLE_TIMEOUT_S // 3),
        ("tcp_keepalives_interval", IDLE_TIMEOUT_S // 3),
        ("tcp_keepalives_count", 3),
    ):
        value = seconds * 1000 if setting.endswith("timeout") else seconds
        cursor.execute(f"SET {setting} = {value}")
    if _shown(cursor, "synchronous_commit") not in _LASTING:
        cursor.execute("SET synchronous_commit = on")
    connection.commit()
    if (found := _shown(cursor, "synchronous_commit")) not in _LASTING:
        raise StoreInvalid(
            f"the database commits with synchronous_commit={found}, so that a crash of its server"
            " may lose what was stored; set it to on for warnd"
        )
    connection.commit()


def _shown(cursor: Any, setting: str) -> str:
    return str(cursor.execute(f"SHOW {setting}").fetchone()[0])


def fence(connection: Connection, worker: WorkerId) -> None:
    """Let a transaction of a worker begin; nothing that it stores comes after a take-over.

    Raises LeaseLost when others took the worker for dead.
    """
    driver = connection.connection.dbapi_connection
    if driver is None:
        raise StoreBusy("the connection to the database is gone")
    cursor = driver.cursor()
    number = int(worker)
    # Two statements in one message: the second must see what was stored while the first waited.
    lock = f"SELECT pg_advisory_xact_lock_shared({number})"
    known = f"SELECT count(*) FROM workers WHERE id = {number}"  # noqa: S608  a number of ours
    try:
        cursor.execute(f"{lock}; {known}")
        cursor.nextset()
        row = cursor.fetchone()
    except connection.dialect.loaded_dbapi.Error as error:
        raise busy("the database", error) from error
    if row is None or row[0] != 1:
        raise LeaseLost("others took this worker for dead: its lease had run out")
