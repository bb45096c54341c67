"""Two of a thing, which Arabic writes in one word: "بلدتان" are two towns."""

from collections.abc import Callable, Sequence

from warnd.model.sentence import Number
from warnd.signals.languages.arabic.words import folded
from warnd.signals.languages.numerals import NumberReader
from warnd.signals.languages.words import word_set

#: Nouns whose plural is a word of its own or ends otherwise, so that "-ين" can only mean two.
_BROKEN = word_set(
    folded(
        """
        شخص طفل جندي رجل امرأة طفلة قتيل جريح شهيد عنصر ضابط عامل طبيب أسير قائد زعيم شاب فتى فتاة
        طالبة تلميذ تلميذة ممرضة سجين رهينة امرأة سيدة راهبة عائلة أسرة شقيق شقيقة فرد ناشط
        بلدة قرية مدينة حي منطقة محافظة منزل مدرسة مستشفى موقع قاعدة ثكنة حاجز معبر جسر سوق مسجد
        كنيسة مبنى مخيم نقطة هدف سيارة شاحنة حافلة قافلة سفينة دبابة مدرعة آلية صاروخ قذيفة غارة
        ضربة طائرة مسيرة لواء كتيبة فرقة صحافية
        """
    )
)
#: The same for nouns whose plural ends in "-ين" too: only "-ان" means two.
_SOUND = word_set(
    folded("مدني مسلح مقاتل متظاهر محتج صحفي صحافي شرطي عسكري مسعف فلسطيني نازح لاجئ مواطن متمرد")
)
#: what may be written on to such a word
_BEFORE = ("", "و", "ب", "ل")


def _duals() -> frozenset[str]:
    broken = (_joint(noun) + ending for noun in _BROKEN for ending in ("ان", "ين"))
    sound = (noun + "ان" for noun in _SOUND)
    return frozenset(before + word for word in (*broken, *sound) for before in _BEFORE)


def _joint(noun: str) -> str:
    return noun[:-1] + "ت" if noun.endswith("ه") else noun


#: Every word that says two of a thing, folded.
DUALS = _duals()


def counts_two(word: str) -> bool:
    """Give whether a folded word says two of a thing."""
    return word in DUALS


def with_duals(numbers: NumberReader) -> NumberReader:
    """Give the reader that also counts two where a word says two of a thing."""

    def read(
        words: Sequence[str], spans: Sequence[tuple[int, int]], body: str, begin: Sequence[bool]
    ) -> tuple[Number, ...]:
        found = numbers(words, spans, body, begin)
        taken = {place for each in found for place in range(each.first, each.last + 1)}
        pairs = [
            Number(first=place, last=place, value=2)
            for place, begins in enumerate(begin)
            if begins and place not in taken and counts_two(words[place])
        ]
        return tuple(sorted((*found, *pairs), key=lambda number: number.first)) if pairs else found

    return read


def or_two(may_begin: Callable[[str], bool]) -> Callable[[str], bool]:
    """Give the test that also lets a number begin with a word that says two of a thing."""
    return lambda word: may_begin(word) or counts_two(word)
