"""The text that is being read, looked up once for everything that is compiled together."""

from collections.abc import Callable, Collection, Iterable, Sequence

from warnd.model.sentence import Sentence
from warnd.rules.facts import WordReader
from warnd.rules.nodes import Node, asked
from warnd.rules.unit import Unit

#: Sentences of no text, such as those of which asides were left out, whose units are kept.
MOST_STRAYS = 8


class Text:
    """The sentences of an article with what is known of them."""

    __slots__ = ("_places", "_units", "_words", "runs", "sentences")

    def __init__(self, sentences: Sequence[Sentence], words: WordReader) -> None:
        self.sentences = sentences
        #: the phrases, tied words and names of places of each sentence
        self.runs = list(map(words.runs, sentences))
        self._words = words
        self._units: dict[int, Unit] = {}
        self._places = {id(sentence): place for place, sentence in enumerate(sentences)}

    @property
    def title(self) -> Unit | None:
        """The title; None when it has none, or when nothing asks for titles."""
        has_title = self._words.asks_title and self.sentences and self.sentences[0].is_title
        return self.unit(0) if has_title else None

    def place_of(self, sentence: Sentence) -> int | None:
        """Give the index of this very sentence, None when it is none of the text."""
        return self._places.get(id(sentence))

    def unit(self, place: int) -> Unit:
        """Give the unit of the sentence of that index."""
        unit = self._units.get(place)
        if unit is None:
            title = self.title if place else None
            unit = self._units[place] = self.unit_of(range(place, place + 1), title)
        return unit

    def unit_of(self, group: range, title: Unit | None) -> Unit:
        """Give a unit of some sentences, made anew."""
        chosen = [(place, self.sentences[place], self.runs[place]) for place in group]
        return Unit(chosen, self._words, title)


class Texts:
    """Looks texts up for queries that are compiled together, and keeps the one read last."""

    def __init__(self, form: Callable[[str], str]) -> None:
        #: what words tell these queries
        self.words = WordReader(form)
        self._last: Text | None = None
        self._strays: list[tuple[Sentence, Unit]] = []

    def learn(self, nodes: Iterable[Node], wildcards: Collection[str]) -> None:
        """Make ready for the queries of these nodes as well; the wildcards are those in them."""
        self.words.learn(asked(nodes), wildcards)
        self._last = None
        self._strays.clear()

    def of(self, sentences: Sequence[Sentence]) -> Text:
        """Give the text of some sentences."""
        text = self._last
        if text is None or text.sentences is not sentences:
            text = self._last = Text(sentences, self.words)
            self._strays.clear()
        return text

    def holding(self, sentence: Sentence) -> tuple[Text, int] | None:
        """Give the text read last and the index of a sentence in it; None when it is of another."""
        text = self._last
        place = None if text is None else text.place_of(sentence)
        return None if text is None or place is None else (text, place)

    def unit(self, sentence: Sentence) -> Unit:
        """Give the unit of a sentence, of the text read last or of none."""
        held = self.holding(sentence)
        if held:
            return held[0].unit(held[1])
        for one, unit in self._strays:
            if one is sentence:
                return unit
        unit = Text((sentence,), self.words).unit(0)
        del self._strays[: 1 - MOST_STRAYS]
        self._strays.append((sentence, unit))
        return unit
