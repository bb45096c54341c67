"""Amharic: prepositions are written together with names in Ethiopic script."""

from typing import Final

from warnd.signals.places.tongues.keys import key_of
from warnd.signals.places.tongues.tongue import Reading, Tongue, keys, peoples

#: "in", "from", "to", "of", and what they become together
_PREFIXES: Final = ("እስከ", "ስለ", "በየ", "ከየ", "በ", "ከ", "ለ", "የ")
#: the object, "and", "also", "the"
_SUFFIXES: Final = ("ንና", "ንም", "ን", "ና", "ም", "ው", "ዋ", "ውያን", "ያን")
#: fewer letters are left by no word that began with a small one
_SHORTEST: Final = 2


def readings(word: str) -> tuple[Reading, ...]:
    """Give a word as written, and without what is written together with it."""
    key = key_of(word)
    found = [Reading(key)]
    for prefix in ("", *_PREFIXES):
        if not key.startswith(prefix) or len(key) - len(prefix) < _SHORTEST:
            continue
        bare, cut = key[len(prefix) :], len(prefix)
        if prefix:
            found.append(Reading(bare, prefix[:1], cut))
        found += [
            Reading(bare[: -len(end)], prefix[:1], cut, len(end))
            for end in _SUFFIXES
            if bare.endswith(end) and len(bare) - len(end) >= _SHORTEST
        ]
    return tuple(found)


AMHARIC: Final = Tongue(
    code="am",
    cased=False,
    readings=readings,
    inside=keys("በ ውስጥ አቅራቢያ አካባቢ ዙሪያ"),
    motion=keys("ከ ለ ወደ እስከ"),
    belonging=keys("የ"),
    party=keys("ጋር"),
    joining=keys("እና ና ወይም"),
    skipped=keys("አካባቢ ያለችው ያለው"),
    directions=keys("""
        ሰሜን ደቡብ ምስራቅ ምዕራብ በሰሜን በደቡብ በምስራቅ በምዕራብ ሰሜናዊ ደቡባዊ ምስራቃዊ ምዕራባዊ መሃል ማዕከላዊ
    """),
    towns=keys("ከተማ ከተሞች መንደር ወረዳ ቀበሌ ካምፕ ከተማዋ መጠለያ ዞን"),
    divisions=keys("ክልል ክፍለሀገር ግዛት ክልሎች"),
    grounds=keys("ድንበር ግዛት"),
    offices=keys("ፕሬዝዳንት ሚኒስትር መንግስት ጦር ሰራዊት ኤምባሲ ዩኒቨርሲቲ ባንክ"),
    speech=keys("አስታወቀ አስታወቀች ገለጸ ገለጸች ተናገረ አለ አለች አስጠነቀቀች አሳሰበች"),
    doubtful=keys("ናይስ ሊዮን መቶ ባህር ሰላም ነገ ሐሙስ ጎን ዋና አለ ነው ላይ ሁለት ሶስት አራት በላይ"),
    people=peoples("""
ET ኢትዮጵያዊ ኢትዮጵያውያን ኢትዮጵያዊያን
ER ኤርትራዊ ኤርትራውያን
SO ሶማሊያዊ
SD ሱዳናዊ ሱዳናውያን
RU ሩሲያዊ
US አሜሪካዊ አሜሪካውያን
"""),
    kind_behind=True,
)
