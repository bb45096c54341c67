"""A document becomes entries: the quick way where it is sure, feedparser's way where it is not.

A well-formed document is cut into its entries. Those whose bytes were seen last time are named and
not read again; the others are read by the quick reader, or by feedparser where the quick reader is
not sure. A damaged document goes to feedparser whole, and entry by entry when that fails.
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from warnd.errors import FeedHostile, NotAFeed
from warnd.feeds.parsing.budget import OutOfTime, budget
from warnd.feeds.parsing.encoding import Encoded, decoded
from warnd.feeds.parsing.frame import XML_FAULTS, Frame, Unsure, frame_of, well_formed
from warnd.feeds.parsing.json_feed import looks_like_json, read_json
from warnd.feeds.parsing.limits import ParseLimits
from warnd.feeds.parsing.quick import Mark, quick_entries
from warnd.feeds.parsing.reading import parse_feed
from warnd.feeds.parsing.slices import entry_spans, frame_tags, mended_references
from warnd.feeds.parsing.texts import ENTRIES_AT_MOST
from warnd.feeds.sources.adapter import Received
from warnd.model.entry import Entry, FeedDocument

#: what a page begins with, after comments and declarations
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<\?[^>]{0,500}\?>|<!--.{0,2000}?-->)*+<(?:!doctype\s+html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
#: what a slice is, whatever the whole was
SLICE_HEADERS = {"content-type": "application/xml; charset=utf-8"}
#: bytes of a digest
DIGEST_SIZE = 8
#: CPU seconds left for the answer when the entries' time is up
ANSWER_CPU_S = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A document to read."""

    #: what was fetched
    received: Received
    #: whether it went on beyond the size limit
    cut: bool = False
    #: digests of entries that need not be read again
    known: frozenset[str] = frozenset()


def read_document(asked: Asked, limits: ParseLimits) -> FeedDocument:
    """Give the document's entries.

    Raises NotAFeed for a page or anything else that is no feed, FeedHostile when no entry can be
    read in its time.
    """
    received = asked.received
    if looks_like_json(received.body):
        return read_json(received.body, received.url, asked.known)
    encoded = decoded(received.body, received.content_type)
    if PAGE.match(encoded.raw):
        raise NotAFeed("a page instead of a feed")
    document = _Reading(asked, encoded, limits).read()
    if not document.version and not document.size and not document.poisoned:
        raise NotAFeed("no feed" if received.body.strip() else "an empty answer")
    return document


class _Reading:
    """The reading of one document."""

    def __init__(self, asked: Asked, encoded: Encoded, limits: ParseLimits) -> None:
        self._asked = asked
        self._encoded = encoded
        self._limits = limits
        self._headers = {
            "content-type": encoded.content_type,
            "content-location": asked.received.url,
        }
        #: whether an entry alone ran past its limits
        self._overran = False
        self._until = time.process_time() + limits.cpu_s - ANSWER_CPU_S

    def read(self) -> FeedDocument:
        """Give the document, by the first way that can read it."""
        return self._sliced() or self._whole() or self._piecewise()

    def _sliced(self) -> FeedDocument | None:
        """Give a well-formed document, None when it is not, or not for sure."""
        try:
            with budget(self._limits.quick_cpu_s):
                text = self._closed() if self._asked.cut else self._encoded.text
                if not well_formed(text):
                    return None
                spans = tuple(entry_spans(text))
                if not 0 < len(spans) <= ENTRIES_AT_MOST:
                    return None
                pieces = self._pieces(text, spans)
                read = pieces.read(self._asked.received.url)
        except (OutOfTime, MemoryError, *XML_FAULTS):
            return None
        return self._completed(pieces, read)

    def _pieces(self, text: bytes, spans: tuple[tuple[int, int], ...]) -> "_Pieces":
        frame = frame_of(text, spans)
        digests = tuple(_digest(frame.opening, text[start:end]) for start, end in spans)
        known = self._asked.known
        return _Pieces(
            text=text,
            spans=spans,
            digests=digests,
            frame=frame,
            new=tuple(number for number, digest in enumerate(digests) if digest not in known),
            as_fetched=self._encoded.as_fetched,
        )

    def _closed(self) -> bytes:
        """Give a document that was cut, ended behind its last whole entry."""
        text = self._encoded.text
        spans = tuple(entry_spans(text))
        if not spans:
            return text
        _, closing = frame_tags(text[: spans[0][0]])
        return text[: spans[-1][1]] + closing

    def _completed(self, pieces: "_Pieces", read: dict[int, Entry]) -> FeedDocument | None:
        """Give the document with what the quick reader declined read by feedparser."""
        declined = [number for number in pieces.new if number not in read]
        if declined:
            together = self._together(pieces, declined)
            if together is None:
                return None
            marks = dict(zip(pieces.new, pieces.marks, strict=True))
            for number, entry in together.items():
                digest, span = marks[number]
                read[number] = replace(entry, digest=digest, span=span)
        lost = [number for number in pieces.new if number not in read]
        known = tuple(digest for digest in pieces.digests if digest in self._asked.known)
        if lost and not read and not known:
            raise FeedHostile(f"none of {len(lost)} entries can be read in its time")
        return FeedDocument(
            version=pieces.frame.version,
            title=pieces.frame.title,
            entries=tuple(read[number] for number in sorted(read)),
            degraded=self._asked.cut or self._encoded.guessed or bool(lost),
            hostile=self._overran,
            known=known,
            poisoned=tuple(pieces.spans[n] for n in lost) if self._encoded.as_fetched else (),
        )

    def _together(self, pieces: "_Pieces", numbers: Sequence[int]) -> dict[int, Entry] | None:
        """Give entries by feedparser, read at once, else one by one; None for a wrong number."""
        text = pieces.with_only(numbers)
        if len(text) <= self._limits.whole_at_most:
            read = self._in_time(text, SLICE_HEADERS)
            if read is not None:
                fits = len(read.entries) == len(numbers)
                return dict(zip(numbers, read.entries, strict=True)) if fits else None
        opening, closing = frame_tags(pieces.text[: pieces.spans[0][0]])
        until = self._entries_until()
        found = {}
        for number in numbers:
            if time.process_time() > until:
                break
            start, end = pieces.spans[number]
            one = self._one(opening + pieces.text[start:end] + closing)
            if one is not None and len(one.entries) == 1:
                found[number] = one.entries[0]
        return found

    def _whole(self) -> FeedDocument | None:
        """Give the document as feedparser reads it, None when that is too much or fails."""
        if self._asked.cut or len(self._encoded.raw) > self._limits.whole_at_most:
            return None
        return self._in_time(self._encoded.raw, self._headers)

    def _piecewise(self) -> FeedDocument:
        """Give a damaged document entry by entry, without those that cannot be read.

        What there is no time for is left out, and is new when the document is read next.
        """
        text = self._encoded.text
        spans = tuple(entry_spans(text))
        opening, closing = frame_tags(text[: spans[0][0]] if spans else b"")
        frame = _plain_frame(opening, closing)
        gathered = _Gathered(as_fetched=self._encoded.as_fetched)
        until = self._entries_until()
        for start, end in spans:
            entry = text[start:end]
            digest = _digest(opening, entry)
            if digest in self._asked.known:
                gathered.known.append(digest)
            else:
                one = self._framed(entry, (opening, closing), frame)
                gathered.add(one, digest, (start, end))
            if time.process_time() > until or len(gathered.entries) >= ENTRIES_AT_MOST:
                break
        return gathered.document(frame, hostile=self._overran)

    def _framed(
        self, entry: bytes, tags: tuple[bytes, bytes], frame: Frame | None
    ) -> FeedDocument | None:
        """Give one entry in its frame, mended where that helps; None when nothing does."""
        opening, closing = tags
        one = self._either(opening + entry + closing, frame)
        if one is None and (mended := mended_references(entry)) != entry:
            one = self._either(opening + mended + closing, frame)
        return one

    def _either(self, text: bytes, frame: Frame | None) -> FeedDocument | None:
        """Give one entry in its frame, the quick way or feedparser's; None when neither can."""
        if frame is not None and frame.quick:
            try:
                with budget(self._limits.entry_cpu_s):
                    found = quick_entries(text, frame, self._asked.received.url)
            except (OutOfTime, MemoryError, *XML_FAULTS):
                found = []
            if len(found) == 1 and found[0] is not None:
                return FeedDocument(version=frame.version, title="", entries=(found[0],))
        return self._one(text)

    def _one(self, text: bytes) -> FeedDocument | None:
        try:
            return self._parsed(text, SLICE_HEADERS, self._limits.entry_cpu_s)
        except (OutOfTime, MemoryError):
            self._overran = True
            return None

    def _in_time(self, text: bytes, headers: Mapping[str, str]) -> FeedDocument | None:
        """Give what feedparser reads at once, None when it fails or takes too much."""
        try:
            return self._parsed(text, headers, self._limits.whole_cpu_s)
        except (OutOfTime, MemoryError):
            return None

    def _parsed(self, text: bytes, headers: Mapping[str, str], cpu_s: float) -> FeedDocument | None:
        """Give what feedparser reads, None when it fails.

        Raises OutOfTime or MemoryError when that takes too much.
        """
        try:
            with budget(cpu_s):
                return parse_feed(text, {**self._headers, **headers})
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  feedparser raises of many kinds
            return None

    def _entries_until(self) -> float:
        return min(time.process_time() + self._limits.entries_cpu_s, self._until)


@dataclass(slots=True, kw_only=True)
class _Gathered:
    """What is read of a document entry by entry."""

    as_fetched: bool
    entries: list[Entry] = field(default_factory=list)
    poisoned: list[tuple[int, int]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    version: str = ""

    def add(self, one: FeedDocument | None, digest: str, span: tuple[int, int]) -> None:
        """Take in what one entry gave."""
        if one is None or not one.entries:
            self.poisoned.append(span)
            return
        self.version = self.version or one.version
        where = span if self.as_fetched else None
        self.entries += (replace(entry, digest=digest, span=where) for entry in one.entries)

    def document(self, frame: Frame | None, *, hostile: bool) -> FeedDocument:
        """Give the whole; raises FeedHostile when there is nothing of it."""
        if self.poisoned and not self.entries and not self.known:
            raise FeedHostile(f"none of {len(self.poisoned)} entries can be read in its time")
        return FeedDocument(
            version=frame.version if frame else self.version,
            title=frame.title if frame else "",
            entries=tuple(self.entries),
            degraded=True,
            hostile=hostile,
            known=tuple(self.known),
            poisoned=tuple(self.poisoned) if self.as_fetched else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pieces:
    """A well-formed document, cut."""

    text: bytes
    spans: tuple[tuple[int, int], ...]
    digests: tuple[str, ...]
    frame: Frame
    #: the numbers of the entries that are to be read
    new: tuple[int, ...]
    #: whether `text` is what was fetched
    as_fetched: bool

    @property
    def marks(self) -> list[Mark]:
        """The digest of each new entry, and where it stands in what was fetched."""
        return [(self.digests[n], self.spans[n] if self.as_fetched else None) for n in self.new]

    def read(self, url: str) -> dict[int, Entry]:
        """Give the new entries that the quick reader is sure of, by their numbers."""
        if not self.new or not self.frame.quick:
            return {}
        found = quick_entries(self.with_only(self.new), self.frame, url, self.marks)
        if len(found) != len(self.new):
            raise Unsure
        return {
            number: entry
            for number, entry in zip(self.new, found, strict=True)
            if entry is not None
        }

    def with_only(self, numbers: Sequence[int]) -> bytes:
        """Give the document with only some of its entries."""
        if len(numbers) == len(self.spans):
            return self.text
        kept = [self.text[slice(*self.spans[number])] for number in numbers]
        head, tail = self.text[: self.spans[0][0]], self.text[self.spans[-1][1] :]
        return b"".join((head, *kept, tail))


def _digest(frame: bytes, entry: bytes) -> str:
    """Give the digest of an entry within its frame: another frame may give it another meaning."""
    hashed = blake2b(frame, digest_size=DIGEST_SIZE)
    hashed.update(entry)
    return hashed.hexdigest()


def _plain_frame(opening: bytes, closing: bytes) -> Frame | None:
    """Give the frame that the tags round an entry make, None when they make none."""
    mark = b"<item/>"
    span = (len(opening), len(opening) + len(mark))
    try:
        return frame_of(opening + mark + closing, [span])
    except XML_FAULTS:
        return None
