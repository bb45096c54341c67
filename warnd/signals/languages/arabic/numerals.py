"""What Arabic numbers count to, in both genders and all cases, and what counts nothing."""

from warnd.signals.languages.arabic.words import folded
from warnd.signals.languages.numerals import NumberWords
from warnd.signals.languages.words import word_set

#: one line a number; "one" and "two" stand behind what they count and are left out
_UNITS = """
3 ثلاثة ثلاث
4 أربعة أربع
5 خمسة خمس
6 ستة ست
7 سبعة سبع
8 ثمانية ثمان ثماني
9 تسعة تسع
10 عشرة عشر
"""
_TENS = """
20 عشرون عشرين
30 ثلاثون ثلاثين
40 أربعون أربعين
50 خمسون خمسين
60 ستون ستين
70 سبعون سبعين
80 ثمانون ثمانين
90 تسعون تسعين
"""
_TEENS = """
11 أحد|عشر إحدى|عشرة
12 اثنا|عشر اثني|عشر إثنا|عشر اثنتا|عشرة اثنتي|عشرة
"""
_BEHIND_TEN = """
1 واحد واحدة أحد إحدى
2 اثنان اثنين اثنتان اثنتين
"""
_HUNDREDS = """
200 مئتان مئتين مائتان مائتين مئتا مئتي مائتي
300 ثلاثمئة ثلاثمائة
400 أربعمئة أربعمائة
500 خمسمئة خمسمائة
600 ستمئة ستمائة
700 سبعمئة سبعمائة
800 ثمانمئة ثمانمائة
900 تسعمئة تسعمائة
2000 ألفان ألفين ألفا|شخص ألفي
2000000 مليونان مليونين مليوني
"""
_SCALES = """
100 مئة مائة
1000 ألف آلاف ألفا
1000000 مليون ملايين مليونا
1000000000 مليار مليارات
"""
_VAGUE = """
24 عشرات العشرات
200 مئات المئات
2000 آلاف الآلاف
2000000 ملايين الملايين
20000 عشرات|آلاف عشرات|الآلاف
200000 مئات|آلاف مئات|الآلاف
"""

_TEN = 10


def _table(lines: str) -> dict[str, int]:
    """Give the words of a table, also with "and" written on; a stroke stands for a space."""
    table: dict[str, int] = {}
    for line in folded(lines).strip().split("\n"):
        value, *words = line.split()
        for word in words:
            for before in ("", "و", "ب", "ل") if int(value) > _TEN else ("", "و"):
                table[before + word.replace("|", " ")] = int(value)
    return table


def _teens() -> dict[str, int]:
    """Give 11 to 19: "ثلاثة عشر" before men, "ثلاث عشرة" before towns."""
    teens = _table(_TEENS)
    for word, value in _table(_UNITS).items():
        if value < _TEN:
            teens[f"{word} {folded('عشر')}"] = teens[f"{word} {folded('عشرة')}"] = value + 10
    return teens


ARABIC_NUMBERS = NumberWords(
    small=_table(_UNITS) | _table(_TENS) | _teens(),
    behind_ten=_table(_BEHIND_TEN),
    hundreds=_table(_HUNDREDS),
    scales=_table(_SCALES),
    vague=_table(_VAGUE),
    to=word_set(folded("إلى أو")),
    uncounted_after=word_set(
        folded(
            """
            بالمئة بالمائة درجة درجات كيلومتر كيلومترا كيلومترات كم متر مترا أمتار ميل ميلا
            أميال طن طنا أطنان كيلوغرام لتر لترا برميل برميلا
            يوم يوما أيام ساعة ساعات ساعه دقيقة دقائق ثانية ثوان أسبوع أسابيع أسبوعا شهر شهرا أشهر
            شهور عام عاما أعوام سنة سنوات عقود عقدا قرون مرة مرات
            دولار دولارا دولارات يورو ليرة ريال دينار درهم جنيه روبل شيكل
            مقعد مقعدا مقاعد صوت صوتا أصوات
            """
        )
    ),
    uncounted_before=word_set(
        folded(
            """
            رقم القرار قرار المادة مادة الفصل عام العام سنة بعام الساعة العمر عمره عمرها
            إف ميغ سوخوي توازن بروتوكول المجموعة الفقرة اللواء الفرقة الكتيبة
            """
        )
    ),
    months=word_set(
        folded(
            """
            يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
            كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين جانفي فيفري أفريل جوان جويلية أوت
            """
        )
    ),
    counted=word_set(
        folded("شخص شخصا أشخاص جندي جنديا مدني مدنيا نازح نازحا عائلة أسرة أسير أسيرا قتيل قتيلا")
    ),
    thousands=",",
    decimals=".",
)
