"""One area as people see it in a terminal, and as one JSON document."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from warnd.cli.feeds_words import ago, span
from warnd.cli.printing import cell
from warnd.cli.situations_chart import chart
from warnd.cli.situations_claims import claim_document, claim_words, claims_lines
from warnd.cli.situations_looks import level_text
from warnd.cli.situations_outlook import Prospect, points_to
from warnd.cli.situations_seen import Sight
from warnd.cli.situations_told import (
    area_document,
    baseline_words,
    change_words,
    is_stale,
    judged_words,
    situation_document,
)
from warnd.model.level import Level
from warnd.model.moments import rfc3339
from warnd.model.scoring import LevelThreshold
from warnd.model.situation import Assessment, Situation
from warnd.situations.held import Held
from warnd.situations.patterns_told import pattern_reason

#: claims told of a pattern, the newest
_MOST_SEEN = 4


def shown(sight: Sight, console: Console, most: int, *, plain: bool) -> Iterator[RenderableType]:
    """Give what is printed of an area, `most` claims of it at most."""
    situation, assessment = sight.situation, sight.assessment
    if situation is None or assessment is None:
        yield cell(f"{sight.area.name} ({sight.area.id}): calm; nothing was ever heard about it.")
        return
    yield _title(sight, situation, plain=plain)
    yield from map(cell, _standing(sight, situation, assessment))
    yield Text()
    yield from chart(sight.peaks, sight.frame, sight.thresholds, console, plain=plain)
    yield from _section("Why", assessment.reasons or ("Nothing puts pressure on it now.",))
    yield from _section("Patterns that hold", list(_pattern_words(sight)))
    yield from _section("What would change it", _prospect_words(sight))
    yield from _claims(sight, most)


def shown_document(sight: Sight) -> dict[str, object]:
    """Give what is seen of an area as one JSON document."""
    situation, assessment = sight.situation, sight.assessment
    if situation is None or assessment is None:
        return {"area": area_document(sight.area), "level": Level.CALM.value, "at": None}
    return {
        **situation_document(sight.area, situation, sight.yesterday, assessment.origins),
        "now": {
            "at": rfc3339(sight.now),
            "index": round(assessment.index, 2),
            "pressure": round(assessment.pressure, 3),
            "normal": round(assessment.normal, 3),
            "called": assessment.level.value,
            "patterns": [_pattern_document(held) for held in sight.patterns],
            "reasons": list(assessment.reasons),
        },
        "outlook": None if sight.prospect is None else _prospect_document(sight.prospect),
        "chart": {
            "first": rfc3339(sight.frame.first),
            "step_s": int(sight.frame.step.total_seconds()),
            "peaks": [[each.step, round(each.index, 1), each.level.value] for each in sight.peaks],
        },
        "alert": None if sight.alert is None else sight.alert.alert,
        "claims": [claim_document(each) for each in sight.claims],
    }


def _title(sight: Sight, situation: Situation, *, plain: bool) -> Text:
    line = level_text(situation.level, plain=plain)
    line.append(f"  {cell(sight.area.name).plain}", style="bold")
    line.append(f" ({cell(sight.area.id).plain})", style="bright_black")
    return line


def _standing(sight: Sight, situation: Situation, assessment: Assessment) -> Iterator[str]:
    now = sight.now
    moved = change_words(replace(situation, index=assessment.index), sight.yesterday)
    yield (
        f"since {_moment(situation.since)} UTC ({span(now - situation.since)}); "
        f"index {assessment.index:.0f} of 100, {moved} in a day; "
        f"{_counted(assessment.origins, 'origin')}"
    )
    yield judged_words(sight.standing or situation)
    yield baseline_words(situation, assessment, sight.baseline_days)
    if situation.level > Level.CALM and is_stale(situation.at, now):
        yield f"Assessed last {ago(situation.at, now)}: no daemon has looked at it since."
    if sight.alert is not None:
        alert = sight.alert
        yield f"alert {alert.alert}, version {alert.version} of {_moment(alert.at)} UTC"


def _section(title: str, lines: tuple[str, ...] | list[str]) -> Iterator[RenderableType]:
    if lines:
        yield Text(f"\n{title}", style="bold")
        for line in lines:
            deeper = len(line) - len(line.lstrip())
            yield Padding(cell(line), (0, 0, 0, 2 + deeper), expand=False)


def _pattern_words(sight: Sight) -> Iterator[str]:
    """Give the patterns that hold, each with the newest claims that carry it."""
    for held in sight.patterns:
        where = f", in {held.where}" if held.where else ""
        level = held.pattern.level.value
        yield f"{pattern_reason(held, sight.titles)} ({level}, since {_moment(held.since)}{where})"
        newest = held.claims[: -_MOST_SEEN - 1 : -1]
        for claim in newest:
            yield f"  {claim.at:%d %b %H:%M}  {claim_words(claim, sight.titles)}"
        if len(held.claims) > len(newest):
            yield f"  and {len(held.claims) - len(newest)} earlier"


def _prospect_words(sight: Sight) -> list[str]:
    look, assessment = sight.prospect, sight.assessment
    if look is None or assessment is None:
        return []
    words = [] if look.above is None else [_rise(look.above, assessment)]
    if look.here is not None:
        words.append(_fall(look.here, look, assessment, sight.now))
        words.append(_silence(look))
    return words


def _rise(above: LevelThreshold, assessment: Assessment) -> str:
    wants = f"at index {above.up:.0f}, {points_to(above.up, assessment):.0f} points more"
    if assessment.index >= above.up:
        wants = f"its index of {above.up:.0f} is reached"
    if above.origins <= assessment.origins:
        return f"{above.level.value.capitalize()} {wants}"
    alone = "" if above.up_alone is None else f", or index {above.up_alone:.0f} with fewer"
    voices = f"with {_counted(above.origins, 'origin')} ({assessment.origins} now{alone})"
    return f"{above.level.value.capitalize()} {wants} {voices}"


def _fall(here: LevelThreshold, look: Prospect, assessment: Assessment, now: datetime) -> str:
    if assessment.index < here.down:
        below = f"the index is below {here.down:.0f} already"
    else:
        points = points_to(here.down, assessment)
        below = f"when the index is below {here.down:.0f}, {points:.0f} points less"
    held = f", not before {_moment(look.held_until)} UTC" if look.held_until > now else ""
    return f"Lower {below}{held}"


def _silence(look: Prospect) -> str:
    if not look.falls:
        return "Without further news: the level stands as far as can be seen"
    falls = ", ".join(f"{fall.level.value} about {_moment(fall.at)}" for fall in look.falls)
    return f"Without further news: {falls} UTC"


def _pattern_document(held: Held) -> dict[str, object]:
    return {
        "id": held.pattern.id,
        "level": held.pattern.level.value,
        "since": rfc3339(held.since),
        "where": held.where,
        "origins": held.origins,
        "articles": list(dict.fromkeys(claim.article for claim in held.claims)),
    }


def _prospect_document(look: Prospect) -> dict[str, object]:
    above, here = look.above, look.here
    return {
        "above": None
        if above is None
        else {
            "level": above.level.value,
            "up": above.up,
            "origins": above.origins,
            "up_alone": above.up_alone,
        },
        "down": None if here is None else here.down,
        "held_until": rfc3339(look.held_until),
        "without_news": [
            {"level": fall.level.value, "at": rfc3339(fall.at)} for fall in look.falls
        ],
    }


def _claims(sight: Sight, most: int) -> Iterator[RenderableType]:
    told = sight.claims[:most]
    if not told:
        return
    weight = sum(abs(each.weight) for each in sight.claims)
    shown_weight = sum(abs(each.weight) for each in told)
    share = f"; they hold {shown_weight / weight:.0%} of the weight" if weight else ""
    more = f" {len(told)} of {len(sight.claims)}{share}" if len(told) < len(sight.claims) else ""
    yield Text(f"\nClaims behind it, the weightiest first{':' if more else ''}{more}", style="bold")
    yield from claims_lines(told, sight.titles)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _moment(moment: datetime) -> str:
    return f"{moment:%d %b %Y %H:%M}"
