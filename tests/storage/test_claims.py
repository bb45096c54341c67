from dataclasses import replace
from datetime import datetime

import pytest

from tests.storage.records import HOUR, NOON, SIGNAL, THREAT, claim, undo
from warnd.model.article import Source
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, ArticleId
from warnd.model.status import Status
from warnd.storage.store import SqlStore, SqlTransaction

_IDLIB = AreaId("SY-ID")
_LONG_AGO, _FAR_OFF = NOON - 1000 * HOUR, NOON + 1000 * HOUR


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(claim(), id="every field told"),
        pytest.param(
            claim(
                signal=THREAT,
                source=Source(publisher="", origin=None),
                url="",
                title="",
                place="",
                admin1=None,
            ),
            id="as little as can be told",
        ),
    ],
)
def test_a_claim_comes_back_as_it_was(store: SqlStore, stored: Claim) -> None:
    with store.transaction() as transaction:
        transaction.add_claims([stored])
    for _ in range(2):  # built from its row, then remembered
        with store.transaction() as transaction:
            assert transaction.claims(_IDLIB, _LONG_AGO, _FAR_OFF) == (stored,)


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        pytest.param(NOON - HOUR, NOON + HOUR, ["before", "noon", "after"][1:], id="left open"),
        pytest.param(NOON - 2 * HOUR, NOON + HOUR, ["before", "noon", "after"], id="all"),
        pytest.param(NOON - HOUR, NOON, ["noon"], id="right closed"),
        pytest.param(NOON + HOUR, NOON + 2 * HOUR, [], id="after all"),
    ],
)
def test_claims_are_found_by_their_time_oldest_first(
    store: SqlStore, since: datetime, until: datetime, found: list[str]
) -> None:
    with store.transaction() as transaction:
        transaction.add_claims(
            [
                claim(article=ArticleId("after"), at=NOON + HOUR),
                claim(article=ArticleId("before"), at=NOON - HOUR),
                claim(article=ArticleId("noon"), at=NOON),
                claim(article=ArticleId("elsewhere"), area=AreaId("SY-HM")),
            ]
        )
        window = transaction.claims(_IDLIB, since, until)
    assert [held.article for held in window] == found


def test_a_claim_made_again_is_left_as_it_was(store: SqlStore) -> None:
    again = claim(title="Another title", signal=replace(SIGNAL, count=3))
    with store.transaction() as transaction:
        transaction.add_claims([claim(), again])
        transaction.add_claims([again])
        assert transaction.claims(_IDLIB, _LONG_AGO, _FAR_OFF) == (claim(),)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(claim(area=AreaId("SY")), id="of the country"),
        pytest.param(claim(article=ArticleId("a2")), id="of another article"),
        pytest.param(claim(signal=THREAT), id="of another kind"),
        pytest.param(claim(signal=replace(SIGNAL, status=Status.DENIED)), id="of another status"),
    ],
)
def test_a_claim_that_differs_stands_beside_the_first(store: SqlStore, other: Claim) -> None:
    with store.transaction() as transaction:
        transaction.add_claims([claim(), other])
        held = {
            *transaction.claims(_IDLIB, _LONG_AGO, _FAR_OFF),
            *transaction.claims(AreaId("SY"), _LONG_AGO, _FAR_OFF),
        }
    assert held == {claim(), other}


def test_claims_of_a_transaction_that_was_undone_are_not_remembered(store: SqlStore) -> None:
    undone, kept = claim(title="undone"), claim(title="kept", article=ArticleId("a2"))

    def add_and_read(transaction: SqlTransaction) -> None:
        transaction.add_claims([undone])
        transaction.claims(_IDLIB, _LONG_AGO, _FAR_OFF)

    undo(store, add_and_read)
    with store.transaction() as transaction:
        transaction.add_claims([kept])  # takes the row id of the one undone
        assert transaction.claims(_IDLIB, _LONG_AGO, _FAR_OFF) == (kept,)


def test_a_window_of_many_claims_is_built_in_parts(store: SqlStore) -> None:
    many = [
        claim(article=ArticleId(f"a{number:04}"), at=NOON + number * HOUR) for number in range(1100)
    ]
    with store.transaction() as transaction:
        transaction.add_claims(many)
        assert transaction.claims(_IDLIB, _LONG_AGO, NOON + 2000 * HOUR) == tuple(many)


def test_claims_of_months_are_remembered_no_longer_than_windows_ask_for_them(
    store: SqlStore,
) -> None:
    day, window = 24 * HOUR, 15
    for nth in range(3 * window):
        now = NOON + nth * day
        with store.transaction() as transaction:
            transaction.add_claims([claim(article=ArticleId(f"a{nth}"), at=now)])
            asked = transaction.claims(_IDLIB, now - window * day, now)
    assert len(asked) == len(store._caches.claims) == window


def test_claims_that_were_forgotten_are_built_again(store: SqlStore) -> None:
    later = claim(article=ArticleId("a2"), at=NOON + 48 * HOUR)
    with store.transaction() as transaction:
        transaction.add_claims([claim(), later])
        assert transaction.claims(_IDLIB, _LONG_AGO, _FAR_OFF) == (claim(), later)
        assert transaction.claims(_IDLIB, NOON, _FAR_OFF) == (later,)
        assert transaction.claims(_IDLIB, _LONG_AGO, _FAR_OFF) == (claim(), later)


def test_claims_of_one_article_share_their_words_in_memory(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_claims([claim(), claim(area=AreaId("SY"))])
        of_division, of_country = transaction.article_claims(claim().article)
    assert of_division.title is of_country.title
    for one, other in zip(of_division.signal.evidence, of_country.signal.evidence, strict=True):
        assert one.text is other.text
    for here, there in zip(of_division.signal.where, of_country.signal.where, strict=True):
        assert here.place is there.place
