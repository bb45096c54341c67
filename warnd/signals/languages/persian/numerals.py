"""What Persian numbers count to, and what counts nothing."""

from warnd.signals.languages.arabic.words import folded
from warnd.signals.languages.numerals import NumberWords
from warnd.signals.languages.words import numbered, word_set

_UNITS = numbered(
    folded(
        "یک_\nدو\nسه\nچهار\nپنج\nشش\nهفت\nهشت\nنه\nده\nیازده\nدوازده\nسیزده\nچهارده\nپانزده\n"
        "شانزده\nهفده\nهجده هیجده\nنوزده"
    )
)
_TENS = numbered(folded("_\nبیست\nسی\nچهل\nپنجاه\nشصت\nهفتاد\nهشتاد\nنود"))
_HUNDREDS = numbered(folded("_\nدویست\nسیصد\nچهارصد\nپانصد\nششصد\nهفتصد\nهشتصد\nنهصد"))

PERSIAN_NUMBERS = NumberWords(
    small={
        **{word: value for word, value in _UNITS.items() if value > 1},
        **{word: 10 * value for word, value in _TENS.items() if value > 1},
    },
    behind_ten={folded("یک"): 1},
    hundreds={word: 100 * value for word, value in _HUNDREDS.items() if value > 1},
    scales={folded("صد"): 100, folded("هزار"): 1_000, folded("میلیون"): 1_000_000},
    vague={
        folded("دهها"): 24,
        folded("ده ها"): 24,
        folded("صدها"): 200,
        folded("صد ها"): 200,
        folded("هزاران"): 2_000,
        folded("دهها هزار"): 20_000,
        folded("ده ها هزار"): 20_000,
        folded("صدها هزار"): 200_000,
        folded("میلیونها"): 2_000_000,
    },
    joiners=frozenset({"و"}),
    of=word_set(folded("تن از")),
    to=word_set(folded("تا")),
    uncounted_after=word_set(
        folded(
            """
            درصد کیلومتر کیلومتری متر متری روز روزه ساعت ساعته دقیقه هفته ماه ماهه سال ساله
            دلار یورو ریال تومان درجه ریشتر بار گل امتیاز
            """
        )
    ),
    uncounted_before=word_set(folded("سال قطعنامه شماره ماده ساعت اف سوخو گروه")),
    months=word_set(
        folded(
            """
            فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند ژانویه فوریه مارس
            آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
            """
        )
    ),
    counted=word_set(folded("نفر تن سرباز")),
    thousands=",",
    decimals=".",
)
