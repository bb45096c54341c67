"""What sounds like war and is an accident, migration, training or long past, in six languages.

Each line stands beside one in nearly the same words that tells of violence, so that a rule that
hears nothing cannot pass.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.acceptance.timeline import reader
from tests.unit.builders import article
from warnd.model.signal import SeenBy
from warnd.model.status import Status

PUBLISHED = datetime(2019, 6, 15, tzinfo=UTC)


def happening(text: str, language: str) -> set[str]:
    """Give the kinds that a rule sees as happening or threatened; what none sees counts little."""
    told = replace(article(text, published=PUBLISHED), language=language)
    return {
        signal.kind
        for signal in reader().read(told).signals
        if signal.probability >= 0.5
        and signal.status is not Status.HISTORICAL
        and signal.seen_by is not SeenBy.MODEL
    }


@pytest.mark.parametrize(
    ("language", "kind", "peaceful", "violent"),
    [
        pytest.param(
            "en",
            "displacement",
            "The bridge collapsed on Tuesday; 320 people from the houses below were displaced.",
            "The shelling of the bridge displaced 320 people from the houses below.",
            id="collapse",
        ),
        pytest.param(
            "en",
            "chemical_weapon",
            "A toxic gas poisoned twenty pupils after the leakage of a tank near their school.",
            "A toxic gas poisoned twenty pupils after an attack with shells near their school.",
            id="leakage",
        ),
        pytest.param(
            "en",
            "armed_clash",
            "Three soldiers were killed in a non-combat helicopter crash during the offensive.",
            "Three soldiers were killed in combat with rebels during the offensive.",
            id="crash",
        ),
        pytest.param(
            "en",
            "displacement",
            "The state will take in 900 refugees who fled the war and offer them citizenship.",
            "Some 900 refugees fled the war and crossed the border on Monday.",
            id="welcome",
        ),
        pytest.param(
            "en",
            "troop_movement",
            "Two battalions arrived in the port for a training exercise with the coast guard.",
            "Two battalions arrived in the port to hold it against the rebels.",
            id="exercise",
        ),
        pytest.param(
            "en",
            "troop_movement",
            "Forty soldiers crossed the border on Monday and asked the other side to let them "
            "defect.",
            "Forty soldiers crossed the border on Monday and fired on the other side.",
            id="defectors",
        ),
        pytest.param(
            "en",
            "displacement",
            "As a result of the fighting over the last three years most of the 40,000 residents "
            "have fled.",
            "As a result of the fighting since Friday most of the 40,000 residents have fled.",
            id="years",
        ),
        pytest.param(
            "en",
            "displacement",
            "She won the medal for reporting on a war that has cost 90,000 lives and displaced "
            "two million people.",
            "The war flared up this week and displaced two million people.",
            id="toll-of-a-war",
        ),
        pytest.param(
            "en",
            "civilian_harm",
            "Bells rang at a service remembering 3,100 civilians killed in the conflict.",
            "Bells rang as 31 civilians were killed in the conflict.",
            id="service",
        ),
        pytest.param(
            "en",
            "aid_obstruction",
            "Convoys have reached 5,000 people in the besieged towns.",
            "Convoys were turned back from 5,000 people in the besieged towns.",
            id="aid-came",
        ),
        pytest.param(
            "en",
            "displacement",
            "Odwin blew ashore in the north, displacing 16,000 villagers.",
            "Rebels came ashore in the north, displacing 16,000 villagers.",
            id="storm-by-name",
        ),
        pytest.param(
            "en",
            "displacement",
            "The blaze has burnt 900 hectares and 300 homes are under evacuation orders.",
            "The shelling has burnt the fields and 300 homes are under evacuation orders.",
            id="wildfire",
        ),
        pytest.param(
            "fr",
            "displacement",
            "Au cours des cinq dernières années, les combats ont forcé 40 000 habitants à fuir.",
            "Depuis vendredi, les combats ont forcé 40 000 habitants à fuir.",
            id="fr-years",
        ),
        pytest.param(
            "es",
            "displacement",
            "Durante los últimos cinco años los combates han desplazado a 40.000 personas.",
            "Los combates de esta semana han desplazado a 40.000 personas.",
            id="es-years",
        ),
        pytest.param(
            "pt",
            "displacement",
            "Ao longo dos últimos cinco anos 40.000 pessoas fugiram dos combates.",
            "Nesta semana 40.000 pessoas fugiram dos combates.",
            id="pt-years",
        ),
        pytest.param(
            "ru",
            "displacement",
            "За последние пять лет из-за боев свои дома покинули 40 тысяч жителей.",
            "С пятницы из-за боев свои дома покинули 40 тысяч жителей.",
            id="ru-years",
        ),
        pytest.param(
            "uk",
            "displacement",
            "За останні пʼять років через бої свої домівки покинули 40 тисяч жителів.",
            "Цього тижня через бої свої домівки покинули 40 тисяч жителів.",
            id="uk-years",
        ),
        pytest.param(
            "ar",
            "displacement",
            "خلال السنوات الماضية نزح 40 ألف شخص بسبب المعارك.",
            "هذا الأسبوع نزح 40 ألف شخص بسبب المعارك.",
            id="ar-years",
        ),
        pytest.param(
            "fr",
            "displacement",
            "Le viaduc s'est effondré mardi et 320 habitants ont été évacués.",
            "Le viaduc a été bombardé mardi et 320 habitants ont été évacués.",
            id="fr-collapse",
        ),
        pytest.param(
            "es",
            "displacement",
            "El edificio se derrumbó el martes y 320 personas fueron desplazadas.",
            "Los combates del martes han desplazado a 320 personas.",
            id="es-collapse",
        ),
    ],
)
def test_what_only_sounds_like_war(language: str, kind: str, peaceful: str, violent: str) -> None:
    assert kind in happening(violent, language)
    assert kind not in happening(peaceful, language)
