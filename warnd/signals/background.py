"""What an article tells of the past without saying so in each sentence."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from warnd.model.sentence import Sentence
from warnd.model.status import Status
from warnd.signals.dates import is_fresh
from warnd.signals.fragments import announces, names_only
from warnd.signals.status import Cues, StatusReader

#: title, first sentence and something more
_WITH_A_BODY = 3


class CuesBySentence(dict[int, Cues]):
    """The cues of an article's sentences, read when they are first asked for."""

    def __init__(
        self, statuses: StatusReader, sentences: Sequence[Sentence], published: datetime | None
    ) -> None:
        super().__init__()
        #: the small words of the language of the sentences
        self.grammar = statuses.grammar
        self._statuses = statuses
        self._sentences = sentences
        self._published = published

    def __missing__(self, index: int) -> Cues:
        cues = self._statuses.cues_of(self._sentences[index], self._published)
        self[index] = cues
        return cues


class Background:
    """Which sentences of an article are about the past though nothing in them says so."""

    def __init__(self, sentences: Sequence[Sentence], cues: CuesBySentence) -> None:
        self._sentences = sentences
        #: the cues of its sentences
        self.cues = cues

    def seen(self, index: int, status: Status) -> Status:
        """Give the status of a signal in a sentence, in the light of what stands around it.

        What is told as a fact is past when title and first sentence look back, for then the whole
        article does; and when the sentence before it in its paragraph is about the past, until one
        names these days. What is only named, without a verb, is what the sentence before it warned
        of: "They feared two things. A push on the port. Shelling of the camp."
        """
        if status is not Status.OCCURRED:
            return status
        if self._looks_back or self._goes_on(index):
            return Status.HISTORICAL
        return Status.THREATENED if self._is_listed_as_a_threat(index) else status

    def is_past(self, index: int) -> bool:
        """Tell whether a sentence is about the past, by itself or by what stands before it."""
        return self.cues[index].tells_of_past or self._looks_back or self._goes_on(index)

    def _is_listed_as_a_threat(self, index: int) -> bool:
        here, grammar = index, self.cues.grammar
        while self._follows(here) and names_only(self._sentences[here], grammar):
            here -= 1
        if here == index or not announces(self._sentences[here], grammar):
            return False
        # "What people fear. Three things were named."
        heading = (here - 1,) if self._follows(here) else ()
        return any(self.cues[place].warns for place in (here, *heading))

    def _follows(self, index: int) -> bool:
        """Tell whether a sentence stands in one paragraph with the one before it."""
        if index < 1:
            return False
        return self._sentences[index].paragraph == self._sentences[index - 1].paragraph

    @cached_property
    def _looks_back(self) -> bool:
        if len(self._sentences) < _WITH_A_BODY or not self._sentences[0].is_title:
            return False
        return self.cues[0].looks_back and self.cues[1].looks_back

    def _goes_on(self, index: int) -> bool:
        while self._follows(index) and not is_fresh(
            self._sentences[index].words, self.cues.grammar.dates
        ):
            index -= 1
            if self.cues[index].tells_of_past:
                return True
        return False
