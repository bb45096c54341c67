"""Persian: small words stand by themselves, and nothing has capitals."""

from typing import Final

from warnd.signals.places.tongues.arabic_names import DOUBTFUL, NEVER, UNCERTAIN
from warnd.signals.places.tongues.tongue import Tongue, keys, peoples

PERSIAN: Final = Tongue(
    code="fa",
    cased=False,
    inside=keys("در داخل نزدیک نزدیکی اطراف سراسر درون حوالی حومه مرکز"),
    motion=keys("از به تا سوی"),
    party=keys("با علیه میان بین"),
    joining=keys("و یا همچنین"),
    skipped=keys("کل تمام همه"),
    directions=keys("شمال جنوب شرق غرب شمالی جنوبی شرقی غربی مرکز مرکزی حومه مناطق سواحل"),
    towns=keys("""
        شهر شهرهای شهرک روستا روستای روستاهای شهرستان بخش منطقه اردوگاه گذرگاه فرودگاه پایگاه
        ولسوالی
        محله پایتخت بندر زندان سد بیمارستان
    """),
    divisions=keys("استان استانهای استان‌های ولایت ولایات ولایت‌های ایالت اقلیم"),
    grounds=keys("خاک مرز مرزهای مرزی سرزمین اراضی قلمرو آسمان"),
    offices=keys("""
        رئیس‌جمهور رئیس جمهور جمهوری وزیر وزارت دولت ارتش سفیر سفارت دانشگاه مجلس پارلمان خبرگزاری
        نخست وزیر بانک رهبر
    """),
    speech=keys("گفت اعلام می‌گوید گفته هشدار تاکید رد محکوم خواست"),
    doubtful=DOUBTFUL
    | keys("""
        مرکز بار راه کار ماه سال روز شب نور باغ بام دره ده رود    سده سرخ سبز سیاه خاش
        بانه شاهین میانه بهار نیر تکاب  آب گل پل کوه دشت سرد گرم   خمین علی نقده مهران
        زرین نی سو بن درب کن فردا پیش پس نام
    """),
    never=NEVER,
    uncertain=UNCERTAIN,
    people=peoples("""
SY سوری
IQ عراقی
LB لبنانی
IL اسرائیلی صهیونیستی
PS فلسطینی
IR ایرانی
TR ترکیه‌ای
SA سعودی
YE یمنی
EG مصری
SD سودانی
ET اتیوپیایی
UA اوکراینی
RU روسی روس
US آمریکایی امریکایی
GB بریتانیایی انگلیسی
FR فرانسوی
DE آلمانی
CN چینی
AF افغان افغانی افغانستانی
PK پاکستانی
IN هندی
"""),
    people_ends=keys("ها ان هاي") | {"", " ها"},
    voices=peoples("RU کرملین\nUS پنتاگون\nAF طالبان"),
)
