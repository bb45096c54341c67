"""Bodies of answers, read within limits whatever the other side sends."""

import zlib
from dataclasses import dataclass

from warnd.errors import AnswerHostile, ExchangeFailed

#: zlib's word for "gzip framing only"
GZIP_FRAMING = 31
#: the first byte of a gzip member; the second may still be on its way
GZIP_BEGINS = 0x1F
#: gzip members one body may consist of; real ones have one
MOST_MEMBERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an answer may cost."""

    #: seconds for everything: names, redirects, headers and body
    total_s: float = 60.0
    #: decoded bytes that are kept; what follows is cut off
    size: int = 10_000_000
    #: decoded bytes per byte on the wire that are believed; feeds reach about 20
    ratio: int = 200
    #: decoded bytes from which `ratio` counts
    ratio_from: int = 1_000_000
    #: seconds of body after which `slow_rate` counts
    slow_after_s: float = 30.0
    #: bytes per second below which an answer is given up
    slow_rate: float = 100.0
    #: redirects that are followed
    redirects: int = 5


class BoundedBody:
    """A body as it grows, decoded piece by piece.

    Decoding is ours and not httpx's: 590 bytes of stacked gzip become a single piece of 268 MB
    there, before any counter sees it.
    """

    def __init__(self, encoding: str, limits: Limits) -> None:
        """Begin a body in a `Content-Encoding`.

        Raises AnswerHostile for any but gzip or none: nothing else was asked for.
        """
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip"):
            raise AnswerHostile(f"content encoding {encoding!r}, which was not asked for")
        self._limits = limits
        self._inflater = zlib.decompressobj(GZIP_FRAMING) if "gzip" in name else None
        self._members = 1
        self._kept = bytearray()
        #: bytes that came over the wire
        self.received = 0
        #: whether the body is longer than what is kept
        self.cut = False

    def add(self, piece: bytes) -> None:
        """Take the next piece from the wire.

        Raises AnswerHostile when it unpacks beyond belief, ExchangeFailed when it is damaged.
        """
        self.received += len(piece)
        if self._inflater is None:
            self._keep(piece)
            return
        try:
            self._inflate(piece)
        except zlib.error as error:
            raise ExchangeFailed(f"a damaged gzip body: {error}") from error

    def finish(self) -> bytes:
        """Give what is kept.

        Raises ExchangeFailed when the compressed body stops short.
        """
        if self._inflater is not None and not (self._inflater.eof or self.cut) and self.received:
            raise ExchangeFailed("the gzip body stops short")
        return bytes(self._kept)

    def _inflate(self, piece: bytes) -> None:
        while piece and not self.cut:
            if self._inflater is None or self._inflater.eof:
                self._begin_member(piece)
                if self._inflater is None or self._inflater.eof:
                    return
            room = self._limits.size - len(self._kept) + 1
            self._keep(self._inflater.decompress(piece, room))
            piece = self._inflater.unconsumed_tail or self._inflater.unused_data
            # Counted is what was unpacked so far: of a large bomb the limit needs a few bytes only.
            self._refuse_bombs(self.received - len(piece))

    def _begin_member(self, piece: bytes) -> None:
        # What follows a whole member without a new gzip header is padding, which gzip ignores too.
        if piece[0] == GZIP_BEGINS and self._members < MOST_MEMBERS:
            self._members += 1
            self._inflater = zlib.decompressobj(GZIP_FRAMING)

    def _keep(self, decoded: bytes) -> None:
        room = self._limits.size - len(self._kept)
        self.cut = self.cut or len(decoded) > room
        self._kept += decoded[:room]

    def _refuse_bombs(self, unpacked: int) -> None:
        limits = self._limits
        if len(self._kept) > max(limits.ratio_from, limits.ratio * unpacked):
            raise AnswerHostile(f"{unpacked} bytes that unpack to more than {len(self._kept)}")
