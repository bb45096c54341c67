"""Tells what a version of an alert says: cleans, groups, sorts and chooses."""

import re
from collections.abc import Iterable, Mapping, Sequence

from warnd.alerts.account import Account, Fact, Quote, Voice
from warnd.alerts.links import link_to
from warnd.alerts.marks import PROMPT, Passage, delay_in_words
from warnd.alerts.phrases import marked_label
from warnd.alerts.sizes import size_of
from warnd.alerts.translate import Titles, retold
from warnd.alerts.whereabouts import place_of
from warnd.model.alert import AlertEvidence, AlertVersion
from warnd.model.identifiers import KindId
from warnd.model.plain import plain_line
from warnd.model.status import Status
from warnd.phrasebook import Phrasebook

#: quotes that are shown; all the evidence is in the record
MOST_QUOTES = 4
#: places and publishers named beside one fact; the rest is a number
MOST_NAMES = 3
#: characters of a quote, a title, a name and a sentence of ours
LONGEST_QUOTE, LONGEST_TITLE, LONGEST_NAME, LONGEST_SENTENCE = 280, 140, 80, 200
#: characters of a name with its mark
LONGEST_NAMES = 110
#: kinds that take pressure off. One that an operator added is told among the others: it may
#: frighten more than it should, but what calms must never be said of what does not.
CALMING = frozenset({KindId("de_escalation")})
#: what must be said of a fact that stands for calm, or only as a note: the `mark.` phrases
MARKS = (Status.THREATENED, Status.DENIED, Status.HISTORICAL)
#: what is news; denied and historical claims are notes
TOLD = (Status.OCCURRED, Status.THREATENED)
#: an ISO 3166-2 code in a sentence of ours; people read the division's name
_DIVISION = re.compile(r"\b[A-Z]{2}-[A-Z0-9]{1,3}\b")


def account_of(
    version: AlertVersion,
    titles: Mapping[KindId, str],
    places: Mapping[str, str],
    book: Phrasebook,
    passage: Passage = PROMPT,
) -> Account:
    """Give the account of a version in the language of `book`.

    `titles` are what people read for kinds, `places` for ISO 3166 codes, both in English; what is
    missing there is told by its id.
    """
    return _Teller(version, book, Titles(titles, book), places).account(passage)


class _Teller:
    """Tells one version."""

    def __init__(
        self, version: AlertVersion, book: Phrasebook, titles: Titles, places: Mapping[str, str]
    ) -> None:
        self._version = version
        self._book = book
        self._titles = titles
        self._places = places

    def account(self, passage: Passage) -> Account:
        version, book = self._version, self._book
        told = [item for item in version.evidence if item.status in TOLD]
        grave = [item for item in told if item.kind not in CALMING]
        shown = {item.kind for item in version.evidence}
        return Account(
            version=version,
            book=book,
            place=place_of(version.area, self._places, book),
            at=book.moment(version.at),
            since=book.moment(min(item.published for item in told)) if told else "",
            happened=self._facts([i for i in grave if i.status is Status.OCCURRED]),
            threatened=self._facts([i for i in grave if i.status is Status.THREATENED]),
            calming=self._facts([i for i in told if i not in grave], marked=True),
            notes=self._facts([i for i in version.evidence if i not in told], marked=True),
            also=tuple(self._title(kind) for kind in version.kinds if kind not in shown),
            changes=self._sentences(version.changes),
            reasons=self._sentences(version.reasons),
            voices=tuple(dict.fromkeys(self._voice(item) for item in told)),
            quotes=tuple(self._quote(item) for item in _chosen(told)),
            passage=passage,
            delayed=delay_in_words(passage, book),
            earlier=tuple(self._earlier(version) for version in passage.earlier),
        )

    def _earlier(self, version: AlertVersion) -> str:
        label, at = marked_label(version, self._book), self._book.moment(version.at)
        return self._book.say("earlier", version=version.version, label=label, at=at)

    def _facts(
        self, evidence: Sequence[AlertEvidence], *, marked: bool = False
    ) -> tuple[Fact, ...]:
        kinds = dict.fromkeys((*self._version.kinds, *(item.kind for item in evidence)))
        facts = []
        for kind in kinds:
            for status in Status:
                about = [item for item in evidence if item.kind == kind and item.status is status]
                if about:
                    mark = f"mark.{status}" if marked and status in MARKS else ""
                    facts.append(self._fact(kind, about, self._book.say(mark) if mark else ""))
        return tuple(facts)

    def _fact(self, kind: KindId, about: Sequence[AlertEvidence], mark: str) -> Fact:
        return Fact(
            kind=kind,
            title=self._title(kind),
            mark=mark,
            size=size_of(kind, about, self._book),
            places=self._names(item.place for item in about),
            said_by=self._names(self._marked(self._voice(item)) for item in about),
        )

    def _title(self, kind: KindId) -> str:
        return plain_line(self._titles.of(kind), LONGEST_NAME)

    def _names(self, names: Iterable[str]) -> str:
        """Give up to three different names, and how many more there are."""
        shown = (plain_line(name, LONGEST_NAMES) for name in names)
        clean = list(dict.fromkeys(filter(None, shown)))
        more = len(clean) - MOST_NAMES
        if more <= 0:
            return self._book.listed(clean)
        first = self._book.say("comma").join(clean[:MOST_NAMES])
        return self._book.say("names.more", names=first, number=more)

    def _voice(self, item: AlertEvidence) -> Voice:
        link = link_to(item.url)
        unknown = link.host if link else self._book.say("voice.unknown")
        return Voice(
            name=plain_line(item.publisher, LONGEST_NAME) or unknown,
            grade=item.reliability.value,
            meaning=self._book.say(f"grade.{item.reliability}"),
            party=item.party,
        )

    def _marked(self, voice: Voice) -> str:
        return self._book.say("voice.marked", name=voice.name) if voice.party else voice.name

    def _quote(self, item: AlertEvidence) -> Quote:
        text = plain_line(item.quote.told, LONGEST_QUOTE)
        title = plain_line(item.title, LONGEST_TITLE)
        language = item.quote.language
        return Quote(
            text=text,
            language=language,
            language_name=self._book.language_name(language) if language else "",
            title="" if title == text else title,
            voice=self._voice(item),
            at=self._book.moment(item.published),
            link=link_to(item.url),
            threatened=item.status is Status.THREATENED,
        )

    def _sentences(self, sentences: Iterable[str]) -> tuple[str, ...]:
        told = (retold(sentence, self._book, self._titles) for sentence in sentences)
        named = (_DIVISION.sub(self._division, sentence) for sentence in told)
        clean = (plain_line(sentence, LONGEST_SENTENCE) for sentence in named)
        return tuple(sentence for sentence in clean if sentence)

    def _division(self, code: re.Match[str]) -> str:
        return self._places.get(code[0], code[0])


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
