"""The queries of a pack, each with where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from warnd.errors import QueryInvalid
from warnd.rules.parse import parse
from warnd.rules.query import PlaceName, Query, all_parts
from warnd.rules.rule import NO_COUNT, Origin, RulePack

#: The `count` of a rule that takes the number its match met.
COUNT_OF_MATCH = "NUM"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedQuery:
    """A query of a pack."""

    #: where the entry that holds it stands
    origin: Origin
    #: ISO 639-1 code of the entry's language
    language: str
    #: the entry's name and field, such as `truce-over.match`; `@name` for a list
    path: str
    #: the query as written
    text: str

    def parsed(self) -> Query | None:
        """Give its tree, None when it cannot be read."""
        try:
            return parse(self.text)
        except QueryInvalid:
            return None


def queries_of(pack: RulePack) -> Iterator[StatedQuery]:
    """Give every query of a pack: of rules, lists, counts, cues and topics."""
    yield from _of_rules(pack)
    for item in pack.lists:
        path = f"@{item.name}"
        yield StatedQuery(origin=item.origin, language=item.language, path=path, text=item.match)
    for count in pack.counts:
        for text in count.all_queries():
            path = f"count_of {count.kind}"
            yield StatedQuery(origin=count.origin, language=count.language, path=path, text=text)
    for cue in pack.cues:
        fields = (("match", cue.match), ("unless", cue.unless), ("not_in", cue.not_in))
        for field, text in fields:
            if text:
                path = f"{cue.id}.{field}"
                yield StatedQuery(origin=cue.origin, language=cue.language, path=path, text=text)
    for topic in pack.topics:
        for field, text in (("match", topic.match), ("unless", topic.unless)):
            if text:
                path = f"topic {topic.name}.{field}"
                yield StatedQuery(
                    origin=topic.origin, language=topic.language, path=path, text=text
                )


def _of_rules(pack: RulePack) -> Iterator[StatedQuery]:
    for rule in pack.rules:
        count = "" if rule.count in (None, NO_COUNT, COUNT_OF_MATCH) else rule.count
        for field, text in (("match", rule.match), ("unless", rule.unless), ("count", count)):
            if text:
                path = f"{rule.id}.{field}"
                yield StatedQuery(origin=rule.origin, language=rule.language, path=path, text=text)


def asks_places(pack: RulePack) -> bool:
    """Give whether a query of a pack asks for the names of places."""
    trees = (stated.parsed() for stated in queries_of(pack))
    return any(isinstance(part, PlaceName) for tree in trees if tree for part in all_parts(tree))
