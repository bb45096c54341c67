import pytest

from warnd.signals.places.tokens import Run, runs


def all_runs(body: str) -> list[Run]:
    return [run for _, run in runs(body, bool)]


def written(body: str) -> list[list[str]]:
    return [[word.text for word in run.words] for run in all_runs(body)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("in Ras al-Ayn today", [["Ras", "al-Ayn"]], id="article-inside"),
        pytest.param("near al-Bab.", [["al-Bab"]], id="article-first"),
        pytest.param("in Ras al Ayn today", [["Ras", "Ayn"]], id="article-alone"),
        pytest.param("Port-au-Prince", [["Port", "Prince"]], id="hyphens"),
        pytest.param("the U.S. Army", [["U.S.", "Army"]], id="abbreviation"),
        pytest.param("Syria's Idlib", [["Syria"], ["Idlib"]], id="possessive-ends-a-run"),
        pytest.param("St. Petersburg burned", [["St", "Petersburg"]], id="saint"),
        pytest.param("in Homs on Monday", [["Homs"], ["Monday"]], id="on-a-day"),
        pytest.param("in Homs on March 3", [["Homs"], ["March"]], id="on-a-date"),
        pytest.param("Stratford on Avon", [["Stratford", "Avon"]], id="on-a-river"),
        pytest.param("Homs. Hama", [["Homs"], ["Hama"]], id="sentence-end"),
        pytest.param("Bank of America", [["Bank", "America"]], id="of"),
        pytest.param("Homs, Hama", [["Homs"], ["Hama"]], id="comma"),
        pytest.param("pro-Syria", [["Syria"]], id="prefix"),
        pytest.param("McDonald", [["McDonald"]], id="capital-inside"),
        pytest.param("N'Djamena", [["N'Djamena"]], id="apostrophe"),
        pytest.param(
            "People's Republic of China", [["People's", "Republic", "China"]], id="people"
        ),
        pytest.param("US$20 at Philly.com", [], id="money-and-addresses"),
        pytest.param("eBay", [], id="capital-within"),
        pytest.param("Dnipro і Київ", [["Dnipro"], ["Київ"]], id="cyrillic"),
    ],
)
def test_capitalised_words_form_runs(body: str, words: list[list[str]]) -> None:
    assert written(body) == words


def test_offsets_are_code_points_of_the_body() -> None:
    body = "Über Homs’s roofs 🔥 Hama"
    spans = [
        (start + word.start, start + word.end)
        for start, run in runs(body, bool)
        for word in run.words
    ]
    assert [body[start:end] for start, end in spans] == ["Über", "Homs", "Hama"]


def test_lone_words_that_mean_nothing_are_left_out() -> None:
    found = runs("Nobody came to Homs with Red Cross", {"homs"}.__contains__)
    assert [[word.text for word in run.words] for _, run in found] == [["Homs"], ["Red", "Cross"]]


def test_a_title_with_capitals_throughout_is_a_headline() -> None:
    first, second = all_runs("Rebels Seize Town Near Aleppo\nRebels seized it.")
    assert first.headline
    assert not second.headline


def test_a_plain_title_is_no_headline() -> None:
    assert not any(run.headline for run in all_runs("Rebels seize a town near Aleppo\nMore."))


@pytest.mark.parametrize(
    ("body", "tail"),
    [
        pytest.param("in Jenin camp today", "camp", id="camp"),
        pytest.param("in Jenin, camp", "", id="comma"),
        pytest.param("in Jenin's camp", "", id="possessive"),
        pytest.param("in Jenin again", "", id="another-word"),
        pytest.param("in Jenin Camp", "", id="capital"),
        pytest.param("in Jenin", "", id="end"),
    ],
)
def test_a_word_in_small_letters_may_end_a_name(body: str, tail: str) -> None:
    assert all_runs(body)[0].tail == tail


@pytest.mark.parametrize(
    ("body", "dateline"),
    [
        pytest.param("\nKABUL - Shots rang out.", True, id="dash"),
        pytest.param("\nKABUL (Agency) — Shots rang out.", True, id="agency"),
        pytest.param("\nKABUL, March 3 -- Shots rang out.", True, id="date"),
        pytest.param("\nKabul, 3 March 2019 – Shots rang out.", True, id="date-in-front"),
        pytest.param("\nKHAN YOUNIS, Gaza Strip — Shots.", True, id="with-its-country"),
        pytest.param("\nKABUL was calm - for once.", False, id="sentence"),
        pytest.param("\nIn KABUL - at last - it rained.", False, id="not-first"),
        pytest.param("\nKabul-based men fled.", False, id="hyphen"),
    ],
)
def test_a_place_may_begin_a_report(body: str, dateline: bool) -> None:
    assert all_runs(body)[0].dateline is dateline


def test_letters_of_the_compass_are_no_part_of_a_name() -> None:
    assert written("Yatta S of Hebron") == [["Yatta"], ["Hebron"]]
    assert written("NW of Goma") == [["Goma"]]
    assert written("W Region") == [["W", "Region"]]


def test_the_first_of_several_words_may_open_a_sentence() -> None:
    opens = [run.opens for run in all_runs("In Homs. then In Hama. Then Hama")]
    assert opens == [True, False, True]


def test_the_same_words_in_the_same_position_are_one_run() -> None:
    one, two, three = all_runs("in Khan Younis today, in Khan Younis again, in Khan Younis camp")
    assert one is two
    assert three.words == one.words
    assert three.tail == "camp"
