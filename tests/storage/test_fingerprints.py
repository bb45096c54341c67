from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.storage.records import HOUR, NOON, QUIET, SIGNAL, THREAT, article, claim
from warnd.model.fingerprint import Fingerprint
from warnd.model.identifiers import AreaId, ArticleId, FeedId, Origin, StoryId
from warnd.storage.store import SqlStore
from warnd.storage.tables import entry_keys

IDLIB = AreaId("SY-ID")


def fingerprint(name: str = "a1", **changes: object) -> Fingerprint:
    plain = Fingerprint(
        article=ArticleId(name),
        fingerprint="0123456789abcdef",
        story=StoryId("a1"),
        feed=FeedId("valley"),
        publisher="Valley Herald",
        origin=Origin("valley-herald"),
        language="en",
        url="https://valley.example/a1",
        seen=NOON,
        signature=b"\x00\x01\xff",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(fingerprint(), id="every field told"),
        pytest.param(fingerprint(origin=None, publisher="", url="", signature=b""), id="little"),
    ],
)
def test_a_fingerprint_comes_back_as_it_was(store: SqlStore, stored: Fingerprint) -> None:
    with store.transaction() as transaction:
        transaction.put_fingerprints([stored])
    with store.transaction() as transaction:
        assert transaction.fingerprints_of([stored.article, ArticleId("none")]) == {"a1": stored}
        assert transaction.newest_fingerprints(NOON, 10) == (stored,)


def test_the_fingerprint_of_a_revised_article_takes_the_place_of_the_last(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.put_fingerprints([fingerprint()])
        transaction.put_fingerprints([fingerprint(fingerprint="ff")])
        assert set(transaction.same_fingerprints(["0123456789abcdef", "ff"], NOON)) == {"ff"}


def test_articles_that_say_the_same_are_found_newest_first(store: SqlStore) -> None:
    told = [fingerprint(f"a{hours}", seen=NOON + hours * HOUR) for hours in range(3)]
    with store.transaction() as transaction:
        transaction.put_fingerprints(told)
        found = transaction.same_fingerprints(["0123456789abcdef", "other"], NOON + HOUR)
        assert found == {"0123456789abcdef": (told[2], told[1])}
        assert transaction.newest_fingerprints(NOON, 2) == (told[1], told[2])
        assert transaction.told_by(StoryId("a1"), "Valley Herald") == ("a0", "a1", "a2")
        assert transaction.told_by(StoryId("a1"), "Other") == ()


def test_a_report_that_turns_out_to_be_an_agencys_is_so_everywhere(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
        transaction.put_fingerprints([fingerprint()])
        transaction.add_claims([claim()])
        assert len(transaction.article_claims(ArticleId("a1"))) == 1
    with store.transaction() as transaction:
        transaction.attribute(ArticleId("a1"), Origin("afp"))
    with store.transaction() as transaction:
        stored = transaction.article(ArticleId("a1"))
        assert stored is not None
        (said,) = transaction.article_claims(ArticleId("a1"))
        kept = transaction.fingerprints_of([ArticleId("a1")])[ArticleId("a1")]
        assert {stored.source.origin, said.source.origin, kept.origin} == {"afp"}


def test_what_the_articles_of_a_story_claim_is_found(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.put_fingerprints([fingerprint("a1"), fingerprint("a2")])
        first, second = claim(at=NOON + HOUR), claim(article=ArticleId("a2"))
        transaction.add_claims([first, second, claim(article=ArticleId("a3"))])
        assert transaction.story_claims(StoryId("a1")) == (second, first)


def test_what_was_taken_back_weighs_nothing(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_claims([claim(), claim(article=ArticleId("a2"))])
        assert transaction.withdraw_claims([ArticleId("a1"), ArticleId("x")], NOON) == {IDLIB}
        assert transaction.withdraw_claims([ArticleId("a1")], NOON) == frozenset()
        assert [each.article for each in transaction.claims(IDLIB, NOON - HOUR, NOON)] == ["a2"]
        assert transaction.article_claims(ArticleId("a1")) == ()


def test_what_an_article_claims_now_takes_the_place_of_what_it_claimed(store: SqlStore) -> None:
    graver = claim(signal=replace(SIGNAL, count=90), at=NOON + HOUR)
    with store.transaction() as transaction:
        transaction.add_claims([claim(), claim(signal=THREAT)])
        transaction.claims(IDLIB, NOON - HOUR, NOON)  # remembered by row
        assert transaction.replace_claims(ArticleId("a1"), [graver], NOON + HOUR) == {IDLIB}
        assert transaction.claims(IDLIB, NOON - HOUR, NOON + HOUR) == (graver,)
        # What was withdrawn may be claimed again.
        transaction.replace_claims(ArticleId("a1"), [graver, claim(signal=THREAT)], NOON + HOUR)
        assert len(transaction.article_claims(ArticleId("a1"))) == 2


def test_a_revised_article_takes_the_place_of_what_it_said(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
        assert transaction.revise_article(article(title="Shells fall again"), QUIET) == 2
        assert transaction.revise_article(article(title="And again"), QUIET) == 3
        stored = transaction.article(ArticleId("a1"))
        assert stored is not None
        assert (stored.title, stored.revision) == ("And again", 3)
        # Its text may be gone by then.
        assert transaction.revise_article(article("gone"), QUIET) == 2


def test_many_articles_are_stored_at_once_and_the_new_ones_told(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.add_article(article("a1"), QUIET)
        pairs = [(article(name), QUIET) for name in ("a1", "a2", "a2", "a3")]
        assert transaction.add_articles(pairs) == {"a2", "a3"}
        assert transaction.count_articles() == 3


def test_keys_that_are_still_shown_are_marked_once_a_day(store: SqlStore) -> None:
    valley = FeedId("valley")
    with store.transaction() as transaction:
        transaction.remember_keys(valley, {"id:1": ArticleId("a1")}, NOON)
        assert transaction.keyed_articles(valley, ["id:1", "id:2"]) == {"id:1": "a1"}
        for hours, marked in ((23, 0), (25, 25), (30, 25)):
            transaction.still_shown(valley, ["id:1"], NOON + hours * HOUR)
            seen = transaction._first(select(entry_keys.c.seen))[0]
            assert seen == NOON + marked * HOUR
