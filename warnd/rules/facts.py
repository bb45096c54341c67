"""What single words tell to queries: facts, each a string."""

from collections.abc import Callable, Collection

from warnd.rules.wildcards import Wildcards

#: A word by its form, as written ("=word"), or by a wildcard ("wor*").
Fact = str

#: Stands for any number where facts are needed.
NUMBER: Fact = "#"
#: Stands for the name of any place; no word begins with this sign.
PLACE: Fact = "@"

#: Words that are remembered with their facts before the memory is emptied.
MOST_WORDS = 50_000


def as_written(word: str) -> Fact:
    """Give the fact that a folded word stands as written; no form begins with this sign."""
    return f"={word}"


class WordReader(dict[str, tuple[Fact, ...]]):
    """The facts that each folded word tells, those alone that some query asks for.

    Reckoned when first asked for; as a dict it is asked faster than a function that remembers.
    """

    def __init__(
        self, used: Collection[Fact], form: Callable[[str], str], wildcards: Wildcards
    ) -> None:
        super().__init__()
        self._used = frozenset(used)
        self._wildcards = wildcards
        #: from a folded word to its common form
        self.form = form

    @property
    def asks_places(self) -> bool:
        """Whether some query asks for the names of places."""
        return PLACE in self._used

    def __missing__(self, word: str) -> tuple[Fact, ...]:
        if len(self) >= MOST_WORDS:
            self.clear()
        facts = self[word] = tuple(fact for fact in self.told_by(word) if fact in self._used)
        return facts

    def told_by(self, word: str) -> tuple[Fact, ...]:
        """Give every fact that a folded word tells, whether some query asks for it or not."""
        return self.form(word), as_written(word), *self._wildcards.met_by(word)
