"""Full stops of French that end no sentence."""

from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

FRENCH_HABITS = Habits(
    titles=word_set(
        "m mm mme mmes mlle mgr dr pr me st ste gal gen gén col cdt cne lt adj sgt cf ex"
    ),
    before_numbers=word_set(
        "no nos n art vol p pp chap env janv fevr févr avr juil sept oct nov dec déc tel tél"
    ),
    either=word_set("etc al av bd cie sté ste inc ltd corp"),
    times=frozenset(),
    after_times=frozenset(),
    openers=word_set(
        """
        le la les l un une des du il elle ils elles on nous vous je ce cette ces c cela ceci mais et
        or car donc ainsi alors après apres avant selon pour par dans en sur avec sans depuis
        pendant lors plusieurs quelques deux trois quatre cinq certains toutefois cependant
        pourtant en au aux à a d qu quand si leur leurs son sa ses notre
        """
    ),
)
