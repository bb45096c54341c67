from datetime import UTC, datetime

from warnd.articles.cleaned import about_poll, clean
from warnd.daemon.polling.parsing_child import COMMAND
from warnd.feeds.parsing.parse import ChildParser
from warnd.model.feed import Fetched, Validators
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
BODY = (
    "<rss version='2.0'><channel><title>News</title>"
    "<item><title>Army moves</title><guid>1</guid><description>&lt;p&gt;Troops came.&lt;/p&gt;"
    "</description><pubDate>Sun, 22 Nov 2026 09:00:00 GMT</pubDate></item>"
    "<item><title>Обстрел</title><guid>2</guid></item></channel></rss>"
).encode()


async def test_what_the_parser_of_the_daemon_reads_comes_cleaned() -> None:
    feed = FeedSettings(id=FeedId("a"), url="http://a.example/", language=("en", "ru"))
    about = about_poll(feed, NOW)
    fetched = Fetched(
        url=feed.url,
        body=BODY,
        unchanged=False,
        validators=Validators(),
        content_type="application/rss+xml; charset=utf-8",
    )
    parser = ChildParser(command=COMMAND)
    document = await parser.parse(fetched, frozenset(), about)
    unasked = await parser.parse(fetched)
    await parser.close()
    cleaned = tuple(clean(entry, about) for entry in unasked.entries)
    assert [said.text for said in cleaned] == ["Troops came.", ""]
    assert document.cleaned == cleaned
    assert [said.id_key for said in cleaned] == ["id:a.example/1", "id:a.example/2"]
    told = [(entry.digest, entry.span) for entry in unasked.entries]
    assert [(entry.digest, entry.span) for entry in document.entries] == told
    assert all(digest for digest, _ in told)
    assert unasked.cleaned == ()
