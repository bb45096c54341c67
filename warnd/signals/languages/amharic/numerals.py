"""The numbers of Amharic; numerals of its own script are digits by then (see `words.fold`)."""

from collections.abc import Mapping

from warnd.signals.languages.numerals import NumberWords
from warnd.signals.languages.words import word_set

_ONE = {"አንድ": 1}
_ONES = {
    "ሁለት": 2,
    "ሶስት": 3,
    "አራት": 4,
    "አምስት": 5,
    "ስድስት": 6,
    "ሰባት": 7,
    "ስምንት": 8,
    "ዘጠኝ": 9,
}
_TENS = {
    "አስር": 10,
    "ሀያ": 20,
    "ሰላሳ": 30,
    "አርባ": 40,
    "ሀምሳ": 50,
    "አምሳ": 50,
    "ስልሳ": 60,
    "ስድሳ": 60,
    "ሰባ": 70,
    "ሰማኒያ": 80,
    "ሰማንያ": 80,
    "ዘጠና": 90,
}
_TEENS = {
    f"አስራ{space}{word}": 10 + value
    for word, value in {**_ONE, **_ONES}.items()
    for space in (" ", "")
}
#: small words that hang before a number: "ከሀያ በላይ", more than twenty
_BEFORE = ("የ", "በ", "ለ", "ከ")


def _with_small_words(numbers: Mapping[str, int]) -> dict[str, int]:
    return {before + word: value for word, value in numbers.items() for before in ("", *_BEFORE)}


AMHARIC_NUMBERS = NumberWords(
    small=_with_small_words({**_ONES, **_TENS, **_TEENS}),
    behind_ten=_ONE,
    scales={
        "መቶ": 100,
        "ሺህ": 1_000,
        "ሺ": 1_000,
        "አንድ ሺህ": 1_000,
        "መቶ ሺህ": 100_000,
        "ከመቶ ሺህ": 100_000,
        "ከሺህ": 1_000,
        "ለመቶ ሺህ": 100_000,
        "ከሚሊዮን": 1_000_000,
        "ሚሊዮን": 1_000_000,
        "ሚሊየን": 1_000_000,
        "ቢሊዮን": 1_000_000_000,
    },
    vague={
        "በደርዘን": 24,
        "በአስሮች": 20,
        "በመቶዎች": 200,
        "በመቶዎቹ": 200,
        "መቶዎች": 200,
        "በሺዎች": 2_000,
        "በሺህዎች": 2_000,
        "በሺህዎቹ": 2_000,
        "ሺዎች": 2_000,
        "በአስር ሺዎች": 20_000,
        "በአስር ሺህዎች": 20_000,
        "በመቶ ሺዎች": 200_000,
        "በሚሊዮኖች": 2_000_000,
    },
    to=word_set("እስከ"),
    uncounted_after=word_set(
        """
        አመት አመታት አመቱ አመታትን አመተ ቀን ቀናት ቀናትን ሰአት ሰአታት ሳምንት ሳምንታት ወር ወራት ወራትን ደቂቃ ደቂቃዎች ሰከንድ
        ኪሎ ኪሎሜትር ኪሜ ሜትር ማይል ሄክታር ቶን ሊትር ኩንታል ኪሎግራም ዲግሪ ብር ዶላር ዩሮ ፓውንድ ብርና በመቶ ፐርሰንት
        አም አ እኤአ እጥፍ ጊዜ ጊዜያት ግብ ለአንድ ለባዶ
        """
    ),
    uncounted_before=word_set("ቁጥር አንቀጽ ኤም ሚግ ሱ ዙር ክፍል"),
    months=word_set(
        """
        መስከረም ጥቅምት ህዳር ታህሳስ ጥር የካቲት መጋቢት ሚያዝያ ሚያዚያ ግንቦት ሰኔ ሀምሌ ነሀሴ ጳጉሜ ጳጉሜን
        """
    ),
    counted=word_set("ሰዎች ሰው ወታደሮች ስደተኞች ታጣቂዎች"),
    thousands=",",
    decimals=".",
)
