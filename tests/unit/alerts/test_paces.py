from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from warnd.alerts.paces import PACES, pace_of
from warnd.channel_settings import ChannelSettings, ConsoleSettings, NtfySettings, Rate


def test_every_kind_of_channel_has_a_pace() -> None:
    kinds = {get_args(get_type_hints(each)["type"])[0] for each in get_args(ChannelSettings)}
    assert set(PACES) == kinds


@pytest.mark.parametrize(
    ("settings", "gap_s"),
    [
        pytest.param(ConsoleSettings(), 0.0, id="none documented"),
        pytest.param(NtfySettings(topic_file=Path("x")), 5.0, id="as the service documents"),
        pytest.param(
            NtfySettings(topic_file=Path("x"), at_most=Rate(messages=20, per_s=60.0)),
            3.0,
            id="faster, on a server of one's own",
        ),
        pytest.param(
            ConsoleSettings(at_most=Rate(messages=1, per_s=60.0)), 60.0, id="slower than needed"
        ),
    ],
)
def test_a_rate_takes_the_place_of_what_is_documented(
    settings: ChannelSettings, gap_s: float
) -> None:
    assert pace_of(settings).gap_s == gap_s
    assert pace_of(settings).digest_most == PACES[settings.type].digest_most
