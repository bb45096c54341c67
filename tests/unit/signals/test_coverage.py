from dataclasses import replace

from tests.unit.builders import article
from tests.unit.signals.looking import WordClassifier, language_readers, rule
from tests.unit.signals.test_read import NoPlaces
from warnd.model.identifiers import ArticleId
from warnd.rules.rule import Rule
from warnd.signals.coverage import Coverage
from warnd.signals.samples import Sample
from warnd.signals.unjudged import RuleReader

SHELLS = rule("shell", id="shells")
GUNS = rule("gun", id="guns")
MOBS = rule("mob", id="mobs", kind="unrest")
CLASSIFIER = WordClassifier(
    {"hells": ("shelling", 0.9), "rockets": ("shelling", 0.5), "crowd": ("unrest", 0.49)}
)


def covered(
    *texts: str, rules: tuple[Rule, ...] = (SHELLS, GUNS, MOBS), most_samples: int = 5
) -> Coverage:
    readers = language_readers(*rules, classifier=CLASSIFIER)
    coverage = Coverage(RuleReader(readers, NoPlaces()), most_samples=most_samples)
    for number, text in enumerate(texts):
        coverage.add(replace(article(text), id=ArticleId(f"a{number}")))
    return coverage


def test_rules_are_counted_by_articles_sentences_and_company() -> None:
    coverage = covered("Shells fell. Guns fired shells.", "Guns were heard.", "A mob of shells.")
    shells, guns, mobs = coverage.rules((SHELLS, GUNS, MOBS))
    assert (shells.articles, shells.sentences, shells.alone, shells.agreed) == (2, 3, 2, 3)
    assert (guns.articles, guns.sentences, guns.alone, guns.agreed) == (2, 2, 1, 1)
    assert (mobs.articles, mobs.sentences, mobs.alone, mobs.agreed) == (1, 1, 1, 0)


def test_samples_tell_the_article_the_sentence_and_the_words_that_were_seen() -> None:
    (shells,) = covered("Nothing. Shells fell there.").rules((SHELLS,))
    assert shells.samples == (
        Sample(article=ArticleId("a0"), text="Shells fell there.", quote="Shells"),
    )


def test_no_more_samples_are_kept_than_asked_for() -> None:
    (shells,) = covered(*(f"Shells fell on day {day}." for day in range(9))).rules((SHELLS,))
    assert (shells.articles, len(shells.samples)) == (9, 5)


def test_a_rule_that_never_fired_is_counted_as_such() -> None:
    coverage = covered("Nothing.")
    (mobs,) = coverage.rules((MOBS,))
    assert (mobs.articles, mobs.sentences, mobs.samples) == (0, 0, ())


def test_what_only_the_classifier_sees_is_told_by_kind() -> None:
    coverage = covered("Rockets and rockets fell. More rockets. A crowd.", "Two rockets.")
    (unseen,) = coverage.unseen()
    assert (unseen.kind, unseen.language, unseen.articles, unseen.sentences) == (
        *("shelling", "en"),
        *(2, 3),
    )
    assert {(sample.article, sample.text, sample.probability) for sample in unseen.samples} == {
        ("a0", "Rockets and rockets fell.", 0.5),
        ("a0", "More rockets.", 0.5),
        ("a1", "Two rockets.", 0.5),
    }


def test_an_article_in_which_a_rule_of_the_kind_fires_is_not_unseen() -> None:
    assert covered("Rockets fell, more rockets. Then guns.").unseen() == ()


def test_without_a_classifier_nobody_agrees_and_nothing_is_unseen() -> None:
    coverage = Coverage(RuleReader(language_readers(SHELLS), NoPlaces()), most_samples=1)
    coverage.add(article("Shells fell. Rockets fell."))
    (shells,) = coverage.rules((SHELLS,))
    assert (shells.sentences, shells.agreed, coverage.unseen()) == (1, None, ())


def test_articles_in_languages_without_rules_are_passed_over() -> None:
    coverage = covered("Shells fell.")
    coverage.add(replace(article("Shells fell."), language="fr"))
    assert (coverage.passed_over, coverage.firings.articles.total()) == (1, 1)


def test_an_article_without_words_is_counted() -> None:
    assert covered("").firings.articles == {"en": 1}
