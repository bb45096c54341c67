"""Persian words: what form they share. They are cut and folded as Arabic ones are.

The half space (ZWNJ) within a word is left out: نیروهای and نیرو‌های are one word.
"""

from collections.abc import Iterator

from warnd.signals.languages.arabic.words import folded

#: a verb's past stem, a stroke, and its present stem
_VERBS = """
کشت / کش
گرفت / گیر
زد / زن
ربود / ربای
گریخت / گریز
داد / ده
کرد / کن
شد / شو
رسید / رس
آمد / آی
رفت / رو
بست / بند
شکست / شکن
انداخت / انداز
سوخت / سوز
فرستاد / فرست
کوبید / کوب
باخت / باز
راند / ران
خواند / خوان
افتاد / افت
ریخت / ریز
"""
#: a word, then the forms that it does not make by endings
_NOUNS = """
حمله حملات حمله‌ای
خانه خانه‌ای
جاده جاده‌ای
توپخانه توپخانه‌ای
گلوله گلوله‌ای
هسته هسته‌ای
فیلم فیلمی فیلمش
تیم تیمی تیمش
زلزله زلزله‌ای
کتاب کتابی
کشتی کشتیها کشتیهای
منطقه مناطق منطقه‌ای
موضع مواضع
شهید شهدا شهیدان
آواره آوارگان آواره‌ای
کشته کشتگان
رزمنده رزمندگان
نماینده نمایندگان
فرمانده فرماندهان
پناهنده پناهندگان
شرکتکننده شرکتکنندگان
غیرنظامی غیرنظامیان
نظامی نظامیان
شبهنظامی شبهنظامیان
مهاجم مهاجمان مهاجمین
معترض معترضان معترضین
مجروح مجروحان مجروحین
زخمی زخمیها
اعتراض اعتراضات
عملیات
تظاهرات
تلفات
انتخابات
مذاکره مذاکرات
قربانی قربانیان
زندانی زندانیان
اسیر اسرا اسیران
ارتش ارتشی
تروریست تروریستی تروریستها
کودک کودکان اطفال
"""
_PERSONS = ("م", "ی", "یم", "ید", "ند")
_BEFORE_PRESENT = ("می", "نمی", "ب", "ن")
_PLURALS = ("هایشان", "هایمان", "هایش", "هایی", "های", "ها")
_SHORTEST = 3
#: a yeh behind a shorter word is most often part of it: نظامی is no نظام
_LONG = 6


def form(word: str) -> str:
    """Give what all inflections of a folded word share."""
    if not word.isalpha() or word.isascii():
        return word
    base = BASES.get(word)
    if base is not None:
        return base
    bare = _without(word, tuple(folded(each) for each in _PLURALS))
    if bare == word:
        bare = _without(word, (folded("ان"), folded("ات")), shortest=_SHORTEST + 1)
    if bare in BASES:
        return BASES[bare]
    if len(bare) >= _LONG and bare.endswith("ي"):
        bare = bare.removesuffix("ي").removesuffix("ها")
    if bare.endswith("اي") and len(bare) > _SHORTEST + 1:
        bare = bare[:-2]
    return BASES.get(bare, bare)


def _without(word: str, endings: tuple[str, ...], shortest: int = _SHORTEST) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


def _bases() -> Iterator[tuple[str, str]]:
    for line in folded(_VERBS).strip().split("\n"):
        past, present = line.split(" / ")
        persons = [folded(each) for each in _PERSONS]
        yield from ((past + person, past) for person in ("", folded("ه"), *persons))
        yield from ((before + past + each, past) for before in _negated() for each in ("", "ند"))
        yield from (
            (folded(before) + present + person, past)
            for before in _BEFORE_PRESENT
            for person in (*persons, "د")
        )
    for line in folded(_NOUNS).strip().split("\n"):
        words = line.split()
        yield from ((word, words[0]) for word in words)


def _negated() -> tuple[str, ...]:
    return ("ن", folded("می"), folded("نمی"))


#: The base of each inflection of the words in the tables.
BASES = dict(_bases())
