"""Queries to nodes: words read by a language, lists put in, equal parts made one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from warnd.errors import QueryInvalid
from warnd.ports.reading import Language
from warnd.rules import mistakes
from warnd.rules.facts import NUMBER, Fact
from warnd.rules.needs import needs, rarest_first
from warnd.rules.nodes import (
    AllNode,
    AnyNode,
    CloseNode,
    Node,
    NumberNode,
    PhraseNode,
    PlaceNode,
    TitleNode,
    WordNode,
)
from warnd.rules.parse import parse
from warnd.rules.query import (
    AllOf,
    AnyOf,
    Close,
    InTitle,
    Named,
    Numeral,
    PlaceName,
    Query,
    Words,
)
from warnd.rules.rule import NamedQuery

#: Stands for * while a language cuts a query into words: a letter that no language writes, without
#: case or marks, so that no folding changes it (U+A78F).
STAR = "ꞏ"

#: Letters that both words of a phrase have when it is also looked for as one word ("air strike",
#: "airstrike"): "may be" and "in to" are not "maybe" and "into".
SHORTEST_IN_COMPOUND = 3

_NodeT = TypeVar("_NodeT", bound=Node)


class Builder:
    """Builds the nodes of queries of one language; equal parts of all become one node.

    A phrase of two words is also looked for as one word, unless `compounds` is off.
    """

    def __init__(
        self, lists: Sequence[NamedQuery], language: Language, *, compounds: bool = True
    ) -> None:
        self._compounds = compounds
        #: the language it reads words with
        self.language = language
        self._lists = {item.name: item for item in lists if item.language == language.code}
        self._named: dict[str, Node] = {}
        self._phrases: dict[tuple[str, bool], Node] = {}
        self._open: list[str] = []
        self._known: dict[Hashable, Node] = {}
        #: queries that were built already, by identity; they are kept, so that no other takes it
        self._built: dict[int, tuple[Query, Node]] = {}
        #: every wildcard met so far
        self.wildcards: set[str] = set()

    def build(self, text: str) -> Node:
        """Give the node of a query. Raises QueryInvalid."""
        return self.node(parse(text))

    def node(self, query: Query) -> Node:
        """Give the node of a parsed query.

        Raises QueryInvalid for words without letters and for lists it does not know.
        """
        built = self._built.get(id(query))
        if built is None:
            built = self._built[id(query)] = query, self._make(query)
        return built[1]

    def _make(self, query: Query) -> Node:
        match query:
            case Words(text=text, exact=exact):
                if (text, exact) not in self._phrases:
                    self._phrases[text, exact] = self._phrase(query)
                node = self._phrases[text, exact]
            case Numeral(comparison=comparison, bound=bound):
                key = NumberNode, comparison, bound
                node = self._one(key, lambda number: NumberNode(number, comparison, bound))
            case PlaceName():
                node = self._one((PlaceNode,), PlaceNode)
            case Named():
                node = self._list(query)
            case AnyOf(parts=parts):
                node = self._any(self._alternatives(parts))
            case AllOf(parts=parts, absent=absent):
                node = self._all(parts, absent)
            case Close():
                node = self._close(query)
            case _:
                node = self._title(query)
        return node

    def _title(self, query: InTitle) -> Node:
        inner = self.node(query.part)
        if _holds(inner, (TitleNode,)):
            raise QueryInvalid(mistakes.TITLE_IN_TITLE, column=query.place.column)
        return self._one((TitleNode, inner.number), lambda number: TitleNode(number, inner))

    def _phrase(self, query: Words) -> Node:
        cut = self.language.sentences("", query.text.replace("*", STAR))
        words = [
            self._word(word.replace(STAR, "*"), form, exact=query.exact)
            for sentence in cut
            for word, form in zip(sentence.words, sentence.forms, strict=True)
        ]
        if not words:
            message = mistakes.NO_WORD.format(text=query.text)
            raise QueryInvalid(message, column=query.place.column)
        if len(words) == 1:
            return words[0]
        key = PhraseNode, tuple(word.number for word in words)
        phrase = self._one(key, lambda number: PhraseNode(number, tuple(words)))
        closed = self._closed([word for sentence in cut for word in sentence.words])
        if query.exact or closed is None or not self._compounds:
            return phrase
        return self._any((phrase, closed))

    def _closed(self, words: Sequence[str]) -> Node | None:
        """Give the one word that a phrase of two makes when written together, if it could."""
        match words:
            case [first, second] if min(len(first), len(second)) >= SHORTEST_IN_COMPOUND:
                if STAR not in first + second:
                    return self._word_set(forms=frozenset({self.language.form(first + second)}))
        return None

    def _word(self, word: str, form: str, *, exact: bool) -> WordNode:
        if "*" in word:
            self.wildcards.add(word)
            return self._word_set(wilds=frozenset({word}))
        if exact:
            return self._word_set(words=frozenset({word}))
        return self._word_set(forms=frozenset({form}))

    def _word_set(
        self,
        forms: frozenset[str] = frozenset(),
        words: frozenset[str] = frozenset(),
        wilds: frozenset[str] = frozenset(),
    ) -> WordNode:
        key = WordNode, forms, words, wilds
        return self._one(key, lambda number: WordNode(number, forms, words, wilds))

    def _list(self, query: Named) -> Node:
        name, column = query.name, query.place.column
        if name in self._open:
            path = " > ".join(f"@{step}" for step in (*self._open, name))
            raise QueryInvalid(mistakes.CIRCULAR_NAME.format(name=name, path=path), column=column)
        if name not in self._lists:
            near = get_close_matches(name, self._lists, n=1)
            hint = f": did you mean @{near[0]}?" if near else f" in {self.language.code!r}"
            raise QueryInvalid(mistakes.UNKNOWN_NAME.format(name=name, hint=hint), column=column)
        if name not in self._named:
            self._open.append(name)
            try:
                self._named[name] = self._in_list(name, column)
            finally:
                self._open.pop()
        return self._named[name]

    def _in_list(self, name: str, column: int) -> Node:
        """Give the node of a list; its mistakes are told at the name in the query that uses it."""
        try:
            return self.build(self._lists[name].match)
        except QueryInvalid as error:
            message = mistakes.IN_LIST.format(name=name, column=error.column, message=error)
            raise QueryInvalid(message, column=column) from error

    def _alternatives(self, parts: Sequence[Query]) -> Iterator[Node]:
        """Give the alternatives of alternatives as one row; lists stay whole, to be shared."""
        for part in parts:
            node = self.node(part)
            if isinstance(node, AnyNode) and not isinstance(part, Named):
                yield from node.parts
            else:
                yield node

    def _any(self, parts: Iterable[Node]) -> Node:
        """Give the node of alternatives, with single words as one set."""
        flat = tuple(parts)
        words = [part for part in flat if isinstance(part, WordNode)]
        rest = {part.number: part for part in flat if not isinstance(part, WordNode)}
        nodes: list[Node] = list(rest.values())
        if words:
            united = self._word_set(
                forms=frozenset().union(*(word.forms for word in words)),
                words=frozenset().union(*(word.words for word in words)),
                wilds=frozenset().union(*(word.wilds for word in words)),
            )
            nodes.insert(0, united)
        if len(nodes) == 1:
            return nodes[0]
        key = AnyNode, tuple(sorted(node.number for node in nodes))
        return self._one(key, lambda number: AnyNode(number, tuple(nodes), by_fact(nodes)))

    def _all(self, parts: Sequence[Query], absent: Sequence[Query]) -> Node:
        # what stands in the text itself comes first: the match is quoted from there
        present = sorted(map(self.node, parts), key=lambda node: isinstance(node, TitleNode))
        missing = tuple(map(self.node, absent))
        key = AllNode, *(node.number for node in present), -1, *(node.number for node in missing)
        return self._one(key, lambda number: AllNode(number, tuple(present), missing))

    def _close(self, query: Close) -> Node:
        for part in (query.left, query.right):
            self._refuse_condition(part, "THEN" if query.ordered else "NEAR")
        left, right = self.node(query.left), self.node(query.right)
        key = CloseNode, left.number, right.number, query.distance, query.ordered
        return self._one(
            key,
            lambda number: CloseNode(
                number, left, right, distance=query.distance, ordered=query.ordered
            ),
        )

    def _refuse_condition(self, part: Query, operator: str) -> None:
        """Raise when a list within NEAR or THEN holds conditions instead of words."""
        node, column = self.node(part), part.place.column
        if _holds(node, (AllNode,)):
            raise QueryInvalid(mistakes.AND_IN_CLOSE.format(operator=operator), column=column)
        if _holds(node, (TitleNode,)):
            raise QueryInvalid(mistakes.TITLE_IN_CLOSE.format(operator=operator), column=column)

    def _one(self, key: Hashable, make: Callable[[int], _NodeT]) -> _NodeT:
        """Give the one node of that key, made when first asked for."""
        if key not in self._known:
            self._known[key] = make(len(self._known))
        return self._known[key]  # type: ignore[return-value]  # the key begins with its type


def by_fact(nodes: Sequence[Node]) -> Mapping[Fact, Sequence[Node]]:
    """Give those alternatives, save words and phrases, that need one of certain words, by each."""
    found: dict[Fact, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.facts:
            continue
        rarest = min(needs(node, phrases=True), key=rarest_first, default=frozenset({NUMBER}))
        if NUMBER not in rarest:
            for fact in rarest:
                found[fact].append(node)
    return found


def _holds(node: Node, kinds: tuple[type[Node], ...]) -> bool:
    """Give whether a node is, or has among its alternatives and conditions, one of these kinds."""
    if isinstance(node, kinds):
        return True
    parts = node.parts if isinstance(node, AnyNode | AllNode) else ()
    return any(_holds(part, kinds) for part in parts if not part.facts)
