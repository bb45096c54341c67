from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.unit.alerts.versions import IDLIB, NOON, evidence
from warnd.alerts.worth import Judged, judged_sentences, worth_of_rules
from warnd.model.act import Feedback, Verdict
from warnd.model.alert import AlertEvidence
from warnd.model.identifiers import AlertId, KindId, RuleId
from warnd.model.status import Status

TRUE, FALSE, LATE = Verdict.USEFUL, Verdict.FALSE_ALARM, Verdict.LATE


def seen_by(rule: str | None, text: str = "Guns fired.", kind: str = "shelling") -> AlertEvidence:
    item = evidence(kind, text)
    return replace(
        item, quote=replace(item.quote, rule=RuleId(rule) if rule else None, language="en")
    )


def said(
    alert: str, verdict: Verdict, *proof: AlertEvidence, author: str = "desk", kept: bool = True
) -> Judged:
    feedback = Feedback(
        alert=AlertId(alert), version=1, author=author, at=NOON, verdict=verdict, note=""
    )
    version = replace(IDLIB, alert=AlertId(alert), evidence=proof or (seen_by("guns"),))
    return Judged(feedback=feedback, version=version if kept else None)


@pytest.mark.parametrize(
    ("verdicts", "precision"),
    [
        pytest.param([TRUE] * 9, None, id="nine say too little"),
        pytest.param([TRUE] * 10, 1.0, id="ten are told"),
        pytest.param([TRUE] * 7 + [FALSE] * 3, 0.7, id="false alarms count against it"),
        pytest.param([LATE] * 8 + [FALSE] * 2, 0.8, id="late was true"),
    ],
)
def test_a_precision_is_told_from_ten_alerts_on(
    verdicts: Sequence[Verdict], precision: float | None
) -> None:
    judged = [said(f"alert-{number}", verdict) for number, verdict in enumerate(verdicts)]
    (worth,) = worth_of_rules(judged)
    assert (worth.rule, worth.alerts) == ("guns", len(verdicts))
    assert worth.precision == (precision if precision is None else pytest.approx(precision))


def test_an_alert_counts_once_however_many_quotes_and_people_it_has() -> None:
    proof = (seen_by("guns", "One."), seen_by("guns", "Two."), seen_by("planes", "Three."))
    judged = [
        said("a", FALSE, *proof, author="desk"),
        said("a", TRUE, *proof, author="desk"),  # the desk thought again
        said("a", TRUE, *proof, author="field"),
        said("a", LATE, *proof, author="office"),
    ]
    assert [(each.rule, dict(each.said)) for each in worth_of_rules(judged)] == [
        ("guns", {TRUE: 1}),
        ("planes", {TRUE: 1}),
    ]


def test_an_alert_that_as_many_call_false_as_true_is_a_false_alarm() -> None:
    judged = [said("a", FALSE, author="desk"), said("a", TRUE, author="field")]
    (worth,) = worth_of_rules(judged)
    assert dict(worth.said) == {FALSE: 1}


def test_what_no_rule_saw_stands_last_as_the_classifiers() -> None:
    judged = [said("a", TRUE, seen_by(None), seen_by("zeppelins"))]
    assert [each.rule for each in worth_of_rules(judged)] == ["zeppelins", None]


def test_a_version_that_is_no_longer_stored_says_nothing() -> None:
    assert worth_of_rules([said("a", TRUE, kept=False)]) == ()
    assert judged_sentences([said("a", TRUE, kept=False)]) == ()


def test_a_sentence_keeps_every_kind_of_true_alerts_and_none_of_false_ones() -> None:
    both = (seen_by("guns", "Guns and jets."), seen_by("jets", "Guns and jets.", "airstrike"))
    judged = [said("a", TRUE, *both), said("b", FALSE, seen_by("film", "A film on guns."))]
    true, false = judged_sentences(judged)
    assert true.signals == {
        KindId("shelling"): Status.OCCURRED,
        KindId("airstrike"): Status.OCCURRED,
    }
    assert (true.held, false.held, false.signals) == ({True}, {False}, {})


def test_a_sentence_judged_both_ways_says_so() -> None:
    (sentence,) = judged_sentences([said("a", TRUE), said("b", FALSE)])
    assert sentence.held == {True, False}
