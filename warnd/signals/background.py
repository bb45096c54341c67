"""What an article tells of the past without saying so in each sentence."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from warnd.model.sentence import Sentence
from warnd.model.status import Status
from warnd.signals.dates import is_fresh
from warnd.signals.status import Cues, StatusReader

#: title, first sentence and something more
_WITH_A_BODY = 3


class CuesBySentence(dict[int, Cues]):
    """The cues of an article's sentences, read when they are first asked for."""

    def __init__(
        self, statuses: StatusReader, sentences: Sequence[Sentence], published: datetime | None
    ) -> None:
        super().__init__()
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
        names these days.
        """
        if status is Status.OCCURRED and (self._looks_back or self._goes_on(index)):
            return Status.HISTORICAL
        return status

    def is_past(self, index: int) -> bool:
        """Tell whether a sentence is about the past, by itself or by what stands before it."""
        return self.cues[index].tells_of_past or self._looks_back or self._goes_on(index)

    @cached_property
    def _looks_back(self) -> bool:
        if len(self._sentences) < _WITH_A_BODY or not self._sentences[0].is_title:
            return False
        return self.cues[0].looks_back and self.cues[1].looks_back

    def _goes_on(self, index: int) -> bool:
        paragraph = self._sentences[index].paragraph
        while not is_fresh(self._sentences[index]):
            index -= 1
            if index < 0 or self._sentences[index].paragraph != paragraph:
                return False
            if self.cues[index].tells_of_past:
                return True
        return False
