"""The small words of Turkish that say what is past, feared, counted or told aside."""

from warnd.model.grammar import AsideWords, ClauseWords, DateWords, Grammar, ListWords
from warnd.signals.languages.words import numbered, word_set

TURKISH_GRAMMAR = Grammar(
    clauses=ClauseWords(
        # a Turkish clause ends in its verb: these follow one, so the next clause begins with them
        openers=word_set("ancak fakat ama oysa çünkü zira ise"),
        joiners=word_set("ve veya ya"),
    ),
    asides=AsideWords(
        shares=(
            ("yarisi",),
            ("çoğu",),
        ),
        openers=(("aralarinda",), ("bunlardan",), ("çoğu",), ("bazilari",)),
    ),
    lists=ListWords(
        joiners=word_set("ve ile"),
        about=word_set("az en yaklaşik toplam diğer fazla"),
    ),
    dates=DateWords(
        months=numbered(
            """
            ocak
            şubat
            mart
            nisan
            mayis
            haziran
            temmuz
            ağustos
            eylül
            ekim
            kasim
            aralik
            """
        ),
        has_capitals=True,
        named_by_year=word_set("anlaşma anlaşmasi mutabakati ateşkesi antlaşmasi karari anayasasi"),
        ranked=word_set("ilk büyük kanli ağir"),
        to_come=word_set("kadar önce planlanan bekleniyor gelecek"),
        fresh=word_set(
            """
            bugün dün şimdi halen pazartesi sali çarşamba perşembe cuma cumartesi pazar geceleyin
            """
        ),
    ),
)
