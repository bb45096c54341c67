import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.live import metric
from warnd import __version__
from warnd.model.feed import FeedHealth
from warnd.model.identifiers import ChannelId, FeedId
from warnd.web.metrics import Metrics
from warnd.web.outgoing_metrics import Ending

FEED, DUTY = FeedId("gazette"), ChannelId("duty")


def text(metrics: Metrics) -> str:
    return metrics.exposition().decode()


def test_polls_are_counted_by_result() -> None:
    metrics = Metrics()
    for result in ("ok", "ok", "not_a_feed"):
        metrics.polling.poll(FEED, result, 100.0)
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
    metrics.polling.poll(FEED, "ok", 100.0)
    metrics.polling.poll(FEED, result, 200.0)
    last = metric(text(metrics), 'warnd_feed_last_success_timestamp_seconds{feed="gazette"}')
    assert last == (200.0 if reads else 100.0)


def test_no_entries_make_no_series() -> None:
    metrics = Metrics()
    metrics.polling.entries(FEED, "new", 0)
    assert "warnd_feed_entries_total{" not in text(metrics)
    metrics.polling.entries(FEED, "new", 7)
    assert metric(text(metrics), 'warnd_feed_entries_total{feed="gazette",state="new"}') == 7.0


def test_alerts_and_deliveries_are_counted() -> None:
    metrics = Metrics()
    metrics.alert("shells-fell", "Severe", "new")
    metrics.outgoing.delivery(DUTY, "delivered")
    metrics.outgoing.waiting(DUTY, 4, 90.0)
    metrics.parser_killed("SIGXCPU")
    told = text(metrics)
    alerts = 'warnd_alerts_total{reason="new",rule="shells-fell",severity="Severe"}'
    assert metric(told, alerts) == 1.0
    assert metric(told, 'warnd_outbox_oldest_age_seconds{channel="duty"}') == 90.0
    assert metric(told, 'warnd_deliveries_total{channel="duty",result="delivered"}') == 1.0
    assert metric(told, 'warnd_outbox_pending{channel="duty"}') == 4.0
    assert metric(told, 'warnd_parser_kills_total{reason="SIGXCPU"}') == 1.0


def test_tries_are_counted_by_how_they_ended() -> None:
    metrics = Metrics()
    for ending in (Ending.THROTTLED, Ending.THROTTLED, Ending.DELIVERED):
        metrics.outgoing.attempt(DUTY, ending)
    told = text(metrics)
    name = "warnd_delivery_attempts_total"
    assert metric(told, f'{name}{{channel="duty",reason="throttled"}}') == 2.0
    assert metric(told, f'{name}{{channel="duty",reason="delivered"}}') == 1.0


def test_the_time_to_a_delivery_is_counted_in_classes() -> None:
    metrics = Metrics()
    for seconds in (-2.0, 4.0, 400.0):  # a clock that was set back makes nothing early
        metrics.outgoing.latency(seconds)
    told = text(metrics)
    assert metric(told, 'warnd_delivery_latency_seconds_bucket{le="1.0"}') == 1.0
    assert metric(told, 'warnd_delivery_latency_seconds_bucket{le="5.0"}') == 2.0
    assert metric(told, "warnd_delivery_latency_seconds_count") == 3.0


def test_what_is_not_told_is_counted_by_its_reason() -> None:
    metrics = Metrics()
    metrics.suppressed("old", 0)
    assert "warnd_suppressed_total{" not in text(metrics)
    metrics.suppressed("old", 3)
    metrics.suppressed("silence")
    assert metric(text(metrics), 'warnd_suppressed_total{reason="old"}') == 3.0
    assert metric(text(metrics), 'warnd_suppressed_total{reason="silence"}') == 1.0


def test_clock_and_disk_are_looked_at_when_somebody_asks() -> None:
    metrics, suspect, free = Metrics(), [False], [100]
    metrics.machine.watch_clock(lambda: suspect[0])
    metrics.machine.watch_disk(lambda: free[0])
    metrics.machine.size(4096)
    assert metric(text(metrics), "warnd_clock_suspect") == 0.0
    suspect[0], free[0] = True, 50
    told = text(metrics)
    assert metric(told, "warnd_clock_suspect") == 1.0
    assert metric(told, "warnd_disk_free_bytes") == 50.0
    assert metric(told, "warnd_db_size_bytes") == 4096.0


def test_lateness_places_standing_and_our_own_line_are_told() -> None:
    metrics = Metrics()
    assert metric(text(metrics), "warnd_uplink_online") == 1.0
    for late_s in (-0.1, 4.0):
        metrics.polling.lateness(late_s)
    metrics.polling.fetches_under_way(7)
    metrics.polling.feeds({FeedHealth.QUIET: 3})
    metrics.polling.uplink(online=False)
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
    first.polling.poll(FEED, "ok", 1.0)
    assert "gazette" not in text(second)


def test_the_text_is_what_prometheus_reads_and_every_name_is_ours() -> None:
    metrics = Metrics()
    metrics.polling.poll(FEED, "ok", 1.0)
    families = list(text_string_to_metric_families(text(metrics)))
    assert families
    assert all(family.name.startswith("warnd_") for family in families)
    assert all(family.documentation for family in families)
    build = next(family for family in families if family.name == "warnd_build_info")
    assert build.samples[0].labels == {"version": __version__}
