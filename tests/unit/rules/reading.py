"""Short ways to hold queries and rules against text in the plain language."""

from typing import Any

from warnd.rules.compile import compile_pack, compile_query
from warnd.rules.match import RuleMatch
from warnd.rules.rule import NamedQuery, Rule

from .plain_language import PlainLanguage

LANGUAGE = PlainLanguage()


def found(query: str, text: str, *lists: NamedQuery) -> list[str]:
    """Give the words that meet a query in one sentence."""
    (sentence,) = LANGUAGE.sentences("", text)
    return [
        text[match.start - 1 : match.end - 1]  # an empty title and its line end stand before it
        for match in compile_query(query, lists, LANGUAGE).find(sentence)
    ]


def rule(match: str, **fields: Any) -> Rule:
    """Give a rule of the plain language."""
    given: dict[str, Any] = {"id": "rule", "kind": "shelling", "language": "xx"} | fields
    return Rule(match=match, **({"confidence": 0.9} | given))


def listed(name: str, match: str) -> NamedQuery:
    """Give a list of the plain language."""
    return NamedQuery(name=name, language="xx", match=match)


def fired(*rules: Rule, title: str = "", text: str = "") -> tuple[RuleMatch, ...]:
    """Give the matches of rules in an article."""
    return compile_pack(rules, (), LANGUAGE).match(LANGUAGE.sentences(title, text))


def quotes(*rules: Rule, title: str = "", text: str = "") -> list[str]:
    """Give the words of those matches."""
    body = f"{title}\n{text}"
    return [body[match.start : match.end] for match in fired(*rules, title=title, text=text)]
