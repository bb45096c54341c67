import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.signals.languages.english.language import English

ENGLISH = English()


def counted(text: str) -> list[tuple[str, int]]:
    """Give the numbers of a text: their words as written, and what they count to."""
    return [
        (
            text[sentence.spans[number.first][0] - 1 : sentence.spans[number.last][1] - 1],
            number.value,
        )
        for sentence in ENGLISH.sentences("", text)
        for number in sentence.numbers
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # digits
        pytest.param("At least 14 towns were hit.", [("14", 14)], id="digits"),
        pytest.param("2,500 fighters", [("2,500", 2_500)], id="a thousands separator"),
        pytest.param("1,250,000 people", [("1,250,000", 1_250_000)], id="two separators"),
        pytest.param("some 3 million civilians", [("3 million", 3_000_000)], id="a scale"),
        pytest.param("1.5 million people", [("1.5 million", 1_500_000)], id="a fraction of one"),
        pytest.param("1.5million people", [("1.5million", 1_500_000)], id="without the space"),
        pytest.param("3m people", [("3m", 3_000_000)], id="m for million"),
        pytest.param("1.2m people", [("1.2m", 1_200_000)], id="a fraction of m"),
        pytest.param("2bn people", [("2bn", 2_000_000_000)], id="bn for billion"),
        pytest.param("20k homes", [("20k", 20_000)], id="k for thousand"),
        pytest.param("120 thousand homes", [("120 thousand", 120_000)], id="thousand"),
        pytest.param("2 dozen men", [("2 dozen", 24)], id="digits and dozen"),
        pytest.param("20+ dead", [("20", 20)], id="a plus behind"),
        pytest.param("dead: 14", [("14", 14)], id="at the end"),
        pytest.param("0 dead", [("0", 0)], id="nought"),
        # words
        pytest.param("fourteen killed", [("fourteen", 14)], id="a teen"),
        pytest.param("twenty-two soldiers", [("twenty-two", 22)], id="a hyphen"),
        pytest.param("Twenty two soldiers", [("Twenty two", 22)], id="a space"),
        pytest.param("a hundred men", [("a hundred", 100)], id="a hundred"),
        pytest.param("Hundred killed", [("Hundred", 100)], id="hundred alone, as headlines say"),
        pytest.param("one hundred and two men", [("one hundred and two", 102)], id="and"),
        pytest.param("two hundred fifty homes", [("two hundred fifty", 250)], id="without and"),
        pytest.param(
            "one hundred and twenty thousand people",
            [("one hundred and twenty thousand", 120_000)],
            id="a hundred thousands",
        ),
        pytest.param(
            "two million three hundred thousand",
            [("two million three hundred thousand", 2_300_000)],
            id="two scales",
        ),
        pytest.param("a thousand people", [("a thousand", 1_000)], id="a thousand"),
        pytest.param("a million people", [("a million", 1_000_000)], id="a million"),
        pytest.param("half a million refugees", [("half a million", 500_000)], id="half a million"),
        pytest.param("half a dozen towns", [("half a dozen", 6)], id="half a dozen"),
        pytest.param("a half million", [("a half million", 500_000)], id="a half million"),
        pytest.param(
            "a quarter of a million people", [("a quarter of a million", 250_000)], id="a quarter"
        ),
        pytest.param(
            "two and a half million people",
            [("two and a half million", 2_500_000)],
            id="and a half",
        ),
        pytest.param("two and ten men", [("two", 2), ("ten", 10)], id="and between two numbers"),
        pytest.param("one person was killed", [("one", 1)], id="one"),
        pytest.param("five, six men", [("five", 5), ("six", 6)], id="a comma parts numbers"),
        # vague
        pytest.param("more than a dozen villages", [("a dozen", 12)], id="a dozen"),
        pytest.param("Dozen killed", [("Dozen", 12)], id="dozen alone, as headlines say"),
        pytest.param("three dozen villages", [("three dozen", 36)], id="three dozen"),
        pytest.param("dozens were hurt", [("dozens", 24)], id="dozens"),
        pytest.param("several dozen men", [("several dozen", 24)], id="several dozen"),
        pytest.param("scores of rebels", [("scores", 40)], id="scores of"),
        pytest.param("scores killed", [("scores", 40)], id="scores killed"),
        pytest.param("hundreds fled", [("hundreds", 200)], id="hundreds"),
        pytest.param("a few hundred troops", [("a few hundred", 200)], id="a few hundred"),
        pytest.param("several hundreds", [("several hundreds", 200)], id="several hundreds"),
        pytest.param(
            "several hundred thousand", [("several hundred thousand", 200_000)], id="both"
        ),
        pytest.param("thousands of civilians", [("thousands", 2_000)], id="thousands"),
        pytest.param("tens of thousands", [("tens of thousands", 20_000)], id="tens of thousands"),
        pytest.param(
            "hundreds of thousands",
            [("hundreds of thousands", 200_000)],
            id="hundreds of thousands",
        ),
        pytest.param("millions", [("millions", 2_000_000)], id="millions"),
        pytest.param("a couple of villages", [("a couple", 2)], id="a couple of"),
        pytest.param(
            "a couple of hundred", [("a couple of hundred", 200)], id="a couple of hundred"
        ),
        # words around that change nothing
        pytest.param("more than 20 dead", [("20", 20)], id="more than"),
        pytest.param("nearly two hundred homes", [("two hundred", 200)], id="nearly"),
        pytest.param("up to 300 men", [("300", 300)], id="up to"),
        # ranges
        pytest.param("10 to 15 shells", [("10 to 15", 10)], id="a range has its lower bound"),
        pytest.param("10-15 shells", [("10-15", 10)], id="a range with a hyphen"),
        pytest.param("10–15 shells", [("10–15", 10)], id="a range with a dash"),
        pytest.param("14 or 15 dead", [("14 or 15", 14)], id="or"),
        pytest.param("between 10 and 15 dead", [("10 and 15", 10)], id="between and"),
        pytest.param("six to eight men", [("six to eight", 6)], id="a range in words"),
        pytest.param("2 to 3 million people", [("2 to 3 million", 2_000_000)], id="a shared scale"),
        pytest.param("500 to 1 thousand", [("500 to 1 thousand", 500)], id="a scale of its own"),
        pytest.param("rose from 10 to 15", [("10 to 15", 15)], id="a change comes to its end"),
        # several
        pytest.param(
            "killed 14, wounded twenty", [("14", 14), ("twenty", 20)], id="two in one sentence"
        ),
        # counted all the same
        pytest.param("two in 28th Street", [("two", 2)], id="in before an ordinal"),
        pytest.param("2014 people died", [("2014", 2014)], id="a year's digits before people"),
        pytest.param("a 100-strong group", [("100", 100)], id="strong"),
        pytest.param("four T-72 tanks", [("four", 4)], id="beside a model"),
        pytest.param("in May 14 people died", [("14", 14)], id="a month before a counted noun"),
        pytest.param("they may kill 14", [("14", 14)], id="may is no month in small letters"),
        pytest.param("order 500 troops", [("500", 500)], id="a verb that is a noun too"),
        pytest.param("5 million million", [("5 million", 5_000_000)], id="a scale is taken once"),
        pytest.param("killed two in 3 raids", [("two", 2), ("3", 3)], id="in between, no ratio"),
    ],
)
def test_a_number_counts(text: str, expected: list[tuple[str, int]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # dates and times
        pytest.param("in 2014", id="a year"),
        pytest.param("the war of 1998", id="a year after of"),
        pytest.param("In 2014 people fled", id="a year before a noun"),
        pytest.param("between 1998 and 2003", id="two years"),
        pytest.param("the 2014-2015 war", id="a span of years"),
        pytest.param("the 1990s", id="a decade"),
        pytest.param("28 January", id="day and month"),
        pytest.param("January 28", id="month and day"),
        pytest.param("Jan. 28, 2019", id="a short month"),
        pytest.param("28 and 29 January", id="two days"),
        pytest.param("on the 14th", id="an ordinal"),
        pytest.param("2019-01-28", id="a date in figures"),
        pytest.param("28/1/2019", id="a date with slashes"),
        pytest.param("at 5:30", id="a time"),
        pytest.param("at 10 a.m.", id="a time before noon"),
        pytest.param("at 0600 local time", id="a time in four figures"),
        pytest.param("at 18 GMT", id="a time with its zone"),
        # spans of time, ages
        pytest.param("within 48 hours", id="hours"),
        pytest.param("two years ago", id="years"),
        pytest.param("five consecutive days", id="days with a word between"),
        pytest.param("a two-day visit", id="a hyphened span"),
        pytest.param("a 35-year-old man", id="an age with hyphens"),
        pytest.param("aged 7", id="aged"),
        pytest.param("boys aged 12 and 15", id="two ages"),
        pytest.param("a Grade 11 pupil", id="a grade"),
        pytest.param("Maria, 42, said", id="an age after a name"),
        # measures, money, shares
        pytest.param("20 kilometres away", id="a distance"),
        pytest.param("500 metric tonnes", id="a weight with a word between"),
        pytest.param("a magnitude of 7.1", id="a fraction"),
        pytest.param("$5 million", id="dollars in front"),
        pytest.param("US$ 20 million", id="dollars with letters"),
        pytest.param("5 million euros", id="euros behind"),
        pytest.param("100 US dollars", id="dollars with a word between"),
        pytest.param("14%", id="a percent sign"),
        pytest.param("14 percent", id="percent"),
        pytest.param("14 per cent", id="per cent"),
        pytest.param("two-thirds of homes", id="a fraction in words"),
        pytest.param("one in five children", id="a ratio"),
        pytest.param("six in 10 homes", id="a ratio of ten"),
        # names
        pytest.param("T-72", id="a tank"),
        pytest.param("F-16 jets", id="a jet"),
        pytest.param("MH17", id="a flight"),
        pytest.param("the G20", id="a group"),
        pytest.param("9/11", id="an event"),
        pytest.param("24/7", id="a figure of speech"),
        pytest.param("Covid-19", id="a disease"),
        pytest.param("the 28th Brigade", id="a unit"),
        pytest.param("Resolution 2254", id="a resolution"),
        pytest.param("No. 10", id="a rank"),
        pytest.param("the number 7", id="the number"),
        pytest.param("World War Two", id="a war"),
        pytest.param("in Game 6", id="a game"),
        pytest.param("Group of Seven", id="a group of states"),
        pytest.param("a two-state solution", id="an adjective"),
        pytest.param("Agent 007", id="a nought in front"),
        # no numbers at all
        pytest.param("won 3-2", id="a score"),
        pytest.param("He scores twice", id="scores in sport"),
        pytest.param("no one was hurt", id="no one"),
        pytest.param("one of them", id="one of"),
        pytest.param("this one fell", id="this one"),
        pytest.param("a multi-million deal", id="multi-million"),
        pytest.param("tens of them", id="tens"),
        pytest.param("the few remaining", id="the few"),
        pytest.param("the married couple", id="a couple of people"),
        pytest.param("half of it", id="half"),
        pytest.param("half the town", id="half the"),
        pytest.param("99999999999 people", id="more than there are"),
        pytest.param("123456789012345678901234567890", id="a serial number"),
    ],
)
def test_what_is_no_count_is_left_out(text: str) -> None:
    assert counted(text) == []


_PIECES = st.sampled_from(
    ["one", "two", "twenty", "hundred", "thousand", "million", "dozen", "and", "a", "half", "of"]
) | st.sampled_from(["several", "couple", "tens", "3", "2,500", "1.5", "2014", "to", "-", "in"])


@given(st.lists(_PIECES).map(" ".join) | st.text())
def test_numbers_are_in_order_apart_and_within_their_sentence(text: str) -> None:
    for sentence in ENGLISH.sentences("", text):
        last = -1
        for number in sentence.numbers:
            assert last < number.first <= number.last < len(sentence.words)
            assert number.value >= 0
            last = number.last
