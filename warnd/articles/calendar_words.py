"""The months of other calendars, as `warnd.articles.date_words.fold` leaves them.

An underscore stands for a space; an entry holds the spellings of one month.
"""

import re

from warnd.articles.calendars import Calendar
from warnd.articles.date_words import MONTHS, fold

_MONTHS = {
    Calendar.ISLAMIC: (
        "محرم",
        "صفر",
        "ربيع_الأول ربيع_أول",
        "ربيع_الثاني ربيع_الآخر ربيع_ثاني ربيع_ثان",
        "جمادى_الأولى جمادى_الأول جمادي_الاول",
        "جمادى_الثانية جمادى_الآخرة جمادى_الثاني جمادي_الثاني",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو_القعدة ذي_القعدة ذوالقعدة ذيقعده ذی_القعده",
        "ذو_الحجة ذي_الحجة ذوالحجة ذيحجه ذی_الحجه",
    ),
    # the names of Iran, and those of Afghanistan
    Calendar.PERSIAN: (
        "فروردین حمل",
        "اردیبهشت ثور",
        "خرداد جوزا",
        "تیر سرطان",
        "مرداد امرداد اسد",
        "شهریور سنبله",
        "مهر میزان",
        "آبان عقرب",
        "آذر قوس",
        "دی جدی",
        "بهمن دلو",
        "اسفند حوت",
    ),
    Calendar.ETHIOPIAN: (
        "መስከረም",
        "ጥቅምት",
        "ኅዳር ህዳር ሕዳር",
        "ታኅሣሥ ታህሳስ ታኅሳስ ታሕሳስ",
        "ጥር",
        "የካቲት",
        "መጋቢት",
        "ሚያዝያ ሚያዚያ",
        "ግንቦት",
        "ሰኔ",
        "ሐምሌ ሀምሌ ኃምሌ",
        "ነሐሴ ነሃሴ ነሀሴ",
        "ጳጉሜ ጳጉሜን",
    ),
}

#: calendar and number of each month's name
OTHER_MONTHS = {
    fold(name.replace("_", " ")): (calendar, number)
    for calendar, months in _MONTHS.items()
    for number, names in enumerate(months, start=1)
    for name in names.split()
}
#: every name of a month, of ours and of other calendars
NAMED_MONTHS = {
    **OTHER_MONTHS,
    **{name: (Calendar.GREGORIAN, number) for name, number in MONTHS.items()},
}
_NAMES = "|".join(re.escape(name) for name in sorted(NAMED_MONTHS, key=len, reverse=True))
ANY_MONTH = re.compile(rf"(?<![^\W\d_])(?:{_NAMES})(?![^\W\d_])")
#: a whole date: day, month and year, with a few words between
DATED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\D{{0,6}}?(?<![^\W\d_])({_NAMES})(?![^\W\d_])\D{{0,6}}?(\d{{4}})(?!\d)"
)
