"""What is probably wrong with queries: broken, misleading, too broad, or never to fire."""

from collections.abc import Hashable, Iterator, Mapping

from warnd.errors import QueryInvalid
from warnd.rules.broad_words import BROAD_WORDS
from warnd.rules.build import Builder
from warnd.rules.finding import Fault, Finding, finding
from warnd.rules.imply import contradicts_itself, implies
from warnd.rules.nodes import AnyNode, Node, WordNode
from warnd.rules.pack_queries import StatedQuery, queries_of
from warnd.rules.parse import parse
from warnd.rules.query import AllOf, AnyOf, Close, Query, all_parts
from warnd.rules.rule import Rule, RulePack


def of_queries(pack: RulePack, builders: Mapping[str, Builder]) -> Iterator[Finding]:
    """Give what is wrong with the queries of a pack; `builders` are by language."""
    for stated in queries_of(pack):
        yield from _of_query(stated, builders)
    earlier: dict[Hashable, Rule] = {}
    for rule in pack.rules:
        if rule.language in builders:
            yield from _of_rule(rule, builders[rule.language], earlier)


def _of_query(stated: StatedQuery, builders: Mapping[str, Builder]) -> Iterator[Finding]:
    try:
        query = parse(stated.text)
        if stated.language in builders:
            builders[stated.language].node(query)
    except QueryInvalid as error:
        message = f"column {error.column} of the query: {error}"
        yield finding(Fault.BROKEN, stated.origin, stated.path, message)
        return
    for part in _mixed(query, stated.text):
        written = stated.text[part.place.start : part.place.end]
        message = f"{written!r} stands beside words and | without parentheses: write them"
        yield finding(Fault.MIXED, stated.origin, stated.path, message)


def _mixed(query: Query, text: str) -> Iterator[Query]:
    """Give the ANDs and NEARs that stand bare among words: `b NEAR/3 c` in `a | b NEAR/3 c`."""
    for part in all_parts(query):
        if isinstance(part, AnyOf):
            joined = [each for each in part.parts if isinstance(each, AllOf | Close)]
            if len(joined) < len(part.parts):
                yield from (each for each in joined if text[each.place.start] != "(")


def _of_rule(rule: Rule, builder: Builder, earlier: dict[Hashable, Rule]) -> Iterator[Finding]:
    """Give what is wrong with a rule's queries together, and beside the rules before it."""
    try:
        match = builder.build(rule.match)
        unless = builder.build(rule.unless) if rule.unless else None
    except QueryInvalid:  # told already
        return
    if contradicts_itself(match):
        message = "it can never fire: what it asks for brings what it must not have"
        yield finding(Fault.UNREACHABLE, rule.origin, f"{rule.id}.match", message)
    if unless is not None and implies(match, unless):
        message = "it can never fire: whatever meets `match` meets `unless` as well"
        yield finding(Fault.UNREACHABLE, rule.origin, f"{rule.id}.unless", message)
    key = rule.language, rule.kind, rule.within, match.number, unless.number if unless else None
    if key in earlier:
        message = f"it sees just what {earlier[key].id} sees: take one of them out"
        yield finding(Fault.DUPLICATE, rule.origin, f"{rule.id}.match", message)
    earlier.setdefault(key, rule)
    for word in sorted(_broad(match, rule.language, builder)):
        message = f"{word!r} alone sets it off: give it company with NEAR, AND or a phrase"
        yield finding(Fault.TOO_BROAD, rule.origin, f"{rule.id}.match", message)


def _broad(match: Node, language: str, builder: Builder) -> frozenset[str]:
    """Give the everyday words that meet a match with nothing around them."""
    alone = match.parts if isinstance(match, AnyNode) else (match,)
    forms = {form for part in alone if isinstance(part, WordNode) for form in part.forms}
    return frozenset(
        word for word in BROAD_WORDS.get(language, ()) if builder.language.form(word) in forms
    )
