from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.articles.dates import publication, read_date
from warnd.model.article import DateConfidence

SEEN = datetime(2019, 1, 30, 12, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "back"),
    [
        pytest.param("2 hours ago", 2 * HOUR, id="en hours"),
        pytest.param("an hour ago", HOUR, id="en an hour"),
        pytest.param("1 hour and 20 minutes ago", HOUR + timedelta(minutes=20), id="en both"),
        pytest.param("Published about 5 mins ago", timedelta(minutes=5), id="en words round it"),
        pytest.param("three days ago", 3 * DAY, id="en in words"),
        pytest.param("2h ago", 2 * HOUR, id="en short"),
        pytest.param("Just now", timedelta(0), id="en now"),
        pytest.param("il y a 3 heures", 3 * HOUR, id="fr hours"),
        pytest.param("Il y a une heure", HOUR, id="fr an hour"),
        pytest.param("Publié il y a 2 jours", 2 * DAY, id="fr days"),
        pytest.param("hace 3 horas", 3 * HOUR, id="es hours"),
        pytest.param("hace una hora", HOUR, id="es an hour"),
        pytest.param("Hace 10 minutos", timedelta(minutes=10), id="es minutes"),
        pytest.param("há 3 horas", 3 * HOUR, id="pt hours"),
        pytest.param("2 dias atrás", 2 * DAY, id="pt days"),
        pytest.param("2 часа назад", 2 * HOUR, id="ru hours"),
        pytest.param("час назад", HOUR, id="ru an hour"),
        pytest.param("полчаса назад", HOUR / 2, id="ru half an hour"),
        pytest.param("5 дней назад", 5 * DAY, id="ru days"),
        pytest.param("2 години тому", 2 * HOUR, id="uk hours"),
        pytest.param("годину тому", HOUR, id="uk an hour"),
        pytest.param("5 хв тому", timedelta(minutes=5), id="uk minutes"),
        pytest.param("2 saat önce", 2 * HOUR, id="tr hours"),
        pytest.param("3 gün önce", 3 * DAY, id="tr days"),
        pytest.param("منذ ساعتين", 2 * HOUR, id="ar two hours"),
        pytest.param("منذ ٣ ساعات", 3 * HOUR, id="ar hours"),
        pytest.param("قبل 5 دقائق", timedelta(minutes=5), id="ar minutes"),
        pytest.param("منذ ساعة", HOUR, id="ar an hour"),
        pytest.param("منذ ساعة و20 دقيقة", HOUR + timedelta(minutes=20), id="ar both"),
        pytest.param("منذ يومين", 2 * DAY, id="ar two days"),
        pytest.param("۳ ساعت پیش", 3 * HOUR, id="fa hours"),
        pytest.param("یک روز پیش", DAY, id="fa a day"),
        pytest.param("ከ2 ሰዓት በፊት", 2 * HOUR, id="am hours"),
        pytest.param("ከሁለት ቀን በፊት", 2 * DAY, id="am days"),
    ],
)
def test_what_counts_back_is_counted_from_first_sight(written: str, back: timedelta) -> None:
    assert read_date(written, SEEN) == (SEEN - back, DateConfidence.INTERPRETED)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        pytest.param("yesterday", "2019-01-29 00:00", id="en"),
        pytest.param("Yesterday at 14:05", "2019-01-29 14:05", id="en with its time"),
        pytest.param("Today, 9:05 am", "2019-01-30 09:05", id="en today"),
        pytest.param("hier à 14h05", "2019-01-29 14:05", id="fr"),
        pytest.param("Aujourd’hui à 08:15", "2019-01-30 08:15", id="fr today"),
        pytest.param("avant-hier", "2019-01-28 00:00", id="fr before"),
        pytest.param("ayer", "2019-01-29 00:00", id="es"),
        pytest.param("ontem, 14h05", "2019-01-29 14:05", id="pt"),
        pytest.param("вчера", "2019-01-29 00:00", id="ru"),
        pytest.param("вчера в 14:05", "2019-01-29 14:05", id="ru with its time"),
        pytest.param("позавчера, 14:05 мск", "2019-01-28 11:05", id="ru before, with its zone"),
        pytest.param("Вчора, 14:05", "2019-01-29 14:05", id="uk"),
        pytest.param("сьогодні о 08:15", "2019-01-30 08:15", id="uk today"),
        pytest.param("dün 14:05", "2019-01-29 14:05", id="tr"),
        pytest.param("أمس الساعة 14:05", "2019-01-29 14:05", id="ar"),
        pytest.param("اليوم 08:15", "2019-01-30 08:15", id="ar today"),
        pytest.param("دیروز ساعت 14:05", "2019-01-29 14:05", id="fa"),
        pytest.param("ትናንት", "2019-01-29 00:00", id="am"),
    ],
)
def test_a_day_is_named_by_its_distance(written: str, moment: str) -> None:
    read = read_date(written, SEEN)
    assert read is not None
    assert (read[0].strftime("%Y-%m-%d %H:%M"), read[1]) == (moment, DateConfidence.INTERPRETED)


def test_a_time_of_today_that_lies_ahead_is_not_believed() -> None:
    told = publication("today at 18:00", "", SEEN)
    assert told == (SEEN, DateConfidence.FIRST_SEEN)


FORMS = {
    "{} minutes ago": 60,
    "{} hours ago": 3600,
    "il y a {} jours": 86_400,
    "hace {} semanas": 604_800,
    "há {} minutos": 60,
    "{} часов назад": 3600,
    "{} хвилин тому": 60,
    "{} gün önce": 86_400,
    "منذ {} دقيقة": 60,
    "{} ساعت پیش": 3600,
    "ከ{} ቀናት በፊት": 86_400,
}


@given(st.sampled_from(sorted(FORMS)), st.integers(0, 500))
def test_any_number_is_counted_back(form: str, number: int) -> None:
    read = read_date(form.format(number), SEEN)
    assert read == (SEEN - timedelta(seconds=FORMS[form] * number), DateConfidence.INTERPRETED)
