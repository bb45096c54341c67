"""The small words of Persian that say what is past, feared or told aside."""

from warnd.model.grammar import AsideWords, ClauseWords, Grammar
from warnd.signals.languages.arabic.words import folded
from warnd.signals.languages.words import word_set

PERSIAN_GRAMMAR = Grammar(
    clauses=ClauseWords(
        openers=word_set(folded("اما ولی درحالیکه زیرا هنگامیکه")),
        opening_phrases=(
            tuple(folded("پس از").split()),
            tuple(folded("در حالی").split()),
            tuple(folded("در پاسخ به").split()),
            tuple(folded("در پی").split()),
        ),
        answered=(tuple(folded("در پاسخ به").split()),),
        joiners=frozenset({"و"}),
    ),
    asides=AsideWords(
        shares=tuple(
            tuple(folded(line).split())
            for line in ("نیمی از آنها", "بیشتر آنها", "بسیاری از آنها", "یک سوم آنها")
        ),
        openers=(tuple(folded("از جمله").split()), tuple(folded("که در میان آنها").split())),
        enders=word_set(folded("در کشته زخمی بر")),
    ),
)
