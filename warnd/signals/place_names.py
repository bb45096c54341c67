"""The names of places as rules see them: `PLACE` in a query."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from warnd.model.grammar import Grammar
from warnd.model.place import PlaceMention
from warnd.model.sentence import Sentence
from warnd.ports.reading import Gazetteer, Language


def with_places(
    sentences: Sequence[Sentence], mentions: Sequence[PlaceMention]
) -> tuple[Sentence, ...]:
    """Give sentences marked with the places that they name.

    Only mentions that locate are marked: in "Moscow says" and "Russian troops" nobody is anywhere.
    """
    located = [mention for mention in mentions if mention.locates]
    starts = [mention.start for mention in located]
    marked = []
    for sentence in sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        places = tuple(_words_of(sentence, located[first:last]))
        marked.append(replace(sentence, places=places) if places else sentence)
    return tuple(marked)


def _words_of(sentence: Sentence, mentions: Sequence[PlaceMention]) -> Iterator[tuple[int, int]]:
    """Give the first and last word of each mention."""
    spans = sentence.spans
    for mention in mentions:
        first = bisect_left(spans, (mention.start, 0))
        last = bisect_left(spans, (mention.end, 0)) - 1
        if first <= last:
            yield first, last


class PlacedLanguage:
    """A language whose sentences are marked with places, for rules that are tried by themselves.

    Stands in for the language it is made of wherever `warnd.ports.reading.Language` is asked for.
    """

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        self._language = language
        self._gazetteer = gazetteer

    @property
    def code(self) -> str:
        """Its ISO 639-1 code."""
        return self._language.code

    @property
    def grammar(self) -> Grammar:
        """The small words of the language."""
        return self._language.grammar

    def sentences(self, title: str, text: str) -> tuple[Sentence, ...]:
        r"""Give the sentences of `title + "\n" + text`, the title first when it is not empty."""
        mentions = self._gazetteer.mentions(f"{title}\n{text}", self.code)
        return with_places(self._language.sentences(title, text), mentions)

    def fold(self, word: str) -> str:
        """Give one word as it stands in `Sentence.words`."""
        return self._language.fold(word)

    def form(self, word: str) -> str:
        """Give one word as it stands in `Sentence.forms`."""
        return self._language.form(word)
