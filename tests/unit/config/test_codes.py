import pycountry
import pytest

from warnd.config.codes import COUNTRIES, country_code, division_code, is_iso_area
from warnd.config.scalars import Unfit


def test_every_country_of_iso_3166_is_known() -> None:
    assert {country.alpha_2 for country in pycountry.countries} | {"XK"} == COUNTRIES


def test_every_division_of_iso_3166_is_read() -> None:
    for division in pycountry.subdivisions:
        assert division_code(division.code) == division.code


@pytest.mark.parametrize(
    ("text", "known"),
    [("NO", True), ("SY-ID", True), ("idlib", False), ("QQ", False), ("QQ-1", False), ("", False)],
)
def test_codes_of_countries_and_divisions_are_areas_without_definition(
    text: str, *, known: bool
) -> None:
    assert is_iso_area(text) is known


def test_a_code_that_people_write_leads_to_the_one_that_iso_knows() -> None:
    with pytest.raises(Unfit, match="did you mean 'GR'"):
        country_code("el")
