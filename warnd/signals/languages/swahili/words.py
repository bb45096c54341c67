"""Swahili words: how a text is cut into them, how they are folded, what form they share.

A Swahili verb carries subject, tense, relative and object before its root ("wa-li-o-wa-shambulia",
those who attacked them), and a noun its class ("ki-jiji", village; "vi-jiji", villages). No stemmer
that is kept takes these off, so it is done here: as little as joins what news writes.
"""

import re
import unicodedata

from warnd.signals.languages.words import word_set

#: A word: a number with its separators, or letters and digits with marks among them and apostrophes
#: between them (ng'ombe). Repetitions are bounded so that no text is read twice over. A group, so
#: that splitting gives the words too.
WORD = re.compile(
    r"([A-Za-z]{2,}+(?=[ ,\n])"
    r"|(?<![^\W\d_])[^\W\d_]\.(?:[^\W\d_]\.){1,8}(?![^\W_])"
    r"|\d{1,3}(?:,\d{3}){1,5}(?:\.\d+)?(?!\d)|\d+\.\d+"
    r"|[^\W_]+(?:(?:[\u0300-\u036f\u00ad\u200c\u200d]+|['’ʼ‘`](?=[^\W_]))[^\W_]*)*)"
)

_NOTHING = re.compile("['’ʼ‘`\u00ad\u200c\u200d]")


def fold(word: str) -> str:
    """Give a word in small letters, without marks, apostrophes and the dots of initials."""
    plain = word.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _NOTHING.sub("", plain)
    return plain.replace(".", "") if plain.endswith(".") else plain


#: Nouns whose classes no ending tells: the one and the many, and kin that news uses alike.
_NOUNS = {
    word: line.split()[0]
    for line in """
mpiganaji wapiganaji
mwanajeshi wanajeshi mwanajeshi
mwanamgambo wanamgambo mgambo
askari maaskari
mkimbizi wakimbizi
raia
mtu watu
mtoto watoto
mwanamke wanawake
mwanaume wanaume
mwanafunzi wanafunzi
mwananchi wananchi
mwanaharakati wanaharakati
mwanasiasa wanasiasa
mwanahabari wanahabari
mwandishi waandishi
mwandamanaji waandamanaji
maandamano andamano
mfungwa wafungwa
mateka
mfanyakazi wafanyakazi
mshambuliaji washambuliaji
mwanakijiji wanakijiji wanavijiji
muasi mwasi waasi
mpinzani wapinzani
upinzani
mkazi wakazi
mwili miili
mji miji mjini mijini jiji jijini
mpaka mipaka mpakani
kijiji vijiji kijijini vijijini
kikosi vikosi
kituo vituo
kifo vifo
kifaru vifaru
kombora makombora
bomu mabomu
eneo maeneo eneoni maeneoni
jeshi majeshi jeshini
gari magari
mzinga mizinga
shambulio shambulizi mashambulizi mashambulio
pigano mapigano
tekaji
lori malori
genge magenge
ndege
vita
watanzania mtanzania
watalii mtalii
watafiti mtafiti
walimu mwalimu
walinzi mlinzi walinda
watawala mtawala
wanachama mwanachama
wanamichezo mwanamichezo
alama
italia
mali
hatari
hali
hata
habari
hapa
hakimu
kitaifa
taifa
kimataifa
mataifa
mamlaka
ulinzi
utalii
uhuru
""".splitlines()
    for word in line.split()
}

#: who acts: the classes of persons and things, also where they act not
_SUBJECTS = (
    "hawa|hatu|hai|hazi|haya|hau|hali|haki|havi|ha|wa|ni|tu|mu|mw|ya|ki|vi|zi|li|ku|pa|si|u|a|m|i"
)
#: when: now, then, yet to come, by now, if, not yet
_TENSES = "naku|liku|taku|meku|ngali|nge|na|li|ta|me|ja|ku|ka|ki"
_RELATIVES = "ye|yo|lo|cho|vyo|zo|ko|po|mo|o"
_OBJECTS = "ni|ku|tu|wa|mw|ya|ki|vi|zi|li|m|i|u"
_VERB = re.compile(rf"(?:{_SUBJECTS})(?:{_TENSES})(?:{_RELATIVES})?(?P<root>[a-z]{{3,}}[aeiu])$")
_RELATIVE_VERB = re.compile(
    rf"(?:{_SUBJECTS})(?:na|li|taka|si)(?:{_RELATIVES})(?P<root>[a-z]{{3,}}[aeiu])$"
)
_INFINITIVE = re.compile(r"(?:kuto|ku|kw)(?P<root>[a-z]{3,}[aeiu])$")
_WITH_OBJECT = re.compile(rf"(?:{_OBJECTS})(?P<root>[a-z]{{2,}}[aeiu])$")

#: Roots of verbs of news, as they begin: only before these an object is taken off.
_ROOTS = word_set(
    """
    shambul teka tekwa tekany ua uaw chinj kamat zuia zuiw zingir pelek achi achili lenga leng
    lipu jeruhi fuku fukuz ondo kombo vunj kiuk tumi tawany amuru bak tes por chukua dhibiti
    rejesh washa twaa twal komboa kimbi hami pig rush katwa kata angamiz ony amur agiz
    lazim vami hukumu dhibit rejesh shikili pang funga fung nyak
    """
)
_LONGEST_ROOT = max(map(len, _ROOTS))
#: What a verb ends in: what it does for or to somebody, what is done to it.
_VERB_ENDING = re.compile(
    r"(?:ishwa|eshwa|izwa|ezwa|iliwa|uliwa|eliwa|aliwa|iwa|ewa|wa|ilia|ulia|elia|alia|ia|ea|ua|a)$"
)
_TO_USE = "tumi"  # to send is "tum-a", to use "tumi-a", which looks like to send for
#: To kill is too short for any pattern.
_KILL = re.compile(
    rf"(?:(?:{_SUBJECTS})(?:{_TENSES})(?:{_RELATIVES})?|ku)(?:{_OBJECTS})?(?:ua|uawa|uwawa|uliwa)$"
)
_SHORTEST = 3  # letters that must be left of a root


def form(word: str) -> str:
    """Give what most forms of a folded word share: the root of a verb, the one of a noun."""
    if not word.isalpha():
        return word
    if word in _NOUNS:
        return _NOUNS[word]
    if word in ("ua", "uawa") or _KILL.match(word):
        return "ua"
    root = _root(word)
    if root is not None:
        return _bare(_without_object(root))
    return _bare(_of_one(word))


def _root(word: str) -> str | None:
    found = _INFINITIVE.match(word)
    if found and _is_known(found["root"]):
        return found["root"]
    for pattern in (_RELATIVE_VERB, _VERB, _INFINITIVE):
        found = pattern.match(word)
        if found:
            return found["root"]
    return None


def _without_object(root: str) -> str:
    found = _WITH_OBJECT.match(root)
    if found and _is_known(found["root"]):
        return found["root"]
    return root


def _is_known(root: str) -> bool:
    return any(root[:length] in _ROOTS for length in range(2, _LONGEST_ROOT + 1))


def _of_one(word: str) -> str:
    """Give a noun of the many as that of the one, and without the ending of place."""
    if word.startswith("vi") and len(word) > _SHORTEST + 2:
        word = "ki" + word[2:]
    elif word.startswith("ma") and len(word) > _SHORTEST + 2:
        word = word[2:]
    return word[:-2] if word.endswith("ni") and len(word) > _SHORTEST + 3 else word


def _bare(word: str) -> str:
    if word.startswith(_TO_USE):
        return _TO_USE
    found = _VERB_ENDING.search(word)
    return word[: found.start()] if found and found.start() >= _SHORTEST else word
