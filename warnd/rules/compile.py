"""Rules and queries made ready to match."""

from collections.abc import Iterator, Mapping, Sequence

from warnd.errors import ConfigurationInvalid, Mistake, QueryInvalid
from warnd.ports.reading import Language
from warnd.rules.build import Builder
from warnd.rules.match import CompiledQuery, CompiledRule, RuleSet
from warnd.rules.near import Part, Parts, operands
from warnd.rules.needs import ways
from warnd.rules.nodes import Node
from warnd.rules.pack_queries import COUNT_OF_MATCH
from warnd.rules.parse import parse
from warnd.rules.prefilter import Prefilter
from warnd.rules.query import AllOf, Query
from warnd.rules.rule import NO_COUNT, NamedQuery, Origin, Rule
from warnd.rules.text import Texts


class Compiler:
    """Makes rules and queries of one language ready to match.

    What one compiler makes shares equal parts and reads an article together: its words are looked
    up once.
    """

    def __init__(self, lists: Sequence[NamedQuery], language: Language) -> None:
        self._language = language
        self._builder = Builder(lists, language)
        self._texts = Texts(language.form)

    def queries(self, texts: Sequence[str]) -> tuple[CompiledQuery, ...]:
        """Give queries ready to match, in the order given. Raises QueryInvalid."""
        nodes = [self._builder.build(text) for text in texts]
        self._texts.learn(nodes, self._builder.wildcards)
        return tuple(CompiledQuery(node, self._texts) for node in nodes)

    def pack(self, rules: Sequence[Rule]) -> RuleSet:
        """Give the rules of the language ready to match; those of other languages are left out.

        Raises ConfigurationInvalid with every mistake found, each with the rule's file and line.
        """
        compiled: list[CompiledRule] = []
        found: list[Mistake] = []
        for rule in rules:
            if rule.language == self._language.code:
                queries, wrong = _queries(rule, self._builder)
                found += wrong
                if not wrong:
                    compiled.append(_compiled(rule, queries, self._builder))
        if found:
            raise ConfigurationInvalid(tuple(found))
        nodes = [each for item in compiled for each in (item.match, item.unless, item.count)]
        self._texts.learn([node for node in nodes if node], self._builder.wildcards)
        prefilter = Prefilter([list(ways(item.match)) for item in compiled], self._texts.words)
        return RuleSet(compiled, prefilter, self._texts)


def compile_query(text: str, lists: Sequence[NamedQuery], language: Language) -> CompiledQuery:
    """Give one query ready to match. Raises QueryInvalid."""
    return Compiler(lists, language).queries([text])[0]


def compile_pack(rules: Sequence[Rule], lists: Sequence[NamedQuery], language: Language) -> RuleSet:
    """Give the rules of one language ready to match; those of other languages are left out.

    Raises ConfigurationInvalid with every mistake found, each with the rule's file and line.
    """
    return Compiler(lists, language).pack(rules)


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
