"""A program to be killed: each line it reads forks a writer, which stores until it dies.

A writer tells every statement that it is about to send, and every batch that it has committed.
"""

import os
import sys

from sqlalchemy import event

from tests.storage.records import NOON, READING, alert_version, article, claim, notification
from warnd.model.feed import FeedState
from warnd.model.identifiers import AreaId, ArticleId, FeedId
from warnd.storage.connect import open_store
from warnd.storage.store import SqlTransaction

#: articles in a batch, which is one transaction
BATCH = 3
FEED = FeedId("valley")


def store_batch(transaction: SqlTransaction, number: int) -> None:
    """Store what one poll might bring."""
    names = [ArticleId(f"b{number}-{position}") for position in range(BATCH)]
    for name in names:
        transaction.add_article(article(name, text="Shells fell. " * 300), READING)
    transaction.remember_keys(FEED, {f"id:{name}": name for name in names}, NOON)
    transaction.add_claims([claim(area=AreaId(f"b{number}"), article=name) for name in names])
    version = alert_version(f"b{number}")
    transaction.add_alert_version(version)
    transaction.add_notifications([notification(f"b{number}", alert=version)])
    transaction.save_feed_state(FeedState(feed=FEED, due=NOON, failures=number))


def _tell(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def _write(url: str) -> None:
    store = open_store(url, exclusive=True)
    event.listen(store.engine, "before_cursor_execute", lambda *_: _tell("statement"))
    with store.transaction() as transaction:
        number = transaction.count_articles() // BATCH
    while True:
        with store.transaction() as transaction:
            store_batch(transaction, number)
        _tell(f"committed {number}")
        number += 1


def main() -> None:
    """Fork a writer a line, tell its process id, and tell when it is dead."""
    for _ in sys.stdin:
        writer = os.fork()
        if writer == 0:
            _write(sys.argv[1])
        _tell(f"writer {writer}")
        os.waitpid(writer, 0)
        _tell("dead")


if __name__ == "__main__":
    main()
