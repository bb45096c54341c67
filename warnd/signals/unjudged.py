"""What rules see in articles before anything is judged: for looking over rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from warnd.model.article import Article
from warnd.model.place import PlaceMention
from warnd.model.sentence import Sentence
from warnd.ports.reading import Gazetteer
from warnd.rules.match import RuleMatch
from warnd.signals.place_names import with_places
from warnd.signals.read import LanguageReader, reader_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """An article as the rules of its language see it."""

    #: what reads its language
    reader: LanguageReader
    #: its sentences, marked with places
    sentences: tuple[Sentence, ...]
    #: the places that it names
    mentions: tuple[PlaceMention, ...]

    @property
    def language(self) -> str:
        """The ISO 639-1 code of the language it is read in."""
        return self.reader.language.code

    def matches(self) -> tuple[RuleMatch, ...]:
        """Give where rules fire, by sentence; reckoned anew each time."""
        return self.reader.rules.match(self.sentences)


class RuleReader:
    """Prepares articles for rules as `warnd.signals.read.SignalReader` does."""

    def __init__(self, readers: Mapping[str, LanguageReader], gazetteer: Gazetteer) -> None:
        self._readers = readers
        self._gazetteer = gazetteer

    def read(self, article: Article) -> Unjudged | None:
        """Give an article ready for the rules of its language, None in a language without rules."""
        reader = reader_of(self._readers, article.language)
        if reader is None:
            return None
        mentions = self._gazetteer.mentions(article.body, article.language)
        sentences = with_places(reader.language.sentences(article.title, article.text), mentions)
        return Unjudged(reader=reader, sentences=sentences, mentions=mentions)
