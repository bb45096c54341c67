"""Claims behind a situation, for people and for programs."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from warnd.cli.printing import cell
from warnd.model.claim import Claim, Weighed
from warnd.model.identifiers import KindId
from warnd.model.moments import rfc3339
from warnd.model.plain import plain_line, shorten

#: characters of a quote that people are told
_LONGEST_QUOTE = 240


def claims_lines(told: Sequence[Weighed], titles: Mapping[KindId, str]) -> Iterator[RenderableType]:
    """Give claims for people: what is claimed and what it weighs, who says so, in which words.

    What one sentence claims several times stands together.
    """
    by_words: dict[tuple[str, str], list[Weighed]] = {}
    for each in told:
        by_words.setdefault((each.claim.article, _words(each.claim)), []).append(each)
    for group in by_words.values():
        for each in group:
            head = Text(f"{each.weight:6.1f}  ", style="bold")
            yield head.append_text(cell(claim_words(each.claim, titles)))
        claim = group[0].claim
        yield _below(cell(_source(claim), style="bright_black"))
        yield _below(_quote(claim))
        if claim.url:
            yield _below(cell(claim.url, style="bright_black"))


def claim_words(claim: Claim, titles: Mapping[KindId, str]) -> str:
    """Give what is claimed, as `shelling 14, occurred, Jarjanaz`."""
    signal = claim.signal
    count = "" if signal.count is None else f" {signal.count:,}"
    where = f", {claim.place}" if claim.place else ""
    return f"{titles.get(signal.kind, str(signal.kind))}{count}, {signal.status.value}{where}"


def _source(claim: Claim) -> str:
    who = claim.source.publisher or "an unknown publisher"
    party = ", a party" if claim.source.party else ""
    test = ", marked as a test" if claim.possible_test else ""
    return f"{who} ({claim.source.reliability.value}{party}), {claim.at:%d %b %Y %H:%M} UTC{test}"


def claim_document(each: Weighed) -> dict[str, object]:
    """Give a claim as a JSON document."""
    claim = each.claim
    signal = claim.signal
    return {
        "weight": round(each.weight, 3),
        "kind": signal.kind,
        "status": signal.status.value,
        "count": signal.count,
        "probability": round(signal.probability, 3),
        "place": claim.place,
        "admin1": claim.admin1,
        "publisher": claim.source.publisher,
        "origin": claim.source.origin,
        "reliability": claim.source.reliability.value,
        "party": claim.source.party,
        "possible_test": claim.possible_test,
        "at": rfc3339(claim.at),
        "article": claim.article,
        "url": claim.url,
        "title": claim.title,
        "quotes": [
            {"text": quote.text, "sentence": quote.told, "rule": quote.rule}
            for quote in signal.evidence
        ],
    }


def _words(claim: Claim) -> str:
    evidence = claim.signal.evidence
    return evidence[0].told if evidence else claim.title


def _quote(claim: Claim) -> Text:
    return cell(f'"{shorten(plain_line(_words(claim)), _LONGEST_QUOTE)}"')


def _below(text: Text) -> RenderableType:
    return Padding(text, (0, 0, 0, 8), expand=False)
