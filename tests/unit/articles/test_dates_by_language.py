"""Dates as news sites write them, in ten languages, written and read back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.articles.test_calendars import ethiopian_days, islamic_days, persian_days
from warnd.articles.calendar_words import OTHER_MONTHS
from warnd.articles.calendars import Calendar
from warnd.articles.dates import read_date
from warnd.model.article import DateConfidence

SEEN = datetime(2026, 6, 1, 12, tzinfo=UTC)
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

#: the months as each language writes them in dates, and its weekdays from Monday
# fmt: off
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ar-levant": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني "
    "كانون_الأول",
    "ar-maghreb": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "am": "ጃንዋሪ ፌብሩዋሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "uk": "понеділок вівторок середа четвер п’ятниця субота неділя",
    "tr": "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar",
    "ar": "الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "ar-levant": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "ar-maghreb": "الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "fa": "دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه",
    "am": "ሰኞ ማክሰኞ ረቡዕ ሐሙስ ዓርብ ቅዳሜ እሑድ",
}
#: a date with weekday, as each language puts it
FORMS = {
    "en": ("{w}, {m} {d}, {y}", "{w} {d} {m} {y}", "{d} {m} {y}"),
    "fr": ("{w} {d} {m} {y}", "Le {w} {d} {m} {y}", "Publié le {d} {m} {y}"),
    "es": ("{w}, {d} de {m} de {y}", "{d} de {m} del {y}", "{d} {m} {y}"),
    "pt": ("{w}, {d} de {m} de {y}", "{d} de {m} de {y}"),
    "ru": ("{w}, {d} {m} {y} г.", "{d} {m} {y} года"),
    "uk": ("{w}, {d} {m} {y} р.", "{d} {m} {y} року"),
    "tr": ("{d} {m} {y} {w}", "{d} {m} {y}"),
    "ar": ("{w} {d} {m} {y}", "{w}، {d} {m}، {y}", "{d} {m} {y} م"),
    "ar-levant": ("{w} {d} {m} {y}", "{w}، {d} {m}، {y}"),
    "ar-maghreb": ("{w} {d} {m} {y}",),
    "fa": ("{w} {d} {m} {y}", "{d} {m} {y}"),
    "am": ("{w} {m} {d} {y}", "{m} {d} ቀን {y}"),
}
# fmt: on
TIMES = {
    "": timedelta(0),
    " 14:05": timedelta(hours=14, minutes=5),
    " - 09:30": timedelta(hours=9, minutes=30),
    " 23:59 +0300": timedelta(hours=20, minutes=59),
    " 08:15 GMT": timedelta(hours=8, minutes=15),
}


@given(
    st.sampled_from(sorted(MONTHS)),
    st.dates(date(1990, 1, 2), date(2026, 5, 30)),
    st.sampled_from(sorted(TIMES)),
    st.integers(0, 2),
    st.booleans(),
)
@example("fr", date(2019, 3, 5), "", 0, False)
@example("es", date(2019, 3, 5), " 14:05", 0, False)
def test_a_date_written_in_a_language_is_read_back(
    language: str, day: date, time: str, form: int, own_digits: bool
) -> None:
    forms = FORMS[language]
    written = forms[form % len(forms)].format(
        w=WEEKDAYS[language].split()[day.weekday()],
        d=day.day,
        m=MONTHS[language].split()[day.month - 1].replace("_", " "),
        y=day.year,
    )
    written += time
    if own_digits and language.startswith("ar"):
        written = written.translate(ARABIC_DIGITS)
    if own_digits and language == "fa":
        written = written.translate(PERSIAN_DIGITS)
    read = read_date(written, SEEN)
    assert read is not None, written
    assert read[0] == datetime(day.year, day.month, day.day, tzinfo=UTC) + TIMES[time], written


PERSIAN = {(year, month, day): ours for year, month, day, ours in persian_days()}
ISLAMIC = {(year, month, day): ours for year, month, day, ours in islamic_days()}
ETHIOPIAN = {(year, month, day): ours for year, month, day, ours in ethiopian_days()}
OF_CALENDAR = {
    Calendar.PERSIAN: (PERSIAN, "سه‌شنبه {d} {m} {y}", PERSIAN_DIGITS),
    Calendar.ISLAMIC: (ISLAMIC, "الثلاثاء {d} {m} {y} هـ", ARABIC_DIGITS),
    Calendar.ETHIOPIAN: (ETHIOPIAN, "{m} {d} ቀን {y} ዓ.ም", {}),
}


@given(st.sampled_from(sorted(OTHER_MONTHS)), st.data(), st.booleans())
def test_a_date_of_another_calendar_is_read_back(
    name: str, data: st.DataObject, own_digits: bool
) -> None:
    calendar, month = OTHER_MONTHS[name]
    days, form, digits = OF_CALENDAR[calendar]
    known = [each for each in days if each[1] == month and days[each] < SEEN.date()]
    year, _, number = data.draw(st.sampled_from(known))
    written = form.format(d=number, m=name, y=year)
    read = read_date(written.translate(digits) if own_digits else written, SEEN)
    ours = days[year, month, number]
    assert read is not None, written
    assert read == (
        datetime(ours.year, ours.month, ours.day, tzinfo=UTC),
        DateConfidence.INTERPRETED,
    )


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        pytest.param(
            "22 جمادى الأولى 1440 هـ الموافق 28 يناير 2019 م", "2019-01-28 00:00", id="ar"
        ),
        pytest.param("الاثنين 1440/5/22 - 2019/1/28", "2019-01-28 00:00", id="in numbers"),
        pytest.param("دوشنبه ۸ بهمن ۱۳۹۷ - 28 ژانویه 2019", "2019-01-28 00:00", id="fa"),
        pytest.param("8 دلو 1397", "2019-01-28 00:00", id="of Afghanistan"),
        pytest.param("۱۴۴۰/۰۵/۲۲", "2019-01-28 00:00", id="Islamic in numbers"),
        pytest.param("ጥር 20 ቀን 2011 ዓ.ም 14:05", "2019-01-28 14:05", id="am"),
        pytest.param("1er février 2018 à 14h05", "2018-02-01 14:05", id="fr first"),
        pytest.param("28 января 2019, 02:05 дня по мск", "2019-01-28 11:05", id="ru Moscow"),
        pytest.param("28 января 2019 в 9:30 вечера", "2019-01-28 21:30", id="ru evening"),
        pytest.param("28 січня 2019, 9:30 вечора", "2019-01-28 21:30", id="uk evening"),
        pytest.param("28 de enero de 2019, 3:05 de la tarde", "2019-01-28 15:05", id="es"),
        pytest.param("28 de janeiro de 2019 às 3h05 da tarde", "2019-01-28 15:05", id="pt"),
        pytest.param("28 Ocak 2019 14:05 TSİ", "2019-01-28 11:05", id="tr zone"),
        pytest.param("28 Ocak 2019 14:05 +03", "2019-01-28 11:05", id="an offset of two digits"),
        pytest.param("28 يناير 2019 02:05 مساءً بتوقيت غرينتش", "2019-01-28 14:05", id="ar zone"),
        pytest.param("28 Jan 2019 17:35 IRST", "2019-01-28 14:05", id="Iran's zone"),
        pytest.param("28 Jan 2019 17:05 EAT", "2019-01-28 14:05", id="East Africa's zone"),
        pytest.param("28 ژانویه 2019 ساعت 2:05 بعدازظهر", "2019-01-28 14:05", id="fa afternoon"),
    ],
)
def test_what_news_sites_write_is_read(written: str, moment: str) -> None:
    read = read_date(written, datetime(2019, 1, 30, 12, tzinfo=UTC))
    assert read is not None
    assert read[0].strftime("%Y-%m-%d %H:%M") == moment
