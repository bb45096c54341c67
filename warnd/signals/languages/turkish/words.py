"""Turkish words: how a text is cut into them, how they are folded, what form they share.

Snowball's Turkish stemmer knows nouns only and trusts the harmony of ı and i, which foreign
keyboards and capitals blur; so endings are taken off here, after the two letters became one.
"""

import re
import unicodedata

from warnd.signals.languages.words import word_set

#: Marks that follow their letter, and signs that print as nothing.
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d"

#: A word: initials with their dots, a time of day, a number with its
#: separators and case ending, or letters and
#: digits with marks among them and apostrophes between them. Hyphens part words. Repetitions are
#: bounded so that no text is read twice over. A group, so that splitting gives the words too.
WORD = re.compile(
    r"([A-Za-zçğıöşüÇĞİÖŞÜ]{2,}+(?=[ ,\n])"
    r"|(?<![^\W\d_])[^\W\d_]\.(?:[^\W\d_]\.){1,8}(?:['’][^\W_]+)?(?![^\W_])"
    r"|\d{1,2}[.:]\d{2}(?!\d)"
    r"|(?:\d{1,3}(?:\.\d{3}){1,5}(?:,\d+)?(?!\d)|\d+,\d+)(?:['’][^\W\d_]+)?"
    rf"|[^\W_]+(?:(?:[{_MARKS}]+|['’ʼ‘`](?=[^\W_]))[^\W_]*)*)"
)

#: Both letters i become one, since capitals, foreign names and foreign keyboards blur them; the
#: other letters stay: "ön" (front) is not "on" (ten).
_PLAIN = str.maketrans({"İ": "i", "I": "i", "ı": "i", "Â": "a", "Î": "i", "Û": "u"})
_LOWER = str.maketrans({"â": "a", "î": "i", "û": "u", "ʼ": "'", "’": "'", "‘": "'", "`": "'"})
_NOTHING = re.compile("[\u0300-\u036f\u00ad\u200c\u200d]")

#: The ending that an apostrophe parts from a name or a number: İdlib'de, PKK'lılar, 14'ü.
_ENDING = re.compile(
    r"'(?:[yns]?[aeiuü]$|[yns]?[iuü]n|n?[dt][ae]n?|[dt][iuü]r|y?l[ae]|l[iuü]|ki|[nd]aki|[dt]eki|"
    r"l[ae]r|[iuü]nc[iuü]|[ae]r|ş[ae]r|[iuü]m[iuü]z|s[iuü]z)[^\W\d_]{0,12}$"
)


def fold(word: str) -> str:
    """Give a word in small letters, with one i, without hats and what an apostrophe parts off."""
    plain = word
    if not word.isascii():
        plain = unicodedata.normalize("NFC", word)
    plain = plain.translate(_PLAIN).lower().translate(_LOWER)
    if not plain.isascii():
        plain = _NOTHING.sub("", plain)
    if "'" in plain:
        plain = _ENDING.sub("", plain).replace("'", "")
    if plain.endswith("."):
        plain = plain.replace(".", "")
    return plain


#: Words of two or three letters and their kin, whose endings would leave too little.
_SHORT = word_set(
    """
    köy ev jet göç gaz üs top iha siha hedef yol yer kol tir baş sel
    kuş tank ordu maç gol lig tüp yil göz söz can din
    """
)
_SHORT_WITH_ENDINGS = re.compile(
    rf"({'|'.join(sorted(_SHORT, key=len, reverse=True))})"
    r"(?:(?:l[ae]r)?(?:[iuü]m[iuü]z|s?[iuü])?n?(?:[dt][ae]n?|[iuü]n|[iuü]|[ae]|y?l[ae])?(?:ki)?)$"
)
#: Words that the endings would join with others: the fighter with the fight.
_APART = {
    word: line.split()[0]
    for line in """
saldırgan saldırganlar saldırganın saldırganı
savaşçı savaşçılar savaşçısı savaşçıları savaşçının savaşçıların
köylü köylüler köylüyü köylünün köylülerin köylüleri
şehit şehidi şehidin şehide
ölü ölüler ölüleri ölülerin ölüsü
ölüm ölümü ölümler ölümleri ölümüne ölümüyle
yaralı yaralılar yaralıları yaralıların yaralıyı
barış barışı barışın barışa barışçıl
milli
askeri
""".translate(_PLAIN).splitlines()
    for word in line.split()
}

#: Endings of nouns (number, owner, case) and of verbs (tense, person, participle).
_ENDINGS = sorted(
    word_set(
        """
        acakti ecekti iyordu uyordu üyordu maktadir mektedir mişti muştu müştü acaklar ecekler
        acağini eceğini acaği eceği acak ecek iyorlar uyorlar üyorlar iyor uyor üyor makta mekte
        mişlar mişler miş muş müş diğini duğunu düğünü tiğini tuğunu tüğünü diği duğu düğü tiği
        tuğu tüğü diktan dikten dukten diler dular düler tiler tular tüler dilar tilar di du dü
        ti tu tü masini mesini masinin mesinin masina mesine masindan mesinden masi mesi maya
        meye mak mek larindan lerinden larinda lerinde larinin lerinin larina lerine larini
        lerini lardan lerden larda lerde larin lerin larla lerle lara lere lari leri lar ler
        sindan sinden sundan sünden sinda sinde sunda sünde sinin sunun sünün siyla siyle suyla
        süyle sina sine suna süne sini sunu sünü si su sü indan inden undan ünden inda inde unda
        ünde inin unun ünün iyla iyle uyla üyle ina ine una üne ini unu ünü nin nun nün dan den
        tan ten daki deki taki teki da de ta te yla yle la le dir dur dür tir tur tür in un ün
        ya ye yi yu yü i u ü a e
        """
    ),
    key=lambda ending: (-len(ending), ending),
)
_SHORTEST = 4  # letters that must be left of a word
_MOST = 5  # endings that are taken off a word
#: a hard end that grows soft before a vowel: şehit, şehidi; uçak, uçağı
_HARD = {"b": "p", "c": "ç", "d": "t", "ğ": "k", "g": "k"}

#: Words that end as if by an ending, which must stay. Two words of a text are also looked up as
#: one, so what follows these must be endings and nothing else.
_WHOLE_WORDS = word_set(
    """
    ateşkes şehit çatişma isyanci tahliye kuşatma mülteci rehine anlaşma mutabakat harekat gözalti
    protesto gösterici öğrenci gazeteci bomba işkence müzakere abluka mühimmat terörist hastane
    ambulans mayin husumetli saldirgan sivil militan
    aktivist ameliyat avukat ayaklanma asker bakan başbakan başkan bombardiman deneme deplasman
    enflasyon fiyat forvet general hamas hapis havan heyelan husumet ihracat isabet isyan işgal
    jandarma kadin karakol konferans konvoy kizilay kontrol maden mahkeme milis nefes operasyon
    orman otobüs patlama polis roket rüşvet savunma sevkiyat suikast şirket şiddet tatbikat tehdit
    ticaret tugay tümen örgüt patlayici birlik saray parlamento meclis hükümet muhalefet aşiret
    taarruz insan füze kuvvet turist taliban
    """
)
_WHOLE = re.compile(rf"({'|'.join(sorted(_WHOLE_WORDS))})(?:{'|'.join(_ENDINGS)}|li|siz){{0,3}}$")


def form(word: str) -> str:
    """Give what most inflections of a folded word share."""
    if not word.isalpha():
        return word
    if word in _APART:
        return _APART[word]
    whole = _WHOLE.match(word)
    if whole:
        return whole[1]
    short = _SHORT_WITH_ENDINGS.fullmatch(word)
    if short:
        return short[1]
    for _ in range(_MOST):
        shorter = _without_ending(word)
        if shorter == word:
            break
        word = shorter
    return word[:-1] + _HARD.get(word[-1], word[-1])


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if len(word) - len(ending) >= _SHORTEST and word.endswith(ending):
            return word[: -len(ending)]
    return word
