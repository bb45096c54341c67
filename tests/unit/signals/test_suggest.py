from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from tests.unit.builders import article
from tests.unit.signals.looking import language_readers, rule
from tests.unit.signals.test_place_names import Map
from warnd.model.identifiers import ArticleId, KindId
from warnd.signals.labels import Label, Labelled
from warnd.signals.suggest import Suggester, Suggestion
from warnd.signals.unjudged import RuleReader

SHELLING, UNREST = KindId("shelling"), KindId("unrest")
READERS = language_readers(rule("shell"))
#: articles in which nothing is marked
CALM = {f"calm{number}": f"Farmers sold figs on day {number} of the fair." for number in range(60)}


def labels(marked: Mapping[str, str], also_ok: str = "") -> dict[ArticleId, Labelled]:
    """Give labels of articles, each of one kind, and what fair readers might have added."""
    return {
        ArticleId(name): Labelled(
            id=ArticleId(name),
            signals=(
                Label(kind=KindId(kind), statuses=frozenset({"occurred"}), counts=frozenset()),
            )
            if kind
            else (),
            also_ok=frozenset({KindId(also_ok)} if also_ok else ()),
        )
        for name, kind in marked.items()
    }


def suggested(
    marked: Mapping[str, str],
    texts: Mapping[str, str],
    kind: KindId | None = None,
) -> Suggester:
    """Give a suggester that went through `texts` and calm articles; `marked` tells their kinds."""
    suggester = Suggester(RuleReader(READERS, Map()), labels(marked), kind)
    articles = [
        replace(article(text), id=ArticleId(name)) for name, text in (CALM | dict(texts)).items()
    ]
    for each in articles:
        suggester.add_marked(each)
    for each in articles:
        suggester.add(each)
    return suggester


def queries(found: Sequence[Suggestion]) -> list[str]:
    return [each.query for each in found]


MISSED = {
    "a": "Mortars rained today.",
    "b": "Heavy mortars rained.",
    "c": "Villagers say mortars rained down.",
}
SHELLED = dict.fromkeys(MISSED, "shelling")


def test_what_missed_articles_share_and_others_have_not_is_suggested_once() -> None:
    (found,) = suggested(SHELLED, MISSED).suggestions(10)
    assert (found.kind, found.language, found.query) == ("shelling", "en", '"mortars rained"')
    assert (found.marked, found.missed, found.unmarked) == (3, 3, 0)
    assert found.sample == "Mortars rained today."
    assert found.surprise > 20


def test_what_a_rule_sees_already_is_not_missing() -> None:
    seen = {"d": "Shells rained on a mill.", "e": "Shells and rain.", "f": "Shells fell."}
    suggester = suggested(dict.fromkeys(seen, "shelling"), seen)
    (share,) = suggester.shares()
    assert (share.marked, share.missed, share.unmarked) == (3, 0, len(CALM))
    assert suggester.suggestions(10) == ()


def test_marked_articles_that_are_seen_are_told_beside_the_missed() -> None:
    seen = {"d": "Shells and mortars rained."}
    (found,) = suggested(SHELLED | {"d": "shelling"}, MISSED | seen).suggestions(10)
    assert (found.query, found.marked, found.missed) == ('"mortars rained"', 4, 3)


def test_what_is_as_common_elsewhere_is_not_suggested() -> None:
    common = {name: f"{text} Farmers sold figs." for name, text in MISSED.items()}
    assert queries(suggested(SHELLED, common).suggestions(10)) == ['"mortars rained"']


def test_what_one_article_alone_says_is_not_suggested() -> None:
    one = {"a": "Mortars rained on Hama. Mortars rained again."}
    assert suggested({"a": "shelling"}, one).suggestions(10) == ()


def test_numbers_and_places_stand_for_themselves() -> None:
    texts = {
        "a": "Bombardment took 14 lives.",
        "b": "The bombardment took 3 lives.",
        "c": "A bombardment took forty lives.",
    }
    found = suggested(dict.fromkeys(texts, "shelling"), texts).suggestions(10)
    assert queries(found) == ['("bombardment took" THEN/0 NUM THEN/0 lives)']


@pytest.mark.parametrize(
    ("kind", "kinds"),
    [
        pytest.param(None, {"shelling", "unrest"}, id="every kind that was marked"),
        pytest.param(UNREST, {"unrest"}, id="one that is asked for"),
        pytest.param(KindId("bombing"), set(), id="one that nobody marked"),
    ],
)
def test_kinds_are_told_apart(kind: KindId | None, kinds: set[str]) -> None:
    riots = {name: f"Looters burned shops in quarter {name}." for name in ("x", "y", "z")}
    marked = SHELLED | dict.fromkeys(riots, "unrest")
    suggester = suggested(marked, MISSED | riots, kind)
    assert {each.kind for each in suggester.suggestions(10)} == kinds
    assert {share.kind for share in suggester.shares()} == kinds
    for share in suggester.shares():
        assert (share.marked, share.unmarked) == (3, len(CALM) + 3)


def test_no_more_are_given_a_kind_than_asked_for() -> None:
    texts = {name: f"Mortars rained. Gunners aimed. {name}." for name in "abc"}
    suggester = suggested(dict.fromkeys(texts, "shelling"), texts)
    assert len(suggester.suggestions(10)) == 2
    assert len(suggester.suggestions(1)) == 1


def test_articles_that_a_fair_reader_might_have_marked_count_for_neither_side() -> None:
    suggester = Suggester(
        RuleReader(READERS, Map()),
        labels(SHELLED) | labels({"calm0": ""}, also_ok="shelling"),
    )
    articles = [
        replace(article(text), id=ArticleId(name)) for name, text in (CALM | MISSED).items()
    ]
    for each in articles:
        suggester.add_marked(each)
    for each in articles:
        suggester.add(each)
    assert suggester.shares()[0].unmarked == len(CALM) - 1


def test_articles_in_languages_without_rules_are_passed_over() -> None:
    suggester = Suggester(RuleReader(READERS, Map()), labels({"a": "shelling"}))
    french = replace(article("Des obus."), id=ArticleId("a"), language="fr")
    suggester.add_marked(french)
    suggester.add(french)
    assert (suggester.shares(), suggester.suggestions(5)) == ((), ())


def test_labelled_articles_that_the_archive_holds_are_known() -> None:
    suggester = suggested({"a": "shelling", "gone": "shelling", "calm1": ""}, MISSED)
    assert suggester.found == {"a", "calm1"}
