"""Which language a text is in: as declared, else a light guess by script, letters and small words.

The guess is there to choose rules by, so it would rather say "und" than be wrong. It knows a few
languages beyond those warnd reads, so that they are not taken for their neighbours.
"""

import re
from collections import Counter

#: not known
UNKNOWN = "und"
#: characters that a guess looks at
LOOKED_AT = 600
#: share of letters one script must have
MAIN_SCRIPT = 0.5
#: how much small words must speak for a language, and how far it must lead the next
LEAST_EVIDENCE = 0.9
LEAD = 1.25
#: the same where a script has told most already
LEAST_EVIDENCE_IN_SCRIPT = 0.4
#: what one letter that few languages write counts, in small words
LETTER_WEIGHT = 0.5
#: letters that are counted at most, so that one foreign name does not outvote a text
MOST_LETTERS = 6

#: scripts by their letters, each with the languages to choose among; the first when nothing speaks
SCRIPTS = (
    (re.compile("[A-Za-zÀ-ɏḀ-ỿ]"), ()),
    (
        re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
        ("ar", "fa", "ur", "ps"),
    ),
    (re.compile("[\u0400-\u052f]"), ("ru", "uk", "be", "bg", "sr", "mk")),
    (re.compile("[\u1200-\u139f]"), ("am", "ti")),
    (re.compile("[\u0590-\u05ff]"), ("he",)),
    (re.compile("[\u0370-\u03ff]"), ("el",)),
    (re.compile("[\u3040-\u30ff]"), ("ja",)),
    (re.compile("[\u4e00-\u9fff]"), ("zh",)),
    (re.compile("[\uac00-\ud7af]"), ("ko",)),
    (re.compile("[\u0900-\u097f]"), ("hi",)),
    (re.compile("[\u0980-\u09ff]"), ("bn",)),
    (re.compile("[\u1000-\u109f]"), ("my",)),
)

#: letters that few languages of a script write
LETTERS = {
    "fr": "çœèêùàâîôûëï",
    "es": "ñ¿¡áíóú",
    "pt": "ãõçâêóáà",
    "tr": "ğışçöü",
    "de": "ßäöü",
    "it": "àèìòù",
    "pl": "ąęłśżźćń",
    "fa": "پچژگکی",
    "ur": "ٹڈڑںےھہ",
    "ps": "ښځڅډړټۍې",
    "ar": "ةيىكأإ",
    "uk": "іїєґ",
    "ru": "ыэъё",
    "be": "ў",
    "sr": "ђћџљњј",
    "mk": "ѓќѕљњј",
}

#: small words that make up most of running text
WORDS = {
    "en": "the of and to in for that was on with is by his from at as it has have were are been be "
    "after said who not but an their they this which more than had its over against people "
    "two three four five least near into during between under all when there no or will would",
    "fr": "le la les de des du et en un une dans pour que qui sur par au aux est ont été avec pas "
    "plus se ce cette son ses il elle après selon leur dont mais ne sont d l",
    "es": "el la los las de del y en un una que por con para se su sus al es lo como más pero fue "
    "han ha este esta entre desde según tras sobre no son",
    "pt": "o a os as de do da dos das e em um uma que por com para se no na nos nas ao foi são não "
    "mais como mas pelo pela entre após segundo sobre seu sua",
    "tr": "ve bir bu da de için ile olarak olan çok daha sonra gibi kadar en ise göre dedi ancak "
    "değil ne ya oldu yer tarafından üzerine karşı",
    "sw": "ya wa na kwa ni katika la za cha kuwa hiyo huo hao watu baada yake alisema wake hii "
    "kutoka kama mwa hilo huku baadhi nchini pia",
    "de": "der die das und in den von zu mit im auf für ist nicht ein eine dem des sich auch nach "
    "bei aus wurde haben hat sind als an",
    "it": "il lo la i gli le di del della e in un una che per con non si è da sono nel al dei "
    "delle ha più alla dal come anche",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er door om ook bij naar",
    "pl": "w i na z do nie się że to jest po przez od za jak o są oraz został przed",
    "id": "yang dan di untuk dari dengan ini itu pada tidak dalam oleh akan telah ke sebagai",
    "so": "iyo oo ka ku ay ayaa waa uu inay waxa in kale soo dalka kuwa",
    "ha": "da a na ya ta cikin sun wata wani ne ce kuma domin bayan yadda daga",
    "ar": "في من على إلى أن التي الذي عن مع هذا هذه بعد كان قال وقال بين ما لا كما خلال حيث",
    "fa": "در از به که این است را با برای آن تا بر شد شده می خود کرد کرده های یک او نیز اما",
    "ur": "کے کی میں ہے سے کو کا پر نے اور ہیں کہ یہ اس تھا گیا بھی",
    "ps": "د په او چې له کې ته دی سره یې هم شوي خو دا",
    "ru": "в и на не что с по из к как это от за о у для был его при после также так были до или",
    "uk": "в у і та на не що з із до як це від за про для був його при після також було й під їх",
    "be": "і у на не што з па да як гэта ад за для быў пра пасля",
    "bg": "на и в от за се с да е по че като са не до при след това които",
    "sr": "и у је на да се од за са су који не као из а након",
    "mk": "на и во од за се да со е не дека ќе по како што",
    "am": "ነው ላይ ውስጥ እና ወደ ግን ነበር መሆኑን ጋር እንደ ሲሆን ናቸው",
    "ti": "እዩ ናይ ኣብ ምስ እቲ ናብ ከም ድማ ነቲ እዮም",
}

#: ends of words that few languages share, for headlines, which leave small words out
ENDINGS = {
    "en": ("ing", "ed", "ly", "ers"),
    "fr": ("ment", "aient", "eurs", "eux", "elle"),
    "es": ("ción", "ciones", "dad", "ando", "ados", "eron"),
    "pt": ("ção", "ções", "dade", "ram", "ados"),
    "tr": ("lar", "ler", "dı", "di", "nın", "nin", "ında", "inde", "yor"),
    "de": ("ung", "keit", "lich", "schen", "en"),
    "it": ("zione", "zioni", "ità", "ati", "ono"),
    "nl": ("ing", "en", "heid", "lijk"),
    "pl": ("ego", "ych", "owy", "ści"),
}
#: what one such ending counts, in small words, and how many are counted
ENDING_WEIGHT = 0.3
MOST_ENDINGS = 5
#: a word must be longer than this to have an ending
LONGEST_ENDING = 4

_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?")
#: three-letter codes that feeds declare
THREE_LETTERS = {
    "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ara": "ar", "rus": "ru",
    "ukr": "uk", "tur": "tr", "fas": "fa", "per": "fa", "swa": "sw", "amh": "am",
}  # fmt: skip

_LANGUAGES_OF_WORD = Counter(word for words in WORDS.values() for word in set(words.split()))
_WEIGHTS = {
    language: {word: 1.0 / _LANGUAGES_OF_WORD[word] for word in words.split()}
    for language, words in WORDS.items()
}
_LATIN = ("en", "fr", "es", "pt", "tr", "sw", "de", "it", "nl", "pl", "id", "so", "ha")
#: Latin letters by how few languages write them
_LETTER_SHARE = Counter(letter for letters in LETTERS.values() for letter in letters)


def declared_language(written: str) -> str:
    """Give the ISO 639-1 code of a declared language such as `en-GB`, empty when it is none."""
    code = written.strip().lower()
    found = _CODE.fullmatch(code)
    return found.group(1) if found else THREE_LETTERS.get(code[:3], "")


def guess_language(text: str) -> str:
    """Give the ISO 639-1 code of the language a text is likely in, "und" when that is open."""
    looked_at = text[:LOOKED_AT].lower()
    candidates = _candidates(looked_at)
    if len(candidates) <= 1:
        return candidates[0] if candidates else UNKNOWN
    words = Counter(_WORD.findall(looked_at))
    scores = {language: _score(language, looked_at, words) for language in candidates}
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    least = LEAST_EVIDENCE if candidates is _LATIN else LEAST_EVIDENCE_IN_SCRIPT
    if scores[best] >= least and scores[best] >= LEAD * scores[second]:
        return best
    # A text without a letter of the others is in the script's main language.
    foreign = any(
        letter in looked_at for each in candidates[1:] for letter in LETTERS.get(each, "")
    )
    return UNKNOWN if candidates is _LATIN or foreign else candidates[0]


def language_of(text: str, *declared: str) -> str:
    """Give a text's language: the first declared that its script does not rule out, else a guess.

    What a feed declares is often a template's default, so Arabic text declared as English is
    guessed.
    """
    candidates = _candidates(text[:LOOKED_AT].lower())
    for written in declared:
        code = declared_language(written)
        if code and _fits(code, candidates):
            return code
    return guess_language(text)


def _fits(code: str, candidates: tuple[str, ...]) -> bool:
    """Give whether a language may be written in the script found; unknown ones may."""
    known = _LATIN + tuple(each for _, languages in SCRIPTS for each in languages)
    return not candidates or code in candidates or code not in known


def _candidates(text: str) -> tuple[str, ...]:
    """Give the languages of the script most letters are in; empty for no letters."""
    if text.isascii():
        return _LATIN if any(map(str.isalpha, text)) else ()
    total = sum(map(str.isalpha, text))
    for letters, languages in SCRIPTS:
        count = len(letters.findall(text))
        if count and count >= MAIN_SCRIPT * total:
            return languages or _LATIN
    return ()


def _score(language: str, text: str, words: Counter[str]) -> float:
    """Give how much small words and letters speak for a language."""
    weights = _WEIGHTS.get(language, {})
    said = sum(weights[word] * min(count, 3) for word, count in words.items() if word in weights)
    written = sum(
        min(text.count(letter), MOST_LETTERS) / _LETTER_SHARE[letter]
        for letter in LETTERS.get(language, "")
    )
    endings = ENDINGS.get(language, ())
    ended = sum(len(word) > LONGEST_ENDING and word.endswith(endings) for word in words)
    return (
        said + LETTER_WEIGHT * min(written, MOST_LETTERS) + ENDING_WEIGHT * min(ended, MOST_ENDINGS)
    )
