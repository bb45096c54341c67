"""Sentences of our own that trap a place finder, read with the shipped gazetteer."""

from pathlib import Path

import pytest

from warnd.model.place import PlaceMention
from warnd.signals.places.finder import PlaceFinder
from warnd.storage.gazetteer import load_names

FINDER = PlaceFinder(load_names(Path(__file__).parents[4] / "models" / "gazetteer"))


def mentions(text: str, title: str = "") -> tuple[PlaceMention, ...]:
    return FINDER.mentions(f"{title}\n{text}", "en")


def located(text: str, title: str = "") -> list[str]:
    return [_code(mention) for mention in mentions(text, title) if mention.locates]


def told(text: str) -> list[str]:
    return [_code(mention) for mention in mentions(text) if not mention.locates]


def _code(mention: PlaceMention) -> str:
    return mention.place.admin1 or mention.place.country


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hilary Clinton spoke to donors.", id="surname"),
        pytest.param("George Washington crossed the river.", id="capital-as-surname"),
        pytest.param("Paris Hilton opened a shop.", id="capital-as-given-name"),
        pytest.param("President Clinton arrived.", id="title"),
        pytest.param("Bashar al-Assad vowed to retake every inch.", id="article-in-a-name"),
        pytest.param("Ali Hassan was taken. Hassan was freed later.", id="later-surname"),
        pytest.param("Omar Khadr asked for a passport. Khadr waits.", id="unknown-given-name"),
        pytest.param("Bank of America cut its outlook.", id="bank"),
        pytest.param("Real Madrid beat Manchester United.", id="clubs"),
        pytest.param("The New York Times reported it.", id="newspaper"),
        pytest.param("The New Arab quoted a resident.", id="agency"),
        pytest.param("Police in blue said Nice words in March.", id="plain-words"),
        pytest.param("Reading is fun. Mobile phones rang. Orange is loud.", id="openers"),
        pytest.param("Independence Union leaders met on Monday in August.", id="more-words"),
        pytest.param("North and South argued; the West listened.", id="directions"),
        pytest.param("A US$20 note.", id="money"),
        pytest.param("The USS Lexington sailed.", id="ship"),
        pytest.param("HIV and MERS spread.", id="capitals"),
        pytest.param("The Sudan People's Liberation Army denied it.", id="an army's name"),
    ],
)
def test_what_is_no_place_is_not_found(text: str) -> None:
    assert mentions(text) == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Clashes in Deir ez-Zor.", ["SY-DY"], id="article"),
        pytest.param("Ras al-Ayn was shelled.", ["SY-HA"], id="article-inside"),
        pytest.param("Maarrat al-Nu'man was shelled.", ["SY-ID"], id="apostrophe"),
        pytest.param("Gangs burned Port-au-Prince.", ["HT-OU"], id="hyphens"),
        pytest.param("Tanks reached Khan Younis.", ["PS-KYS"], id="two-words"),
        pytest.param("Nagorno-Karabakh fell silent.", ["AZ"], id="region"),
        pytest.param("Families fled Eastern Ghouta.", ["SY-RD"], id="region-with-direction"),
        pytest.param("A bomb struck Saint-Louis-du-Nord.", ["HT-NO"], id="french"),
        pytest.param("Gunmen attacked Kryvyi Rih.", ["UA-12"], id="ukrainian"),
        pytest.param("Refugees reached Cox's Bazar.", ["BD-B"], id="possessive-in-a-name"),
        pytest.param("Rebels shelled the town of Sake.", ["CD-NK"], id="plain-word-town"),
        pytest.param("They left mostly Muslim Lanao del Sur.", ["PH-14"], id="behind-a-faith"),
        pytest.param("Runners left the Berlin Half Marathon.", ["DE-BE"], id="a-run-as-a-site"),
        pytest.param("Şanlıurfa and Sanliurfa.", ["TR-63", "TR-63"], id="with-and-without-marks"),
        pytest.param("Police, Poland, lies north.", ["PL-32", "PL"], id="plain-word-with-country"),
    ],
)
def test_names_are_found_however_they_are_spelt(text: str, codes: list[str]) -> None:
    assert located(text) == codes


@pytest.mark.parametrize(
    ("text", "name", "point"),
    [
        pytest.param("Shells hit Hama.", "Hama", True, id="city"),
        pytest.param("Shells hit Hama province.", "Hama", False, id="province"),
        pytest.param("Shells hit the province of Hama.", "Hama", False, id="province-of"),
        pytest.param("Shells hit northern Hama.", "Hama", False, id="direction"),
        pytest.param("Shells hit Idlib Governorate.", "Idlib", False, id="governorate"),
        pytest.param("Shells hit the Donetsk region.", "Donetsk", False, id="region"),
        pytest.param("Shells hit Donetsk Oblast.", "Donetsk", False, id="oblast"),
        pytest.param("Shells hit the city of Donetsk.", "Donetsk", True, id="city-of"),
    ],
)
def test_a_city_and_its_province_are_told_apart(text: str, name: str, point: bool) -> None:
    (mention,) = mentions(text)
    smaller, larger = sorted(
        (place for place in FINDER.find(name) if place.admin1 == mention.place.admin1),
        key=lambda place: place.population,
    )[-2:]
    assert mention.place == (smaller if point else larger)


@pytest.mark.parametrize(
    ("text", "where", "who"),
    [
        pytest.param("Moscow says the truce is over.", [], ["RU-MOW"], id="capital-says"),
        pytest.param("Shells fell on homes in Moscow.", ["RU-MOW"], [], id="capital-in"),
        pytest.param("Damascus denied the raid.", [], ["SY-DI"], id="capital-denied"),
        pytest.param("Washington has warned of war.", [], ["US-DC"], id="capital-has-warned"),
        pytest.param("Talks with Ankara stalled.", [], ["TR-06"], id="with-a-capital"),
        pytest.param(
            "A pact between Damascus and Ankara.", [], ["SY-DI", "TR-06"], id="between-capitals"
        ),
        pytest.param("Kabul airport was hit.", ["AF-KAB"], [], id="capital-as-a-site"),
        pytest.param("The Kremlin denied it.", [], ["RU"], id="seat"),
        pytest.param("Syrian and Malian troops met.", [], ["SY", "ML"], id="demonyms"),
        pytest.param("Turkey attacks northern Syria.", ["SY"], ["TR"], id="attacker-and-attacked"),
        pytest.param("Israel strikes Gaza.", ["PS"], ["IL"], id="strikes"),
        pytest.param("U.S. forces in Somalia fired.", ["SO"], ["US"], id="forces-in"),
        pytest.param("Russian jets bombed Saraqib.", ["SY-ID"], ["RU"], id="demonym-of-jets"),
        pytest.param("The U.S. embassy in Baghdad shook.", ["IQ-BG"], ["US"], id="embassy"),
        pytest.param("A Homs-based group spoke.", [], ["SY-HI"], id="based"),
        pytest.param("The pro-Syria camp won.", [], ["SY"], id="pro"),
        pytest.param("Uganda arrests a rival of its ruler.", ["UG"], [], id="nothing-else-named"),
        pytest.param("Uganda arrests a rival in Kampala.", ["UG-C"], ["UG"], id="something-named"),
        pytest.param("Rebels left for Chad, Niger and Mali.", ["TD", "NE", "ML"], [], id="a-list"),
        pytest.param("Boko Haram raided Chibok.", ["NG-BO"], ["NG"], id="armed-group"),
        pytest.param(
            "Kurdistan Workers' Party men hid in Hakkari.", ["TR-30"], ["TR"], id="party-with-place"
        ),
        pytest.param("The Islamic State of Iraq held Hit.", ["IQ-AN"], [], id="state-of-iraq"),
        pytest.param(
            "Islamic State in Iraq and the Levant captured Hit.",
            ["IQ-AN"],
            ["IQ"],
            id="state-in-iraq",
        ),
        pytest.param("Kiev denied the charge.", [], ["UA-30"], id="old-spelling-of-a-capital"),
        pytest.param("Shells hit Kyiv Oblast.", ["UA-32"], [], id="oblast-round-a-capital"),
        pytest.param("Rebels hid near the border with Mali.", ["ML"], [], id="border-with"),
        pytest.param("The Iraqi town of Hit fell.", ["IQ-AN"], ["IQ"], id="plain-word-town-of"),
    ],
)
def test_where_it_happens_is_told_from_who_acts(
    text: str, where: list[str], who: list[str]
) -> None:
    assert (located(text), told(text)) == (where, who)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("Gunfire in Tripoli, Lebanon.", ["LB-AS", "LB"], id="tripoli-lebanon"),
        pytest.param("Gunfire in Tripoli, Libya.", ["LY-TB", "LY"], id="tripoli-libya"),
        pytest.param("A storm hit Atlanta, Georgia.", ["US-GA", "US-GA"], id="georgia-the-state"),
        pytest.param("Tanks rolled into Gori, Georgia.", ["GE-SK", "GE"], id="georgia-the-country"),
        pytest.param("A shooting in Paris, Texas.", ["US-TX", "US-TX"], id="paris-texas"),
        pytest.param(
            "A shooting in Groton, Massachusetts.", ["US-MA", "US-MA"], id="unknown-namesake"
        ),
        pytest.param("A raid in Niger.", ["NE"], id="niger"),
        pytest.param("A raid in Nigeria.", ["NG"], id="nigeria"),
        pytest.param("A coup in Guinea.", ["GN"], id="guinea"),
        pytest.param("A coup in Guinea-Bissau.", ["GW"], id="guinea-bissau"),
        pytest.param("A coup in Equatorial Guinea.", ["GQ"], id="equatorial-guinea"),
        pytest.param("A coup in Papua New Guinea.", ["PG"], id="new-guinea"),
        pytest.param("Fighting in eastern Congo.", ["CD"], id="congo"),
        pytest.param("Fighting in Congo-Brazzaville.", ["CG"], id="the-other-congo"),
        pytest.param("Fighting in South Sudan.", ["SS"], id="south-sudan"),
        pytest.param("Fighting in DR Congo.", ["CD"], id="abbreviation"),
        pytest.param("Soldiers died in Burma.", ["MM"], id="old-name"),
        pytest.param("Soldiers died in the West Bank.", ["PS"], id="west-bank"),
        pytest.param("Soldiers died in Kosovo.", ["XK"], id="kosovo"),
        pytest.param("Soldiers died in Crimea.", ["UA-43"], id="crimea"),
        pytest.param("Shells fell on Gaza City.", ["PS-GZA"], id="gaza-city"),
        pytest.param("Clashes in North Kivu.", ["CD-NK"], id="division"),
        pytest.param("Clashes in Balakot.", ["PK-KP"], id="supplement"),
    ],
)
def test_namesakes_mean_what_a_reader_takes_them_for(text: str, codes: list[str]) -> None:
    assert located(text) == codes


def test_a_verb_behind_a_country_makes_no_division_of_it() -> None:
    assert [_code(mention) for mention in mentions("Niger states that Nigeria sent aid.")] == [
        "NE",
        "NG",
    ]
    assert located("Gunmen killed nine in Niger state, Nigeria.")[0] == "NG-NI"


def test_a_headline_with_capitals_throughout_still_names_places() -> None:
    title = "Rebels Seize Town Near Aleppo As Government Forces Retreat"
    assert located("", title) == ["SY-HL"]


def test_a_shouted_headline_still_names_places() -> None:
    assert located("", "ARMY SHELLS IDLIB") == ["SY-ID"]


def test_offsets_give_the_words_as_written() -> None:
    body = "Truce fails\nSyria’s army shelled Sana'a-like ruins in Khan Sheikhoun."
    for mention in FINDER.mentions(body, "en"):
        assert body[mention.start : mention.end] == mention.text


def test_a_text_without_names_has_no_places() -> None:
    assert mentions("nothing here has a name") == ()
    assert FINDER.mentions("", "en") == ()
