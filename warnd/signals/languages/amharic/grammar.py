"""The small words of Amharic that say what is past, feared, counted or told aside.

Dates stay untold: Ethiopia counts its years seven or eight behind, and a year alone does not say by
which calendar it is.
"""

from warnd.model.grammar import AsideWords, ClauseWords, Grammar, ListWords
from warnd.signals.languages.words import word_set

AMHARIC_GRAMMAR = Grammar(
    clauses=ClauseWords(
        # an Amharic clause ends in its verb: these follow one, so the next clause begins with them
        openers=word_set("ነገርግን ሆኖም ግን ይሁንና"),
        joiners=word_set("እና ወይም"),
    ),
    asides=AsideWords(openers=(("ከእነዚህም",), ("ከነዚህም",), ("ከመካከላቸው",))),
    lists=ListWords(joiners=word_set("እና"), about=word_set("ቢያንስ ወደ ገደማ ሌሎች")),
)
