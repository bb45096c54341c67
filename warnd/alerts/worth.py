"""What people said of alerts afterwards, and what that says of rules and of sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from warnd.model.act import Feedback, Verdict
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId, KindId, RuleId
from warnd.model.status import Status

#: judged alerts from which a precision is told: with fewer, one more answer moves it by a tenth
ENOUGH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One thing that somebody said, and the version it was said of."""

    feedback: Feedback
    #: None when it is no longer stored
    version: AlertVersion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What was said of the alerts that a rule was behind."""

    #: the rule; None: the classifier alone
    rule: RuleId | None
    #: alerts by what was said of them
    said: Mapping[Verdict, int]

    @property
    def alerts(self) -> int:
        """How many alerts were judged."""
        return sum(self.said.values())

    @property
    def precision(self) -> float | None:
        """Give the share that was no false alarm, 0 to 1; None below ten alerts.

        What came late was true.
        """
        if self.alerts < ENOUGH:
            return None
        return 1.0 - self.said.get(Verdict.FALSE_ALARM, 0) / self.alerts


@dataclass(slots=True, kw_only=True)
class JudgedSentence:
    """A sentence behind judged alerts, with the kinds it was taken for."""

    text: str
    language: str
    signals: dict[KindId, Status] = field(default_factory=dict)
    #: whether the alerts it stood behind were true; both where people differ
    held: set[bool] = field(default_factory=set)


def worth_of_rules(said: Iterable[Judged]) -> tuple[Worth, ...]:
    """Give what each rule's alerts were worth, by rule, the classifier alone last.

    An alert counts once: as what most people say of it last, as a false alarm where it is even.
    """
    counted: defaultdict[RuleId | None, Counter[Verdict]] = defaultdict(Counter)
    for judged in _by_alert(said).values():
        verdict = _verdict([each.feedback.verdict for each in judged])
        versions = [each.version for each in judged if each.version]
        for rule in {item.quote.rule for version in versions for item in version.evidence}:
            counted[rule][verdict] += 1
    ordered = sorted(counted, key=lambda rule: (rule is None, rule or ""))
    return tuple(Worth(rule=rule, said=dict(counted[rule])) for rule in ordered)


def judged_sentences(said: Iterable[Judged]) -> tuple[JudgedSentence, ...]:
    """Give each sentence behind judged alerts once, in the order in which they were judged."""
    found: dict[str, JudgedSentence] = {}
    for judged in _by_alert(said).values():
        held = _verdict([each.feedback.verdict for each in judged]) is not Verdict.FALSE_ALARM
        for item in (item for each in judged if each.version for item in each.version.evidence):
            text, language = item.quote.told, item.quote.language
            sentence = found.setdefault(text, JudgedSentence(text=text, language=language))
            sentence.held.add(held)
            if held:
                sentence.signals[item.kind] = item.status
    return tuple(found.values())


def _by_alert(said: Iterable[Judged]) -> dict[AlertId, Sequence[Judged]]:
    """Give the last word of each person, by alert."""
    last: defaultdict[AlertId, dict[str, Judged]] = defaultdict(dict)
    for each in said:
        last[each.feedback.alert][each.feedback.author] = each
    return {alert: list(by_author.values()) for alert, by_author in last.items()}


def _verdict(said: Sequence[Verdict]) -> Verdict:
    counted = Counter(said)
    most = max(counted.values())
    told = [verdict for verdict, count in counted.items() if count == most]
    if Verdict.FALSE_ALARM in told:
        return Verdict.FALSE_ALARM
    return told[-1]
