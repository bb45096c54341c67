"""Tells whether an article takes back, or puts right, what was said before.

Only what says so itself is believed: a mark at the beginning of the title or the text, or a
sentence about "this report". News of a withdrawal of troops, or of a court that corrects a
verdict, is neither.
"""

import re

from warnd.articles.drills import fold
from warnd.model.article import Correction

#: characters of a text in which it may say so
HEAD = 240

#: words that, before a colon or a dash, mark an article that puts another right. Where they may
#: also mark a denial by somebody else they stand here: what corrects still makes its own claims
CORRECTING = (
    "correction", "corrections", "corrected", "clarification", "erratum", "errata",
    "update and correction", "rectificatif", "rectification", "precision", "mise au point",
    "correccion", "rectificacion", "fe de erratas", "fe de errores", "aclaracion",
    "correcao", "retificacao", "esclarecimento",
    "исправление", "исправлено", "поправка", "уточнение", "опровержение",
    "виправлення", "виправлено", "уточнення", "спростування",
    "duzeltme", "tekzip", "tekzip ve duzeltme",
    "تصحيح", "استدراك", "تصويب", "تنويه وتصحيح",
    "تصحیح", "اصلاحیه", "اصلاح خبر", "تکذیبیه",
    "እርማት", "ማስተካከያ",
)  # fmt: skip
#: words that, before a colon or a dash, mark an article that takes another back
RETRACTING = (
    "retraction", "retracted", "story withdrawn", "mandatory kill", "bulletin kill", "kill notice",
    "article withdrawn", "retraction notice", "advisory: story withdrawn",
    "retractation", "depeche annulee", "annulation de depeche", "article retire",
    "retractacion", "noticia retirada", "nota retirada", "anulacion de noticia",
    "retratacao", "noticia anulada",
    "материал отозван", "новость отозвана", "новость аннулирована",
    "матеріал відкликано", "новину відкликано", "новину анульовано",
    "haber geri cekildi", "haber iptal",
    "سحب خبر", "الغاء خبر", "خبر ملغى", "سحب الخبر", "الغاء الخبر",
    "خبر حذف شد", "ابطال خبر", "لغو خبر",
    "ዜናው ተሰርዟል", "የተሰረዘ ዜና",
)  # fmt: skip
#: what an article says of itself when it is taken back
WITHDRAWN_ITSELF = (
    (
        r"(?:this|the|our) (?:earlier |previous |original )?(?:article|story|report|item|dispatch)"
        r" (?:has been|was|is) (?:withdrawn|retracted|removed|killed)"
    ),
    r"we (?:have )?(?:retract(?:ed)?|withdr[ae]wn?) (?:this|our) (?:earlier )?(?:article|story)",
    r"(?:cet article|cette depeche) (?:a ete|est) (?:retiree?|annulee?)",
    r"(?:este articulo|esta noticia|esta nota) (?:ha sido|fue) (?:retirad[oa]|anulad[oa])",
    r"(?:este artigo|esta noticia) foi (?:retirad[oa]|anulad[oa]|removid[oa])",
    r"(?:эта (?:новость|статья)|этот материал) (?:была |был )?(?:отозван|удален|аннулирован)\w*",
    r"(?:ц[яе] (?:новин[ау]|стаття)|цей матеріал) (?:була |був )?(?:відкликан|видален)\w*",
    r"bu haber (?:geri cekil|yayindan kaldiril)\w+",
    r"(?:تم|جرى) (?:سحب|حذف|الغاء) (?:هذا|هذه) (?:الخبر|الماده|التقرير)",
    r"این خبر (?:حذف|ابطال|پس گرفته|لغو) شد\w*",
)
#: of which each of these sentences holds one at least: a beginning without them is not looked at
STEMS = (
    "retract", "withdr", "removed", "killed", "retire", "annule", "retirad", "anulad", "removid",
    "отозван", "удален", "аннулирован", "відкликан", "видален", "geri cekil", "kaldiril",
    "سحب", "حذف", "الغاء", "ابطال", "پس گرفته", "لغو",
)  # fmt: skip


def _marks(words: tuple[str, ...]) -> str:
    longest_first = sorted({fold(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest_first)


_ENDED = r"\s*(?:\(\w+\)|\d{1,2}|of the day)?\s*(?:[:–—|/\])]|-\s|--|\.\s|$)"
_CORRECTING = re.compile(rf"[\W_]*(?:{_marks(CORRECTING)}){_ENDED}")
_RETRACTING = re.compile(rf"[\W_]*(?:{_marks(RETRACTING)}){_ENDED}")
_SAID = re.compile("|".join(f"(?:{fold(sentence)})" for sentence in WITHDRAWN_ITSELF))
_STEMS = tuple(map(fold, STEMS))
#: the longest word of each of those in ASCII, which is found however its words stand apart
_ASCII_STEMS = tuple(max(stem.split(), key=len) for stem in _STEMS if stem.isascii())
_FIRST_WORD = re.compile(r"[^\W\d_]+")
#: the words that marks begin with: few articles begin with one
_FIRST_WORDS = frozenset(_FIRST_WORD.findall(fold(mark))[0] for mark in (*CORRECTING, *RETRACTING))


def correction_of(title: str, text: str) -> Correction:
    """Give what an article says of what was said before."""
    parts = [fold(part) for part in (title[:HEAD], text[:HEAD]) if _may_say_so(part)]
    if any(_RETRACTING.match(part) or _is_withdrawn(part) for part in parts):
        return Correction.RETRACTS
    if any(map(_CORRECTING.match, parts)):
        return Correction.CORRECTS
    return Correction.NONE


def _may_say_so(part: str) -> bool:
    """Tell whether a part need be folded and read; most in ASCII need not."""
    if not part.isascii():
        return True
    plain = part.lower()
    return _may_be_marked(plain) or any(map(plain.__contains__, _ASCII_STEMS))


def _may_be_marked(lower: str) -> bool:
    """Tell whether a text in lower case begins with a word that a mark begins with."""
    first = _FIRST_WORD.search(lower)
    return first is not None and first.group() in _FIRST_WORDS


def _is_withdrawn(folded: str) -> bool:
    return any(map(folded.__contains__, _STEMS)) and bool(_SAID.search(folded))


def bare_title(title: str) -> str:
    """Give a title, folded, without what marks it as a correction."""
    heading = fold(title)
    marked = _RETRACTING.match(heading) or _CORRECTING.match(heading)
    return heading[marked.end() :].strip() if marked else heading
