"""What is probably wrong with rules, as an archive of articles shows it."""

from collections.abc import Iterator, Sequence

from warnd.rules.finding import Fault, Finding, finding, worst_first
from warnd.rules.firings import Firings
from warnd.rules.rule import Rule, RulePack

#: Fewer sentences, or articles, than these show nothing about a rule.
FEWEST_SENTENCES = 5
FEWEST_ARTICLES = 200

#: A rule that fires in a larger share of articles likely sees everyday news. The commonest of the
#: shipped rules fires in 0.027 of the short reports of five years.
LARGEST_SHARE = 0.05


def lint_archive(pack: RulePack, firings: Firings) -> tuple[Finding, ...]:
    """Give what an archive shows to be wrong with the rules of a pack.

    Rules of languages in which no article was read are passed over.
    """
    rules = [rule for rule in pack.rules if firings.articles[rule.language]]
    found: list[Finding] = []
    for place, rule in enumerate(rules):
        found += _of_rule(rule, firings)
        found += _together(rule, rules[:place], rules[place + 1 :], firings)
    return worst_first(found)


def _of_rule(rule: Rule, firings: Firings) -> Iterator[Finding]:
    articles, fired = firings.articles[rule.language], firings.articles_of[rule.id]
    path = f"{rule.id}.match"
    if not fired:
        message = f"it fires in none of {articles:,} articles"
        yield finding(Fault.NEVER_FIRED, rule.origin, path, message)
    elif articles >= FEWEST_ARTICLES and fired > LARGEST_SHARE * articles:
        message = f"it fires in {fired / articles:.0%} of {articles:,} articles: narrow it"
        yield finding(Fault.TOO_BROAD, rule.origin, path, message)


def _together(
    rule: Rule, before: Sequence[Rule], behind: Sequence[Rule], firings: Firings
) -> Iterator[Finding]:
    """Tell, once, that a rule never fires without another one that is as sure."""
    count = firings.sentences_of[rule.id]
    if count < FEWEST_SENTENCES:
        return
    beside = firings.beside(rule.id)
    always = [other for other in (*before, *behind) if beside.get(other.id) == count]
    wider = [
        other
        for other in always
        if rule.confidence <= other.confidence and firings.sentences_of[other.id] > count
    ]
    alike = [other for other in always if firings.sentences_of[other.id] == count]
    twin = next((other for other in alike if other in before), None)
    if twin is not None:
        message = f"it fires in the very {count} sentences that {twin.id} fires in"
        yield finding(Fault.OVERLAPPING, rule.origin, f"{rule.id}.match", message)
    elif wider:
        message = f"{wider[0].id}, as sure, fires in all {count} sentences that it fires in"
        yield finding(Fault.OVERLAPPING, rule.origin, f"{rule.id}.match", message)
