from warnd.daemon.trial import Difference, Side, difference
from warnd.model.identifiers import ArticleId, ChannelId
from warnd.model.level import Level

A, B, C = ArticleId("a"), ArticleId("b"), ArticleId("c")
FIRE, TRUCE = ("shelling", "occurred"), ("truce_collapse", "occurred")
DUTY = ChannelId("duty")

BEFORE = Side(
    signals={A: frozenset({FIRE}), B: frozenset({FIRE}), C: frozenset()},
    alerts={"SY-ID": Level.WATCH, "UA-63": Level.WARNING},
    told=frozenset({(DUTY, "SY-ID"), (DUTY, "UA-63")}),
)
AFTER = Side(
    signals={A: frozenset({FIRE, TRUCE}), C: frozenset()},
    alerts={"SY-ID": Level.EMERGENCY},
    told=frozenset({(DUTY, "SY-ID"), (ChannelId("ops"), "SY-ID")}),
    unread=frozenset({B}),
)


def test_what_is_gained_and_lost_is_told_by_id() -> None:
    found = difference(BEFORE, AFTER)
    assert found == Difference(
        articles=3,
        signals_gained=("a",),
        unread=("b",),
        alerts_gained=("SY-ID",),
        alerts_lost=("UA-63",),
        told_gained=("ops: SY-ID",),
        told_lost=("duty: UA-63",),
    )
    assert found.words.startswith("tried on the last 3 articles: signals gained: 1, unread: 1, ")
    assert found.named["alerts_lost_ids"] == ["UA-63"]
    assert found.counts["signals_lost"] == 0


def test_what_is_the_same_is_said_so() -> None:
    assert difference(BEFORE, BEFORE).words == "tried on the last 3 articles: no difference"
    assert "no article is stored" in Difference().words


def test_many_are_counted_and_the_first_named() -> None:
    many = {ArticleId(f"{nth:03}"): frozenset({FIRE}) for nth in range(100)}
    none = {id_: frozenset[tuple[str, str]]() for id_ in many}
    found = difference(
        Side(signals=none, alerts={}, told=frozenset()),
        Side(signals=many, alerts={}, told=frozenset()),
    )
    assert found.counts["signals_gained"] == 100
    assert len(found.named["signals_gained_ids"]) == 20
