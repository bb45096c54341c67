"""Turkish: an apostrophe parts a name from its endings ("Halep'te")."""

import re
from typing import Final

from warnd.signals.places.tongues.keys import key_of
from warnd.signals.places.tongues.tongue import Reading, Tongue, keys, peoples

_ENDING: Final = re.compile(r"['’‘ʼ´`]([a-zçğıöşü]+)$")
#: endings that begin so say "in", "from", "with"; others say less
_CASES: Final = (
    (re.compile(r"n?[dt][ae]n"), "dan"),
    (re.compile(r"n?[dt][ae]"), "da"),
    (re.compile(r"y?l[ae]$"), "ile"),
    (re.compile(r"[yn]?[ae]$"), "ya"),
    (re.compile(r"[yn]?[ıiuü]$"), "yi"),
    (re.compile(r"n?[ıiuü]n"), "nin"),
)


def readings(word: str) -> tuple[Reading, ...]:
    """Give a word without its endings behind an apostrophe, or as written."""
    lowered = word.replace("İ", "i").replace("I", "ı")
    found = _ENDING.search(lowered)
    if found is None or len(lowered) != len(word):
        return (Reading(key_of(lowered)),)
    ending = found[1]
    case = next((name for form, name in _CASES if form.match(ending)), "")
    return (Reading(key_of(lowered[: found.start()]), case, 0, len(word) - found.start()),)


def _belonging(*stems: str) -> frozenset[str]:
    """Give words that end in a possessive, with the endings of their cases: "kentinde"."""
    ends = ("", "nde", "nda", "nden", "ndan", "ne", "na", "nin", "nın", "nün", "nun", "ni", "nı")
    return keys(*(stem + end for stem in stems for end in (*ends, "ndeki", "ndaki", "yle", "yla")))


TURKISH: Final = Tongue(
    code="tr",
    cased=True,
    readings=readings,
    inside=keys("da yakınındaki yi"),
    motion=keys("dan ya"),
    belonging=keys("nin"),
    party=keys("ile"),
    joining=keys("ve veya  hem"),
    skipped=keys("bağlı komşu tüm merkez merkezli"),
    directions=_belonging(
        "kuzeyi",
        "güneyi",
        "doğusu",
        "batısı",
        "kuzeydoğusu",
        "kuzeybatısı",
        "güneydoğusu",
        "güneybatısı",
        "merkezi",
        "kırsalı",
        "çevresi",
        "yakınları",
        "yakını",
        "dışı",
        "içi",
        "ortası",
        "banliyösü",
        "etrafı",
        "civarı",
    )
    | keys("kuzey güney doğu batı orta kırsal"),
    towns=_belonging(
        "kenti",
        "şehri",
        "ilçesi",
        "kasabası",
        "köyü",
        "kampı",
        "mahallesi",
        "beldesi",
        "semti",
        "havalimanı",
        "havaalanı",
        "limanı",
        "başkenti",
        "barajı",
        "üssü",
        "kapısı",
        "köyleri",
        "hapishanesi",
        "hastanesi",
        "kentleri",
        "ilçeleri",
    )
    | keys("başkent kent köy"),
    divisions=_belonging("ili", "vilayeti", "eyaleti", "bölgesi", "valiliği", "oblastı", "illeri")
    | keys("eyaletinin"),
    grounds=_belonging("sınırı", "toprakları", "hava", "topraklarına"),
    offices=_belonging(
        "ordusu",
        "hükümeti",
        "hükumeti",
        "büyükelçisi",
        "büyükelçiliği",
        "parlamentosu",
        "üniversitesi",
        "cumhurbaşkanı",
        "yönetimi",
        "bankası",
        "meclisi",
        "rejimi",
        "başbakanı",
    )
    | keys("devlet dışişleri savunma cumhurbaşkanı başkanı"),
    speech=keys("""
        açıkladı dedi duyurdu bildirdi suçladı kınadı reddetti yalanladı istedi uyardı belirtti
        savundu
        istiyor suçluyor kınıyor reddediyor diyor
    """),
    doubtful=keys("""
        Bu Bir Ve İki Üç Dört Beş On Yüz Bin Son Yeni Eski Büyük Küçük Ancak Ama Her Tüm Bazı Çok
        Daha
        En Ne O Olay Barış Zafer Umut Güneş Deniz Dağ Su Kale Köy Kent Merkez Kuzey Güney Doğu Batı
        Ordu Batman Bar Van Ağrı Bolu Muş   Uşak  Sincan  Güney Kemal Ali Hasan
        Mehmet Ahmet Osman İsa Musa Yusuf İbrahim Salih Kaş Göle Of Pazar Ova Bala  Salı Cuma
        Mart Mayıs Haziran Ayrıca Saldırı Savaş Ölü Yaralı Polis Asker Halk Dün Bugün Sonra Önce
        Kaman Kadın Çocuk Devlet Parti Başkan Kara Ak Kızıl Mavi Beyaz Siyah İl İlk Var Yok Sur Man
        Nice Adalet Emniyet Sultan Kahraman Hatta Fakat Yani İşte Öte Yerel Resmi Sağlık Ordusu
    """),
    never=keys("Grad TSK"),
    given=keys("Deniz Barış Zafer Umut Osman İsmail Sofya Viktorya Erdoğan"),
    people=peoples("""
SY suriyeli
IQ ıraklı
LB lübnanlı
IL israilli
PS filistinli gazzeli
IR iranlı
TR türk
SA suudi
YE yemenli
EG mısırlı
LY libyalı
SD sudanlı
SO somalili
UA ukraynalı
RU rus
US amerikalı
GB ingiliz
FR fransız
DE alman
CN çinli
AF afgan
PK pakistanlı
AM ermeni
AZ azerbaycanlı
GE gürcü
"""),
    people_ends=keys("ler lar lerin ların i ı u ü in ın lere lara ya e a") | {""},
    voices=peoples("RU Kremlin\nUS Pentagon\nAF Taliban"),
    kind_behind=True,
)
