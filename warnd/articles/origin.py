"""Whose report an article is: the publisher's own, or a wire's that was reprinted."""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, normalize

from warnd.articles.families import FAMILIES
from warnd.model.article import Source
from warnd.model.identifiers import Origin
from warnd.model.reliability import Reliability
from warnd.settings import FeedSettings

#: news agencies, and how reprints mark them. Short marks are believed only as they are written
#: here, in capitals, and only where a mark stands
WIRES = {
    "reuters": ("Reuters", "REUTERS", "Thomson Reuters", "رويترز", "Рейтер", "Рейтерс", "رویترز",
                "ሮይተርስ"),
    "afp": ("AFP", "Agence France-Presse", "Agence France Presse", "أ ف ب", "أ.ف.ب", "أ. ف. ب.",
            "فرانس برس", "وكالة فرانس برس", "АФП", "Франс Пресс", "خبرگزاری فرانسه",
            "ኤኤፍፒ"),
    "associated press": ("AP", "Associated Press", "The Associated Press", "أسوشيتد برس",
                         "أسوشييتد برس", "أ ب", "Ассошиэйтед Пресс", "АП", "آسوشیتدپرس",
                         "اسوشیتدپرس", "አሶሼትድ ፕረስ"),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur", "د ب أ", "د.ب.أ", "ДПА"),
    "efe": ("EFE", "Agencia EFE", "Agência EFE", "ЭФЕ", "إفي"),
    "europa press": ("Europa Press", "EUROPA PRESS"),
    "ansa": ("ANSA", "Ansa"),
    "lusa": ("Lusa", "LUSA", "Agência Lusa"),
    "agencia brasil": ("Agência Brasil",),
    "xinhua": ("Xinhua", "XINHUA", "Xinhua News Agency", "شينخوا", "Синьхуа", "Сіньхуа", "شینهوا"),
    "tass": ("TASS", "ТАСС", "ИТАР-ТАСС", "تاس", "Itar-Tass"),
    "ria novosti": ("RIA Novosti", "RIA", "РИА Новости", "Sputnik", "سبوتنيك", "Спутник",
                    "اسپوتنیک"),
    "interfax": ("Interfax", "Интерфакс", "إنترفاكس"),
    "interfax-ukraine": ("Interfax-Ukraine", "Интерфакс-Украина", "Інтерфакс-Україна"),
    "ukrinform": ("Ukrinform", "Укринформ", "Укрінформ"),
    "unian": ("UNIAN", "УНИАН", "УНІАН"),
    "anadolu": ("AA", "Anadolu", "Anadolu Agency", "Anadolu Ajansı", "الأناضول", "Анадолу",
                "آناتولی", "خبرگزاری آناتولی"),
    "iha": ("İHA", "İhlas Haber Ajansı"),
    "anka": ("ANKA", "ANKA Haber Ajansı"),
    "sana": ("SANA", "سانا", "САНА"),
    "irna": ("IRNA", "ایرنا", "إرنا", "خبرگزاری ایرنا"),
    "isna": ("ISNA", "ایسنا", "خبرگزاری ایسنا"),
    "fars": ("Fars News", "Fars News Agency", "خبرگزاری فارس"),
    "tasnim": ("Tasnim", "تسنیم", "خبرگزاری تسنیم", "تسنيم"),
    "mehr": ("Mehr News", "Mehr News Agency", "خبرگزاری مهر"),
    "wam": ("WAM", "وام"),
    "spa": ("SPA", "واس"),
    "qna": ("QNA", "قنا"),
    "kuna": ("KUNA", "كونا"),
    "petra": ("Petra", "بترا"),
    "mena": ("أ ش أ", "أ.ش.أ"),
    "aps": ("APS", "وأج"),
    "map": ("و م ع",),
    "tap": ("وات",),
    "ina": ("INA", "واع"),
    "nna": ("NNA", "الوكالة الوطنية للإعلام"),
    "saba": ("Saba", "سبأ"),
    "wafa": ("WAFA", "وفا"),
    "suna": ("SUNA", "سونا"),
    "ena": ("ENA", "Ethiopian News Agency", "ኢዜአ"),
    "pana": ("PANA", "Panapress"),
    "apanews": ("APA", "APAnews"),
    "pti": ("PTI", "Press Trust of India"),
    "ani": ("ANI",),
    "ians": ("IANS",),
    "app": ("APP", "Associated Press of Pakistan"),
    "upi": ("UPI",),
    "kyodo": ("Kyodo", "Kyodo News"),
    "yonhap": ("Yonhap",),
    "bernama": ("Bernama", "BERNAMA"),
}  # fmt: skip
#: marks that say "agencies" and not which: whose report it is stays open
SOME_WIRE = (
    "Agencies", "AGENCIES", "News Agencies", "Wires", "Wire services",
    "وكالات", "الوكالات", "وكالات الأنباء",
    "agencias", "Agencias", "AGENCIAS", "agências", "Agências", "com agências", "Com agências",
    "agences", "Agences", "avec agences", "Avec agences",
    "ajanslar", "Ajanslar", "агентства", "агенції", "خبرگزاری‌ها", "خبرگزاریها",
)  # fmt: skip
#: characters at either end of a text in which a mark may stand
HEAD, TAIL = 220, 120
#: characters at the end in which reporters and editors may be named
SIGNATURE = 400

#: no origin can be told
UNTOLD = Origin("")
_ORIGIN_OF_MARK = {
    mark: Origin(wire) for wire, marks in WIRES.items() for mark in marks
} | dict.fromkeys(SOME_WIRE, UNTOLD)


def _either(marks: Iterable[str]) -> str:
    """Give a group that matches any of some marks, the longest first."""
    return "(" + "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True)) + ")"


_MARK = _either(_ORIGIN_OF_MARK)
#: marks that no armed group shares: outside Latin script nobody is abbreviated in brackets
_CLEAR_MARK = _either(mark for mark in _ORIGIN_OF_MARK if not mark.isascii())
#: "TOWN, Jan 28 (Xinhua) --", "/ТАСС/", "(وكالات) -": a dateline. A dash must follow, since groups
#: that fight are abbreviated in brackets too
_DATELINE = re.compile(rf"[(\[]\s*{_MARK}\s*[)\]]\s*[-–—:]|[(\[]\s*{_CLEAR_MARK}\s*[)\]]|/{_MARK}/")
#: what it begins with, found faster
_OPENS_DATELINE = re.compile(r"[(\[/]")
#: "AFP - A convoy ...", "By Agence France-Presse": at the very beginning
_LEADING = re.compile(
    rf"\s*(?:(?:By|Par|Por|Von|De|Da)\s+{_MARK}\s*(?:\n|$)|{_MARK}\s*(?:\n|[-–—:|]\s))"
)
#: "... he said. — AP", "© Reuters", "Source: TASS", "... left. (With inputs from AFP)": at the end
_TRAILING = re.compile(
    rf"(?:(?:\s[-–—|]{{1,2}}|[©:\n])\s*{_MARK}|[.!?\"”»؟]\s*\((?:[^()]{{0,40}}\s)?{_MARK}\))\s*\.?\s*$"
)
#: how one agency signs, which names itself nowhere else in a reprint
_SIGNED = re.compile(r"\([Rr]eporting by [^()]{3,200}[;,] ?[Ee]diting by [^()]{3,100}\)")
_ARTICLE = re.compile(r"^(?:the|le|la|les|el|die|der|das)\s+")


@lru_cache(maxsize=1024)  # a feed's publisher is asked for with each of its entries
def name_of_origin(publisher: str) -> str:
    """Give a publisher's name as origins are compared by: lower case, no accents, no article."""
    plain = "".join(c for c in normalize("NFKD", publisher).casefold() if category(c) != "Mn")
    words = re.sub(r"[^\w]+", " ", plain).strip()
    return _ARTICLE.sub("", words)


def origin_named(publisher: str) -> Origin:
    """Give the origin that a publisher is: the agency, or the house that it belongs to.

    `UNTOLD` for no name.
    """
    name = name_of_origin(publisher)
    return _KNOWN.get(name, Origin(name))


def wire_of(text: str) -> Origin | None:
    """Give the agency that a text is marked as reprinted from, `UNTOLD` for unnamed agencies.

    None for a text without such a mark.
    """
    head, tail = text[:HEAD], text[-TAIL:]
    dated = _DATELINE.search(head) if _OPENS_DATELINE.search(head) else None
    found = _LEADING.match(head) or dated or _TRAILING.search(tail)
    if found is not None:
        return _ORIGIN_OF_MARK[next(mark for mark in found.groups() if mark)]
    return Origin("reuters") if _SIGNED.search(text[-SIGNATURE:]) else None


def source_of(named: str, text: str, feed: FeedSettings) -> Source:
    """Give who says what a feed's entry says, and whose report it is.

    `named` is the publisher the entry names itself, clean, empty when it names none: it counts
    where the configuration names no publisher, as with an aggregator. A wire's report is the
    wire's, whoever reprints it; unnamed agencies are nobody's.
    """
    return source_from(named, wire_of(text), feed)


def source_from(named: str, wire: Origin | None, feed: FeedSettings) -> Source:
    """Give what `source_of` gives, for a text that is marked as `wire_of` told."""
    return _source(feed.publisher or named, named, wire, feed.reliability, feed.party)


@lru_cache(maxsize=1024)  # most entries of a feed have the same
def _source(
    publisher: str, named: str, wire: Origin | None, reliability: Reliability, party: bool
) -> Source:
    origin = _origin(publisher, named, wire) or None
    return Source(publisher=publisher, origin=origin, reliability=reliability, party=party)


def _origin(publisher: str, named: str, wire: Origin | None) -> Origin:
    """Give whose report it is, `UNTOLD` when that is open."""
    own = origin_named(publisher)
    if own == UNTOLD:  # nobody stands for it, so neither does the agency it says it reprints
        return UNTOLD
    reprinted = _WIRE_OF_NAME.get(name_of_origin(named)) or wire
    return own if reprinted is None else reprinted


#: the agencies by their own names, so that an agency's own feed and a reprint are one origin
_WIRE_OF_NAME = {
    name_of_origin(mark): Origin(wire) for wire, marks in WIRES.items() for mark in (*marks, wire)
}
#: the publishers that are known by another name than their own
_KNOWN = {
    name_of_origin(outlet): Origin(family.house) for family in FAMILIES for outlet in family.outlets
} | _WIRE_OF_NAME
