"""The versions of rules: short hashes of everything that changes what they see."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from warnd.rules.rule import NamedQuery, Rule

#: hex digits of a version; 48 bits tell ten thousand rules and their past versions apart
_DIGITS = 12
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Makes versions from rules and the lists their queries lead to."""

    #: the texts of lists by language and name
    lists: Mapping[tuple[str, str], str]
    #: the names of lists in each query, by its text
    names: Mapping[str, frozenset[str]]

    def of(self, rule: Rule) -> str:
        """Give the version of a rule.

        It changes with the rule's queries, kind, confidence, count, status and reach, and with the
        lists that its queries name, but not with its id, its tests or its place.
        """
        used = self._used(rule)
        meaning = [
            rule.kind,
            rule.language,
            rule.confidence,
            rule.match,
            rule.unless,
            rule.count,
            rule.status,
            rule.within,
            {name: self.lists[rule.language, name] for name in used},
        ]
        return hashlib.sha256(json.dumps(meaning, sort_keys=True).encode()).hexdigest()[:_DIGITS]

    def _used(self, rule: Rule) -> set[str]:
        """Give the lists that a rule's queries lead to, through lists that name others."""
        used: set[str] = set()
        waiting = [rule.match, rule.unless, rule.count or ""]
        while waiting:
            for name in self.names.get(waiting.pop(), _NONE) - used:
                if (rule.language, name) in self.lists:
                    used.add(name)
                    waiting.append(self.lists[rule.language, name])
        return used


def with_versions(
    rules: Sequence[Rule], lists: Sequence[NamedQuery], names: Mapping[str, frozenset[str]]
) -> tuple[Rule, ...]:
    """Give the rules with their versions filled in; `names` is as in Versions."""
    versions = Versions(
        lists={(each.language, each.name): each.match for each in lists}, names=names
    )
    return tuple(replace(rule, version=versions.of(rule)) for rule in rules)
