from datetime import UTC, datetime
from hashlib import sha256

import pytest

from tests.unit.articles.sentences_by_language import SENTENCES
from warnd.articles.saying import saying_of, written_hashes
from warnd.articles.sketch import pack, read_hashes, sketch_of, sketch_saying
from warnd.model.article import Article, DateConfidence, Source
from warnd.model.identifiers import ArticleId, FeedId

SEEN = datetime(2019, 1, 28, 12, 0, tzinfo=UTC)


def _article(language: str) -> Article:
    title, *sentences = SENTENCES[language]
    return Article(
        id=ArticleId("a"),
        feed=FeedId("f"),
        source=Source(publisher="Local Network", origin=None),
        url="",
        title=title,
        text=f"At 10:45, 1,200 views. {' '.join(sentences)}",
        language=language,
        published=SEEN,
        date_confidence=DateConfidence.STATED,
        first_seen=SEEN,
    )


@pytest.mark.parametrize(
    ("language", "fingerprint", "packed"),
    [
        pytest.param("en", "5a16c5263885a889", "c56eb0cfc662583a", id="ASCII"),
        pytest.param("fr", "91faf6caf8227064", "7dc0d15457da8de0", id="Latin with accents"),
        pytest.param("ar", "e21eb431fdd47228", "552190137786ae3d", id="Arabic"),
    ],
)
def test_a_sketch_is_what_was_stored_of_it_by_earlier_versions(
    language: str, fingerprint: str, packed: str
) -> None:
    sketch = sketch_of(_article(language))
    assert sketch.fingerprint == fingerprint
    assert sha256(pack(sketch)).hexdigest()[:16] == packed


@pytest.mark.parametrize("language", ["en", "ar", "am"])
def test_words_that_were_hashed_in_another_process_make_the_same_sketch(language: str) -> None:
    article = _article(language)
    dated = article.date_confidence is not DateConfidence.FIRST_SEEN
    saying = saying_of(article.title, article.text, article.published if dated else None)
    words = read_hashes(written_hashes(article.title, article.text))
    made = sketch_saying(saying, words)
    assert made == sketch_of(article)
    assert made.signature.size


def test_a_sketch_without_a_signature_says_the_rest() -> None:
    bare, whole = (sketch_of(_article("en"), signed=each) for each in (False, True))
    assert bare.signature.size == 0
    assert (bare.fingerprint, bare.numbers, bare.title) == (
        whole.fingerprint,
        whole.numbers,
        whole.title,
    )
