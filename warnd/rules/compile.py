"""Rules and queries made ready to match."""

from collections.abc import Iterator, Mapping, Sequence

from warnd.errors import ConfigurationInvalid, Mistake, QueryInvalid
from warnd.ports import Language
from warnd.rules.build import Builder
from warnd.rules.facts import WordReader
from warnd.rules.match import CompiledQuery, CompiledRule, RuleSet
from warnd.rules.near import Part, Parts, operands
from warnd.rules.needs import needs
from warnd.rules.nodes import Node
from warnd.rules.pack_queries import COUNT_OF_MATCH
from warnd.rules.parse import parse
from warnd.rules.prefilter import Prefilter
from warnd.rules.query import AllOf, Query
from warnd.rules.rule import NO_COUNT, NamedQuery, Origin, Rule
from warnd.rules.wildcards import Wildcards


def compile_query(text: str, lists: Sequence[NamedQuery], language: Language) -> CompiledQuery:
    """Give one query ready to match. Raises QueryInvalid."""
    builder = Builder(lists, language)
    node = builder.build(text)
    return CompiledQuery(node, _reader([node], builder))


def compile_queries(
    texts: Sequence[str], lists: Sequence[NamedQuery], language: Language
) -> tuple[CompiledQuery, ...]:
    """Give queries ready to match, in the order given, which may share the units of sentences.

    Raises QueryInvalid.
    """
    builder = Builder(lists, language)
    nodes = [builder.build(text) for text in texts]
    reader = _reader(nodes, builder)
    return tuple(CompiledQuery(node, reader) for node in nodes)


def compile_pack(rules: Sequence[Rule], lists: Sequence[NamedQuery], language: Language) -> RuleSet:
    """Give the rules of one language ready to match; those of other languages are left out.

    Raises ConfigurationInvalid with every mistake found, each with the rule's file and line.
    """
    builder = Builder(lists, language)
    compiled: list[CompiledRule] = []
    found: list[Mistake] = []
    for rule in rules:
        if rule.language == language.code:
            queries, wrong = _queries(rule, builder)
            found += wrong
            if not wrong:
                compiled.append(_compiled(rule, queries, builder))
    if found:
        raise ConfigurationInvalid(tuple(found))
    nodes = [node for item in compiled for node in (item.match, item.unless, item.count) if node]
    reader = _reader(nodes, builder)
    prefilter = Prefilter([needs(item.match) for item in compiled], reader)
    return RuleSet(compiled, prefilter, reader)


def _reader(nodes: Sequence[Node], builder: Builder) -> WordReader:
    facts = {fact for node in nodes for fact in node.asks()}
    return WordReader(facts, builder.language.form, Wildcards(builder.wildcards))


def _queries(rule: Rule, builder: Builder) -> tuple[dict[str, Node], list[Mistake]]:
    """Give a rule's queries by field, and what is wrong with them."""
    queries: dict[str, Node] = {}
    wrong: list[Mistake] = []
    for field, text in _fields(rule):
        try:
            queries[field] = builder.build(text)
        except QueryInvalid as error:
            wrong.append(tell(rule.origin, f"{rule.id}.{field}", error))
    return queries, wrong


def _compiled(rule: Rule, queries: Mapping[str, Node], builder: Builder) -> CompiledRule:
    match, unless = queries["match"], queries.get("unless")
    query = parse(rule.match)

    def parts(of: Sequence[Query]) -> tuple[Part, ...]:
        return tuple(
            Part(node=builder.node(part), text=rule.match[part.place.start : part.place.end])
            for part in of
        )

    return CompiledRule(
        rule=rule,
        match=match,
        unless=unless,
        count=queries.get("count"),
        parts=Parts(
            match=Part(node=match, text=rule.match),
            unless=Part(node=unless, text=rule.unless) if unless else None,
            operands=parts(operands(query)),
            absent=parts(query.absent) if isinstance(query, AllOf) else (),
        ),
    )


def _fields(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "match", rule.match
    if rule.unless:
        yield "unless", rule.unless
    if rule.count not in (None, NO_COUNT, COUNT_OF_MATCH):
        yield "count", rule.count


def tell(origin: Origin, path: str, error: QueryInvalid) -> Mistake:
    """Give a query's mistake with the place of the entry that holds it."""
    message = f"column {error.column} of the query: {error}"
    return Mistake(message=message, file=origin.file, line=origin.line, path=path)
