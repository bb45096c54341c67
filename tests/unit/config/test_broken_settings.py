"""Broken configurations, each with the line, column and words its mistake is told with."""

import os
from pathlib import Path

import pytest

from warnd.config.load import load, load_settings, read_settings
from warnd.errors import ConfigurationInvalid, Mistake


def mistakes_of(folder: Path, text: str) -> tuple[Mistake, ...]:
    path = folder / "warnd.yaml"
    path.write_text(text)
    with pytest.raises(ConfigurationInvalid) as caught:
        load_settings(path)
    return caught.value.mistakes


STORE = "store: sqlite:////w.db\n"
FEED = STORE + "feeds:\n  - {id: a, url: 'https://a.org', "
AREA = STORE + "areas:\n  - {id: a, name: A, "
MAIL = STORE + "channels:\n  m: {type: email, host: h, to: a@b.org, "
HOOK = STORE + "channels:\n  h: {type: webhook, url: 'https://a.org', "
ROUTE = STORE + "channels: {duty: {type: console}}\nareas: [{id: idlib, name: I, country: SY}]\n"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param(FEED + "intervall: 5m}", (3, 35), "did you mean 'interval'", id="unknown key"),
        pytest.param(
            FEED + "colour: red}", (3, 35), "known: allow_downgrade, area", id="no near key"
        ),
        pytest.param("stor: x\n" + STORE, (1, 1), "did you mean 'store'", id="unknown top key"),
        pytest.param(
            "listen: 127.0.0.1:1\n", (1, 1), "store: is missing: the database", id="store"
        ),
        pytest.param(STORE + "feeds: [{id: a}]", (2, 9), "url: is missing", id="feed without url"),
        pytest.param(STORE + "feeds: [x]", (2, 9), "expected a mapping, got 'x'", id="text feed"),
        pytest.param(STORE + "feeds: {id: a}", (2, 8), "expected a list, got a mapping", id="map"),
        pytest.param(STORE + "feeds:\n", (2, 7), "feeds: has no value", id="feeds without value"),
        pytest.param(FEED + "id: b}", (3, 35), "'id' stands twice", id="duplicate key"),
        pytest.param(FEED + "interval: soon}", (3, 45), "a duration such as 90s", id="duration"),
        pytest.param(FEED + "interval: 0s}", (3, 45), "above zero", id="interval of nothing"),
        pytest.param(FEED + "party: yes}", (3, 42), "true or false, got 'yes'", id="yes"),
        pytest.param(FEED + "party: }", (3, 42), "party: has no value", id="empty boolean"),
        pytest.param(FEED + "reliability: b}", (3, 48), "did you mean 'B'", id="grade"),
        pytest.param(FEED + "first_poll: basline}", (3, 47), "mean 'baseline'", id="enum"),
        pytest.param(FEED + "language: eng}", (3, 45), "ISO 639-1 language code", id="language"),
        pytest.param(
            FEED + "language: [ar, eng]}", (3, 50), "ISO 639-1 language code", id="languages"
        ),
        pytest.param(FEED + "publisher: [A]}", (3, 46), "expected text, got a list", id="list"),
        pytest.param(FEED + "publisher: Peace, no War}", (3, 53), "quote text", id="comma"),
        pytest.param(
            STORE + "feeds: [{id: a, url: 'ftp://a.org'}]", (2, 22), "http:// or", id="scheme"
        ),
        pytest.param(
            STORE + "feeds: [{id: a, url: 'https:///x'}]", (2, 22), "names no host", id="no host"
        ),
        pytest.param(
            STORE + "feeds: [{id: a, url: 'https://u:p@a.org'}]", (2, 22), "password", id="userinfo"
        ),
        pytest.param(
            STORE + "feeds: [{id: a, url: 'https://a.org:99999'}]", (2, 22), "Port", id="port"
        ),
        pytest.param(
            STORE + "feeds: [{id: a, url: 'https://a.org\\@b.org'}]",
            (2, 22),
            "backslash",
            id="backslash",
        ),
        pytest.param(
            STORE + "feeds: [{id: a b, url: 'https://a.org'}]", (2, 14), "an id of", id="bad id"
        ),
        pytest.param(
            STORE + "feeds:\n - {id: a, url: 'https://a.org'}\n - {id: a, url: 'https://b.org'}",
            (4, 9),
            "'a' stands twice; the first is on line 3",
            id="duplicate feed",
        ),
        pytest.param(
            STORE + "feeds: [&f {id: a, url: 'https://a.org'}, *f]",
            (2, 17),
            "the id 'a' stands twice",
            id="feed by alias",
        ),
        pytest.param(STORE + "feeds: [{opml: no.opml}]", (2, 16), "there is no file", id="no OPML"),
        pytest.param(
            STORE + "feeds: [{opml: feeds.opml, id: x}]", (2, 28), "beside opml", id="OPML with id"
        ),
        pytest.param(STORE + "listen: 8470", (2, 9), "an address and port", id="listen"),
        pytest.param(STORE + "listen: 127.0.0.1:99999", (2, 9), "0 to 65535", id="listen port"),
        pytest.param(STORE + "listen: 999.1.1.1:80", (2, 9), "not an IP address", id="listen IP"),
        pytest.param(
            STORE + "allow_addresses: [10.0.0.0/8]", (2, 19), "an address and port", id="network"
        ),
        pytest.param(
            STORE + "allow_addresses: ['10.0.0.1:0']", (2, 19), "from 1 to 65535", id="port 0"
        ),
        pytest.param("store: warnd.db", (1, 8), "sqlite:///warnd.db", id="store without scheme"),
        pytest.param("store: sqllite:///w.db", (1, 8), "did you mean 'sqlite'", id="store scheme"),
        pytest.param("store: sqlite://", (1, 8), "three slashes", id="store slashes"),
        pytest.param("store: 'sqlite:///:memory:'", (1, 8), "names no file", id="store in memory"),
        pytest.param("store: postgresql://host", (1, 8), "names no database", id="store server"),
        pytest.param(STORE + "rules: [none/]", (2, 9), "no file or folder", id="rules"),
        pytest.param(STORE + "model: none", (2, 8), "there is no folder", id="model"),
        pytest.param(STORE + "max_age: 7", (2, 10), "a duration such as", id="max_age"),
        pytest.param(AREA + "country: sy}", (3, 31), "did you mean 'SY'", id="country in small"),
        pytest.param(AREA + "country: UK}", (3, 31), "did you mean 'GB'", id="country by habit"),
        pytest.param(AREA + "country: QQ}", (3, 31), "ISO 3166-1", id="no country"),
        pytest.param(AREA + "divisions: [sy_id]}", (3, 34), "did you mean 'SY-ID'", id="division"),
        pytest.param(AREA + "divisions: [Idlib]}", (3, 34), "ISO 3166-2", id="division by name"),
        pytest.param(
            AREA + "country: TR, divisions: [SY-ID]}",
            (3, 47),
            "SY-ID does not lie in TR",
            id="division elsewhere",
        ),
        pytest.param(STORE + "areas: [{id: a, name: A}]", (2, 9), "covers nothing", id="no cover"),
        pytest.param(
            AREA + "country: ML, countries: [NE]}", (3, 35), "beside country", id="both at once"
        ),
        pytest.param(
            AREA + "country: SY, neighbours: [LBN]}", (3, 48), "'LBN'", id="no code of a neighbour"
        ),
        pytest.param(AREA + "circle: {lat: 91, lon: 0, radius_km: 1}}", (3, 36), "-90 to 90"),
        pytest.param(AREA + "circle: {lat: 1, lon: 0}}", (3, 30), "radius_km: is missing"),
        pytest.param(
            STORE + "areas: [{id: a, name: A, country: SY}, {id: a, name: B, country: SY}]",
            (2, 45),
            "the id 'a' stands twice",
            id="duplicate area",
        ),
        pytest.param(
            STORE + "channels: {m: {type: emial, host: h}}", (2, 22), "mean 'email'", id="channel"
        ),
        pytest.param(
            STORE + "channels: {m: {host: h}}", (2, 15), "type: is missing: one of", id="no type"
        ),
        pytest.param(STORE + "channels: [a]", (2, 11), "expected a mapping", id="channel list"),
        pytest.param(MAIL + "port: 0123}", (3, 48), "a whole number", id="octal port"),
        pytest.param(MAIL + "port: 0}", (3, 48), "from 1 to 65535", id="mail port"),
        pytest.param(MAIL + "security: ssl}", (3, 52), "starttls, tls, none", id="security"),
        pytest.param(MAIL + "password_file: none}", (3, 57), "there is no file", id="no secret"),
        pytest.param(MAIL + "password_file: empty}", (3, 57), "is empty", id="empty secret"),
        pytest.param(MAIL + "password_file: rules}", (3, 57), "is not a file", id="secret folder"),
        pytest.param(
            MAIL + "password_file: open}", (3, 57), "every user of this machine; chmod", id="open"
        ),
        pytest.param(MAIL + "password_file: two-lines}", (3, 57), "one line", id="two secrets"),
        pytest.param(MAIL + "password_file: binary}", (3, 57), "UTF-8", id="binary secret"),
        pytest.param(
            STORE + "channels: {s: {type: slack, webhook_url_file: smtp-password}}",
            (2, 47),
            "must hold one line, an http or https address",
            id="no address in the file",
        ),
        pytest.param(
            HOOK + "secret_file: smtp-password}", (3, 57), "whsec_ and a key", id="signing secret"
        ),
        pytest.param(
            HOOK + "secret_file: whsec_abc}", (3, 57), "not the secret itself", id="inline secret"
        ),
        pytest.param(
            STORE + "channels: {m: {type: email, host: h, to: [duty]}}",
            (2, 43),
            "a mail address such as",
            id="mail address",
        ),
        pytest.param(ROUTE + "routes: [{to: dutty}]", (4, 15), "mean 'duty'", id="no channel"),
        pytest.param(ROUTE + "routes: [{to: []}]", (4, 15), "tells nobody", id="route to nobody"),
        pytest.param(ROUTE + "routes: [{}]", (4, 10), "to: is missing", id="route without to"),
        pytest.param(
            ROUTE + "routes: [{to: duty, fallback: dutu}]", (4, 31), "mean 'duty'", id="fallback"
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, match: {area: idlb}}]", (4, 35), "mean 'idlib'", id="area"
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, match: {level: '>=warnin'}}]",
            (4, 36),
            "did you mean 'warning'",
            id="level",
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, match: {level: calm}}]",
            (4, 36),
            "can never match",
            id="route that never matches",
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, digest: '8 Europe/Paris'}]", (4, 29), "a time", id="digest"
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, language: ua}]",
            (4, 31),
            "no messages are written in 'ua'; did you mean 'uk'?",
            id="a country for a language of messages",
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, language: arabisch}]",
            (4, 31),
            "did you mean 'ar'?",
            id="nearly the name of a language of messages",
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, language: العربية}]",
            (4, 31),
            "did you mean 'ar'?",
            id="a language of messages by its own name",
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, language: fr-BE}]",
            (4, 31),
            "did you mean 'fr'?",
            id="a language of messages with its country",
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, language: zz}]",
            (4, 31),
            "known: en, fr, ar, es, ru, uk",
            id="a language without messages",
        ),
        pytest.param(
            ROUTE + "routes: [{to: duty, digest: '08:00 Europe/Pari'}]",
            (4, 29),
            "did you mean 'Europe/Paris'",
            id="time zone",
        ),
        pytest.param("- a\n- b\n", (1, 1), "expected settings such as", id="a list"),
        pytest.param("", (1, 1), "is empty; write settings such as", id="an empty file"),
        pytest.param("store: [1\nb: 2", (2, 2), "a ',' or the ']'", id="syntax error"),
    ],
)
def test_a_broken_configuration_is_told_at_its_place(
    folder: Path, text: str, place: tuple[int, int], words: str
) -> None:
    for name, content, mode in (
        ("empty", b" \n", 0o600),
        ("open", b"secret", 0o644),
        ("two-lines", b"a\nb", 0o600),
        ("binary", b"\xff\xfe", 0o600),
    ):
        (folder / name).write_bytes(content)
        (folder / name).chmod(mode)

    mistakes = mistakes_of(folder, text)

    told = [((each.line, each.column), f"{each.path}: {each.message}") for each in mistakes]
    assert [place for at, message in told if at == place and words in message] == [place], told


def test_every_mistake_is_told_at_once_in_the_order_of_the_file(folder: Path) -> None:
    text = """\
stor: sqlite:///a.db
listen: 127.0.0.1
feeds:
  - {id: a, url: "ftp://x.org", intervall: 5m, party: yes}
  - {id: a, url: "https://x.org", interval: soon}
areas:
  - {id: q, name: Q, country: sy}
channels:
  ops: {type: slack, webhook_url_file: none}
routes:
  - {match: {level: ">=warnin", area: idlb}, to: [opps]}
max_age:
"""
    mistakes = mistakes_of(folder, text)

    assert [(each.line, each.path) for each in mistakes] == [
        (1, "store"),
        (1, ""),
        (2, "listen"),
        (4, "feeds[0].url"),
        (4, "feeds[0]"),
        (4, "feeds[0].party"),
        (5, "feeds[1].id"),
        (5, "feeds[1].interval"),
        (7, "areas[0].country"),
        (9, "channels.ops.webhook_url_file"),
        (11, "routes[0].match.level"),
        (11, "routes[0].match.area"),
        (11, "routes[0].to"),
        (12, "max_age"),
    ]


def test_the_error_reads_as_file_line_column_path_and_words(folder: Path) -> None:
    (mistake,) = mistakes_of(folder, FEED + "interval: soon}")

    assert str(mistake) == (
        f"{folder}/warnd.yaml:3:45: feeds[0].interval: "
        "expected a duration such as 90s, 5m, 6h or 7d, got 'soon'"
    )


def test_a_secret_file_that_may_not_be_read_is_told(folder: Path) -> None:
    secret = folder / "smtp-password"
    secret.chmod(0)
    if os.geteuid() == 0:  # root reads everything; a loop of links nobody can follow
        secret.unlink()
        secret.symlink_to(secret)

    (mistake,) = mistakes_of(folder, MAIL + "password_file: smtp-password}")

    assert "read" in mistake.message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            STORE + "channels: {s: {type: slack, webhook_url_file: secret}}", id="no address"
        ),
        pytest.param(HOOK + "secret_file: secret}", id="no signing key"),
        pytest.param(HOOK + "secret_file: whsec_hunter2}", id="secret in the configuration"),
        pytest.param(HOOK + "secret: hunter2}", id="unknown key"),
        pytest.param("store: postgresql://u:hunter2@host", id="database password"),
        pytest.param("store: postgresql://u:hunter2@host:x/db", id="database port"),
        pytest.param("store: postgres://u:hunter2@host/db", id="database scheme"),
        pytest.param(
            STORE + "feeds: [{id: a, url: 'https://u:hunter2@a.org'}]", id="feed password"
        ),
    ],
)
def test_no_message_repeats_a_secret(folder: Path, text: str) -> None:
    (folder / "secret").write_text("hunter2 \nhunter2")
    (folder / "secret").chmod(0o600)

    told = "\n".join(str(mistake) for mistake in mistakes_of(folder, text))

    assert "hunter2" not in told


def test_warnings_are_told_beside_mistakes(folder: Path) -> None:
    path = folder / "warnd.yaml"
    path.write_text(STORE + "listen: x\nchannels: {a: {type: console}}\n")

    reading = read_settings(path)

    assert reading.settings is None
    assert [mistake.path for mistake in reading.mistakes] == ["listen"]
    assert "channels.a" in [warning.path for warning in reading.warnings]


def test_a_missing_file_is_one_mistake(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationInvalid, match="there is no such file"):
        load(tmp_path / "none.yaml")
