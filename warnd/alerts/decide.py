"""Whether people should be told something now, and why."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from warnd.alerts.changes import UNWATCHED, changes_since, in_earnest
from warnd.alerts.evidence import gather_evidence
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.area import Area
from warnd.model.claim import Claim, Weighed
from warnd.model.identifiers import AlertId
from warnd.model.level import Level
from warnd.model.situation import Assessment, Situation

#: the share of the weight above which an alert rests on one publisher: with a fifth from others
#: it is no longer that one's alone to raise
_MAINLY = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is known about an area at the moment of decision."""

    area: Area
    situation: Situation
    assessment: Assessment
    #: the claims behind it, in any order
    claims: tuple[Weighed, ...]
    #: what was taken back or put right of what the open alert rests on, in sentences
    taken_back: tuple[str, ...] = ()
    #: whether none of the feeds that told of the open alert has brought anything new since
    unheard: bool = False

    @property
    def is_void(self) -> bool:
        """Tell whether something was taken back, and nothing is left that puts pressure on."""
        return bool(self.taken_back) and not any(each.weight > 0.0 for each in self.claims)


def decide(
    finding: Finding, open_alert: AlertVersion | None, update_interval: timedelta
) -> AlertVersion | None:
    """Give the version that people should get now, None when there is nothing to tell.

    What is worse is told at once, always, and so is what was taken back and what is no drill any
    more. What only changed is told when it is material and the last version is older than
    `update_interval`.
    """
    level, now = finding.situation.level, finding.situation.at
    if open_alert is None:
        return None if level is Level.CALM else _first(finding)
    if level > open_alert.level:
        return _next(finding, open_alert, AlertReason.ESCALATED)
    if level is Level.CALM:
        return _next(finding, open_alert, _ending(finding))
    if level < open_alert.level:
        return _next(finding, open_alert, AlertReason.UPDATED)
    due = now - open_alert.at >= update_interval
    if not (due or finding.taken_back or open_alert.possible_test):
        return None  # most of the time, and telling what changed costs more than asking
    version = _next(finding, open_alert, AlertReason.UPDATED)
    at_once = bool(finding.taken_back) or in_earnest(open_alert, version)
    return version if at_once or (due and version.changes) else None


def no_longer_watched(open_alert: AlertVersion, now: datetime) -> AlertVersion:
    """Give the last version of an alert whose area the configuration watches no more."""
    return replace(
        open_alert,
        version=open_alert.version + 1,
        at=now,
        reason=AlertReason.EXPIRED,
        level=Level.CALM,
        previous_level=open_alert.level,
        reasons=(),
        changes=(UNWATCHED,),
        outlook=None,
        takes_back=False,
    )


def alert_id(area: Area, opened: datetime) -> AlertId:
    """Give the identity of the alert that an area opened at a moment: 12 hex digits."""
    seed = f"{area.id}\n{opened.isoformat()}".encode()
    return AlertId(hashlib.sha256(seed).hexdigest()[:12])


def _ending(finding: Finding) -> AlertReason:
    if finding.is_void:
        return AlertReason.CANCELLED
    return AlertReason.EXPIRED if finding.unheard else AlertReason.ALL_CLEAR


def _first(finding: Finding) -> AlertVersion:
    return AlertVersion(
        alert=alert_id(finding.area, finding.situation.at),
        version=1,
        at=finding.situation.at,
        reason=AlertReason.NEW,
        level=finding.situation.level,
        previous_level=Level.CALM,
        peak_level=finding.situation.level,
        area=finding.area,
        index=round(finding.situation.index, 1),
        kinds=tuple(kind.kind for kind in finding.assessment.kinds if kind.pressure > 0.0),
        reasons=finding.assessment.reasons,
        changes=(),
        origins=finding.assessment.origins,
        evidence=gather_evidence(_weightiest(finding.claims)),
        articles=tuple(dict.fromkeys(c.article for c in _weightiest(finding.claims))),
        rests_on=_one_source(finding.claims),
        urgency=finding.situation.urgency,
        certainty=finding.situation.certainty,
        divisions=_divisions(finding.claims),
    )


def _next(finding: Finding, before: AlertVersion, reason: AlertReason) -> AlertVersion:
    fresh = _first(finding)
    return replace(
        fresh,
        alert=before.alert,
        version=before.version + 1,
        reason=reason,
        previous_level=before.level,
        peak_level=max(before.peak_level, fresh.level),
        changes=(*finding.taken_back, *changes_since(before, fresh)),
        takes_back=bool(finding.taken_back),
    )


def _divisions(claims: Sequence[Weighed]) -> tuple[str, ...]:
    """Give the divisions that signs of escalation are told of."""
    told = {each.claim.admin1 for each in claims if each.weight > 0.0}
    return tuple(sorted(filter(None, told)))


def _one_source(claims: Sequence[Weighed]) -> str:
    """Give the publisher that more than `_MAINLY` of the weight comes from, empty when none is."""
    weights: dict[str, float] = {}
    for weighed in claims:
        publisher = weighed.claim.source.publisher
        weights[publisher] = weights.get(publisher, 0.0) + abs(weighed.weight)
    heaviest = max(weights, key=lambda name: weights[name], default="")
    mainly = weights.get(heaviest, 0.0) > _MAINLY * sum(weights.values())
    return heaviest if mainly else ""


def _weightiest(claims: Sequence[Weighed]) -> tuple[Claim, ...]:
    ordered = sorted(claims, key=lambda c: (-abs(c.weight), c.claim.at, c.claim.article))
    return tuple(weighed.claim for weighed in ordered if weighed.weight != 0.0)
