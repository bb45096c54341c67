"""Full stops of Persian that end no sentence; it has no capitals to tell one by."""

from warnd.signals.languages.arabic.words import folded
from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

PERSIAN_HABITS = Habits(
    titles=frozenset(),
    before_numbers=word_set(folded("ص ش")),
    either=frozenset(),
    times=frozenset(),
    after_times=frozenset(),
    openers=frozenset(),
)
