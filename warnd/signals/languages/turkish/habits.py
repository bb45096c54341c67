"""Full stops of Turkish that end no sentence."""

from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

#: A number with a full stop is a rank: "14. Tugay".
_RANKS = frozenset(map(str, range(1, 100)))

TURKISH_HABITS = Habits(
    titles=word_set(
        """
        dr prof doç yrd av org orgen korg tümg tuğg alb yb bnb yzb ütğm tğm asb sn hz st mah cad sok
        """
    ),
    before_numbers=word_set("no s md mad fik ort yak"),
    either=word_set("vb vs vd şti ltd aş bkz üniv dal") | _RANKS,
    times=word_set(""),
    after_times=word_set(""),
    openers=word_set(
        """
        bu bir o şu ancak ama fakat öte ayrıca ayrica olayda olay saldırıda saldirida ordu bakan
        bölgede açıklamada aciklamada daha en son dün bugün yarın sabah akşam ölenler yaralılar
        """
    ),
)
