"""A few sentences out of a stream of any length, each as likely as another to be taken."""

from dataclasses import dataclass
from hashlib import blake2b

from warnd.model.identifiers import ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sentence of an archive."""

    #: the article that it stands in
    article: ArticleId
    #: the sentence
    text: str
    #: the words in it that a rule saw; empty when none did
    quote: str = ""
    #: what the classifier gives it, 0 to 1; None when it was not asked
    probability: float | None = None


class Samples:
    """Keeps so many different sentences: those with the lowest digests.

    So the sentences are the same on every run and in whatever order they come, and news of one
    week does not crowd out the rest. `owner` is whose samples they are: another owner of the same
    sentences keeps others.
    """

    def __init__(self, most: int, owner: str) -> None:
        self._most = most
        self._owner = owner
        self._kept: dict[bytes, Sample] = {}
        self._highest = b""

    def add(self, sample: Sample) -> None:
        """Take a sentence into account."""
        key = self._key(sample.text)
        if key in self._kept or (len(self._kept) >= self._most and key > self._highest):
            return
        self._kept[key] = sample
        if len(self._kept) > self._most:
            del self._kept[max(self._kept)]
        self._highest = max(self._kept, default=b"")

    def kept(self) -> tuple[Sample, ...]:
        """Give the sentences kept, the lowest digest first."""
        return tuple(self._kept[key] for key in sorted(self._kept))

    def _key(self, text: str) -> bytes:
        told = f"{self._owner}\n{text}".encode("utf-8", "replace")
        return blake2b(told, digest_size=8).digest()
