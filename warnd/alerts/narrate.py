"""Tells what a version of an alert says: cleans, groups, sorts and chooses."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from warnd.alerts.account import Account, Fact, Quote, Voice
from warnd.alerts.links import link_to
from warnd.alerts.sizes import size_of
from warnd.model.alert import AlertEvidence, AlertVersion
from warnd.model.identifiers import KindId
from warnd.model.moments import aware
from warnd.model.plain import plain_line
from warnd.model.reliability import Reliability
from warnd.model.status import Status

#: quotes that are shown; all the evidence is in the record
MOST_QUOTES = 4
#: places and publishers named beside one fact; the rest is a number
MOST_NAMES = 3
#: characters of a quote, a title, a name and a sentence of ours
LONGEST_QUOTE, LONGEST_TITLE, LONGEST_NAME, LONGEST_SENTENCE = 280, 140, 80, 200
#: characters of a name with its mark
LONGEST_NAMES = 110
#: what each grade means, in the words of the Admiralty code
GRADES = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability not known",
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: kinds that take pressure off. One that an operator added is told among the others: it may
#: frighten more than it should, but what calms must never be said of what does not.
CALMING = frozenset({KindId("de_escalation")})
#: what must be said of a fact that stands for calm, or only as a note
MARKS = {Status.THREATENED: "announced", Status.DENIED: "denied", Status.HISTORICAL: "past"}
NO_MARKS: Mapping[Status, str] = MappingProxyType({})
#: what is news; denied and historical claims are notes
TOLD = (Status.OCCURRED, Status.THREATENED)


def account_of(
    version: AlertVersion,
    titles: Mapping[KindId, str],
    places: Mapping[str, str],
    *,
    may_repeat: bool,
) -> Account:
    """Give the account of a version.

    `titles` are what people read for kinds, `places` for ISO 3166 codes; what is missing there is
    told by its id.
    """
    told = [item for item in version.evidence if item.status in TOLD]
    grave = [item for item in told if item.kind not in CALMING]
    shown = {item.kind for item in version.evidence}
    return Account(
        version=version,
        place=_place(version, places),
        at=moment(version.at),
        since=moment(min(item.published for item in told)) if told else "",
        happened=_facts([i for i in grave if i.status is Status.OCCURRED], version, titles),
        threatened=_facts([i for i in grave if i.status is Status.THREATENED], version, titles),
        calming=_facts([i for i in told if i not in grave], version, titles, marks=MARKS),
        notes=_facts([i for i in version.evidence if i not in told], version, titles, marks=MARKS),
        also=tuple(_title(kind, titles) for kind in version.kinds if kind not in shown),
        changes=_sentences(version.changes),
        reasons=_sentences(version.reasons),
        voices=tuple(dict.fromkeys(_voice(item) for item in told)),
        quotes=tuple(_quote(item) for item in _chosen(told)),
        may_repeat=may_repeat,
    )


def moment(at: datetime) -> str:
    """Give a moment as `28 Jan 2019, 14:05 UTC`."""
    at = aware(at)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M} UTC"


def _facts(
    evidence: Sequence[AlertEvidence],
    version: AlertVersion,
    titles: Mapping[KindId, str],
    marks: Mapping[Status, str] = NO_MARKS,
) -> tuple[Fact, ...]:
    kinds = dict.fromkeys((*version.kinds, *(item.kind for item in evidence)))
    facts = []
    for kind in kinds:
        for status in Status:
            about = [item for item in evidence if item.kind == kind and item.status is status]
            if about:
                facts.append(_fact(kind, about, titles, marks.get(status, "")))
    return tuple(facts)


def _fact(
    kind: KindId, about: Sequence[AlertEvidence], titles: Mapping[KindId, str], mark: str
) -> Fact:
    return Fact(
        title=_title(kind, titles),
        mark=mark,
        size=size_of(kind, about),
        places=_names(item.place for item in about),
        said_by=_names(_marked(_voice(item)) for item in about),
    )


def _names(names: Iterable[str]) -> str:
    """Give up to three different names, and how many more there are."""
    clean = list(dict.fromkeys(filter(None, (plain_line(name, LONGEST_NAMES) for name in names))))
    more = len(clean) - MOST_NAMES
    if more > 0:
        return ", ".join(clean[:MOST_NAMES]) + f" and {more} more"
    return " and ".join(filter(None, (", ".join(clean[:-1]), *clean[-1:])))


def _title(kind: KindId, titles: Mapping[KindId, str]) -> str:
    return plain_line(titles.get(kind) or str(kind).replace("_", " "), LONGEST_NAME)


def _voice(item: AlertEvidence) -> Voice:
    link = link_to(item.url)
    return Voice(
        name=plain_line(item.publisher, LONGEST_NAME) or (link.host if link else "unknown source"),
        grade=item.reliability.value,
        meaning=GRADES[item.reliability],
        party=item.party,
    )


def _marked(voice: Voice) -> str:
    return f"{voice.name} (party to the conflict)" if voice.party else voice.name


def _quote(item: AlertEvidence) -> Quote:
    text, title = plain_line(item.quote.told, LONGEST_QUOTE), plain_line(item.title, LONGEST_TITLE)
    return Quote(
        text=text,
        title="" if title == text else title,
        voice=_voice(item),
        at=moment(item.published),
        link=link_to(item.url),
        threatened=item.status is Status.THREATENED,
    )


def _chosen(evidence: Sequence[AlertEvidence]) -> list[AlertEvidence]:
    """Give the quotes to show, weightiest first: one of each kind before a second of any."""
    by_text = {item.quote.told: item for item in reversed(evidence)}  # the weightiest stays
    unlike = [item for item in evidence if by_text[item.quote.told] is item]
    first_of_kind = {(item.kind, item.status): item for item in reversed(unlike)}.values()
    firsts = [item for item in unlike if any(item is first for first in first_of_kind)]
    others = [item for item in unlike if not any(item is first for first in firsts)]
    coming = [item for item in firsts if item.status is Status.THREATENED][:1]
    rest = [item for item in (*firsts, *others) if item not in coming]
    chosen = [*coming, *rest][:MOST_QUOTES]
    return [item for item in unlike if item in chosen]


def _sentences(sentences: Iterable[str]) -> tuple[str, ...]:
    clean = (plain_line(sentence, LONGEST_SENTENCE) for sentence in sentences)
    return tuple(sentence for sentence in clean if sentence)


def _place(version: AlertVersion, places: Mapping[str, str]) -> str:
    """Give the area's name, with the division and country it does not name itself."""
    area = version.area
    name = plain_line(area.name or area.id, LONGEST_NAME)
    if not (area.divisions or area.places or area.circle):
        return name  # a country
    division, country = places.get(area.admin1 or "", ""), places.get(area.country, "")
    if not country and "," not in name:
        country = area.country  # its code; a name with a comma most likely ends in the country's
    told = [name]
    told += [part for part in (division, country) if part and part not in name]
    return ", ".join(plain_line(part, LONGEST_NAME) for part in told)
