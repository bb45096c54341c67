"""An entry becomes one clean, known article."""

from datetime import datetime

from warnd.articles.cleaned import Cleaned, about_poll, clean
from warnd.articles.identity import article_id
from warnd.articles.origin import source_from
from warnd.model.article import Article, Correction, DateConfidence
from warnd.model.entry import Entry
from warnd.model.identifiers import Origin, StoryId
from warnd.model.moments import aware
from warnd.settings import FeedSettings


def to_article(
    entry: Entry,
    keys: tuple[str, ...],
    feed: FeedSettings,
    first_seen: datetime,
    *,
    silent: bool = False,
    silent_before: datetime | None = None,
) -> Article:
    """Give the article of an entry; `keys` are its identity keys, the best first.

    One that is `silent`, or published before `silent_before`, may alert nobody
    (`warnd.articles.cleaned`).
    """
    about = about_poll(feed, first_seen, silent=silent, silent_before=silent_before)
    return article_of(clean(entry, about), keys, feed, first_seen)


def article_of(
    cleaned: Cleaned, keys: tuple[str, ...], feed: FeedSettings, first_seen: datetime
) -> Article:
    """Give the article of what an entry says; `keys` are its identity keys, the best first."""
    id_ = article_id(feed.id, keys[0])
    wire = None if cleaned.wire is None else Origin(cleaned.wire)
    confidence = _CONFIDENCES[cleaned.confidence]
    seen = aware(first_seen)
    is_dated = confidence is not DateConfidence.FIRST_SEEN
    return Article(
        id=id_,
        feed=feed.id,
        source=source_from(cleaned.named, wire, feed),
        url=cleaned.url,
        title=cleaned.title,
        text=cleaned.text,
        language=cleaned.language,
        readings=cleaned.readings,
        published=min(datetime.fromisoformat(cleaned.published), seen) if is_dated else seen,
        date_confidence=confidence,
        first_seen=seen,
        story=StoryId(id_),  # of its own, until it is compared with others
        correction=_CORRECTIONS[cleaned.correction],
        possible_test=cleaned.possible_test,
    )


_CONFIDENCES = {each.value: each for each in DateConfidence}
_CORRECTIONS = {each.value: each for each in Correction}
