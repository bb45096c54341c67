import pytest

from tests.unit.builders import shipped_table, signal
from warnd.model.status import Status
from warnd.signals.score import score


def test_an_article_without_signals_scores_nothing() -> None:
    assert score([], shipped_table()) == 0.0


def test_graver_surer_and_more_signals_score_higher_up_to_100() -> None:
    table = shipped_table()
    one = score([signal("shelling")], table)
    assert one == pytest.approx(52.8, abs=0.1)
    assert score([signal("shelling", probability=0.6)], table) < one
    assert score([signal("shelling", status=Status.THREATENED)], table) < one
    assert score([signal("shelling"), signal("airstrike")], table) > one
    assert score([signal("shelling")] * 50, table) == pytest.approx(100.0)


def test_history_and_what_is_improbable_score_nothing() -> None:
    table = shipped_table()
    assert score([signal(status=Status.HISTORICAL)], table) == 0.0
    assert score([signal(probability=0.4)], table) == 0.0


def test_a_truce_is_worth_seeing_too() -> None:
    assert score([signal("de_escalation")], shipped_table()) > 30
