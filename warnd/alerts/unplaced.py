"""Articles that say much and name no place: people are told of them where a route asks for it."""

import hashlib
from datetime import datetime

from warnd.model.article import Article
from warnd.model.notice import Notice, NoticeFeed, NoticeId, NoticeReason, Topic
from warnd.model.reading import Reading

#: the score from which on an article is worth a person's look: one grave, sure sign scores so much
WORTH_A_LOOK = 45.0


def unplaced_notice(article: Article, reading: Reading, now: datetime) -> Notice | None:
    """Give the notice of an article that names no place; None where it does, or says little.

    An article about places that nobody watches is somebody else's news, and none of ours.
    """
    if reading.places or reading.score < WORTH_A_LOOK:
        return None
    topic = Topic(f"article:{article.id}")
    seed = f"{topic}\n{NoticeReason.UNPLACED}"
    return Notice(
        id=NoticeId(hashlib.sha256(seed.encode()).hexdigest()[:12]),
        reason=NoticeReason.UNPLACED,
        topic=topic,
        at=now,
        feeds=(
            NoticeFeed(
                id=article.feed,
                publisher=article.source.publisher,
                url=article.url,
                trouble=article.title,
            ),
        ),
    )
