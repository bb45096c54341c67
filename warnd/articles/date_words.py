"""The words of dates: months in twelve languages, time zones, halves of the day.

All words stand as `fold` leaves them, so that spelling and look-up can never disagree.
"""

import re
from unicodedata import category, decimal, normalize

#: letters that one language writes in several ways, and what they are read as
SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ı": "i", "٫": ":", "،": ","})


def fold(written: str) -> str:
    """Give a date's text in lower case, its digits ASCII, without marks and unseen characters."""
    if written.isascii() and written.isprintable():
        return " ".join(written.lower().split())
    plain = normalize("NFKD", written).casefold()
    kept = (
        str(decimal(character, character))
        for character in plain
        if category(character) not in ("Mn", "Cf", "Cc", "Cs") or character in "\t\n\r"
    )
    return " ".join("".join(kept).translate(SAME_LETTER).split())


#: January to December by language; an entry holds the spellings of one month
_MONTHS = {
    "en": "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
    "september sept sep|october oct|november nov|december dec",
    "fr": "janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil|août|septembre|"
    "octobre|novembre|décembre déc",
    "es": "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre set|"
    "octubre|noviembre|diciembre dic",
    "pt": "janeiro|fevereiro fev|março|abril abr|maio mai|junho|julho|agosto ago|setembro|"
    "outubro out|novembro|dezembro dez",
    "de": "januar jän jänner|februar|märz mär mrz|april|mai|juni|juli|august|september|"
    "oktober okt|november|dezember dez",
    "it": "gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|luglio lug|agosto|settembre|"
    "ottobre ott|novembre|dicembre",
    "ru": "января январь янв|февраля февраль фев февр|марта март мар|апреля апрель апр|мая май|"
    "июня июнь июн|июля июль июл|августа август авг|сентября сентябрь сен сент|"
    "октября октябрь окт|ноября ноябрь ноя нояб|декабря декабрь дек",
    "uk": "січня січень січ|лютого лютий лют|березня березень бер берез|квітня квітень кві квіт|"
    "травня травень тра трав|червня червень чер черв|липня липень лип|серпня серпень сер серп|"
    "вересня вересень вер верес|жовтня жовтень жов жовт|листопада листопад лис листоп|"
    "грудня грудень гру груд",
    "tr": "ocak oca|şubat şub|mart|nisan nis|mayıs|haziran haz|temmuz tem|ağustos ağu|eylül eyl|"
    "ekim eki|kasım kas|aralık ara",
    # Egypt and the Gulf
    "ar": "يناير|فبراير|مارس|أبريل إبريل|مايو|يونيو يونيه|يوليو يوليه|أغسطس|سبتمبر|أكتوبر|نوفمبر|"
    "ديسمبر",
    # the Levant and Iraq; an underscore stands for a space
    "ar-levant": "كانون_الثاني كانون_ثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|"
    "تشرين_الأول تشرين_أول|تشرين_الثاني تشرين_ثاني|كانون_الأول كانون_أول",
    # Algeria, Tunisia and Morocco
    "ar-maghreb": "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية يوليوز|أوت غشت|شتنبر|أكتوبر|نونبر|دجنبر",
    # Persian names of the Gregorian months
    "fa": "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه جولای|اوت آگوست|سپتامبر|اکتبر|نوامبر|دسامبر",
    "am": "ጃንዩወሪ ጃንዋሪ ጃንዩዋሪ|ፌብሩወሪ ፌብሩዋሪ|ማርች|ኤፕሪል አፕሪል|ሜይ|ጁን|ጁላይ|ኦገስት|"
    "ሴፕቴምበር|ኦክቶበር ኦክቶቦር|ኖቬምበር|ዲሴምበር",
}

#: the number of each month's name; `mar` is March, though it is a Tuesday in French and Spanish
MONTHS = {
    fold(name.replace("_", " ")): number
    for months in _MONTHS.values()
    for number, names in enumerate(months.split("|"), start=1)
    for name in names.split()
}
#: names of months that are also names of days, believed only when no other month is named
DOUBTFUL_MONTHS = frozenset({fold("mar")})
ENGLISH_MONTHS = frozenset(_MONTHS["en"].replace("|", " ").split())

MONTH = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True))
    + r")(?![^\W\d_])"
)

#: zones by name, as hours from UTC, after RFC 822 and the tz database's own abbreviations
ZONES = {
    name: float(hours)
    for hours, names in {
        "0": "z ut utc gmt wet غرينتش جرينتش گرینویچ",
        "1": "cet met wat west bst",
        "2": "eet cest mest cat sast",
        "3": "msk eest trt eat idt мск москве tsi مكه",
        "3.5": "irst",
        "4": "msd gst azt get amt samt",
        "4.5": "irdt aft",
        "5": "pkt uzt yekt tmt tjt",
        "5.5": "ist slst",
        "5.75": "npt",
        "6": "bdt almt omst kgt btt",
        "6.5": "mmt",
        "7": "ict wib krat novt hovt",
        "8": "hkt sgt myt pht awst wita irkt ulat",
        "9": "jst kst wit yakt tlt",
        "9.5": "acst",
        "10": "aest chst vlat pgt",
        "10.5": "acdt",
        "11": "aedt sbt magt",
        "12": "nzst fjt pett",
        "13": "nzdt",
        "-2.5": "ndt",
        "-3": "adt brt art uyt",
        "-3.5": "nst",
        "-4": "edt ast clt bot vet pyt",
        "-5": "est cdt cot pet ect",
        "-6": "cst mdt",
        "-7": "mst pdt",
        "-8": "pst akdt",
        "-9": "akst",
        "-10": "hst",
    }.items()
    for name in map(fold, names.split())
}
#: names that mean other zones elsewhere (India, Israel and Ireland; Arabia and the Atlantic), so
#: that a time stated with them is only interpreted
DOUBTFUL_ZONES = frozenset({"ist", "ast", "bst", "amt", "ect", "gst"})

#: words behind a time that put it in the second half of the day
AFTER_NOON = frozenset(
    fold(word)
    for word in (
        "pm", "p.m.", "p. m.", "م", "مساء", "ظهرا", "عصرا", "ليلا", "ب.ظ", "بعدازظهر", "بعد از ظهر",
        "عصر", "شب", "ös", "ö.s.", "дня", "вечера", "пополудни", "вечора", "de la tarde",
        "de la noche", "da tarde", "da noite", "de l'après-midi", "de l’après-midi", "du soir",
    )
)  # fmt: skip
#: words behind a time that put it in the first half of the day
BEFORE_NOON = frozenset(
    fold(word)
    for word in (
        "am", "a.m.", "a. m.", "ص", "صباحا", "فجرا", "ق.ظ", "قبل از ظهر", "صبح", "بامداد", "öö",
        "ö.ö.", "утра", "ночи", "ранку", "ночі", "de la mañana", "de la madrugada", "da manhã",
        "da madrugada", "du matin",
    )
)  # fmt: skip
