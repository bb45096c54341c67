"""What the shipped English rules say has happened, is to come, is denied or is past."""

from datetime import UTC, datetime

import pytest

from tests.acceptance.timeline import reader
from tests.unit.builders import article
from warnd.model.status import Status

PUBLISHED = datetime(2019, 6, 15, tzinfo=UTC)


def statuses(text: str, title: str = "") -> dict[str, Status]:
    """Give the status of each kind that is seen surely."""
    told = article(text, title=title, published=PUBLISHED)
    return {
        signal.kind: signal.status
        for signal in reversed(reader().read(told).signals)
        if signal.probability >= 0.5
    }


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # what is told as a fact beside a plan or a denial
        pytest.param(
            "Nine gunmen who were planning an attack next month have been killed in a gunfight.",
            "armed_clash",
            Status.OCCURRED,
            id="planners who fell",
        ),
        pytest.param(
            "The army denied shelling the clinic, though doctors filmed pieces of its shells.",
            "shelling",
            Status.OCCURRED,
            id="a denial beside what was seen",
        ),
        pytest.param(
            "No aid convoy has reached the besieged town for a month, doctors said.",
            "aid_obstruction",
            Status.OCCURRED,
            id="aid that did not come",
        ),
        # denials
        pytest.param(
            "The ministry denied that its jets had bombed the village of Tall Saluq.",
            "airstrike",
            Status.DENIED,
            id="denied that",
        ),
        pytest.param(
            "The army denied shelling the market in Kutum.",
            "shelling",
            Status.DENIED,
            id="denied doing",
        ),
        pytest.param(
            "The army did not fire rockets at the market in Kutum, its spokesman said.",
            "shelling",
            Status.DENIED,
            id="did not",
        ),
        pytest.param(
            "There was no shelling in Kutum on Monday, residents said.",
            "shelling",
            Status.DENIED,
            id="there was no",
        ),
        pytest.param(
            "Reports that rebels captured the town of Bria are false, the prefect said.",
            "territory_change",
            Status.DENIED,
            id="reports are false",
        ),
        pytest.param(
            "The minister dismissed reports of an offensive against Marib.",
            "offensive_threat",
            Status.DENIED,
            id="dismissed reports",
        ),
        pytest.param(
            "The general said he has no plans to attack the city of Marib.",
            "offensive_threat",
            Status.DENIED,
            id="a denied threat",
        ),
        pytest.param(
            "The president ruled out airstrikes on the camps across the border.",
            "airstrike",
            Status.DENIED,
            id="ruled out",
        ),
        pytest.param(
            "The rebels denied responsibility for the car bomb that killed nine people in Tuz.",
            "bombing",
            Status.OCCURRED,
            id="only responsibility is denied",
        ),
        pytest.param(
            "The army denied using chlorine but said that it had shelled the town of Duma.",
            "shelling",
            Status.OCCURRED,
            id="one thing is denied and not the other",
        ),
        pytest.param(
            "The army denied using chlorine but said that it had shelled the town of Duma.",
            "chemical_weapon",
            Status.DENIED,
            id="the other is denied",
        ),
        pytest.param(
            "He was denied access to a lawyer after soldiers abducted him in Juba.",
            "detention_abuse",
            Status.OCCURRED,
            id="access is denied",
        ),
        pytest.param(
            "No group has claimed the bombing, which killed four people at a bus stop in Kano.",
            "bombing",
            Status.OCCURRED,
            id="nobody claimed it",
        ),
        pytest.param(
            "It was not immediately clear who shelled the hospital in Saada.",
            "shelling",
            Status.OCCURRED,
            id="not clear who",
        ),
        # threats
        pytest.param(
            "The army vowed to fire rockets at the town of Kutum until it surrenders.",
            "shelling",
            Status.THREATENED,
            id="vowed to",
        ),
        pytest.param(
            "The general threatened to fire missiles at the port if ships sail on.",
            "shelling",
            Status.THREATENED,
            id="threatened to if",
        ),
        pytest.param(
            "The cabinet has not ruled out airstrikes on the camps across the border.",
            "airstrike",
            Status.THREATENED,
            id="not ruled out",
        ),
        pytest.param(
            "Rebels were told to withdraw from the town by Friday.",
            "de_escalation",
            Status.THREATENED,
            id="told to withdraw",
        ),
        pytest.param(
            "Police foiled a plot to bomb the central station in Tunis.",
            "bombing",
            Status.THREATENED,
            id="foiled",
        ),
        pytest.param(
            "Two men accused of plotting a suicide attack on a church in Tunis were arrested.",
            "civilian_harm",
            Status.THREATENED,
            id="accused of plotting",
        ),
        pytest.param(
            "Aid groups fear that 40,000 people could flee if the army attacks Bosaso.",
            "displacement",
            Status.THREATENED,
            id="fear that",
        ),
        pytest.param(
            "The alliance will send 4,000 soldiers to the border with Belarus next month.",
            "troop_movement",
            Status.THREATENED,
            id="will",
        ),
        pytest.param(
            "Parliament will vote on sending 900 soldiers to Mali.",
            "troop_movement",
            Status.THREATENED,
            id="a vote to come",
        ),
        pytest.param(
            "Unless the hostages are freed, the army says, it will storm the town of Gedo.",
            "offensive_threat",
            Status.THREATENED,
            id="unless",
        ),
        pytest.param(
            "The truce in Hodeidah is close to collapse, the envoy warned.",
            "truce_collapse",
            Status.THREATENED,
            id="close to collapse",
        ),
        # told as facts beside words that threaten
        pytest.param(
            "After the shelling of Kutum, the army vows to storm the town.",
            "shelling",
            Status.OCCURRED,
            id="two statuses: what has happened",
        ),
        pytest.param(
            "After the shelling of Kutum, the army vows to storm the town.",
            "offensive_threat",
            Status.THREATENED,
            id="two statuses: what is to come",
        ),
        pytest.param(
            "Rebels accused the army of shelling a camp near Kutum.",
            "shelling",
            Status.OCCURRED,
            id="accused of",
        ),
        pytest.param(
            "Rebels claim to have shot down an army helicopter near Laiza.",
            "armed_clash",
            Status.OCCURRED,
            id="claim to have",
        ),
        pytest.param(
            "The militia was blamed for the bombing of a mosque in Kano.",
            "bombing",
            Status.OCCURRED,
            id="blamed for",
        ),
        pytest.param(
            "The court will investigate the airstrike that killed 30 guests at a wedding in Radaa.",
            "airstrike",
            Status.OCCURRED,
            id="to be investigated",
        ),
        pytest.param(
            "The president vowed to punish those responsible for the bombing of a bus in Homs.",
            "bombing",
            Status.OCCURRED,
            id="vowed to punish",
        ),
        pytest.param(
            "The council demanded an end to the shelling of Taiz.",
            "shelling",
            Status.OCCURRED,
            id="demanded an end to",
        ),
        pytest.param(
            "The ministry will pay the families of victims of last week's airstrike on Radaa.",
            "airstrike",
            Status.OCCURRED,
            id="last week's",
        ),
        pytest.param(
            "The warplanes may have hit a hospital in Saada, the alliance admitted after its "
            "airstrike there.",
            "airstrike",
            Status.OCCURRED,
            id="may have",
        ),
        pytest.param(
            "The killing of 40 villagers in Ogossagou may amount to a war crime, the envoy said.",
            "civilian_harm",
            Status.OCCURRED,
            id="may amount to",
        ),
        pytest.param(
            "If confirmed, the airstrike on a school in Radaa is the deadliest of the year.",
            "airstrike",
            Status.OCCURRED,
            id="if confirmed",
        ),
        pytest.param(
            "Airstrikes on Taiz will continue until the rebels leave, the alliance said.",
            "airstrike",
            Status.OCCURRED,
            id="will continue",
        ),
        pytest.param(
            "Kenya will take in no more refugees fleeing the fighting in Gedo.",
            "displacement",
            Status.OCCURRED,
            id="on the run",
        ),
        pytest.param(
            "The militia threatens to cut the road and has driven 3,000 families from their homes.",
            "displacement",
            Status.OCCURRED,
            id="threatens and has done",
        ),
        pytest.param(
            "They agreed to end the blockade of aid convoys to Daraya.",
            "aid_obstruction",
            Status.OCCURRED,
            id="a siege to end",
        ),
        pytest.param(
            "A no-fly zone was declared after airstrikes on the port of Misrata.",
            "airstrike",
            Status.OCCURRED,
            id="no-fly",
        ),
        pytest.param(
            "Resolution No. 41 condemned the shelling of Taiz.",
            "shelling",
            Status.OCCURRED,
            id="No. 41",
        ),
        pytest.param(
            "In response to his trial, gunmen killed three judges in the Sinai.",
            "civilian_harm",
            Status.OCCURRED,
            id="in response to a trial",
        ),
        pytest.param(
            "The envoy called on the general to halt his army's offensive on Marib.",
            "armed_clash",
            Status.OCCURRED,
            id="to halt",
        ),
        pytest.param(
            "On the first day of a planned march, soldiers shot dead nine protesters in Khartoum.",
            "civilian_harm",
            Status.OCCURRED,
            id="a planned march",
        ),
        pytest.param(
            "Sanctions will hit the officers behind the killing of 40 villagers in Ogossagou.",
            "civilian_harm",
            Status.OCCURRED,
            id="behind the",
        ),
        pytest.param(
            "Two jets flew low over the ship in the most aggressive airstrike in recent memory.",
            "airstrike",
            Status.OCCURRED,
            id="in recent memory",
        ),
        pytest.param(
            "Clashes between police and protesters demanding his resignation left 20 people dead.",
            "unrest",
            Status.OCCURRED,
            id="protesters who demand",
        ),
        pytest.param(
            "The alliance called off airstrikes on Taiz for the night.",
            "airstrike",
            Status.DENIED,
            id="called off",
        ),
        # the past
        pytest.param(
            "Hundreds gathered to mark the anniversary of the massacre of 300 villagers in Beni.",
            "civilian_harm",
            Status.HISTORICAL,
            id="an anniversary",
        ),
        pytest.param(
            "Police arrested 40 opposition activists in Minsk on the anniversary of the revolt.",
            "detention_abuse",
            Status.OCCURRED,
            id="arrests on an anniversary",
        ),
        pytest.param(
            "A court in Arusha convicted a former mayor of ordering the massacre of 300 villagers.",
            "civilian_harm",
            Status.HISTORICAL,
            id="convicted of",
        ),
        pytest.param(
            "The trial of five men over the bombing of a metro station in Minsk opened.",
            "bombing",
            Status.HISTORICAL,
            id="a trial",
        ),
        pytest.param(
            "A riot in a prison that holds convicted murderers left nine inmates dead in Dushanbe.",
            "unrest",
            Status.OCCURRED,
            id="convicted men in a riot",
        ),
        pytest.param(
            "Police fired tear gas at protesters against the extradition bill and beat dozens.",
            "unrest",
            Status.OCCURRED,
            id="an extradition bill",
        ),
        pytest.param(
            "The town was shelled in 2014, killing 60 people.",
            "shelling",
            Status.HISTORICAL,
            id="a year",
        ),
        pytest.param(
            "The army captured the town of Kutum in January.",
            "territory_change",
            Status.HISTORICAL,
            id="a month without its year",
        ),
        pytest.param(
            "The army captured the town of Kutum in early June.",
            "territory_change",
            Status.OCCURRED,
            id="this month",
        ),
        pytest.param(
            "It was the first airstrike on Aden since 2015.",
            "airstrike",
            Status.OCCURRED,
            id="the first since",
        ),
        pytest.param(
            "Rebels freed 21 of the girls kidnapped in 2014.",
            "de_escalation",
            Status.OCCURRED,
            id="a date that keeps to its participle",
        ),
        pytest.param(
            "Rebels freed 21 of the girls kidnapped in 2014.",
            "detention_abuse",
            Status.HISTORICAL,
            id="its participle",
        ),
        pytest.param(
            "Three years ago rebels shelled the town of Kutum for weeks.",
            "shelling",
            Status.HISTORICAL,
            id="years ago",
        ),
        pytest.param(
            "He lost a leg in the 2013 bombing of a market in Kano, which killed 90 people.",
            "civilian_harm",
            Status.HISTORICAL,
            id="what an event of the past did",
        ),
        pytest.param(
            "A declassified report tells how the army shelled villages during the war.",
            "shelling",
            Status.HISTORICAL,
            id="archives",
        ),
        pytest.param(
            "The war in Gedo, which began in 2011, has driven 3 million people from their homes.",
            "displacement",
            Status.HISTORICAL,
            id="a war of long standing",
        ),
        pytest.param(
            "The town of Bria, which the rebels captured in January, is calm.",
            "territory_change",
            Status.HISTORICAL,
            id="captured in January",
        ),
        pytest.param(
            "The conflict, now in its fourth year, has driven 900,000 people from their homes.",
            "displacement",
            Status.HISTORICAL,
            id="a war in its fourth year",
        ),
        pytest.param(
            "The insurgency has forced more than two million people to flee their homes.",
            "displacement",
            Status.HISTORICAL,
            id="what a war has come to",
        ),
        pytest.param(
            "The fighting has forced 3,000 people to flee their homes since Monday.",
            "displacement",
            Status.OCCURRED,
            id="what a fight of these days has come to",
        ),
        pytest.param(
            "Previous rounds of fighting drove thousands of people from their homes.",
            "displacement",
            Status.HISTORICAL,
            id="previous rounds",
        ),
        pytest.param(
            "Gunmen killed 90 villagers in the raid that triggered the war.",
            "civilian_harm",
            Status.HISTORICAL,
            id="what triggered the war",
        ),
        pytest.param(
            "The army clashed with fighters of the previous government in Kutum.",
            "armed_clash",
            Status.OCCURRED,
            id="fighters of a previous government",
        ),
        pytest.param(
            "The rebels took up arms in 2009, killing 900 villagers and abducting 300 girls.",
            "detention_abuse",
            Status.HISTORICAL,
            id="what came of it",
        ),
        pytest.param(
            "The army called off the ceasefire agreed in May and shelled Kutum on Tuesday.",
            "shelling",
            Status.OCCURRED,
            id="after a truce that was agreed",
        ),
        pytest.param(
            "Newspapers have been closed since the coup.",
            "unrest",
            Status.HISTORICAL,
            id="since the coup",
        ),
        pytest.param(
            "Forty people died in riots in Kutum in 2017, according to officials, and police shot "
            "dead nine protesters.",
            "unrest",
            Status.HISTORICAL,
            id="goes on after and",
        ),
        pytest.param(
            "The town was captured in 2017, and rebels are shelling it again.",
            "shelling",
            Status.OCCURRED,
            id="these days after and",
        ),
        pytest.param(
            "A month after the army shelled the town, its market is open.",
            "shelling",
            Status.HISTORICAL,
            id="a month after",
        ),
        pytest.param(
            "Police, who fear riots, shot dead nine protesters in Kutum, an official said.",
            "unrest",
            Status.OCCURRED,
            id="an aside that fears",
        ),
    ],
)
def test_what_a_sentence_says_has_happened(text: str, kind: str, expected: Status) -> None:
    assert statuses(text)[kind] is expected


def test_background_is_past_while_the_news_is_not() -> None:
    text = (
        "Army guns fired dozens of shells at Kutum on Monday, killing nine people.\n\n"
        "In 2014 jets bombed the town for weeks. Airstrikes destroyed its hospital.\n\n"
        "Traders said the market would open again."
    )
    found = statuses(text, title="Army shells Kutum")
    assert found["shelling"] is Status.OCCURRED
    assert found["airstrike"] is Status.HISTORICAL


def test_an_article_about_a_trial_is_about_the_past() -> None:
    text = (
        "A court in Arusha on Tuesday jailed a former mayor for life.\n\n"
        "Gunmen under his command killed 300 villagers and burned their homes.\n\n"
        "The town was shelled for three days."
    )
    found = statuses(text, title="Former mayor convicted of massacre")
    assert found["civilian_harm"] is Status.HISTORICAL


def test_what_is_only_named_is_what_was_warned_of() -> None:
    text = (
        "Aid workers warned of three things. Shelling of the camp. Airstrikes on the town, which "
        "lies beside it. They told of an abduction: gunmen abducted a nurse in Kutum."
    )
    found = statuses(text)
    assert found["shelling"] is Status.THREATENED
    assert found["airstrike"] is Status.THREATENED
    assert found["detention_abuse"] is Status.OCCURRED


def test_what_was_warned_of_may_come() -> None:
    found = statuses("Aid workers warned of an attack. Shelling of the camp killed nine civilians.")
    assert found["shelling"] is Status.OCCURRED


def test_a_denial_by_one_side_yields_to_what_the_other_says() -> None:
    text = (
        "Residents of Kutum said that army jets bombed the market on Monday and killed nine.\n\n"
        "The army denied that its jets had bombed the market."
    )
    assert statuses(text)["airstrike"] is Status.OCCURRED
