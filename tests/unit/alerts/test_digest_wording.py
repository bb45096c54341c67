from dataclasses import replace

import pytest

from tests.unit.alerts.versions import IDLIB, TITLES, notification
from warnd.alerts.digest_wording import Digest, compose_digest
from warnd.alerts.marks import PROMPT
from warnd.alerts.templates import LOOKS, OPEN
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.identifiers import AlertId, KindId
from warnd.model.level import Level
from warnd.model.notification import Message


def composed(*versions: AlertVersion, language: str = "en", room: int = 4_000) -> Message:
    held = tuple(
        replace(
            notification(replace(version, alert=AlertId(f"alert-{number}"))),
            key=f"key-{number}",
            language=language,
        )
        for number, version in enumerate(versions)
    )
    digest = Digest(key="digest", held=held, room=room, passage=PROMPT)
    return compose_digest(digest, {"SY": "Syria", "SY-ID": "Idlib"}, TITLES)


def digest_of(*versions: AlertVersion, language: str = "en", room: int = 4_000) -> list[str]:
    return composed(*versions, language=language, room=room).text.split("\n")


@pytest.mark.parametrize(("language", "edge"), [("en", "left"), ("ar", "right")])
def test_each_alert_of_a_digest_shows_its_level_by_colour_and_shape(
    language: str, edge: str
) -> None:
    expired = replace(IDLIB, level=Level.CALM, reason=AlertReason.EXPIRED)
    page = composed(IDLIB, replace(IDLIB, level=Level.WATCH), expired, language=language).html
    for look in (LOOKS[Level.WARNING], LOOKS[Level.WATCH], OPEN):
        assert f"border-{edge}:4px solid {look.band}" in page
        assert f'<span style="color:{look.band}">{look.shape}</span>' in page
    assert LOOKS[Level.CALM].band not in page, "nobody said that it is calm"


def test_a_line_of_a_digest_says_what_it_is_about() -> None:
    lines = digest_of(IDLIB, replace(IDLIB, level=Level.WATCH))
    at = next(i for i, line in enumerate(lines) if line.startswith("WARNING · Idlib, Syria"))
    assert lines[at + 1] == "truce collapse, offensive threatened, shelling"
    assert lines[at + 2] == "https://wire.example/news/1"


def test_four_kinds_are_named_and_the_others_counted() -> None:
    kinds = tuple(KindId(name) for name in ("shelling", "truce_collapse", "a", "b", "c", "d"))
    assert "shelling, truce collapse, a, b, 2 more" in digest_of(replace(IDLIB, kinds=kinds), IDLIB)


def test_kinds_are_told_in_the_language_of_the_digest() -> None:
    assert "انهيار الهدنة، تهديد بهجوم، قصف مدفعي أو صاروخي" in digest_of(
        IDLIB, IDLIB, language="ar"
    )


@pytest.mark.parametrize("reason", [AlertReason.ALL_CLEAR, AlertReason.EXPIRED])
def test_what_is_over_names_no_kind(reason: AlertReason) -> None:
    over = replace(IDLIB, reason=reason, level=Level.CALM)
    assert "truce collapse, offensive threatened, shelling" not in digest_of(over, over)


def test_what_finds_no_room_is_told_as_a_number() -> None:
    assert any("warnd alerts list" in line for line in digest_of(*[IDLIB] * 20, room=800))
