import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from warnd.articles.corrections import HEAD, WITHDRAWN_ITSELF, bare_title, correction_of
from warnd.articles.drills import fold
from warnd.model.article import Correction


@pytest.mark.parametrize(
    "title",
    [
        "CORRECTION: Shells kill three in Idlib, not five",
        "(Corrected) Shells kill three in Idlib",
        "Rectificatif - Trois morts à Idlib",
        "Fe de erratas: tres muertos en Idlib",
        "Correção: três mortos em Idlib",
        "Исправление: трое погибших в Идлибе",
        "Опровержение: обстрела не было",
        "Виправлення: троє загиблих",
        "Düzeltme: İdlib'de üç ölü",
        "تصحيح: مقتل ثلاثة في إدلب",
        "تصحیح: سه کشته در ادلب",
        "እርማት: ሦስት ሰዎች ሞቱ",
    ],
)
def test_what_puts_right_is_a_correction_in_every_language(title: str) -> None:
    assert correction_of(title, "") is Correction.CORRECTS
    assert correction_of("", f"{title}\nMore text.") is Correction.CORRECTS


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("RETRACTION: Shells kill three in Idlib", ""),
        ("Mandatory kill - Shells kill three in Idlib", ""),
        ("Dépêche annulée : trois morts à Idlib", ""),
        ("Noticia retirada: tres muertos", ""),
        ("Новость отозвана: трое погибших", ""),
        ("سحب خبر: مقتل ثلاثة في إدلب", ""),
        ("Shells in Idlib", "This story has been withdrawn. It was published by mistake."),
        ("Des obus", "Cet article a été retiré."),
        ("Обстрел", "Эта новость была отозвана."),
        ("Saldırı", "Bu haber geri çekilmiştir."),
        ("قصف", "تم سحب هذا الخبر."),
    ],
)
def test_what_takes_back_is_a_retraction(title: str, text: str) -> None:
    assert correction_of(title, text) is Correction.RETRACTS


@pytest.mark.parametrize(
    "title",
    [
        "Troops withdrawn from the border",
        "Correctional facility attacked in Goma",
        "Corrections officers killed in prison riot",
        "Court corrects verdict",
        "Ministry denies shelling of Idlib",
        "Retraction of troops begins",
        "Militia says its statement was misquoted",
        "",
    ],
)
def test_news_of_withdrawals_and_denials_is_neither(title: str) -> None:
    assert correction_of(title, title) is Correction.NONE


def test_a_title_without_its_mark_is_the_title_it_corrects() -> None:
    marked, plain = "RETRACTION: Shells kill three in Idlib", "Shells kill three in Idlib"
    assert bare_title(marked) == bare_title(plain)


@pytest.mark.parametrize("sentence", WITHDRAWN_ITSELF)
@given(data=st.data())
def test_whatever_says_that_it_is_withdrawn_is(sentence: str, data: st.DataObject) -> None:
    said = data.draw(st.from_regex(fold(sentence)))
    assume(re.search(fold(sentence), fold(said[:HEAD])))
    assert correction_of("Shells on Idlib", said) is Correction.RETRACTS
