"""The number that a careful reader would take for the size of a signal, in our own sentences."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.acceptance.timeline import reader
from tests.unit.builders import article

PUBLISHED = datetime(2019, 6, 15, tzinfo=UTC)


def counts(text: str, title: str = "", language: str = "en") -> dict[str, int | None]:
    """Give the count of each kind that is seen surely."""
    told = replace(article(text, title=title, published=PUBLISHED), language=language)
    return {
        signal.kind: signal.count
        for signal in reversed(reader().read(told).signals)
        if signal.probability >= 0.5
    }


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # which of several
        pytest.param(
            "More than 300 protesters were arrested in twelve cities.",
            "detention_abuse",
            300,
            id="people arrested, not cities",
        ),
        pytest.param(
            "Of the town's 120,000 people, 90,000 have left because of the fighting.",
            "displacement",
            90_000,
            id="those who left, not those who lived there",
        ),
        # numbers in words and digits
        pytest.param(
            "A car bomb killed 14 people in a market in Kano.", "bombing", 14, id="digits"
        ),
        pytest.param(
            "A car bomb killed fourteen people in a market in Kano.", "bombing", 14, id="words"
        ),
        pytest.param(
            "A car bomb killed at least 1,200 people in Kano.",
            "bombing",
            1200,
            id="a thousands separator",
        ),
        pytest.param(
            "A car bomb killed up to 30 people in a market in Kano.", "bombing", 30, id="up to"
        ),
        pytest.param(
            "A car bomb killed more than a dozen people in Kano.",
            "bombing",
            12,
            id="more than a dozen",
        ),
        pytest.param("A car bomb killed dozens of people in Kano.", "bombing", 24, id="dozens"),
        pytest.param("A car bomb killed scores of people in Kano.", "bombing", 40, id="scores"),
        pytest.param(
            "A car bomb killed hundreds of people in Kano.", "bombing", 200, id="hundreds"
        ),
        pytest.param(
            "A car bomb killed between 10 and 15 people in Kano.",
            "bombing",
            10,
            id="a range counts as its lower bound: it is sure",
        ),
        pytest.param(
            "Thousands of people fled the shelling of Kutum.", "displacement", 2000, id="thousands"
        ),
        pytest.param(
            "Some 3 million people have fled the war in Gedo.",
            "displacement",
            3_000_000,
            id="some 3 million",
        ),
        pytest.param(
            "Two and a half million people have fled the war in Gedo.",
            "displacement",
            2_500_000,
            id="two and a half million",
        ),
        # places before people
        pytest.param(
            "Army guns shelled 14 towns in Hama and Idlib, killing nine people.",
            "shelling",
            14,
            id="towns before the dead",
        ),
        pytest.param(
            "Army guns shelled a dozen towns and villages in Hama.",
            "shelling",
            12,
            id="a dozen towns and villages",
        ),
        pytest.param(
            "Jets bombed 12 rebel targets near Taiz and killed 30 people.",
            "airstrike",
            12,
            id="targets",
        ),
        pytest.param(
            "Rebels captured 23 villages east of Aleppo with 2,500 fighters.",
            "territory_change",
            23,
            id="villages, not fighters",
        ),
        # the dead before the wounded
        pytest.param(
            "A suicide bombing in Lahore killed 5 people and wounded 20.",
            "bombing",
            5,
            id="killed 5 and wounded 20",
        ),
        pytest.param(
            "A suicide bomber struck a market in Lahore, killing 5 and wounding 20.",
            "bombing",
            5,
            id="killing 5 and wounding 20",
        ),
        pytest.param(
            "Five people were killed and 20 wounded in a suicide bombing in Lahore.",
            "bombing",
            5,
            id="were killed and 20 wounded",
        ),
        pytest.param(
            "A suicide bombing in Lahore left five dead and dozens injured.",
            "bombing",
            5,
            id="left five dead",
        ),
        pytest.param(
            "A suicide bombing in Lahore wounded 20 people.", "bombing", 20, id="the wounded alone"
        ),
        pytest.param(
            "A soldier was killed and two others were injured by a roadside bomb in Kidal.",
            "bombing",
            1,
            id="one dead and two injured",
        ),
        pytest.param(
            "Sixteen people, including the mayor, were killed by a car bomb in Tuz.",
            "bombing",
            16,
            id="including the mayor",
        ),
        pytest.param(
            "A car bomb in Tuz killed 30 people, including 12 children, and wounded 40.",
            "bombing",
            30,
            id="including 12 children",
        ),
        pytest.param(
            "Nine people were killed by a car bomb in Tuz, seven of them women.",
            "bombing",
            9,
            id="seven of them women",
        ),
        # sums
        pytest.param(
            "Three soldiers and two policemen were killed in clashes with rebels in Mandera.",
            "armed_clash",
            5,
            id="soldiers and policemen",
        ),
        pytest.param(
            "Clashes between the army and rebels in Mandera killed a soldier and three rebels.",
            "armed_clash",
            4,
            id="a soldier and three rebels",
        ),
        pytest.param(
            "Rockets fired from the hills killed two people in Sderot and one in Ashkelon.",
            "shelling",
            3,
            id="here and there",
        ),
        pytest.param(
            "Clashes in Mandera left ten soldiers and 20 rebels dead.",
            "armed_clash",
            30,
            id="dead on both sides",
        ),
        # totals
        pytest.param(
            "The death toll from the bombing of a hotel in Kabul rose to 19.",
            "bombing",
            19,
            id="a toll that rises",
        ),
        pytest.param(
            "The death toll from the bombing of a hotel in Kabul rose from 12 to 19.",
            "bombing",
            19,
            id="a toll that rises from",
        ),
        pytest.param(
            "Shelling of Kutum killed three people, bringing the toll to 12.",
            "shelling",
            3,
            id="the event's own number stands",
        ),
        pytest.param(
            "More shelling of Kutum brought the death toll to 12.",
            "shelling",
            12,
            id="a new total alone",
        ),
        # numbers of other things
        pytest.param(
            "Three gunmen attacked a church in Jos, killing nine worshippers.",
            "civilian_harm",
            9,
            id="not the gunmen",
        ),
        pytest.param(
            "Two suicide bombers blew themselves up in a mosque in Kano.",
            "bombing",
            None,
            id="bombers alone",
        ),
        pytest.param(
            "A bomb went off 300 metres from the palace in Kano at 9 am.",
            "bombing",
            None,
            id="distance and hour",
        ),
        pytest.param(
            "A 16-year-old boy was wounded by a landmine near Tuz.", "bombing", None, id="an age"
        ),
        pytest.param(
            "Troops of the 4th Division clashed with rebels on Highway 7 near Hama.",
            "armed_clash",
            None,
            id="a unit and a road",
        ),
        pytest.param("Rebels shelled Kutum on 3 June.", "shelling", None, id="a date"),
        pytest.param(
            "The rebels demanded 2 million dollars for the aid workers they had abducted.",
            "detention_abuse",
            None,
            id="money",
        ),
        pytest.param(
            "Jets struck Gaza after rocket fire on Sderot killed three people.",
            "airstrike",
            None,
            id="the dead of the cause",
        ),
        pytest.param(
            "Jets struck Gaza after rocket fire on Sderot killed three people.",
            "shelling",
            3,
            id="the dead of its own",
        ),
        pytest.param(
            "Airstrikes near Aden killed 17 militants and injured 20 civilians.",
            "civilian_harm",
            20,
            id="civilians, not militants",
        ),
        pytest.param(
            "Fifty people died in clashes in Gedo, including 33 militants and seven civilians.",
            "civilian_harm",
            7,
            id="the civilians among them",
        ),
        pytest.param(
            "Three people were killed, 390 people injured in shelling of Kutum by army guns.",
            "civilian_harm",
            3,
            id="a comma before the wounded",
        ),
        pytest.param(
            "Soldiers shot dead two boys aged 12 and 15 at a protest in Gaza.",
            "civilian_harm",
            2,
            id="ages of the dead",
        ),
        pytest.param(
            "Five people were killed and several others abducted in a raid on Tazirbu.",
            "detention_abuse",
            None,
            id="the dead are not the abducted",
        ),
        pytest.param(
            "Three of the ten aid workers abducted last week in Geneina have been released.",
            "de_escalation",
            3,
            id="three of the ten",
        ),
        pytest.param(
            "Rebels and soldiers clashed near Gedo; seven soldiers were killed, a colonel said.",
            "armed_clash",
            7,
            id="a comma after killed",
        ),
        pytest.param(
            "Rockets fired at Kutum wounded six civilians, one a child.",
            "civilian_harm",
            6,
            id="one a child",
        ),
        pytest.param(
            "Up to 200 women gathering wood outside the camp in Borno were abducted by gunmen.",
            "detention_abuse",
            200,
            id="a verb far off",
        ),
        # people concerned
        pytest.param(
            "Police arrested 40 opposition activists in Minsk.",
            "detention_abuse",
            40,
            id="arrested",
        ),
        pytest.param(
            "Three aid workers - one from Mali and two from Chad - were abducted in Geneina.",
            "detention_abuse",
            3,
            id="abducted, with an aside",
        ),
        pytest.param(
            "The army sent 2,500 troops and 40 tanks to the border with Chad.",
            "troop_movement",
            2500,
            id="troops before tanks",
        ),
        pytest.param(
            "Thousands of protesters clashed with police in Khartoum; two were shot dead.",
            "unrest",
            2000,
            id="protesters before the dead",
        ),
        pytest.param(
            "Clashes between protesters and police in Khartoum left six people dead.",
            "unrest",
            6,
            id="the dead of unrest",
        ),
        pytest.param(
            "Rebels released 60 prisoners under the truce in Hodeidah.",
            "de_escalation",
            60,
            id="released",
        ),
        pytest.param(
            "The army threatened to storm Marib with its 10,000 soldiers.",
            "offensive_threat",
            None,
            id="no size of a threat",
        ),
        # those who live there, and shares of them
        pytest.param(
            "Some 900,000 people live in Gedo, half of whom had fled the war in Bay.",
            "displacement",
            None,
            id="half of those who live there",
        ),
        pytest.param(
            "Gedo is home to 900,000 people, most of whom have fled.",
            "displacement",
            None,
            id="most of whom",
        ),
        pytest.param(
            "Two million people, half of them displaced by war, live in Gedo.",
            "displacement",
            None,
            id="half of them, told aside",
        ),
        pytest.param(
            "Families fled Kutum, a town of 40,000 people.", "displacement", None, id="a town of"
        ),
        pytest.param(
            "Jets dropped bombs on the border city of Kutum killing four people.",
            "airstrike",
            4,
            id="the dead of a town",
        ),
        pytest.param(
            "Families are fleeing Kutum, where some 40,000 people live.",
            "displacement",
            None,
            id="where they live",
        ),
        pytest.param(
            "Half of the town's 90,000 people have fled the shelling of Kutum.",
            "displacement",
            None,
            id="half of its people",
        ),
        pytest.param(
            "Some 40,000 people live in Kutum and thousands have fled the shelling.",
            "displacement",
            2000,
            id="those who live there and those who fled",
        ),
        pytest.param(
            "Some 5,000 families living in Kutum fled the shelling.",
            "displacement",
            5000,
            id="those living there fled",
        ),
        pytest.param(
            "Some 3,000 people who fled the fighting live in tents near Gedo.",
            "displacement",
            3000,
            id="those who fled live elsewhere",
        ),
        pytest.param(
            "The camp is home to 40,000 refugees who fled the war in Gedo.",
            "displacement",
            40_000,
            id="a camp of those who fled",
        ),
        pytest.param(
            "Hundreds of thousands of people fled Kutum, most of whom are children.",
            "displacement",
            200_000,
            id="a share told of those who fled",
        ),
        pytest.param(
            "An air raid on Kutum killed 30 people, most of whom were civilians.",
            "airstrike",
            30,
            id="a share told of the dead",
        ),
        pytest.param(
            "The siege cuts off Kutum, where 40,000 people live without food.",
            "aid_obstruction",
            40_000,
            id="a siege befalls all who live there",
        ),
        # several sentences
        pytest.param(
            "A car bomb exploded at a market in Tuz. Police said eight people were dead.",
            "bombing",
            8,
            id="the next sentence",
        ),
        pytest.param(
            "A car bomb exploded in a market in Tuz. Smoke rose far off. The dead numbered 14.",
            "bombing",
            14,
            id="two sentences on",
        ),
        pytest.param(
            "A car bomb exploded at a market in Tuz. Airstrikes on Hajin killed 30 people.",
            "bombing",
            None,
            id="the dead of another event",
        ),
        pytest.param(
            "A car bomb exploded at a market in Tuz. Last year bombs there killed 60 people.",
            "bombing",
            None,
            id="the dead of last year",
        ),
    ],
)
def test_what_a_sentence_counts(text: str, kind: str, expected: int | None) -> None:
    assert counts(text)[kind] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param(
            "Les habitants ont fui Kutum, une ville de 40 000 habitants.", "fr", None, id="fr"
        ),
        pytest.param(
            "Quelque 3 000 personnes ont fui les combats à Kutum.",
            "fr",
            3000,
            id="fr: those who fled",
        ),
        pytest.param(
            "Un million de personnes vivent à Gedo, dont la moitié ont fui les combats à Bay.",
            "fr",
            None,
            id="fr: half of them",
        ),
        pytest.param(
            "Los vecinos huyeron de Kutum, una ciudad de 40.000 habitantes.", "es", None, id="es"
        ),
        pytest.param(
            "Dos millones de personas viven en Gedo, la mitad de las cuales huyeron de la guerra.",
            "es",
            None,
            id="es: half of them",
        ),
        pytest.param(
            "Os moradores fugiram de Kutum, uma cidade de 40 mil habitantes.", "pt", None, id="pt"
        ),
        pytest.param(
            "Жители бежали из города Кутум с населением 40 тысяч человек.", "ru", None, id="ru"
        ),
        pytest.param(
            "Около 3 тысяч человек бежали от боев в Кутуме.", "ru", 3000, id="ru: those who fled"
        ),
        pytest.param(
            "نزح سكان كتم التي يبلغ عدد سكانها 40 ألف نسمة بسبب القصف.", "ar", None, id="ar"
        ),
        pytest.param(
            "نزح نحو 40 ألف شخص من كتم بسبب القصف.", "ar", 40_000, id="ar: those who fled"
        ),
        pytest.param(
            "Çatışmalar nedeniyle 40 bin nüfuslu Kutum'dan siviller kaçtı.", "tr", None, id="tr"
        ),
    ],
)
def test_those_who_live_in_a_place_size_no_flight(
    text: str, language: str, expected: int | None
) -> None:
    assert counts(text, language=language)["displacement"] == expected


def test_a_number_that_was_counted_goes_before_a_round_one_of_the_title() -> None:
    text = "A car bomb killed 31 people in a market in Kano on Monday."
    assert counts(text, title="Dozens killed by car bomb in Kano")["bombing"] == 31


def test_a_revision_in_the_lead_goes_before_the_title() -> None:
    text = "The death toll from a car bomb in a market in Kano rose to 16, police said."
    assert counts(text, title="Car bomb kills 14 in Kano")["bombing"] == 16


def test_the_number_of_an_older_event_does_not_size_the_news() -> None:
    text = (
        "A car bomb killed nine people in a market in Kano on Monday.\n\nPolice closed the road."
        "\n\nIn 2014 a bombing of the same market killed 120 people.\n\nTraders stayed."
    )
    assert counts(text, title="Car bomb kills nine in Kano")["bombing"] == 9
