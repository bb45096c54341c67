from datetime import timedelta
from pathlib import Path

import pytest

from warnd.channel_settings import EmailSettings, SlackSettings, WebhookSettings
from warnd.config.load import load, load_settings
from warnd.errors import ConfigurationInvalid
from warnd.model.area import Area, Circle
from warnd.model.identifiers import AreaId, ChannelId, FeedId
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.settings import FeedSettings, FirstPoll, LevelMatch, RouteMatch, RouteSettings, Settings


def write(folder: Path, text: str) -> Path:
    path = folder / "warnd.yaml"
    path.write_text(text)
    return path


def test_the_sketch_of_the_design_loads(sketch: Path) -> None:
    folder = sketch.parent

    assert load_settings(sketch) == Settings(
        store=f"sqlite:///{folder}/var/lib/warnd/warnd.db",
        listen="127.0.0.1:8470",
        rules=(folder / "rules",),
        allow_addresses=("127.0.0.1:9000",),
        feeds=(
            FeedSettings(
                id=FeedId("new-arab"),
                url="https://...",
                language=("en",),
                reliability=Reliability.B,
                publisher="The New Arab",
                interval=timedelta(minutes=5),
                first_poll=FirstPoll.BASELINE,
            ),
            FeedSettings(
                id=FeedId("northern-herald-7ea86a"),
                url="https://herald.example.org/rss",
                language=("en",),
            ),
        ),
        areas=(
            Area(
                id=AreaId("idlib"),
                name="Idlib and northern Hama",
                country="SY",
                divisions=("SY-ID", "SY-HM"),
            ),
        ),
        channels={
            ChannelId("duty"): EmailSettings(
                host="smtp.example.org",
                to=("duty@example.org",),
                password_file=folder / "smtp-password",
            ),
            ChannelId("ops"): SlackSettings(webhook_url_file=folder / "slack-url"),
            ChannelId("hook"): WebhookSettings(
                url="https://...", secret_file=folder / "hook-secret"
            ),
        },
        routes=(
            RouteSettings(
                to=(ChannelId("duty"), ChannelId("ops")),
                match=RouteMatch(
                    level=LevelMatch(operator=">=", level=Level.WARNING), area=(AreaId("idlib"),)
                ),
                fallback=ChannelId("hook"),
                repeat=timedelta(hours=6),
            ),
            RouteSettings(to=(ChannelId("ops"),), digest="08:00 Europe/Paris"),
        ),
    )


def test_the_sketch_is_warned_of_what_is_probably_not_meant(sketch: Path) -> None:
    told = [(warning.line, warning.message) for warning in load(sketch).warnings]

    assert told[1:] == [
        (15, "nobody is told when a feed is in trouble: add {about: feeds, to: [...]}"),
    ]


def test_what_is_left_out_takes_its_default(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, "store: sqlite:////var/lib/warnd.db\n"))

    assert settings == Settings(store="sqlite:////var/lib/warnd.db")


def test_a_json_file_serves_too(tmp_path: Path) -> None:
    text = '{\n\t"store": "sqlite:////w.db",\n\t"feeds": [{"id": "a", "url": "https://a.org/"}]\n}'

    settings = load_settings(write(tmp_path, text))

    assert settings.feeds == (FeedSettings(id=FeedId("a"), url="https://a.org/"),)


def test_norway_is_a_country_and_a_quoted_port_is_a_port(tmp_path: Path) -> None:
    text = """\
store: sqlite:////w.db
areas: [{id: north, name: 12:30:00, country: NO, circle: {lat: 69.6, lon: 18.9, radius_km: 5e1}}]
channels: {mail: {type: email, host: on, port: "0", to: a@b.org}}
"""
    with pytest.raises(ConfigurationInvalid, match=r"channels\.mail\.port"):
        load_settings(write(tmp_path, text))
    settings = load_settings(write(tmp_path, text.replace('"0"', '"25"')))

    assert settings.areas == (
        Area(
            id=AreaId("north"),
            name="12:30:00",
            country="NO",
            circle=Circle(lat=69.6, lon=18.9, radius_km=50),
        ),
    )
    assert settings.channels == {"mail": EmailSettings(host="on", port=25, to=("a@b.org",))}


def test_null_leaves_an_optional_setting_unset(tmp_path: Path) -> None:
    text = "store: sqlite:////w.db\nmodel: null\nareas: [{id: a, name: A, country: SY, circle: ~}]"

    settings = load_settings(write(tmp_path, text))

    assert settings.model is None
    assert settings.areas[0].circle is None


def test_paths_begin_at_the_folder_of_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    write(folder, "store: sqlite:///data/w.db?timeout=5\nrules: rules/truce.yaml\nmodel: rules")

    settings = load_settings(Path(folder.name) / "warnd.yaml")

    assert settings.store == f"sqlite:///{folder}/data/w.db?timeout=5"
    assert settings.rules == (Path(folder.name) / "rules/truce.yaml",)
    assert settings.model == Path(folder.name) / "rules"


def test_a_secret_may_lie_among_the_credentials_of_systemd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "slack").write_text("https://hooks.example.org/x")
    (credentials / "slack").chmod(0o400)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    text = "store: sqlite:////w.db\nchannels: {ops: {type: slack, webhook_url_file: slack}}\n"

    settings = load_settings(write(tmp_path, text))

    assert settings.channels == {"ops": SlackSettings(webhook_url_file=credentials / "slack")}


def test_keys_beside_opml_hold_for_its_feeds(folder: Path) -> None:
    text = "store: sqlite:////w.db\nfeeds: [{opml: feeds.opml, reliability: C, language: ar}]\n"

    (feed,) = load_settings(write(folder, text)).feeds

    assert feed.reliability is Reliability.C
    assert feed.language == ("en",)  # its own comes first


def test_a_feed_may_be_in_several_languages(tmp_path: Path) -> None:
    text = "store: sqlite:////w.db\nfeeds: [{id: a, url: 'https://a.org/', language: [ar, fr]}]\n"

    (feed,) = load_settings(write(tmp_path, text)).feeds

    assert feed.language == ("ar", "fr")


def test_feeds_keep_their_index_when_a_list_stands_among_them(folder: Path) -> None:
    second = '<outline text="B" xmlUrl="https://b.org/"/></body>'
    opml = folder / "feeds.opml"
    opml.write_text(opml.read_text().replace("</body>", second))
    text = "store: sqlite:////w.db\nfeeds: [{opml: feeds.opml}, {id: last, url: nowhere}]\n"

    with pytest.raises(ConfigurationInvalid) as caught:
        load_settings(write(folder, text))

    assert [mistake.path for mistake in caught.value.mistakes] == ["feeds[1].url"]


def test_a_wrong_feed_of_an_opml_file_is_told_in_that_file(folder: Path) -> None:
    opml = folder / "feeds.opml"
    opml.write_text(opml.read_text().replace("https://", "ftp://"))

    with pytest.raises(ConfigurationInvalid) as caught:
        load_settings(write(folder, "store: sqlite:////w.db\nfeeds: [{opml: feeds.opml}]\n"))

    (mistake,) = caught.value.mistakes
    assert (mistake.file, mistake.line, mistake.column) == (opml, 4, 5)
    assert "http://" in mistake.message


def test_a_store_whose_path_lost_a_slash_is_a_warning(sketch: Path) -> None:
    warning = load(sketch).warnings[0]

    assert (warning.line, warning.path) == (1, "store")
    assert "write sqlite:////var/lib/warnd/warnd.db" in warning.message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("feeds: []", 1, "no feed is given", id="no feed"),
        pytest.param("routes: []", 1, "no route is given", id="no route"),
        pytest.param(
            "feeds: [{id: a, url: 'https://a.example/x'}]\n"
            "channels: {c: {type: console}}\nroutes: [{to: c}]",
            4,
            "nobody is told when a feed is in trouble: add {about: feeds, to: [...]}",
            id="no route about feeds",
        ),
        pytest.param(
            "channels: {a: {type: console}}", 2, "no route leads to this channel", id="unused"
        ),
        pytest.param(
            "feeds: [{id: a, url: 'http://127.0.0.1:9000/x'}]",
            2,
            "allow_addresses lacks 127.0.0.1:9000",
            id="private feed",
        ),
        pytest.param(
            "feeds: [{id: a, url: 'https://[::1]/x'}]",
            2,
            "allow_addresses lacks [::1]:443",
            id="private IPv6 feed",
        ),
        pytest.param(
            "channels: {h: {type: webhook, url: 'http://10.0.0.1/'}}\nroutes: [{to: h}]",
            2,
            "allow_addresses lacks 10.0.0.1:80",
            id="private webhook",
        ),
        pytest.param(
            "areas: [{id: i, name: I, country: SY}]\n"
            "channels: {c: {type: console}}\nroutes: [{to: c, match: {area: UA}}]",
            4,
            "can never match: no configured area lies in UA",
            id="area elsewhere",
        ),
        pytest.param(
            "channels: {c: {type: console}}\n"
            "routes: [{to: c, about: feeds, match: {level: watch}}]",
            3,
            "has no effect: a route about feeds takes every notice",
            id="a match of notices",
        ),
    ],
)
def test_what_is_probably_not_meant_is_a_warning(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    loaded = load(write(tmp_path, f"store: sqlite:////w.db\n{text}\n"))

    assert (line, words) in [
        (warning.line, next((part for part in [words] if part in warning.message), ""))
        for warning in loaded.warnings
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("match: {area: SY}", id="a country a configured area lies in"),
        pytest.param("match: {area: SY-HL}", id="a division of that country"),
        pytest.param("match: {level: '>=calm'}", id="every level"),
    ],
)
def test_a_route_that_can_match_gives_no_warning(tmp_path: Path, text: str) -> None:
    loaded = load(
        write(
            tmp_path,
            "store: sqlite:////w.db\nfeeds: [{id: a, url: 'https://a.org'}]\n"
            "areas: [{id: i, name: I, divisions: SY-ID}]\nchannels: {c: {type: console}}\n"
            f"routes: [{{to: c, {text}}}, {{about: feeds, to: c}}]\n",
        )
    )

    assert loaded.warnings == ()


def test_an_area_of_places_alone_may_lie_anywhere(tmp_path: Path) -> None:
    loaded = load(
        write(
            tmp_path,
            "store: sqlite:////w.db\nfeeds: [{id: a, url: 'https://a.org'}]\n"
            "areas: [{id: i, name: I, places: Sarmin}]\nchannels: {c: {type: console}}\n"
            "routes: [{to: c, match: {area: UA}}, {about: feeds, to: c}]\n",
        )
    )

    assert loaded.warnings == ()


def test_a_feed_on_a_private_address_that_is_allowed_gives_no_warning(tmp_path: Path) -> None:
    loaded = load(
        write(
            tmp_path,
            "store: sqlite:////w.db\nallow_addresses: 127.0.0.1:9000\n"
            "feeds: [{id: a, url: 'http://127.0.0.1:9000/'}]\n"
            "channels: {c: {type: console}}\nroutes: [{to: c}, {about: feeds, to: c}]\n",
        )
    )

    assert loaded.warnings == ()


@pytest.mark.parametrize(
    ("given", "minutes"),
    [
        pytest.param("", 5, id="neither tier nor interval"),
        pytest.param(", tier: critical", 2, id="critical"),
        pytest.param(", tier: background", 30, id="background"),
        pytest.param(", tier: background, interval: 7m", 7, id="an interval of its own"),
    ],
)
def test_a_feed_without_an_interval_has_its_tiers(tmp_path: Path, given: str, minutes: int) -> None:
    text = f"store: sqlite:////w.db\nfeeds: [{{id: a, url: 'https://a.org'{given}}}]\n"
    (feed,) = load_settings(write(tmp_path, text)).feeds
    assert feed.interval == timedelta(minutes=minutes)
