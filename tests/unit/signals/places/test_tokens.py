import pytest

from warnd.signals.places.tokens import Run, runs


def all_runs(body: str) -> list[Run]:
    return list(runs(body, bool))


def written(body: str) -> list[list[str]]:
    return [[word.text for word in run.words] for run in all_runs(body)]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("in Ras al-Ayn today", [["Ras", "al-Ayn"]], id="article-inside"),
        pytest.param("near al-Bab.", [["al-Bab"]], id="article-first"),
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
    spans = [(word.start, word.end) for run in all_runs(body) for word in run.words]
    assert [body[start:end] for start, end in spans] == ["Über", "Homs", "Hama"]


def test_lone_words_that_mean_nothing_are_left_out() -> None:
    found = list(runs("Nobody came to Homs with Red Cross", {"homs"}.__contains__))
    assert [[word.text for word in run.words] for run in found] == [["Homs"], ["Red", "Cross"]]


def test_a_title_with_capitals_throughout_is_a_headline() -> None:
    first, second = all_runs("Rebels Seize Town Near Aleppo\nRebels seized it.")
    assert first.headline
    assert not second.headline


def test_a_plain_title_is_no_headline() -> None:
    assert not any(run.headline for run in all_runs("Rebels seize a town near Aleppo\nMore."))


def test_the_first_of_several_words_may_open_a_sentence() -> None:
    opens = [run.opens for run in all_runs("In Homs. then In Hama. Then Hama")]
    assert opens == [True, False, True]
