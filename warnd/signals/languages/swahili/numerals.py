"""The numbers of Swahili: they agree with what they count, and thousands stand before theirs."""

from warnd.signals.languages.numerals import NumberWords
from warnd.signals.languages.words import word_set

#: the stems that agree: "watu wawili", two people; "vijiji viwili", two villages
_AGREEING = {"wili": 2, "tatu": 3, "nne": 4, "tano": 5, "nane": 8}
_AGREED = {
    prefix + stem: value
    for stem, value in _AGREEING.items()
    for prefix in ("wa", "vi", "ma", "mi", "")
}
_ONES = {
    **{stem: value for stem, value in _AGREED.items() if stem != "wili"},
    "mbili": 2,
    "sita": 6,
    "saba": 7,
    "tisa": 9,
}
_ONE = {"moja": 1, "mmoja": 1, "kimoja": 1}
_TENS = {
    "ishirini": 20,
    "thelathini": 30,
    "arobaini": 40,
    "arubaini": 40,
    "hamsini": 50,
    "sitini": 60,
    "sabini": 70,
    "themanini": 80,
    "tisini": 90,
}
_TEENS = {f"kumi na {word}": 10 + value for word, value in {**_ONE, **_ONES}.items()}
#: what may follow "elfu" and "milioni", which multiply what stands behind them
_BEHIND = {
    "moja": 1,
    **_ONES,
    "kumi": 10,
    **_TEENS,
    **_TENS,
    "mia": 100,
    "mia moja": 100,
    **{f"mia {word}": 100 * value for word, value in _ONES.items()},
    **{str(value): value for value in range(1, 1_000)},
}

SWAHILI_NUMBERS = NumberWords(
    small={**_ONES, "kumi": 10, **_TEENS, **_TENS},
    behind_ten=_ONE,
    hundreds={
        "mia": 100,
        "mia moja": 100,
        **{f"mia {word}": 100 * value for word, value in _ONES.items()},
        **{f"elfu {word}": 1_000 * value for word, value in _BEHIND.items()},
        **{f"laki {word}": 100_000 * value for word, value in _BEHIND.items()},
        **{f"milioni {word}": 1_000_000 * value for word, value in _BEHIND.items()},
        **{f"milioni {tenths / 10}": 100_000 * tenths for tenths in range(1, 100)},
    },
    scales={"elfu": 1_000, "milioni": 1_000_000, "bilioni": 1_000_000_000, "darzeni": 12},
    vague={
        "makumi": 24,
        "mamia": 200,
        "maelfu": 2_000,
        "makumi ya maelfu": 20_000,
        "mamia ya maelfu": 200_000,
        "mamilioni": 2_000_000,
    },
    joiners=word_set("na"),
    of=word_set("ya"),
    to=word_set("hadi"),
    uncounted_after=word_set("km kg asilimia usiku alfajiri jioni mchana asubuhi"),
    uncounted_before=word_set(
        """
        siku saa dakika sekunde wiki mwezi miezi mwaka miaka asilimia dola shilingi sh ksh tsh euro
        yuro pauni faranga kilomita kilometa km mita maili tani kilo kg lita ekari hekta nyuzi
        tarehe namba nambari azimio ibara kifungu darasa umri mara bao mabao awamu
        karne digrii pointi randi naira usd us
        """
    ),
    months=word_set(
        """
        januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
        """
    ),
    counted=word_set("watu raia wanajeshi wapiganaji wakimbizi askari"),
    thousands=",",
    decimals=".",
)
