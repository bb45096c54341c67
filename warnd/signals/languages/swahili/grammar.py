"""The small words of Swahili that say what is past, feared, counted or told aside."""

from warnd.model.grammar import AsideWords, ClauseWords, DateWords, Grammar, ListWords
from warnd.signals.languages.words import numbered, word_set

SWAHILI_GRAMMAR = Grammar(
    clauses=ClauseWords(
        openers=word_set(
            "baada kabla huku lakini ambapo ambao ambaye ambayo ambalo iwapo ikiwa kufuatia wakati"
        ),
        joiners=word_set("na au lakini"),
        apart=word_set("baada kufuatia"),
        beforehand=word_set("baada kufuatia"),
    ),
    asides=AsideWords(
        shares=(
            ("nusu", "yao"),
            ("wengi", "wao"),
            ("theluthi", "yao"),
        ),
        openers=(("wakiwemo",), ("wakiwamo",), ("wengi", "wao"), ("baadhi", "yao"), ("miongoni",)),
        always=word_set("wakiwemo wakiwamo"),
    ),
    lists=ListWords(joiners=word_set("na"), about=word_set("takriban zaidi wengine karibu")),
    dates=DateWords(
        months=numbered(
            """
            januari
            februari
            machi
            aprili
            mei
            juni
            julai
            agosti
            septemba
            oktoba
            novemba
            desemba
            """
        ),
        has_capitals=True,
        named_by_year=word_set("makubaliano mkataba katiba azimio"),
        since=word_set("tangu"),
        ranked=word_set("kwanza"),
        dating=word_set("mwaka tangu"),
        dating_days=word_set("tarehe mwaka tangu"),
        to_come=word_set("ifikapo kabla ijayo"),
        fresh=word_set(
            """
            leo jana sasa jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili
            """
        ),
    ),
)
