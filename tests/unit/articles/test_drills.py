import re
import time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from warnd.articles.drill_words import MARKS, PRACTICES
from warnd.articles.drills import AROUND, fold, possible_test

#: title and text of what marks itself as a test, a drill or an exercise
MARKED = [
    pytest.param("Missile alert for the coast", "THIS IS A TEST. Do not call.", id="en test"),
    pytest.param("Warning", "This is only a test.", id="en only a test"),
    pytest.param("Siren", "This is a test of the national warning system.", id="en of the system"),
    pytest.param("EXERCISE EXERCISE EXERCISE", "Shelling in the north.", id="en three times"),
    pytest.param("exercise - exercise - exercise", "Attack on the port.", id="en lower case"),
    pytest.param("TEST TEST", "Rockets fell on the market.", id="en twice"),
    pytest.param("Attack", "DRILL, DRILL, DRILL. Gunfire at the gate.", id="en drill thrice"),
    pytest.param("[TEST] Airstrike on the capital", "", id="en brackets"),
    pytest.param("(Exercise) Convoy attacked", "", id="en brackets lower case"),
    pytest.param("EXERCISE: convoy attacked", "", id="en label"),
    pytest.param("DRILL - gunfire near the camp", "", id="en label and dash"),
    pytest.param("Convoy attacked - EXERCISE", "", id="en label behind"),
    pytest.param("*** TEST *** Rockets on the harbour", "", id="en stars"),
    pytest.param("Situation report", "EXERCISE MESSAGE\nTwo towns were shelled.", id="en message"),
    pytest.param("Report", "For exercise purposes only. Five towns fell.", id="en purposes"),
    pytest.param("Report", "Ten towns shelled. EXERCISE ONLY.", id="en exercise only"),
    pytest.param("Test alert sent to all phones", "It told of a missile.", id="en test alert"),
    pytest.param("Alert", "Had this been an actual emergency, you would hear more.", id="en had"),
    pytest.param("Alert", "There is no danger: this is not a real emergency.", id="en not real"),
    pytest.param("Report", "Bombs fell.\n\nEND OF EXERCISE", id="en end"),
    pytest.param("Police hold mock drill at the station", "A bomb went off.", id="en mock drill"),
    pytest.param("Evacuation drill in the school", "Shots were heard.", id="en evacuation drill"),
    pytest.param("Hospital", "A mass-casualty drill began with a blast.", id="en casualty drill"),
    pytest.param("Simulation exercise on displacement", "30,000 flee.", id="en simulation"),
    pytest.param("Report", "Ceci est un exercice. Des obus sont tombés.", id="fr exercise"),
    pytest.param("Alerte", "Ceci n’est qu’un test.", id="fr only a test"),
    pytest.param("EXERCICE EXERCICE EXERCICE", "Attaque du convoi.", id="fr three times"),
    pytest.param("EXERCICE : attaque du convoi", "", id="fr label"),
    pytest.param("Bulletin", "Message d'exercice\nDeux villes bombardées.", id="fr message"),
    pytest.param("Exercice attentat à la gare", "Une explosion a eu lieu.", id="fr attack"),
    pytest.param("Exercice d’évacuation au lycée", "Des tirs ont été entendus.", id="fr leave"),
    pytest.param("Alerte", "Il s'agit d'un essai. Aucun danger.", id="fr trial"),
    pytest.param("Alerte", "Test du système d'alerte : tir de missile.", id="fr system"),
    pytest.param("Aviso", "Esto es un simulacro. Cayeron cohetes.", id="es drill"),
    pytest.param("Aviso", "Esto es solo una prueba.", id="es only a test"),
    pytest.param("Aviso", "Este es un ejercicio. Ataque al convoy.", id="es exercise"),
    pytest.param("EJERCICIO EJERCICIO EJERCICIO", "Ataque al convoy.", id="es three times"),
    pytest.param("SIMULACRO: ataque al convoy", "", id="es label"),
    pytest.param("Simulacro nacional", "Se oyó una explosión.", id="es national"),
    pytest.param("Simulacro de evacuación en la escuela", "Hubo disparos.", id="es leave"),
    pytest.param("Mensaje de prueba", "Bombardeo en el norte.", id="es message"),
    pytest.param("Alerta de prueba", "Misil sobre la costa.", id="es alert"),
    pytest.param("تنبيه", "هذا تمرين. سقطت قذائف على البلدة.", id="ar exercise"),
    pytest.param("تمرين تمرين تمرين", "قصف على المدينة.", id="ar three times"),
    pytest.param("تمرين: قصف على المدينة", "", id="ar label"),
    pytest.param("رسالة تجريبية", "هجوم على القافلة.", id="ar message"),
    pytest.param("إنذار تجريبي", "صاروخ يقترب من الساحل.", id="ar alert"),
    pytest.param("بلاغ", "لأغراض التدريب فقط. قصف على المدينة.", id="ar purposes"),
    pytest.param("تمرين وهمي في المستشفى", "انفجار في السوق.", id="ar mock"),
    pytest.param("تجربة إخلاء في المدرسة", "سُمع إطلاق نار.", id="ar leave"),
    pytest.param("تنبيه", "هذا اختبار فقط. لا خطر.", id="ar only a test"),
    pytest.param("Сообщение", "Учебная тревога. Обстрел города.", id="ru alarm"),
    pytest.param("Оповещение", "Это тест. Ракетная опасность.", id="ru test"),
    pytest.param("Проверка системы оповещения", "Ракетная опасность.", id="ru system"),
    pytest.param("УЧЕНИЯ: удар по порту", "", id="ru label"),
    pytest.param("Повідомлення", "Навчальна тривога. Обстріл міста.", id="uk alarm"),
    pytest.param("Uyarı", "Bu bir tatbikattır. Patlama oldu.", id="tr drill"),
    pytest.param("Deprem tatbikatı yapıldı", "Patlama sesi duyuldu.", id="tr earthquake"),
    pytest.param("هشدار", "این یک تمرین است. انفجار در بازار.", id="fa exercise"),
    pytest.param("پیام آزمایشی", "حمله به کاروان.", id="fa message"),
    pytest.param("Aviso", "Isto é um exercício. Ataque ao comboio.", id="pt exercise"),
    pytest.param("Mensagem de teste", "Ataque ao comboio.", id="pt message"),
    pytest.param("ማስጠንቀቂያ", "ይህ ልምምድ ነው። ጥቃት ተፈጸመ።", id="am exercise"),
    pytest.param("Ujumbe wa majaribio", "Shambulio kwenye bandari.", id="sw message"),
]

#: news about soldiers who exercise, weapons that are tested, and words that only look alike
NEWS = [
    pytest.param("North Korea test-fires two missiles", "They fell into the sea.", id="en fires"),
    pytest.param("Army holds live-fire exercises near the border", "", id="en live fire"),
    pytest.param("", "The army holds three days of live-fire drills.", id="en live-fire drills"),
    pytest.param("Jets fly a mock attack on the port", "", id="en mock attack"),
    pytest.param("Military drills begin", "Ten thousand troops take part.", id="en drills"),
    pytest.param("Missile test condemned", "The test was the third this year.", id="en missile"),
    pytest.param("Joint naval exercise ends", "Ships return to port.", id="en naval"),
    pytest.param("Troops mass under the cover of an exercise", "", id="en cover"),
    pytest.param("THIS IS NOT A DRILL, officer told crew", "Shells fell.", id="en not a drill"),
    pytest.param("Alert", "This is not a test. Take shelter now.", id="en not a test"),
    pytest.param("Shelling", '"This is a test of our resolve," he said.', id="en resolve"),
    pytest.param("Talks", "This is an exercise in futility, the envoy said.", id="en futility"),
    pytest.param("Residents exercise caution after the shelling", "", id="en caution"),
    pytest.param("Oil drill hit by rocket", "The drill burned for hours.", id="en oil"),
    pytest.param("Test: visitors all out for 200", "Rain ended play.", id="en cricket"),
    pytest.param("Nuclear test felt across the border", "", id="en nuclear"),
    pytest.param("Truce faces its first test", "Both sides fired.", id="en truce"),
    pytest.param("DNA tests identify the dead", "The mass grave held 30.", id="en DNA"),
    pytest.param("War game drills unsettle the north", "", id="en war game"),
    pytest.param("Exercice militaire à la frontière", "Des chars tirent.", id="fr military"),
    pytest.param("Tir d'essai d'un missile", "L'armée l'a confirmé.", id="fr missile"),
    pytest.param("Trêve", "C'est un test pour les deux camps.", id="fr truce"),
    pytest.param("Paris", "Il s'agit d'un exercice militaire conjoint.", id="fr joint"),
    pytest.param("Ejercicios militares en la frontera", "Miles de soldados.", id="es military"),
    pytest.param("Prueba de misil", "El ejército lo confirmó.", id="es missile"),
    pytest.param("Un simulacro de elecciones", "La oposición protesta.", id="es sham"),
    pytest.param("Simulacro de combate frente a la isla", "Buques disparan.", id="es combat"),
    pytest.param("تمرين عسكري قرب الحدود", "آلاف الجنود يشاركون.", id="ar military"),
    pytest.param("مناورات بالذخيرة الحية", "تدريبات عسكرية واسعة.", id="ar live fire"),
    pytest.param("تجربة صاروخية جديدة", "سقط الصاروخ في البحر.", id="ar missile"),
    pytest.param("الهدنة", "هذا اختبار للهدنة، قال الوزير.", id="ar truce"),
    pytest.param("Военные учения у границы", "Тысячи солдат.", id="ru military"),
    pytest.param("Тревога", "Это не учебная тревога. В укрытие.", id="ru not a drill"),
    pytest.param("Військові навчання біля кордону", "", id="uk military"),
    pytest.param("Sınırda askeri tatbikat", "Binlerce asker.", id="tr military"),
    pytest.param("رزمایش نظامی در مرز", "", id="fa military"),
    pytest.param("Exercício militar na fronteira", "", id="pt military"),
    pytest.param("Shelling in the town", "Ten died.\n" * 20 + "A fire drill was held.", id="far"),
    pytest.param("", "", id="empty"),
]


@pytest.mark.parametrize(("title", "text"), MARKED)
def test_what_marks_itself_as_a_test_is_told(title: str, text: str) -> None:
    assert possible_test(title, text)


@pytest.mark.parametrize(("title", "text"), NEWS)
def test_news_about_exercises_and_tests_is_news(title: str, text: str) -> None:
    assert not possible_test(title, text)


def test_a_mark_is_seen_at_the_very_end_of_a_long_text() -> None:
    assert possible_test("Report", "Shells fell on the town. " * 2000 + "This is only a test.")


#: words that say nothing, more than are looked at beside a stem
_FILLER = "the road to the town was closed " * 6


@pytest.mark.parametrize(
    "marks", [pytest.param(MARKS, id="marks"), pytest.param(PRACTICES, id="practices")]
)
@given(data=st.data())
@settings(
    max_examples=200, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
def test_a_mark_is_found_whatever_stands_around_it(
    marks: tuple[str, ...], data: st.DataObject
) -> None:
    mark = re.compile(data.draw(st.sampled_from(marks)))
    told = f"{_FILLER}{data.draw(st.from_regex(mark))} {_FILLER}"
    assume(mark.search(fold(told)))
    assert possible_test(told, "") if marks is PRACTICES else possible_test("", told)


def test_a_mark_cut_off_by_the_words_that_are_looked_at_is_none() -> None:
    flight = "this is a test flight of the new jet"
    for between in range(AROUND):
        told = f"{_FILLER}drill {'x ' * between}{flight} {_FILLER}"
        assert not possible_test("", told)


@pytest.mark.parametrize("piece", ["test ", "this is a ", "[", "exercise-", "- ", "a" * 50, "هذا "])
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()
    possible_test(piece * 200, piece * 20_000)
    assert time.process_time() - began < 0.5


@given(st.text(max_size=80), st.text(max_size=300))
def test_no_text_raises(title: str, text: str) -> None:
    assert possible_test(title, text) in (True, False)
