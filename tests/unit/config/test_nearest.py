import pytest

from warnd.config.nearest import nearest, unknown


@pytest.mark.parametrize(
    ("name", "known", "words"),
    [
        pytest.param("intervall", ["interval", "id"], "did you mean 'interval'?", id="one letter"),
        pytest.param("IDLIB", ["idlib"], "did you mean 'idlib'?", id="capitals"),
        pytest.param("colour", ["url", "id"], "known: id, url", id="nothing near"),
        pytest.param("x", [], "there is none", id="nothing known"),
    ],
)
def test_a_name_that_is_unknown_leads_to_one_that_is_not(
    name: str, known: list[str], words: str
) -> None:
    assert nearest(name, known) == words


def test_a_long_list_is_cut() -> None:
    assert nearest("x", [f"name{n}" for n in range(30)]).endswith(", ...")


def test_the_message_names_what_is_unknown() -> None:
    assert unknown("area", "idlb", ["idlib"]) == "unknown area 'idlb'; did you mean 'idlib'?"
