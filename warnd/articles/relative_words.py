"""The words of dates that count back from now, as `warnd.articles.date_words.fold` leaves them."""

from warnd.articles.date_words import fold

#: what is counted, in seconds; months and years are as long as they mostly are
_UNITS = {
    1: "s sec secs second seconds seconde secondes segundo segundos сек секунд секунды секунду "
    "секунди saniye sn ثانية ثواني ثوان ثانیه ሰከንድ ሰከንዶች",
    60: "m min mins minute minutes minuto minutos мин минут минуты минуту минута хв хвилин хвилини "
    "хвилину хвилина dakika dk دقيقة دقائق دقیقه ደቂቃ ደቂቃዎች ደቂቃዎችን",
    3600: "h hr hrs hour hours heure heures hora horas ч час часа часов год годину години годин "
    "saat sa ساعة ساعات ساعت ሰዓት ሰዓታት ሰአት ሰአታት",
    86_400: "d day days jour jours día dias días dia дн день дня дней дні днів gün يوم أيام يوما "
    "روز ቀን ቀናት ቀኖች",
    604_800: "w week weeks semaine semaines semana semanas неделю недели недель неделя тиждень "
    "тижні тижнів hafta أسبوع أسابيع أسبوعا هفته ሳምንት ሳምንታት",
    2_592_000: "month months mois mes meses mês месяц месяца месяцев місяць місяці місяців ay شهر "
    "أشهر شهور ماه ወር ወራት",
    31_536_000: "year years an ans année années año años ano anos года лет рік роки років yıl sene "
    "سنة سنوات عام أعوام سال ዓመት ዓመታት አመት አመታት",
}
UNITS = {fold(word): seconds for seconds, words in _UNITS.items() for word in words.split()}
#: two of a unit in one word
TWOS = {
    fold(word): seconds
    for word, seconds in {
        "ثانيتين": 2,
        "دقيقتين": 120,
        "ساعتين": 7200,
        "يومين": 172_800,
        "أسبوعين": 1_209_600,
        "شهرين": 5_184_000,
        "سنتين": 63_072_000,
        "عامين": 63_072_000,
    }.items()
}
#: half of an hour in one word
HALVES = {fold(word): 1800 for word in ("полчаса", "півгодини")}

#: numbers in words: the small ones, which is how far back people count in words
_NUMBERS = {
    1: "a an one une un una uno um uma один одна одну bir واحدة واحد یک አንድ አንዲት",
    2: "two deux dos dois duas два две дві iki دو ሁለት",
    3: "three trois tres três три üç ثلاث ثلاثة سه ሶስት ሦስት",
    4: "four quatre cuatro quatro четыре чотири dört أربع أربعة چهار አራት",
    5: "five cinq cinco пять п'ять beş خمس خمسة پنج አምስት",
    6: "six seis шесть шість altı ست ستة شش ስድስት",
    7: "seven sept siete sete семь сім yedi سبع سبعة هفت ሰባት",
    8: "eight huit ocho oito восемь вісім sekiz ثماني ثمانية ثمان هشت ስምንት",
    9: "nine neuf nueve nove девять дев'ять dokuz تسع تسعة نه ዘጠኝ",
    10: "ten dix diez dez десять on عشر عشرة ده አስር",
    20: "twenty vingt veinte vinte двадцать двадцять yirmi عشرين عشرون بیست ሃያ ሀያ",
    30: "thirty trente treinta trinta тридцать тридцять otuz ثلاثين ثلاثون سی ሰላሳ",
}
NUMBERS = {fold(word): number for number, words in _NUMBERS.items() for word in words.split()}

#: words without which nothing is counted back
AGO = tuple(
    sorted(
        (
            fold(phrase)
            for phrase in (
                "ago", "earlier", "il y a", "hace", "há", "atrás", "назад", "тому назад", "тому",
                "önce", "evvel", "منذ", "قبل", "پیش", "قبل از این", "በፊት",
            )
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
#: words that say nothing here
FILLERS = frozenset(
    fold(word)
    for word in (
        "about", "around", "over", "some", "almost", "and", "posted", "published", "updated",
        "last", "environ", "plus", "de", "d'", "et", "publie", "publié", "mis", "a", "à", "jour",
        "y", "e",
        "cerca", "casi", "más", "que", "aprox", "publicado", "actualizado", "около", "почти", "и",
        "більше", "близько", "та", "опубликовано", "опубліковано", "обновлено", "оновлено",
        "yaklaşık", "ve", "حوالي", "نحو", "نشر", "تم", "و", "أكثر", "من", "حدود", "تقریبا", "ከ",
        "atualizado", "mais", "دقایقی", "كان",
    )
)  # fmt: skip
#: the present moment
NOW = frozenset(
    fold(phrase)
    for phrase in (
        "now", "just now", "moments ago", "a moment ago", "maintenant", "à l'instant",
        "il y a un instant", "ahora", "ahora mismo", "hace un momento", "agora", "agora mesmo",
        "сейчас", "только что", "щойно", "зараз", "şimdi", "az önce", "şu an", "الآن", "قبل قليل",
        "منذ قليل", "اکنون", "هم اکنون", "لحظاتی پیش", "همین الان", "አሁን",
    )
)  # fmt: skip
#: days by their distance from today
_DAYS = {
    0: "today|aujourd'hui|aujourd’hui|hoy|hoje|сегодня|сьогодні|bugün|اليوم|امروز|ዛሬ",
    1: "yesterday|hier|ayer|ontem|вчера|вчора|учора|dün|أمس|امس|البارحة|دیروز|ትናንት|ትላንት",
    2: "the day before yesterday|avant-hier|anteayer|antes de ayer|anteontem|позавчера|позавчора|"
    "evvelsi gün|önceki gün|أول أمس|أمس الأول|پریروز|ከትናንት ወዲያ",
}
DAYS = {fold(phrase): back for back, phrases in _DAYS.items() for phrase in phrases.split("|")}
