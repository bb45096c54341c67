"""The digests of what feeds show, kept small: what is known by its bytes is not parsed again."""

from collections.abc import Collection, Mapping
from hashlib import sha256

from warnd.model.entry import FeedDocument
from warnd.model.identifiers import FeedId

#: characters kept: ten thousand feeds of twenty entries take seven million
CHARACTERS = 16_000_000

_BETWEEN = "\n"


class Digests:
    """The digests of the entries that each feed shows, the first kept forgotten first.

    The database is asked for those that are not kept. One thread may look while another keeps.
    """

    def __init__(self, characters: int = CHARACTERS) -> None:
        self._free = characters
        self._kept: dict[FeedId, str] = {}

    def get(self, feed: FeedId) -> frozenset[str] | None:
        """Give the digests of a feed's entries, None when they are not kept."""
        kept = self._kept.get(feed)
        if kept is None:
            return None
        return frozenset(kept.split(_BETWEEN)) if kept else frozenset()

    def keep(self, feed: FeedId, digests: Collection[str]) -> None:
        """Keep the digests of a feed's entries in place of the last."""
        self.forget(feed)
        joined = _BETWEEN.join(digests)
        self._kept[feed] = joined
        self._free -= len(joined)
        while self._free < 0:
            self.forget(next(iter(self._kept)))

    def forget(self, feed: FeedId) -> None:
        """Forget the digests of a feed."""
        self._free += len(self._kept.pop(feed, ""))

    def clear(self) -> None:
        """Forget all."""
        for feed in tuple(self._kept):
            self.forget(feed)


def poisoned_in(document: FeedDocument, body: bytes) -> Mapping[str, bytes]:
    """Give the bytes of entries that no parser could read, each by a digest."""
    bodies = (body[start:end] for start, end in document.poisoned)
    return {f"poison:{sha256(each).hexdigest()[:32]}": each for each in bodies}
