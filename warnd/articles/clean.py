"""An entry becomes one clean, known article."""

from datetime import datetime

from warnd.articles.address import canonical
from warnd.articles.corrections import correction_of
from warnd.articles.dates import publication
from warnd.articles.drills import possible_test
from warnd.articles.identity import article_id
from warnd.articles.language import as_declared, identify
from warnd.articles.markup import to_line, to_text
from warnd.articles.origin import source_of
from warnd.model.article import Article
from warnd.model.entry import Entry
from warnd.model.identifiers import StoryId
from warnd.model.moments import aware
from warnd.settings import FeedSettings

#: characters of a title that are kept; what is longer is a text in the wrong place
TITLE_AT_MOST = 1000
#: characters of a publisher's name that are kept
NAME_AT_MOST = 120


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

    An article that is `silent`, or published before `silent_before`, may alert nobody: it is read
    for no signals and makes no claims. So its language is what is declared, without a guess, and it
    is not looked through for marks of a test, which label claims. What it takes back counts all the
    same: an old article may withdraw what it said when it was new.
    """
    title = to_line(entry.title)
    text = _without_title(_text(entry), title)
    if len(title) > TITLE_AT_MOST:
        title, text = title[:TITLE_AT_MOST].rstrip(), f"{title}\n{text}".strip()
    published, confidence = publication(entry.published, entry.updated, first_seen)
    silent = silent or (silent_before is not None and published < silent_before)
    declared = feed.language, entry.language
    language = as_declared(*declared) if silent else identify(title, text, *declared)
    id_ = article_id(feed.id, keys[0])
    return Article(
        id=id_,
        feed=feed.id,
        source=source_of(to_line(entry.source)[:NAME_AT_MOST], text, feed),
        url=canonical(entry.link),
        title=title,
        text=text,
        language=language.language,
        readings=language.readings,
        published=published,
        date_confidence=confidence,
        first_seen=aware(first_seen),
        story=StoryId(id_),  # of its own, until it is compared with others
        correction=correction_of(title, text),
        possible_test=entry.unproven or (not silent and possible_test(title, text)),
    )


def _text(entry: Entry) -> str:
    """Give the longer of content and summary, which usually is the summary's continuation."""
    content, summary = to_text(entry.content), to_text(entry.summary)
    return content if len(content) >= len(summary) else summary


def _without_title(text: str, title: str) -> str:
    """Give a text without the title it may begin with, which would be read twice."""
    first, _, rest = text.partition("\n")
    if title and first.casefold().rstrip(" .") == title.casefold().rstrip(" ."):
        return rest
    return text
