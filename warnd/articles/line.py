"""Articles from lines of JSON: what `warnd score` and `warnd replay` read.

A line is `{"id", "title", "text", "lang"?, "published"?, "url"?, "source"?}`. Title and text are
taken as they stand, since what is found in them is told by offsets into them.
"""

import json
import re
from datetime import datetime
from difflib import get_close_matches

from warnd.articles.corrections import correction_of
from warnd.articles.drills import possible_test
from warnd.articles.language import identify
from warnd.articles.origin import origin_named
from warnd.model.article import Article, DateConfidence, Source
from warnd.model.identifiers import ArticleId, FeedId
from warnd.model.moments import aware

#: the feed that articles from lines belong to
LINES = FeedId("lines")

_TEXTS = ("id", "title", "text", "lang", "published", "url", "source")
#: controls and lone surrogates; each becomes one space, so that offsets stay what they were
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
#: "AFP via Business Standard": the first is who says so
_VIA = re.compile(r"\s+(?:via|through)\s+", re.IGNORECASE)


class LineInvalid(ValueError):  # noqa: N818  a state of a line, as the errors of warnd.errors
    """A line that is no article; its words say what to write instead."""


def read_line(line: str, now: datetime, *, dated: bool = False) -> Article:
    """Give the article of a line.

    `now` stands in where the line has no `published`; with `dated` that is a mistake.
    Raises LineInvalid.
    """
    fields = _fields(line)
    published = _published(fields.get("published", ""), dated=dated)
    title, text = _plain(fields.get("title", "")), _plain(fields.get("text", ""))
    language = identify(title, text, (fields.get("lang", ""),))
    return Article(
        id=ArticleId(fields["id"]),
        feed=LINES,
        source=_source(fields.get("source", "")),
        url=fields.get("url", ""),
        title=title,
        text=text,
        language=language.language,
        readings=language.readings,
        published=published or aware(now),
        date_confidence=DateConfidence.STATED if published else DateConfidence.FIRST_SEEN,
        first_seen=published or aware(now),
        correction=correction_of(title, text),
        possible_test=possible_test(title, text),
    )


def read_head(line: str) -> tuple[datetime, ArticleId]:
    """Give when the article of a line was published, and its id, without reading the rest.

    A line that has both is one that `read_line` reads. Raises LineInvalid as it does.
    """
    fields = _fields(line)
    published = _published(fields.get("published", ""), dated=True)
    if published is None:
        raise LineInvalid("'published' is missing")
    return published, ArticleId(fields["id"])


def _fields(line: str) -> dict[str, str]:
    try:
        document = json.loads(line)
    except ValueError as error:
        where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        reason = error.msg if isinstance(error, json.JSONDecodeError) else error
        raise LineInvalid(f"not JSON: {reason}{where}") from error
    except RecursionError as error:
        raise LineInvalid("not an article: nested too deeply") from error
    if not isinstance(document, dict):
        raise LineInvalid(f"an article is a JSON object, not {type(document).__name__}")
    fields: dict[str, str] = {}
    for name in _TEXTS:
        value = document.get(name)
        if value is None:
            continue
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise LineInvalid(f"{name!r} must be text, not {type(value).__name__}")
        fields[name] = value
    _require(fields, document)
    return fields


def _require(fields: dict[str, str], document: dict[str, object]) -> None:
    if not fields.get("id"):
        raise LineInvalid("'id' is missing")
    if "title" not in fields and "text" not in fields:
        near = get_close_matches("text", [str(name) for name in document], n=1)
        hint = f" (there is {near[0]!r})" if near else ""
        raise LineInvalid(f"'title' and 'text' are both missing{hint}")


def _published(value: str, *, dated: bool) -> datetime | None:
    if not value:
        if dated:
            raise LineInvalid("'published' is missing; write it as 2019-01-28T14:05:00Z")
        return None
    try:
        return aware(datetime.fromisoformat(value))
    except ValueError as error:
        raise LineInvalid(
            f"'published' must be a date with its zone, such as 2019-01-28T14:05:00Z, not {value!r}"
        ) from error


def _plain(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text)


def _source(publisher: str) -> Source:
    first = _VIA.split(publisher.strip(), maxsplit=1)[0]
    return Source(publisher=publisher, origin=origin_named(first) or None)
