"""How often rules fire over an archive, and beside which others."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import permutations

from warnd.model.identifiers import RuleId
from warnd.rules.match import RuleMatch


class Firings:
    """Counts of one archive; takes no more memory for more articles.

    What counts is whether a rule fires in a sentence, not how often it does there.
    """

    def __init__(self) -> None:
        #: articles that were looked at, by language
        self.articles: Counter[str] = Counter()
        #: articles in which each rule fired
        self.articles_of: Counter[RuleId] = Counter()
        #: sentences in which each rule fired
        self.sentences_of: Counter[RuleId] = Counter()
        #: sentences in which each rule was the only one of its kind
        self.alone: Counter[RuleId] = Counter()
        self._beside: dict[RuleId, Counter[RuleId]] = defaultdict(Counter)

    def add(self, language: str, matches: Sequence[RuleMatch]) -> None:
        """Count one article of a language by the matches of its rules."""
        self.articles[language] += 1
        self.articles_of.update({match.rule.id for match in matches})
        together: dict[tuple[int, str], set[RuleId]] = defaultdict(set)
        for match in matches:
            together[match.sentence, match.rule.kind].add(match.rule.id)
        for rules in together.values():
            self.sentences_of.update(rules)
            if len(rules) == 1:
                self.alone.update(rules)
            for one, other in permutations(rules, 2):
                self._beside[one][other] += 1

    def beside(self, rule: RuleId) -> Mapping[RuleId, int]:
        """Give the rules of its kind that fired in sentences of a rule, and in how many of them."""
        return self._beside.get(rule, Counter())
