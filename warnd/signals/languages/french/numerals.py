"""The numbers of French: its tables, and the reader that goes by them."""

from collections.abc import Sequence

from warnd.model.sentence import Number
from warnd.signals.languages.numerals import NumberWords, number_reader
from warnd.signals.languages.words import word_set

_UNITS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_TEENS = (
    *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"),
    *("dix sept", "dix huit", "dix neuf"),
)
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90, "quatre vingt": 80,
}  # fmt: skip
#: tens that go on to nineteen: "soixante et onze", "quatre-vingt-dix-sept"
_LONG_TENS = ("soixante", "quatre vingt")
_ONE = word_set("un une")


def _below_a_hundred() -> dict[str, int]:
    """Give all numerals below a hundred but "un" and "une", which are articles."""
    low = {word: value for value, word in enumerate(_UNITS, start=1)}
    teens = {word: value for value, word in enumerate(_TEENS, start=10)}
    known = {word: value for word, value in low.items() if word not in _ONE} | teens | _TENS
    known["quatre vingts"] = 80
    for ten, value in _TENS.items():
        further = low | {"une": 1} | (teens if ten in _LONG_TENS else {})
        for word, more in further.items():
            known[f"{ten} {word}"] = known[f"{ten} et {word}"] = value + more
    return known


_MONTHS = word_set(
    """
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fevr
    avr juil sept oct nov dec
    """
)
_ABOUT = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60,
}  # fmt: skip

FRENCH_NUMBERS = NumberWords(
    small=_below_a_hundred() | _ABOUT,
    scales={
        "cent": 100,
        "cents": 100,
        "centaine": 100,
        "mille": 1_000,
        "millier": 1_000,
        "million": 1_000_000,
        "millions": 1_000_000,
        "milliard": 1_000_000_000,
        "milliards": 1_000_000_000,
    },
    behind_ten={"un": 1, "une": 1},
    vague={"dizaines": 20, "douzaines": 24, "centaines": 200, "milliers": 2_000},
    joiners=frozenset({"et"}),
    of=frozenset({"de"}),
    to=word_set("a ou et"),
    uncounted_after=word_set(
        """
        seconde secondes minute minutes heure heures h jour jours nuit nuits semaine semaines mois
        an ans annee annees decennie decennies siecle siecles fois km kilometre kilometres metre
        metres m cm mm mille milles hectare hectares tonne tonnes kg kilo kilos kilogrammes gramme
        grammes litre litres baril barils degre degres euro euros dollar dollars franc francs fcfa
        cfa livre livres rouble roubles dinar dinars dirham dirhams gourde gourdes ouguiya ariary
        yuan yuans hryvnia hryvnias pour pc p points point e eme
        """
    ),
    uncounted_before=word_set(
        """
        resolution resolutions article articles numero no n age agee ages agees chapitre alinea
        annexe page boeing airbus vol canal chaine covid protocole decret loi phase niveau
        """
    ),
    months=_MONTHS,
    counted=word_set(
        """
        personnes civils soldats hommes femmes enfants combattants militaires familles refugies
        deplaces morts blesses prisonniers detenus maisons villages migrants habitants cas policiers
        """
    ),
    thousands=". ",
    decimals=",",
)

_read = number_reader(FRENCH_NUMBERS)


def numbers(
    words: Sequence[str], spans: Sequence[tuple[int, int]], body: str, begin: Sequence[bool]
) -> tuple[Number, ...]:
    """Give the numbers that count something, in order; the "cent" of "dix pour cent" is none."""
    may = [
        begins and not (word == "cent" and place and words[place - 1] == "pour")
        for place, (word, begins) in enumerate(zip(words, begin, strict=True))
    ]
    return _read(words, spans, body, may)
