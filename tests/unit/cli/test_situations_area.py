"""Which area somebody means."""

import pytest
import typer

from warnd.cli.situations_area import area_meant
from warnd.model.area import Area
from warnd.model.identifiers import AreaId


def area(id_: str, name: str, *divisions: str) -> Area:
    return Area(id=AreaId(id_), name=name, divisions=divisions)


AREAS = (
    area("SD", "Sudan"),
    area("SS", "South Sudan"),
    area("CI", "Côte d’Ivoire"),
    area("SY-ID", "Idlib, Syria", "SY-ID"),
    area("north", "Northern front", "SY-HL", "SY-RA"),
    area("GB-A", "Newport, Wales"),
    area("US-A", "Newport, Vermont"),
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("sd", "SD", id="an id in small letters"),
        pytest.param("sudan", "SD", id="a whole name, though another ends alike"),
        pytest.param("cote d’ivoire", "CI", id="a name without accents"),
        pytest.param("Idlib", "SY-ID", id="a division without its country"),
        pytest.param("sy-ra", "north", id="a division that an area covers"),
    ],
)
def test_an_area_is_meant_by(asked: str, found: str) -> None:
    assert area_meant(asked, AREAS).id == found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param("Sudn", "did you mean SD (Sudan)?", id="a letter left out"),
        pytest.param("Newport", "several areas are called 'Newport'; did you mean GB-A", id="two"),
        pytest.param("South", "did you mean SS (South Sudan)?", id="a beginning"),
        pytest.param("xyzzy", "`warnd situations list --all` names them", id="nothing near"),
        pytest.param("", "`warnd situations list --all` names them", id="nothing"),
        pytest.param("a\x1b[2Jb", "no area is called 'a[2Jb'", id="controls"),
    ],
)
def test_what_is_not_clear_ends_the_command_with_what_is_near(
    asked: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        area_meant(asked, AREAS)
    assert ended.value.exit_code == 1
    assert said in capsys.readouterr().err
