import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.live import metric
from warnd import __version__
from warnd.model.feed import FeedHealth
from warnd.model.identifiers import ChannelId, FeedId
from warnd.model.level import Level
from warnd.web.metrics import Metrics

FEED, DUTY = FeedId("gazette"), ChannelId("duty")


def text(metrics: Metrics) -> str:
    return metrics.exposition().decode()


def test_polls_are_counted_by_result() -> None:
    metrics = Metrics()
    for result in ("ok", "ok", "not_a_feed"):
        metrics.poll(FEED, result, 100.0)
    assert metric(text(metrics), 'warnd_feed_polls_total{feed="gazette",result="ok"}') == 2.0
    assert (
        metric(text(metrics), 'warnd_feed_polls_total{feed="gazette",result="not_a_feed"}') == 1.0
    )


@pytest.mark.parametrize(
    ("result", "reads"),
    [
        pytest.param("ok", True, id="read"),
        pytest.param("degraded", True, id="recovered"),
        pytest.param("unchanged", True, id="unchanged"),
        pytest.param("not_a_feed", False, id="a page"),
        pytest.param("unreachable", False, id="no answer"),
        pytest.param("failed", False, id="a fault of ours"),
    ],
)
def test_only_a_document_or_the_word_that_nothing_changed_is_a_success(
    result: str, reads: bool
) -> None:
    metrics = Metrics()
    metrics.poll(FEED, "ok", 100.0)
    metrics.poll(FEED, result, 200.0)
    last = metric(text(metrics), 'warnd_feed_last_success_timestamp_seconds{feed="gazette"}')
    assert last == (200.0 if reads else 100.0)


def test_no_entries_make_no_series() -> None:
    metrics = Metrics()
    metrics.entries(FEED, "new", 0)
    assert "warnd_feed_entries_total{" not in text(metrics)
    metrics.entries(FEED, "new", 7)
    assert metric(text(metrics), 'warnd_feed_entries_total{feed="gazette",state="new"}') == 7.0


def test_alerts_and_deliveries_are_counted() -> None:
    metrics = Metrics()
    metrics.alert("new", Level.WARNING)
    metrics.delivery(DUTY, "delivered")
    metrics.pending(DUTY, 4)
    metrics.parser_killed("SIGXCPU")
    told = text(metrics)
    assert metric(told, 'warnd_alerts_total{level="warning",reason="new"}') == 1.0
    assert metric(told, 'warnd_deliveries_total{channel="duty",result="delivered"}') == 1.0
    assert metric(told, 'warnd_outbox_pending{channel="duty"}') == 4.0
    assert metric(told, 'warnd_parser_kills_total{reason="SIGXCPU"}') == 1.0


def test_lateness_places_standing_and_our_own_line_are_told() -> None:
    metrics = Metrics()
    assert metric(text(metrics), "warnd_uplink_online") == 1.0
    for late_s in (-0.1, 4.0):
        metrics.lateness(late_s)
    metrics.fetches_under_way(7)
    metrics.feeds({FeedHealth.QUIET: 3})
    metrics.uplink(online=False)
    told = text(metrics)
    assert metric(told, 'warnd_feed_lateness_seconds_bucket{le="0.5"}') == 1.0
    assert metric(told, 'warnd_feed_lateness_seconds_bucket{le="5.0"}') == 2.0
    assert metric(told, "warnd_fetches_under_way") == 7.0
    assert metric(told, 'warnd_feeds{health="quiet"}') == 3.0
    assert metric(told, 'warnd_feeds{health="ok"}') == 0.0
    assert metric(told, "warnd_uplink_online") == 0.0


def test_a_refused_reload_keeps_the_time_of_the_last_good_one() -> None:
    metrics = Metrics()
    metrics.reloaded(100.0, well=True)
    metrics.reloaded(200.0, well=False)
    told = text(metrics)
    assert metric(told, "warnd_config_last_reload_successful") == 0.0
    assert metric(told, "warnd_config_last_reload_success_timestamp_seconds") == 100.0


def test_two_daemons_in_one_process_count_apart() -> None:
    first, second = Metrics(), Metrics()
    first.poll(FEED, "ok", 1.0)
    assert "gazette" not in text(second)


def test_the_text_is_what_prometheus_reads_and_every_name_is_ours() -> None:
    metrics = Metrics()
    metrics.poll(FEED, "ok", 1.0)
    families = list(text_string_to_metric_families(text(metrics)))
    assert families
    assert all(family.name.startswith("warnd_") for family in families)
    assert all(family.documentation for family in families)
    build = next(family for family in families if family.name == "warnd_build_info")
    assert build.samples[0].labels == {"version": __version__}
