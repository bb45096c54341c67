"""What left on a channel of late, and whom nothing reaches: kept in memory alone."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from warnd.alerts.paces import MINUTE_S, SILENT_S
from warnd.alerts.parcels import Lately, Parcel, Way
from warnd.model.level import Level


@dataclass(slots=True, kw_only=True)
class Traffic:
    """Counts the messages of one channel; all times are monotonic seconds."""

    _alone: defaultdict[Way, deque[tuple[float, int]]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    _digest_at: dict[Way, float] = field(default_factory=dict)
    #: since when nothing was taken, by recipient
    _vain_since: dict[str, float] = field(default_factory=dict)

    def lately(
        self, now_s: float, of_sources: Mapping[tuple[str, str, str], int]
    ) -> Mapping[Way, Lately]:
        """Give what left on each way; `of_sources` is what the outbox knows of publishers."""
        sources: defaultdict[Way, dict[str, int]] = defaultdict(dict)
        for (recipient, language, source), sent in of_sources.items():
            sources[Way(recipient=recipient, language=language)][source] = sent
        ways = {*self._alone, *self._digest_at, *sources}
        return {way: self._lately(way, now_s, sources[way]) for way in ways}

    def taken(self, parcel: Parcel, now_s: float) -> bool:
        """Count a message that was taken; tell whether its recipient was silent before."""
        if parcel.digest:
            self._digest_at[parcel.way] = now_s
        else:
            self._alone[parcel.way].append((now_s, parcel.rank))
        was_silent = parcel.way.recipient in self.silent(now_s)
        self._vain_since.pop(parcel.way.recipient, None)
        return was_silent

    def in_vain(self, recipient: str, since_s: float) -> None:
        """Note that a message was not taken, unless one before it was not either."""
        self._vain_since.setdefault(recipient, since_s)

    def silent(self, now_s: float) -> frozenset[str]:
        """Give the recipients that nothing has reached for a while."""
        return frozenset(
            recipient
            for recipient, since_s in self._vain_since.items()
            if now_s - since_s >= SILENT_S
        )

    def _lately(self, way: Way, now_s: float, of_source: Mapping[str, int]) -> Lately:
        alone = self._alone[way]
        while alone and now_s - alone[0][0] >= MINUTE_S:
            alone.popleft()
        digest_at = self._digest_at.get(way)
        return Lately(
            alone=len(alone),
            emergencies=sum(1 for _, rank in alone if rank == Level.EMERGENCY.rank),
            digest_s=None if digest_at is None else now_s - digest_at,
            of_source=of_source,
        )
