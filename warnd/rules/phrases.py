"""Many phrases, found in one pass over a sentence."""

from collections.abc import Iterable, Iterator, Sequence

#: A phrase by the forms of its words.
Phrase = tuple[str, ...]


class _Branch:
    """What may follow some first words of phrases."""

    __slots__ = ("following", "phrase")

    def __init__(self) -> None:
        self.following: dict[str, _Branch] = {}
        #: the phrase that is complete here; empty when none is
        self.phrase: Phrase = ()


class Phrases:
    """A tree of phrases, by their first words."""

    __slots__ = ("_root",)

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._root = _Branch()
        for phrase in phrases:
            branch = self._root
            for form in phrase:
                branch = branch.following.setdefault(form, _Branch())
            branch.phrase = phrase

    def find(self, forms: Sequence[str]) -> Iterator[tuple[int, Phrase]]:
        """Give each phrase that stands among the forms of a sentence, after where it begins."""
        first = self._root.following
        for start, form in enumerate(forms):
            branch = first.get(form)
            place = start + 1
            while branch is not None:
                if branch.phrase:
                    yield start, branch.phrase
                branch = branch.following.get(forms[place]) if place < len(forms) else None
                place += 1
