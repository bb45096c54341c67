"""Arabic: small words are written together with names, and nothing has capitals."""

from typing import Final

from warnd.signals.places.tongues.arabic_names import DOUBTFUL, NEVER, UNCERTAIN
from warnd.signals.places.tongues.keys import key_of
from warnd.signals.places.tongues.tongue import Reading, Tongue, keys, peoples

_AND: Final = ("و", "ف")
_PREPOSITIONS: Final = ("ب", "ل", "ك")
#: "li" before the article: "lil-Fashir"
_TO_THE: Final = "لل"
_ARTICLE: Final = "ال"
#: fewer letters than this are left by no word that began with a small one
_SHORTEST: Final = 3


def readings(word: str) -> tuple[Reading, ...]:
    """Give a word as written, and without the small words written together with it."""
    key = key_of(word)
    found = [Reading(key)]
    rest, cut = key, 0
    if rest.startswith(_AND) and len(rest) > _SHORTEST:
        rest, cut = rest[1:], 1
        found.append(Reading(rest, key[0], cut))
    if rest.startswith(_TO_THE):
        found.append(Reading(_ARTICLE + rest[2:], "ل", cut + 1))
    elif rest.startswith(_PREPOSITIONS) and len(rest) > _SHORTEST:
        found.append(Reading(rest[1:], rest[0], cut + 1))
    return tuple(found)


_STEMS: Final = """
SY سوري
IQ عراقي
LB لبناني
IL اسرائيلي صهيوني
PS فلسطيني غزي
IR ايراني
TR تركي اتراك
SA سعودي
YE يمني
EG مصري
LY ليبي
SD سوداني
SS جنوبسوداني
ET اثيوبي
ER اريتري
SO صومالي
KE كيني
UG اوغندي
RW رواندي
CD كونغولي
ML ماليي
NE نيجري
NG نيجيري
TD تشادي
CM كاميروني
UA اوكراني
RU روسي
BY بيلاروسي
PL بولندي
US امريكي اميركي
GB بريطاني
FR فرنسي
DE الماني
CN صيني
AF افغاني افغان
PK باكستاني
IN هندي
MM بورمي
TN تونسي
DZ جزائري
MA مغربي
JO اردني
KW كويتي
QA قطري
AE اماراتي
BH بحريني
OM عماني
MR موريتاني
VE فنزويلي
AM ارميني
AZ اذربيجاني اذري
"""
_PEOPLE: Final = peoples(_STEMS)

ARABIC: Final = Tongue(
    code="ar",
    cased=False,
    readings=readings,
    inside=keys("""
        ب في داخل قرب حول عبر ضمن وسط عند بين خارج باتجاه نحو على قبالة شرقي غربي شمالي جنوبي
        تجاه بمحيط محيط قصف قصفت استهدف استهدفت يقصف تقصف اقتحم اقتحمت دخل دخلت هاجم هاجمت حاصر
        حاصرت ضرب ضربت بقصف غادر غادرت بلغ هز هزت
    """)
    - keys("بين على"),
    motion=keys("من الى ل عن نحو ضد"),
    party=keys("مع بين ومع"),
    joining=keys("و ف او وكذلك كما"),
    skipped=keys("كل جميع ايضا كامل عموم"),
    directions=keys("""
        شمال جنوب شرق غرب وسط شرقي غربي شمالي جنوبي ريف بريف ضواحي ضاحية جنوبى بشمال بجنوب بشرق
        بغرب بوسط شمالى شرقى غربى انحاء مناطق بمناطق سواحل ساحل
    """),
    towns=keys("""
        مدينة بلدة قرية مدن بلدات قرى مخيم حي ضاحية معبر مطار قاعدة سد جسر بلدتي قريتي مدينتي ناحية
        منطقة قضاء مديرية حاجز سجن مستشفى ميناء مصفاة مخيمات احياء عاصمة العاصمة محلية جبهة تلة
        بمدينة ببلدة بقرية بمخيم بحي بمنطقة بمطار
    """),
    divisions=keys("محافظة محافظات محافظتي ولاية ولايات ولايتي اقليم مقاطعة إمارة بمحافظة بولاية"),
    grounds=keys("اراضي الاراضي حدود الحدود سماء اجواء الاجواء مياه المياه"),
    offices=keys("""
        رئيس الرئيس وزير وزارة حكومة الحكومة جيش سفير سفارة سفيرة جامعة برلمان نائب صحيفة وكالة قناة
        بنك ملك امير منتخب نادي فريق مجلس نظام سلطات
    """),
    speech=keys("""
        قال قالت اعلن اعلنت اكد اكدت نفى نفت اتهم اتهمت دعا دعت حذر حذرت ادان ادانت رفض رفضت طالب
        طالبت كشف كشفت شدد شددت هدد هددت وصف وصفت رحب رحبت تقول تؤكد تنفي ترفض تتهم تدعو تعلن تحذر
        تدين تهدد تسعى تريد ترى تعتبر اعتبر اعتبرت تعهد تعهدت وافق وافقت اعرب اعربت
    """),
    doubtful=DOUBTFUL,
    never=NEVER,
    uncertain=UNCERTAIN,
    people={**_PEOPLE, **{f"{_ARTICLE}{stem}": code for stem, code in _PEOPLE.items()}},
    people_ends=keys("ه ين ون ان تين تان ات ا") | {""},
    voices=peoples("RU الكرملين كرملين\nUS البنتاجون البنتاغون\nAF طالبان"),
    verb_first=True,
)
