"""Publishers that belong together: what several of them say, one house says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One house with several outlets."""

    #: the name its outlets are compared by
    house: str
    #: its outlets, as they name themselves
    outlets: tuple[str, ...]
    #: where the house says so, or who reports it
    told_by: str


FAMILIES = (
    Family(
        house="bbc",
        outlets=(
            "BBC", "BBC News", "BBC World", "BBC World Service", "BBC Arabic", "BBC News عربي",
            "بي بي سي", "BBC Persian", "بی‌بی‌سی فارسی", "BBC Mundo", "BBC News Mundo",
            "BBC Russian", "Русская служба Би-би-си", "BBC News Русская служба", "BBC Afrique",
            "BBC News Україна", "BBC Ukrainian", "BBC News Türkçe", "BBC Turkce", "BBC Brasil",
            "BBC News Brasil", "BBC Amharic", "BBC News አማርኛ", "BBC Swahili", "BBC Somali",
            "BBC Hausa", "BBC Monitoring",
        ),
        told_by="bbc.co.uk/ws/languages",
    ),
    Family(
        house="al jazeera",
        outlets=(
            "Al Jazeera", "Al Jazeera English", "Al Jazeera Arabic", "الجزيرة", "الجزيرة نت",
            "Al Jazeera Mubasher", "الجزيرة مباشر", "Al Jazeera Balkans", "AJ+",
        ),
        told_by="network.aljazeera.net",
    ),
    Family(
        house="france medias monde",
        outlets=(
            "RFI", "Radio France Internationale", "France 24", "France24", "فرانس 24",
            "Monte Carlo Doualiya", "مونت كارلو الدولية",
        ),
        told_by="francemediasmonde.com",
    ),
    Family(
        house="deutsche welle",
        outlets=("DW", "Deutsche Welle", "DW Arabic", "DW عربية", "DW Español", "DW Русский",
                 "DW Українською", "DW Türkçe", "DW فارسی", "DW Amharic", "DW Kiswahili"),
        told_by="corporate.dw.com",
    ),
    Family(
        house="voice of america",
        outlets=("VOA", "VOA News", "Voice of America", "VOA Afrique", "VOA Amharic", "VOA Swahili",
                 "Голос Америки", "Голос Америки Українською", "صدای آمریکا", "Voz de América"),
        told_by="insidevoa.com",
    ),
    Family(
        house="rfe rl",
        outlets=(
            "RFE/RL", "Radio Free Europe/Radio Liberty", "Radio Svoboda", "Радио Свобода",
            "Радіо Свобода", "Radio Farda", "رادیو فردا", "Radio Azadi", "Current Time",
            "Настоящее Время", "Крым.Реалии", "Крим.Реалії", "Azatutyun",
        ),
        told_by="about.rferl.org",
    ),
    Family(
        house="fadaat media",
        outlets=("The New Arab", "Al-Araby Al-Jadeed", "العربي الجديد", "Al Araby TV",
                 "التلفزيون العربي"),
        told_by="newarab.com/about-us",
    ),
    Family(
        house="al arabiya network",
        outlets=("Al Arabiya", "Al Arabiya English", "العربية", "العربية نت", "Al Hadath", "الحدث"),
        told_by="english.alarabiya.net/tools/about",
    ),
    Family(
        house="srmg",
        outlets=(
            "Arab News", "Asharq Al-Awsat", "الشرق الأوسط", "Asharq News", "الشرق",
            "Independent Arabia", "اندبندنت عربية", "Independent Persian", "ایندیپندنت فارسی",
            "Independent Turkish", "Independent Türkçe",
        ),
        told_by="srmg.com",
    ),
    Family(
        house="tv novosti",
        outlets=("RT", "RT Arabic", "RT عربي", "RT Online", "RT на русском", "RT en Español",
                 "RT France", "Russia Today", "Ruptly"),
        told_by="rt.com/about-us",
    ),
    Family(
        house="vgtrk",
        outlets=("Vesti", "Вести", "Вести.Ru", "Россия 24", "Россия 1", "ВГТРК"),
        told_by="vgtrk.ru",
    ),
    Family(
        house="trt",
        outlets=("TRT", "TRT World", "TRT Haber", "TRT عربي", "TRT Arabi", "TRT Afrika",
                 "TRT Russian", "TRT на русском"),
        told_by="trt.net.tr",
    ),
    Family(
        house="demiroren",
        outlets=("Hürriyet", "Hürriyet Daily News", "Milliyet", "Posta", "CNN Türk", "Kanal D",
                 "DHA", "Demirören Haber Ajansı"),
        told_by="demiroren.com.tr",
    ),
    Family(
        house="turkuvaz",
        outlets=("Sabah", "Daily Sabah", "A Haber", "A News", "Takvim", "Yeni Asır", "ATV"),
        told_by="turkuvazmedyagrubu.com.tr",
    ),
    Family(
        house="irib",
        outlets=("IRIB", "IRIB News", "Press TV", "PressTV", "HispanTV", "Al-Alam", "العالم",
                 "صدا و سیما", "باشگاه خبرنگاران جوان", "Young Journalists Club"),
        told_by="irib.ir",
    ),
    Family(
        house="china media group",
        outlets=("CCTV", "CGTN", "CGTN Français", "CGTN Español", "CGTN العربية", "CGTN на русском",
                 "China Radio International"),
        told_by="cgtn.com/about-us",
    ),
    Family(
        house="un news",
        outlets=("UN News", "ONU Info", "Noticias ONU", "ONU News", "أخبار الأمم المتحدة",
                 "Новости ООН", "Habari za UN"),
        told_by="news.un.org",
    ),
    Family(
        house="ukrainska pravda",
        outlets=("Ukrainska Pravda", "Українська правда", "Украинская правда",
                 "Економічна правда", "Європейська правда"),
        told_by="pravda.com.ua/about",
    ),
    Family(
        house="nation media group",
        outlets=("Nation", "Daily Nation", "The EastAfrican", "NTV Kenya", "Daily Monitor",
                 "The Citizen", "Mwananchi", "Taifa Leo"),
        told_by="nationmedia.com",
    ),
    Family(
        house="grupo globo",
        outlets=("O Globo", "G1", "GloboNews", "Valor Econômico", "CBN"),
        told_by="grupoglobo.globo.com",
    ),
    Family(house="grupo folha", outlets=("Folha de S.Paulo", "UOL", "UOL Notícias"),
           told_by="grupofolha.com.br"),
    Family(house="prisa", outlets=("El País", "Cadena SER", "AS", "Diario AS"),
           told_by="prisa.com"),
    Family(house="yedioth", outlets=("Ynet", "Ynetnews", "Yedioth Ahronoth"),
           told_by="ynetnews.com/about"),
    Family(house="fana", outlets=("Fana", "FBC", "Fana Broadcasting Corporate", "ፋና"),
           told_by="fanamc.com"),
    Family(house="amhara media", outlets=("AMECO", "Amhara Media Corporation", "አሚኮ"),
           told_by="ameco.et"),
)  # fmt: skip

#: second-level labels under which a country's names are registered
_REGISTRIES = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "go", "ne", "gob"})
_COUNTRY_CODE = 2
#: places where many publishers have a page of their own, or that carry the feeds of others
SHARED_DOMAINS = frozenset({
    "blogspot.com", "wordpress.com", "substack.com", "medium.com", "github.io", "gitlab.io",
    "feedburner.com", "google.com", "yahoo.com", "reddit.com", "telegram.me", "t.me", "rsshub.app",
    "rss.app", "feedly.com", "youtube.com", "tumblr.com", "livejournal.com", "dzen.ru",
    "reliefweb.int", "allafrica.com", "cloudfront.net", "amazonaws.com", "herokuapp.com",
})  # fmt: skip


def registered_domain(url: str) -> str:
    """Give the domain that the owner of an address registered; empty where that tells nothing.

    An approximation that needs no list: two labels, or three under a country's registries.
    """
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) == 1 or _is_address(host):
        return ""
    under_registry = len(labels[-1]) == _COUNTRY_CODE and labels[-2] in _REGISTRIES
    domain = ".".join(labels[-3 if under_registry else -2 :])
    return "" if domain in SHARED_DOMAINS else domain


def neighbours(feeds: Iterable[FeedSettings]) -> Mapping[FeedId, str]:
    """Give the publisher who stands for each feed that shares its domain with another publisher's.

    It is the publisher of the first of them by id, so that it stays the same as feeds are added.
    """
    sharing: dict[str, list[FeedSettings]] = {}
    for feed in sorted(feeds, key=lambda feed: feed.id):
        domain = registered_domain(feed.url)
        if feed.publisher and domain:
            sharing.setdefault(domain, []).append(feed)
    return {
        feed.id: group[0].publisher
        for group in sharing.values()
        for feed in group
        if feed.publisher != group[0].publisher
    }


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
