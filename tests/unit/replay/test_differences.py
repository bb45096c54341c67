import pytest

from tests.unit.replay.versions import CALM, EMERGENCY, WARNING, WATCH, quote, version
from warnd.model.alert import AlertReason, AlertVersion
from warnd.replay.differences import Change, Difference, Episodes, differences

ESCALATED, ALL_CLEAR = AlertReason.ESCALATED, AlertReason.ALL_CLEAR


def episodes(*versions: AlertVersion) -> Episodes:
    noted = Episodes()
    for each in versions:
        noted.note(each)
    return noted


def essence(found: tuple[Difference, ...]) -> list[tuple[str, str, float | None]]:
    return [(each.change.value, each.told.level.value, each.hours) for each in found]


def test_an_alert_is_an_episode_at_each_level_that_it_reaches() -> None:
    told = episodes(
        version(0, WATCH),
        version(1, EMERGENCY, ESCALATED, number=2),
        version(2, WATCH, AlertReason.UPDATED, number=3),
        version(3, WARNING, ESCALATED, number=4),
        version(4, CALM, ALL_CLEAR, number=5),
    ).told
    assert [(each.level, each.version.version) for each in told] == [
        (WATCH, 1),
        (WARNING, 2),
        (EMERGENCY, 2),
        (WARNING, 4),
    ]
    assert [each.end and (each.end - told[0].start).days for each in told] == [4, 2, 2, 4]


def test_an_episode_may_stand_at_the_end() -> None:
    assert episodes(version(0, WATCH)).told[0].end is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param((), (), [], id="nothing told"),
        pytest.param((version(0, WATCH),), (version(0, WATCH),), [], id="the same"),
        pytest.param((), (version(0, WATCH),), [("gained", "watch", None)], id="gained"),
        pytest.param((version(0, WATCH),), (), [("lost", "watch", None)], id="lost"),
        pytest.param(
            (version(2, WATCH),), (version(1, WATCH),), [("earlier", "watch", -24.0)], id="earlier"
        ),
        pytest.param(
            (version(1, WATCH),), (version(8, WATCH),), [("later", "watch", 168.0)], id="later"
        ),
        pytest.param(
            (version(1, WATCH),),
            (version(8.01, WATCH),),
            [("lost", "watch", None), ("gained", "watch", None)],
            id="too far apart to be one",
        ),
        pytest.param(
            (version(0, WATCH),),
            (version(0, WARNING),),
            [("gained", "warning", None)],
            id="higher",
        ),
        pytest.param(
            (version(0, WATCH, area="UA"),),
            (version(0, WATCH, area="YE"),),
            [("lost", "watch", None), ("gained", "watch", None)],
            id="elsewhere",
        ),
    ],
)
def test_what_differs_is_told(
    before: tuple[AlertVersion, ...],
    after: tuple[AlertVersion, ...],
    expected: list[tuple[str, str, float | None]],
) -> None:
    assert essence(differences(episodes(*before), episodes(*after))) == expected


def test_the_nearest_beginnings_are_one_episode() -> None:
    ours = [version(day, WATCH, alert=f"o{day}") for day in (0, 5)]
    theirs = [version(day, WATCH, alert=f"t{day}") for day in (4, 6, 20)]
    assert essence(differences(episodes(*ours), episodes(*theirs))) == [
        ("earlier", "watch", -24.0),
        ("later", "watch", 144.0),
        ("gained", "watch", None),
    ]


def test_differences_come_in_order_of_time_with_their_evidence() -> None:
    words = (quote("The truce is over."),)
    found = differences(
        episodes(version(9, WATCH, area="UA")),
        episodes(version(1, WARNING, area="YE", evidence=words)),
    )
    assert [each.change for each in found] == [Change.GAINED, Change.GAINED, Change.LOST]
    assert [each.told.level for each in found] == [WATCH, WARNING, WATCH]
    assert found[0].told.version.evidence == words


def test_a_difference_about_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="about an episode"):
        _ = Difference(change=Change.LOST, before=None, after=None).told
