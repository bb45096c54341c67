"""The archive of a replay: articles from JSON lines, in order of publication."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typer

from warnd.articles.line import LineInvalid, read_line
from warnd.cli.failures import EXIT_FAILURE
from warnd.model.article import Article

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The articles of a file."""

    #: in order of publication
    articles: tuple[Article, ...]
    #: how many lines held none
    failed: int


def read_archive(path: Path) -> Archive:
    """Give the articles of a file; tell lines that hold none on standard error.

    Ends the command when the file cannot be read.
    """
    articles, failed = [], 0
    try:
        with path.open("rb") as lines:
            for number, raw in enumerate(lines, start=1):
                if not raw.strip():
                    continue
                try:
                    articles.append(read_line(raw.decode("utf-8"), _LONG_AGO, dated=True))
                except (LineInvalid, UnicodeDecodeError) as error:
                    sys.stderr.write(f"{path}:{number}: {error}\n")
                    failed += 1
    except OSError as error:
        sys.stderr.write(f"{path}: {error.strerror}\n")
        raise typer.Exit(EXIT_FAILURE) from error
    articles.sort(key=lambda article: (article.published, article.id))
    return Archive(articles=tuple(articles), failed=failed)
