import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.articles.date_words import MONTHS
from warnd.articles.dates import publication, read_date
from warnd.model.article import DateConfidence

#: two days after most of the dates below
SEEN = datetime(2019, 1, 30, 12, 0, tzinfo=UTC)
STATED, INTERPRETED = DateConfidence.STATED, DateConfidence.INTERPRETED


def _told(written: str) -> tuple[str, DateConfidence] | None:
    read = read_date(written, SEEN)
    return (read[0].strftime("%Y-%m-%d %H:%M:%S"), read[1]) if read else None


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 28 Jan 2019 10:00:00 GMT", "2019-01-28 10:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 +0000", "2019-01-28 10:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 -0000", "2019-01-28 10:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 +0300", "2019-01-28 07:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 -05:30", "2019-01-28 15:30:00"),
        ("Mon, 28 Jan 2019 10:00:00 GMT+2", "2019-01-28 08:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 UTC+05:45", "2019-01-28 04:15:00"),
        ("Mon, 28 Jan 2019 10:00:00 MSK", "2019-01-28 07:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 EET", "2019-01-28 08:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 EEST", "2019-01-28 07:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 CET", "2019-01-28 09:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 CEST", "2019-01-28 08:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 EST", "2019-01-28 15:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 PDT", "2019-01-28 17:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 TRT", "2019-01-28 07:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 EAT", "2019-01-28 07:00:00"),
        ("Mon, 28 Jan 2019 10:00:00 AFT", "2019-01-28 05:30:00"),
        ("Mon, 28 Jan 2019 10:00:00 PKT", "2019-01-28 05:00:00"),
        ("28 Jan 2019 10:00 UT", "2019-01-28 10:00:00"),
        ("28 January 2019 10:00 Z", "2019-01-28 10:00:00"),
        ("Monday, 28 January 2019 10:00:00 +0200", "2019-01-28 08:00:00"),
        ("28 Jan 2019 24:00 UTC", "2019-01-29 00:00:00"),
        ("28 Jan 2019 10:00:60 GMT", "2019-01-28 10:00:59"),
        ("2019-01-28T10:00:00Z", "2019-01-28 10:00:00"),
        ("2019-01-28T10:00:00.123456Z", "2019-01-28 10:00:00"),
        ("2019-01-28T10:00:00+03:00", "2019-01-28 07:00:00"),
        ("2019-01-28T10:00+0300", "2019-01-28 07:00:00"),
        ("2019-01-28 10:00:00 +0300", "2019-01-28 07:00:00"),
        ("2019-01-28t10:00:00z", "2019-01-28 10:00:00"),
        ("2019-01-28T10:00:00 MSK", "2019-01-28 07:00:00"),
        ("20190128T100000Z", "2019-01-28 10:00:00"),
    ],
)
def test_a_date_in_a_standard_form_with_its_zone_is_stated(written: str, moment: str) -> None:
    assert _told(written) == (moment, STATED)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        # numbers
        ("2019/1/12", "2019-01-12 00:00:00"),
        ("2019/01/12 08:30", "2019-01-12 08:30:00"),
        ("2019.01.28 10:00", "2019-01-28 10:00:00"),
        ("2019-1-5", "2019-01-05 00:00:00"),
        ("2019-01-28", "2019-01-28 00:00:00"),
        ("20190128", "2019-01-28 00:00:00"),
        ("20190128100000", "2019-01-28 10:00:00"),
        ("2018-28-01", "2018-01-28 00:00:00"),
        ("12/01/2019", "2019-01-12 00:00:00"),
        ("25/01/2019 14:05", "2019-01-25 14:05:00"),
        ("01/25/2019 3:05 PM", "2019-01-25 15:05:00"),
        ("05/12/2018", "2018-12-05 00:00:00"),
        ("28.01.2019 14:05", "2019-01-28 14:05:00"),
        ("28-01-2019", "2019-01-28 00:00:00"),
        ("28.01.19", "2019-01-28 00:00:00"),
        ("19-01-28", "2019-01-28 00:00:00"),
        ("1548669600", "2019-01-28 10:00:00"),
        ("1548669600000", "2019-01-28 10:00:00"),
        ("2019-W05-1", "2019-01-28 00:00:00"),
        ("1397/11/08", "2019-01-28 00:00:00"),
        ("۱۳۹۷/۱۱/۰۸ - ۱۴:۰۵", "2019-01-28 14:05:00"),
        # English that is no standard form
        ("28 Jan 19 10:00 EST", "2019-01-28 15:00:00"),
        ("January 28, 2019 3:05 pm EST", "2019-01-28 20:05:00"),
        ("Jan. 28, 2019 12:05 AM", "2019-01-28 00:05:00"),
        ("Jan 28 2019 12:05 p.m.", "2019-01-28 12:05:00"),
        ("Monday, January 28th, 2019", "2019-01-28 00:00:00"),
        ("28-Jan-2019 10:00:00", "2019-01-28 10:00:00"),
        ("28/Jan/2019:10:00:00 +0000", "2019-01-28 10:00:00"),
        ("Mon Jan 28 10:00:00 2019", "2019-01-28 10:00:00"),
        ("Mon Jan 28 10:00:00 MSK 2019", "2019-01-28 07:00:00"),
        ("Mon Jan 28 10:00:00 +0300 2019", "2019-01-28 07:00:00"),
        ("2019 Jan 28", "2019-01-28 00:00:00"),
        ("28 Jan 2019 10 PM", "2019-01-28 22:00:00"),
        ("28 Jan 2019 10:00:00 XYZ", "2019-01-28 10:00:00"),
        ("28 Jan 2019 10:00:00", "2019-01-28 10:00:00"),
        ("28 Jan 2019 15:30 IST", "2019-01-28 10:00:00"),
        ("Published: 28 January 2019 at 14:05", "2019-01-28 14:05:00"),
        # French
        ("28 janvier 2019 à 14h05", "2019-01-28 14:05:00"),
        ("lun. 28 janv. 2019 08:00:00 +0100", "2019-01-28 07:00:00"),
        ("mar. 29 janv. 2019", "2019-01-29 00:00:00"),
        ("1er février 2018", "2018-02-01 00:00:00"),
        ("14 août 2018", "2018-08-14 00:00:00"),
        ("mardi 11 décembre 2018", "2018-12-11 00:00:00"),
        # Spanish and Portuguese
        ("28 de enero de 2019", "2019-01-28 00:00:00"),
        ("mar, 29 ene 2019 10:00:00 -0300", "2019-01-29 13:00:00"),
        ("9:05 a. m. 28 enero 2019", "2019-01-28 09:05:00"),
        ("9:05 p. m. 28 septiembre 2018", "2018-09-28 21:05:00"),
        ("28 de janeiro de 2019 14h05", "2019-01-28 14:05:00"),
        ("3 de março de 2018", "2018-03-03 00:00:00"),
        # Russian and Ukrainian
        ("28 января 2019, 14:05", "2019-01-28 14:05:00"),
        ("Пн, 28 янв 2019 10:00:00 +0300", "2019-01-28 07:00:00"),
        ("9 мая 2018 года", "2018-05-09 00:00:00"),
        ("28 січня 2019 р. 14:05", "2019-01-28 14:05:00"),
        ("7 листопада 2018", "2018-11-07 00:00:00"),
        # Turkish
        ("28 Ocak 2019 Pazartesi 14:05", "2019-01-28 14:05:00"),
        ("28 Mayıs 2018", "2018-05-28 00:00:00"),
        ("3 Şubat 2018", "2018-02-03 00:00:00"),
        ("15 Ağustos 2018", "2018-08-15 00:00:00"),
        ("1 KASIM 2018", "2018-11-01 00:00:00"),
        # Arabic: Egypt and the Gulf, the Levant, the Maghreb
        ("28 يناير 2019", "2019-01-28 00:00:00"),
        ("٢٨ يناير ٢٠١٩ 02:05 م", "2019-01-28 14:05:00"),
        ("الإثنين 28 يناير 2019م 02:05 ص", "2019-01-28 02:05:00"),
        ("28 كانون الثاني 2019", "2019-01-28 00:00:00"),
        ("28 كانون الأول 2018", "2018-12-28 00:00:00"),
        ("28 كانون الثاني/يناير 2019", "2019-01-28 00:00:00"),
        ("5 تشرين الثاني 2018", "2018-11-05 00:00:00"),
        ("15 آذار، 2018", "2018-03-15 00:00:00"),
        ("9 أبريل 2018", "2018-04-09 00:00:00"),
        ("9 جانفي 2019", "2019-01-09 00:00:00"),
        ("9 دجنبر 2018", "2018-12-09 00:00:00"),
        # Persian names of Gregorian months, and Amharic
        ("۲۸ ژانویه ۲۰۱۹", "2019-01-28 00:00:00"),
        ("۵ اکتبر ۲۰۱۸", "2018-10-05 00:00:00"),
        ("ጃንዩወሪ 28 2019", "2019-01-28 00:00:00"),
    ],
)
def test_a_date_that_had_to_be_interpreted_says_so(written: str, moment: str) -> None:
    assert _told(written) == (moment, INTERPRETED)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "soon",
        "28 Jan",
        "-",
        "2 moons ago",
        "1200 hours and a day",
        "yesterday evening in Kharkiv",
        "99999999 years ago",
        "1200/05/05",
        "31 بهمن 1397",
        "رمضان 1440",
        "6 ጳጉሜ 2010",
        "January 2019",
        "10:00",
        "2019",
        "0000-00-00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "1989-12-31",
        "32 Jan 2019",
        "30 Feb 2019",
        "2019-13-45",
        "28 Jan 2019 25:00",
        "28 Jan 2019 10:61",
        "28 Jan 2019 10:00 +9900",
        "28 Foo 2019",
        "28 2019",
        "1 2 3 Jan 2019",
        "99999999999999",
        "-1",
        "NaN",
        "<b>28 Jan 2019</b>" * 20,
        "\x00\ud800",
        "28 Jan 99999",
    ],
)
def test_what_is_no_date_is_not_read_as_one(written: str) -> None:
    assert read_date(written, SEEN) is None


@pytest.mark.parametrize(
    ("seen", "moment"),
    [
        pytest.param(datetime(2019, 6, 6, tzinfo=UTC), "2019-06-05", id="the day stands first"),
        pytest.param(datetime(2019, 5, 6, tzinfo=UTC), "2019-05-06", id="not in the future"),
        pytest.param(datetime(2019, 9, 1, tzinfo=UTC), "2019-06-05", id="both long ago"),
    ],
)
def test_an_ambiguous_date_is_read_by_when_it_was_seen(seen: datetime, moment: str) -> None:
    read = read_date("05/06/2019", seen)
    assert read is not None
    assert (read[0].strftime("%Y-%m-%d"), read[1]) == (moment, INTERPRETED)


def test_an_ambiguous_date_that_may_be_news_is_news() -> None:
    read = read_date("12/01/2019", datetime(2019, 12, 2, tzinfo=UTC))
    assert read is not None
    assert read[0] == datetime(2019, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "updated", "moment", "confidence"),
    [
        pytest.param(
            "2019-01-28T10:00:00Z", "", datetime(2019, 1, 28, 10, tzinfo=UTC), STATED, id="stated"
        ),
        pytest.param(
            "2019-01-28T10:00:00Z",
            "2019-01-29T10:00:00Z",
            datetime(2019, 1, 28, 10, tzinfo=UTC),
            STATED,
            id="published before updated",
        ),
        pytest.param(
            "", "2019-01-29", datetime(2019, 1, 29, tzinfo=UTC), INTERPRETED, id="only updated"
        ),
        pytest.param(
            "junk", "2019-01-29", datetime(2019, 1, 29, tzinfo=UTC), INTERPRETED, id="one is junk"
        ),
        pytest.param("", "", SEEN, DateConfidence.FIRST_SEEN, id="missing"),
        pytest.param("soon", "later", SEEN, DateConfidence.FIRST_SEEN, id="unreadable"),
        pytest.param("2099-01-01T00:00:00Z", "", SEEN, DateConfidence.FIRST_SEEN, id="2099"),
        pytest.param("0001-01-01T00:00:00Z", "", SEEN, DateConfidence.FIRST_SEEN, id="year 1"),
        pytest.param(
            "2019-01-30T13:00:01Z", "", SEEN, DateConfidence.FIRST_SEEN, id="over an hour ahead"
        ),
        pytest.param("2019-01-30T12:59:00Z", "", SEEN, STATED, id="a fast clock"),
    ],
)
def test_publication_is_never_after_first_sight(
    published: str, updated: str, moment: datetime, confidence: DateConfidence
) -> None:
    assert publication(published, updated, SEEN) == (moment, confidence)


def test_every_month_of_every_language_is_read() -> None:
    for name, number in MONTHS.items():
        read = read_date(f"3 {name} 2018", SEEN)
        assert read is not None, name
        assert read[0] == datetime(2018, number, 3, tzinfo=UTC), name


@pytest.mark.parametrize("written", ["1" * 100_000, "1:" * 50_000, " " * 100_000, "janv" * 30_000])
def test_no_date_takes_long(written: str) -> None:
    began = time.process_time()
    assert read_date(written, SEEN) is None
    assert time.process_time() - began < 0.5


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_date_raises(published: str, updated: str) -> None:
    moment, _ = publication(published, updated, SEEN)
    assert moment <= SEEN


@given(st.datetimes(datetime(1990, 1, 2), datetime(2019, 1, 29)), st.integers(-12, 14))  # noqa: DTZ001
def test_what_is_written_in_iso_is_read_back(local: datetime, hours: int) -> None:
    offset = timedelta(hours=hours)
    written = (
        f"{local.replace(microsecond=0).isoformat()}{'+' if hours >= 0 else '-'}{abs(hours):02}:00"
    )
    read = read_date(written, SEEN)
    expected = (local.replace(microsecond=0) - offset).replace(tzinfo=UTC)
    assert read == (expected, STATED)


_YEARS_READ = st.datetimes(min_value=datetime(1989, 1, 1), max_value=datetime(2101, 1, 1))  # noqa: DTZ001  its zone is written behind it
_ZONES = st.one_of(
    st.sampled_from(["GMT", "UTC", "UT", "Z", "EST", "+0200", "-0330", "+2359", "-2400", "+0060"]),
    st.from_regex(r"[+-][0-9]{4}", fullmatch=True),
)


@given(_YEARS_READ, _ZONES, st.sampled_from(["%H:%M:%S", "%H:%M", "24:%M", "%H:60", "%H:%M:60"]))
def test_the_usual_form_is_read_as_the_general_way_reads_it(
    moment: datetime, zone: str, clock: str
) -> None:
    usual = moment.strftime(f"%a, %d %b %Y {clock} {zone}")
    general = moment.strftime(f"%A, %d %b %Y {clock} {zone}")  # the day in full is less usual
    assert read_date(usual, SEEN) == read_date(general, SEEN)


@pytest.mark.parametrize("day", ["Mon, 00 Jan", "31 Feb", "Fri, 32 Mar", "28 Foo"])
def test_a_day_that_is_not_in_the_calendar_is_no_date(day: str) -> None:
    assert read_date(f"{day} 2019 10:00:00 GMT", SEEN) is None
