"""Sentences of our own about who acts and where it happens, read with the shipped gazetteer."""

from pathlib import Path

import pytest

from warnd.signals.places.finder import PlaceFinder
from warnd.storage.gazetteer import load_names

FINDER = PlaceFinder(load_names(Path(__file__).parents[4] / "models" / "gazetteer"))


def located(text: str) -> list[str]:
    found = FINDER.mentions(f"\n{text}", "en")
    return [m.place.admin1 or m.place.country for m in found if m.locates]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("Talks in Geneva between Syria's foes failed.", [], id="talks-in"),
        pytest.param("Iranian and Omani envoys met in Vienna.", [], id="met-in"),
        pytest.param("A Somali envoy told reporters in Doha it was over.", [], id="reporters"),
        pytest.param(
            "A correspondent in Doha said shells hit Khan Younis.", ["PS-KYS"], id="correspondent"
        ),
        pytest.param(
            "Talks in Juba between South Sudan's leaders failed.", ["SS-EC"], id="at-home"
        ),
        pytest.param(
            "Talks on the war in Yemen began between Oman and Iran.", ["YE"], id="talks-about"
        ),
        pytest.param(
            "A bomber attacked a meeting in Quetta of Afghan traders.", ["PK-BA"], id="attacked"
        ),
    ],
)
def test_where_people_only_speak_nothing_else_happens(text: str, where: list[str]) -> None:
    assert located(text) == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("Gunmen burned a Yemeni village.", ["YE"], id="village"),
        pytest.param("Israeli jets struck a Lebanese town.", ["LB"], id="of-one-of-two"),
        pytest.param("Rebels stormed a Malian army base.", ["ML"], id="army-base"),
        pytest.param("Drones entered Estonian airspace.", ["EE"], id="airspace"),
        pytest.param("A missile fell in Japan's exclusive economic zone.", [], id="open sea"),
        pytest.param("Marchers reached the Gazan border.", ["PS"], id="border"),
        pytest.param("A U.S. army base was hit by rockets.", [], id="base-of-a-far-power"),
        pytest.param("The Greek coast guard fired shots.", [], id="guard"),
        pytest.param("Kenyan police killed six.", [], id="people-alone"),
        pytest.param("Shells hit the Libyan city of Benghazi.", ["LY-BA"], id="finer-place-named"),
    ],
)
def test_a_people_tells_where_by_its_ground_alone(text: str, where: list[str]) -> None:
    assert located(text) == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("Kinshasa accuses Kigali of sending troops.", [], id="accused"),
        pytest.param("Iran threatens to destroy Seoul.", ["KR-11"], id="to-be-destroyed"),
        pytest.param("Men from Chad burned huts near Kauda.", ["SD-KS"], id="where-they-came-from"),
        pytest.param("Thousands fled from Chad to Niger.", ["TD", "NE"], id="what-they-fled"),
        pytest.param("Oman warns Iran of war.", ["IR"], id="threatened"),
        pytest.param("Europe urged Mali to stop shelling Kidal.", ["ML-8"], id="continent"),
        pytest.param(
            "The Organization for Security and Co-operation in Europe counted shells in Donetsk.",
            ["UA-14"],
            id="organisation-of-a-continent",
        ),
        pytest.param("Khartoum bombed huts near Kauda.", ["SD-KS"], id="capital-that-strikes"),
        pytest.param("Khartoum bombed again", ["SD-KH"], id="capital-that-is-struck"),
        pytest.param(
            "Jets bombed Yemen's capital Sana'a at dawn.", ["YE", "YE-SA"], id="capital-named"
        ),
        pytest.param("A U.S. bombing killed nine near Raqqa.", ["SY-RA"], id="power-that-bombs"),
        pytest.param("The Beirut bombing killed nine.", ["LB-BA"], id="bombing-of-a-town"),
        pytest.param(
            "Having left Syria, the United States is to pay for schools.",
            ["SY"],
            id="no-list-before-a-verb",
        ),
        pytest.param("Fighting in Syria, Iraq and Yemen goes on.", ["SY", "IQ", "YE"], id="list"),
        pytest.param("The minister visits Cameroon for talks in Garoua.", ["CM-NO"], id="visit"),
    ],
)
def test_powers_act_and_towns_suffer(text: str, where: list[str]) -> None:
    assert located(text) == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("The United States Department of Defense denied it.", [], id="department"),
        pytest.param("A Pakistan Air Force jet crashed.", ["PK"], id="air-force-if-nothing-else"),
        pytest.param("A jet of the Pakistan Air Force hit Khost.", ["AF-KHO"], id="air-force"),
        pytest.param(
            "Men burned the U.S. Embassy in Tripoli, Libya.", ["LY-TB", "LY"], id="embassy"
        ),
        pytest.param("Shells hit the Pakistan Consulate in Herat.", ["AF-HER"], id="consulate"),
        pytest.param("Rockets hit Balad Air Base.", ["IQ-SD"], id="air-base"),
        pytest.param("Rockets hit Andersen Air Force Base on Guam.", ["GU"], id="air-force-base"),
        pytest.param("Soldiers hid in Cauca Department.", ["CO-CAU"], id="division"),
        pytest.param("Weatherford International sold a plant near Basra.", ["IQ-BA"], id="company"),
        pytest.param("Shells hit Benina International Airport.", ["LY-BA"], id="airport"),
        pytest.param("Barbara Jordan spoke in Taiz.", ["YE-TA"], id="surname"),
        pytest.param("The King of Jordan Abdullah spoke.", ["JO"], id="king-and-his-name"),
        pytest.param("A bomb hit the Lal Shah Baba Shrine in Sehwan.", ["PK-SD"], id="a-saint's"),
        pytest.param(
            "Islamic State in Iraq and the Levant held a rally.", [], id="body-with-a-country"
        ),
        pytest.param("A friend of Chad Littlefield spoke.", [], id="given-name"),
    ],
)
def test_bodies_and_people_are_told_from_places(text: str, where: list[str]) -> None:
    assert located(text) == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("BEIRUT (Agency) - Shells fell on Saraqib.", ["SY-ID"], id="written-abroad"),
        pytest.param("DONETSK — Shells hit the morgue.", ["UA-14"], id="written-there"),
        pytest.param("GOMA, DR Congo - Men fled.", ["CD-NK", "CD"], id="with-its-country"),
        pytest.param("TRUMPET — Shells hit Gaza.", ["PS"], id="no-place"),
    ],
)
def test_a_dateline_is_where_it_happens_only_if_nothing_else_is(
    text: str, where: list[str]
) -> None:
    assert located(text) == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("A raid in Jenin camp.", ["PS-JEN"], id="camp"),
        pytest.param("Drones hit the Kerch bridge.", ["UA-43"], id="bridge"),
        pytest.param("Somali soldiers raided Bay region.", ["SO-BY"], id="plain-word-and-region"),
        pytest.param("Soldiers raided Bay region.", ["SO-BY"], id="region-there-is-only-one-of"),
        pytest.param("Floods hit South West England.", ["GB-ENG"], id="direction"),
        pytest.param("Villages in North East Aleppo fell.", ["SY-HL"], id="two-directions"),
        pytest.param(
            "Separatists in Cameroon hold the North-West region.", ["CM", "CM-NW"], id="named"
        ),
        pytest.param("A camp W of Goma was shelled.", ["CD-NK"], id="compass"),
        pytest.param("A blast shook a Moscow apartment building.", ["RU-MOW"], id="building"),
    ],
)
def test_words_beside_a_name_make_it_a_place(text: str, where: list[str]) -> None:
    assert located(text) == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("Troops took Bashiqa, Sinjar and Rabia.", ["IQ-NI"] * 3, id="in-a-list"),
        pytest.param(
            "Men seized the ports of Sidra, Ra's Lanuf and Brega.",
            ["LY-SR", "LY-SR", "LY-WA"],
            id="behind-ports-of",
        ),
        pytest.param("In Sinjar, Rabia said she was safe.", ["IQ-NI"], id="behind-a-comma"),
        pytest.param("Hilton visited Kabul.", ["AF-KAB"], id="who-visits"),
        pytest.param("The Srebrenica massacre was denied.", ["BA-SRP"], id="what-befell-it"),
        pytest.param(
            "A shooting at a mall in Georgia killed two, Atlanta police said.",
            ["US-GA", "US-GA"],
            id="state-by-its-town",
        ),
    ],
)
def test_names_that_may_be_words_need_a_sign(text: str, where: list[str]) -> None:
    assert located(text) == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param(
            "Gunmen stopped a bus at Salamiyah on the Homs-Aleppo road.", ["SY-HM"], id="tied"
        ),
        pytest.param("Fighters took Ghazni on the Kabul–Kandahar Highway.", ["AF-GHA"], id="dash"),
        pytest.param(
            "Rebels hold Khan Sheikhoun, on the highway between Damascus and Aleppo.",
            ["SY-ID"],
            id="between",
        ),
        pytest.param(
            "A convoy burned on the Kabul-Kandahar road.", ["AF-KAB", "AF-KAN"], id="alone"
        ),
        pytest.param("Troops blocked the road in Aleppo.", ["SY-HL"], id="a-road-there"),
    ],
)
def test_a_road_is_where_its_ends_are_only_when_nothing_else_is_named(
    text: str, where: list[str]
) -> None:
    assert located(text) == where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param(
            "Guns fired at Debaltseve despite the Minsk agreement.", ["UA-14"], id="capital"
        ),
        pytest.param("Jets struck Saraqib and broke the Sochi memorandum.", ["SY-ID"], id="town"),
        pytest.param("The army broke the Hodeidah agreement.", ["YE-HU"], id="at-war-there"),
    ],
)
def test_an_accord_bears_the_name_of_where_it_was_signed(text: str, where: list[str]) -> None:
    assert located(text) == where
