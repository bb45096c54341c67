from dataclasses import replace

from tests.unit.builders import IDLIB, article, mention, shipped_table, signal
from warnd.model.area import Area
from warnd.model.identifiers import AreaId
from warnd.model.place import Place, PlaceMention
from warnd.model.reading import Reading
from warnd.model.signal import Evidence, Signal
from warnd.situations.areas import AreaBook
from warnd.situations.claims import claims_of

HAMA = Place(name="Hama", country="SY", admin1="SY-HM", lat=35.13, lon=36.75, population=460_000)
MOSCOW = Place(name="Moscow", country="RU", admin1="RU-MOW", lat=55.75, lon=37.6)
BOOK = AreaBook(
    [
        Area(id=AreaId("SY"), name="Syria", country="SY"),
        Area(id=AreaId("RU"), name="Russia", country="RU"),
        Area(id=AreaId("SY-ID"), name="Idlib", country="SY", divisions=("SY-ID",)),
        Area(id=AreaId("SY-HM"), name="Hama", country="SY", divisions=("SY-HM",)),
    ]
)


def placed(*signals: Signal, places: tuple[PlaceMention, ...] = ()) -> dict[str, float]:
    reading = Reading(language="en", score=50.0, signals=signals, places=places)
    claims = claims_of(article("text"), reading, BOOK, shipped_table())
    return {claim.area: round(claim.placing, 3) for claim in claims}


def test_a_signal_belongs_to_the_places_of_its_sentence() -> None:
    found = placed(signal(where=(mention(IDLIB),)), places=(mention(HAMA), mention(IDLIB)))
    assert found == {"SY-ID": 1.0, "SY": 0.6}


def test_one_signal_in_two_divisions_is_a_claim_about_each() -> None:
    found = placed(signal(where=(mention(IDLIB), mention(HAMA))))
    assert found == {"SY-ID": 1.0, "SY-HM": 1.0, "SY": 0.6}


def test_places_roll_up_to_their_divisions_and_countries_and_are_felt_next_door() -> None:
    book = AreaBook(
        [
            *BOOK.areas,
            Area(id=AreaId("TR"), name="Turkey", country="TR", neighbours=("SY-ID",)),
            Area(id=AreaId("levant"), name="The Levant", countries=("SY", "LB")),
        ]
    )
    reading = Reading(
        language="en", score=50.0, signals=(signal(where=(mention(IDLIB),)),), places=()
    )
    claims = claims_of(article("text"), reading, book, shipped_table())
    assert {claim.area: claim.placing for claim in claims} == {
        "SY-ID": 1.0,
        "SY": 0.6,
        "levant": 0.6,
        "TR": 0.3,
    }


def test_without_a_place_in_its_sentence_the_article_tells_less_surely() -> None:
    assert placed(signal(), places=(mention(IDLIB),)) == {"SY-ID": 0.8, "SY": 0.48}


def test_of_several_countries_the_one_named_nearest_is_believed_most() -> None:
    words = Evidence(text="troops are sent", start=100, end=115)
    troops = replace(signal(), evidence=(words,))
    near, far = mention(IDLIB, start=140), mention(MOSCOW, start=10)
    assert placed(troops, places=(far, near)) == {"SY-ID": 0.8, "SY": 0.48, "RU": 0.4}
    swapped = (mention(MOSCOW, start=140), mention(IDLIB, start=10))
    assert placed(troops, places=swapped) == {"SY-ID": 0.4, "SY": 0.24, "RU": 0.8}


def test_all_places_of_the_nearest_country_are_meant() -> None:
    troops = replace(signal(), evidence=(Evidence(text="troops", start=100, end=106),))
    places = (mention(HAMA, start=0), mention(MOSCOW, start=50), mention(IDLIB, start=90))
    found = placed(troops, places=places)
    assert (found["SY-ID"], found["SY-HM"], found["RU"]) == (0.8, 0.8, 0.4)


def test_the_nearest_of_several_quotes_counts() -> None:
    quotes = (Evidence(text="a", start=0, end=1), Evidence(text="b", start=500, end=501))
    told = replace(signal(), evidence=quotes)
    places = (mention(MOSCOW, start=40), mention(IDLIB, start=490))
    assert placed(told, places=places)["RU"] == 0.4


def test_a_country_only_spoken_of_is_the_last_guess() -> None:
    spoken = mention(MOSCOW, locates=False)
    assert placed(signal(), places=(spoken,)) == {"RU": 0.4}
    assert "RU" not in placed(signal(), places=(spoken, mention(IDLIB)))


def test_what_is_less_probable_than_not_is_no_claim() -> None:
    assert placed(signal(probability=0.49, where=(mention(IDLIB),))) == {}


def test_what_has_no_place_is_no_claim_about_anywhere() -> None:
    assert placed(signal()) == {}
