"""What in a feed's document was not there before, and by which keys it will be known."""

from collections.abc import Mapping
from dataclasses import dataclass

from warnd.articles.cleaned import Cleaned
from warnd.articles.identity import (
    content_digest,
    document_keys,
    id_keys,
    named_by,
    repeats_ids,
)
from warnd.model.entry import Entry, FeedDocument

#: stands among the digests of a feed's document once the feed has shown one id for several entries
REPEATING = "repeats ids"

#: the identity keys of each entry of a document, by the digest of its bytes
Shown = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An entry whose bytes its feed has not shown before."""

    entry: Entry
    #: the digest of its bytes, or of what it says where they could not be cut out
    digest: str
    #: its identity keys, the best first
    keys: tuple[str, ...]
    #: the keys of the entries that it takes the place of
    replaces: tuple[str, ...]
    #: what it says, where that was told beside the parser
    cleaned: Cleaned | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What a document brought, and what it shows now."""

    #: the entries with new bytes, in the order of the document
    new: tuple[Arrival, ...]
    #: everything it shows, for the next time
    shown: Shown
    #: whether its feed has shown one id for several entries
    repeats_ids: bool


def arrivals_of(document: FeedDocument, before: Shown) -> Arrivals:
    """Give what a document brought beside what its feed showed `before`.

    Ids that a feed once repeated are not believed again: what it shows is then known by its links,
    and without them by its content.
    """
    digests = [entry.digest or content_digest(entry) for entry in document.entries]
    still = {digest: before[digest] for digest in (*document.known, *digests) if digest in before}
    fresh = {
        digest: entry
        for digest, entry in zip(digests, document.entries, strict=True)
        if digest not in before
    }
    cleaned = {
        digest: Cleaned(*each) if each else None
        for digest, each in zip(digests, document.cleaned, strict=False)
    }
    taken = frozenset(key for keys in still.values() for key in keys)
    entries, told = tuple(fresh.values()), [cleaned.get(digest) for digest in fresh]
    said = [each and (each.title, each.text) for each in told]
    named = [
        (each.id_key, each.link_key) if each else named_by(entry)
        for entry, each in zip(entries, told, strict=True)
    ]
    repeating = REPEATING in before or repeats_ids(entries, taken, said, named)
    keyed = document_keys(entries, ids_believed=not repeating, taken=taken, said=said, named=named)
    new = tuple(
        Arrival(
            entry=entry,
            digest=digest,
            keys=keys,
            replaces=id_keys(entry.replaces) if entry.replaces else (),
            cleaned=each,
        )
        for (digest, entry), keys, each in zip(fresh.items(), keyed, told, strict=True)
    )
    shown = {**still, **{arrival.digest: arrival.keys for arrival in new}}
    if repeating:
        shown[REPEATING] = ()
    return Arrivals(new=new, shown=shown, repeats_ids=repeating)
