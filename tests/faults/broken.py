"""Two hundred broken configurations: the shipped one and rules, each changed in one place.

Each says where its mistake stands and what the words for it must hold: what to write instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "deploy" / "warnd.yaml"
#: the settings file of each
CONFIG = "warnd.yaml"

#: a rule file in order, to be broken
RULES = """\
- {list: fighters, language: en, match: rebels | militia*}
- id: shelling-said
  kind: shelling
  language: en
  confidence: 0.9
  match: 'shell* NEAR/4 (town | village)'
  unless: '"shell company"'
  tests:
    fires: ["Shells hit the town."]
    silent: ["Nothing was heard."]
- id: two-signs
  title: Two signs
  pattern: {all: [shelling, troop_movement]}
  within: 7d
  origins: 2
  level: warning
"""
#: settings that hold what the shipped ones only show in comments
WHOLE = """\
store: sqlite:///warnd.db
listen: 127.0.0.1:0
public_url: https://warnd.example.org
max_age: 7d
allow_addresses: [10.1.2.3:8080]
retention: {raw: 7d, texts: 90d, history: 730d, fingerprints: 400d}
rules: [rules.yaml]
feeds:
  - {id: wire, url: "https://wire.example/rss", language: en, reliability: B, publisher: Wire,
     interval: 5m, first_poll: alert, tier: normal, timeout: 60s, expect: 1d, party: false,
     full_text: false, area: idlib}
  - {opml: more.opml, tier: background}
areas:
  - {id: idlib, name: Idlib, country: SY, divisions: [SY-ID]}
  - {id: goma, name: Goma, circle: {lat: -1.68, lon: 29.23, radius_km: 40}}
channels:
  duty: {type: email, host: smtp.example.org, port: 587, security: starttls,
         to: [duty@example.org], sender: warnd@example.org, username: warnd,
         password_file: password}
  ops: {type: slack, webhook_url_file: slack-url}
  hook: {type: webhook, url: "https://hooks.example.org/warnd", secret_file: hook-secret}
routes:
  - {match: {level: ">=warning", area: idlib, kind: shelling, status: occurred, reliability: C},
     to: [duty, ops], fallback: hook, repeat: 6h}
  - {to: [ops], digest: "08:00 Europe/Paris"}
  - {to: [duty], quiet: "22:00-06:00 Europe/Kyiv", language: uk}
  - {about: feeds, to: [ops]}
"""
OPML = (
    b"<opml version='2.0'><body>"
    b"<outline type='rss' text='More' xmlUrl='https://more.example/rss'/></body></opml>"
)
#: what the settings name, by file, each with who may read it
AROUND = {
    "rules.yaml": (RULES.encode(), 0o600),
    "more.opml": (OPML, 0o600),
    "password": (b"secret\n", 0o600),
    "slack-url": (b"https://hooks.slack.example/T/B/X\n", 0o600),
    "hook-secret": (b"whsec_c2VjcmV0c2VjcmV0c2VjcmV0\n", 0o600),
}


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One broken configuration."""

    id: str
    #: the settings
    config: bytes
    #: the file, line and column where its mistake stands
    at: tuple[str, int, int]
    #: what the words for it hold
    words: str
    #: files that differ from those around, with who may do what; None: the file is not there
    files: dict[str, tuple[bytes, int] | None] = field(default_factory=dict)

    def write(self, folder: Path) -> Path:
        """Write all of it into a folder; give the settings file."""
        for name, file in {**AROUND, **self.files}.items():
            path = folder / name
            path.unlink(missing_ok=True)
            if file is not None:
                path.write_bytes(file[0])
                path.chmod(file[1])
        (folder / CONFIG).write_bytes(self.config)
        return folder / CONFIG


def place(text: str, index: int) -> tuple[int, int]:
    """Give line and column of a character, both from 1."""
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1


def all_broken() -> list[Broken]:
    """Give all of them, each id once."""
    return [
        *_misspelt_keys(),
        *_wrong_values(),
        *_broken_documents(),
        *_broken_references(),
        *_broken_secrets(),
        *_broken_rules(),
    ]


#: keys of the shipped settings and of the whole ones -> what somebody wrote
_MISSPELT = {
    "store": "stor", "listen": "lisen", "feeds": "feds", "channels": "chanels", "routes": "route",
    "public_url": "public-url", "max_age": "maxage", "allow_addresses": "allow_adresses",
    "retention": "retension", "rules": "rule", "areas": "area_s", "url": "ur",
    "language": "langauge",
    "reliability": "reliabilty", "publisher": "publischer", "interval": "intervall",
    "first_poll": "firstpoll", "tier": "teir", "timeout": "time_out", "expect": "expects",
    "party": "partei", "full_text": "fulltext", "name": "nmae", "country": "contry",
    "divisions": "division", "circle": "circel", "lat": "latt", "radius_km": "radius",
    "host": "hosts", "port": "prot", "security": "securty", "to": "tos", "sender": "sendr",
    "username": "user_name", "password_file": "passwordfile", "webhook_url_file": "webhook_url",
    "secret_file": "secretfile", "match": "macth", "level": "levle", "kind": "kinds",
    "status": "state_", "fallback": "fall_back", "repeat": "repeet", "digest": "digets",
    "quiet": "quite", "raw": "rwa", "texts": "text", "fingerprints": "fingerprint",
}  # fmt: skip


def _misspelt_keys() -> Iterator[Broken]:
    shipped = SHIPPED.read_text("utf-8")
    for text, name in ((shipped, "shipped"), (WHOLE, "whole")):
        for key, wrong in _MISSPELT.items():
            found = re.search(rf"(?<![\w#]){key}: ", _without_comments(text))
            if found is None:
                continue
            yield Broken(
                id=f"{name}: key {wrong}",
                config=(text[: found.start()] + wrong + text[found.start() + len(key) :]).encode(),
                at=(CONFIG, *place(text, found.start())),
                words=f"did you mean '{key}'",
            )


def _without_comments(text: str) -> str:
    """Give a text in which comments are blank, character for character."""
    return re.sub(r"#[^\n]*", lambda found: " " * len(found[0]), text)


#: what stands in the whole settings, what is written in its place with ^ where the mistake stands,
#: and what is told
_WRONG = (
    ("store: sqlite:///warnd.db", "store: ^warnd.db", "sqlite:///warnd.db"),
    (
        "store: sqlite:///warnd.db",
        "store: ^mysql://h/w",
        "known: postgresql, postgresql+psycopg, sqlite",
    ),
    ("store: sqlite:///warnd.db", "store: ^sqllite:///w.db", "did you mean 'sqlite'"),
    ("store: sqlite:///warnd.db", "store: ^sqlite://warnd.db", "takes three slashes"),
    ("store: sqlite:///warnd.db", "store:^", "give one, or leave the key out"),
    ("store: sqlite:///warnd.db", "store: ^postgresql://h", "postgresql+psycopg://"),
    ("listen: 127.0.0.1:0", "listen: ^8470", "an address and port"),
    ("listen: 127.0.0.1:0", "listen: ^127.0.0.1:99999", "0 to 65535"),
    ("listen: 127.0.0.1:0", "listen: ^999.1.1.1:80", "not an IP address"),
    ("listen: 127.0.0.1:0", "listen: ^[1, 2]", "expected text, got a list"),
    ("public_url: https://warnd.example.org", "public_url: ^warnd.example.org", "http"),
    ("max_age: 7d", "max_age: ^7", "a duration such as 90s"),
    ("max_age: 7d", "max_age: ^12:30:00", "a duration such as 90s"),
    ("max_age: 7d", "max_age: ^0123", "a duration such as 90s"),
    ("max_age: 7d", "max_age: ^a week", "a duration such as 90s"),
    ("max_age: 7d", "max_age: ^-7d", "a duration such as 90s"),
    ("max_age: 7d", "max_age: ^0d", "above zero"),
    ("max_age: 7d", "max_age: ^9999d", "at most 3650d"),
    ("{raw: 7d", "{raw: ^1m", "expected at least 1h"),
    ("texts: 90d", "texts: ^1d", "expected at least 30d"),
    ("history: 730d", "history: ^7d", "expected at least 120d"),
    ("fingerprints: 400d", "fingerprints: ^30d", "expected at least 400d"),
    ("{id: wire", "{id: ^a wire", "an id of"),
    ("{id: wire", "{id: ^''", "an id of"),
    ('"https://wire.example/rss"', "^wire.example/rss", "http:// or"),
    ('"https://wire.example/rss"', "^ftp://wire.example", "http:// or"),
    ('"https://wire.example/rss"', '^"https://u:p@wire.example"', "password"),
    ('"https://wire.example/rss"', '^"https:///rss"', "names no host"),
    ('"https://wire.example/rss"', '^"https://a.org:99999"', "0-65535"),
    ("language: en,", "language: ^english,", "ISO 639-1 language code"),
    ("language: en,", "language: ^EN,", "did you mean 'en'"),
    ("language: en,", "language: [ar, ^eng],", "ISO 639-1 language code"),
    ("reliability: B", "reliability: ^b", "did you mean 'B'"),
    ("reliability: B", "reliability: ^G", "A, B, C, D, E, F"),
    ("reliability: B", "reliability: ^2", "A, B, C, D, E, F"),
    ("interval: 5m", "interval: ^5 minutes", "a duration such as 90s"),
    ("interval: 5m", "interval: ^5", "a duration such as 90s"),
    ("interval: 5m", "interval: ^5M", "a duration such as 90s"),
    ("interval: 5m", "interval: ^1s", "10s"),
    ("first_poll: alert", "first_poll: ^alrt", "did you mean 'alert'"),
    ("tier: normal", "tier: ^urgent", "critical, normal, background"),
    ("timeout: 60s", "timeout: ^1h", "expected at most 5m"),
    ("timeout: 60s", "timeout: ^0s", "above zero"),
    ("expect: 1d", "expect: ^daily", "a duration such as 90s"),
    ("party: false", "party: ^no", "true or false, got 'no'"),
    ("party: false", "party: ^off", "true or false, got 'off'"),
    ("full_text: false", "full_text: ^0", "true or false, got '0'"),
    ("country: SY", "country: ^no", "did you mean 'NO'"),
    ("country: SY", "country: ^Syria", "ISO 3166-1"),
    ("country: SY", "country: ^UK", "did you mean 'GB'"),
    ("country: SY", "country: ^false", "ISO 3166-1"),
    ("divisions: [SY-ID]", "divisions: [^SYID]", "ISO 3166-2"),
    ("divisions: [SY-ID]", "divisions: [^TR-31]", "does not lie in SY"),
    ("lat: -1.68", "lat: ^91", "expected -90 to 90"),
    ("lon: 29.23", "lon: ^east", "a number"),
    ("radius_km: 40", "radius_km: ^0", "expected 0.1 to 20000"),
    ("type: email", "type: ^mail", "did you mean 'email'"),
    ("type: slack", "type: ^slak", "did you mean 'slack'"),
    ("port: 587", "port: ^0123", "a whole number"),
    ("port: 587", "port: ^70000", "from 1 to 65535"),
    ("port: 587", "port: ^587.5", "a whole number"),
    ("security: starttls", "security: ^ssl", "starttls, tls, none"),
    ("to: [duty@example.org]", "to: [^duty]", "a mail address such as"),
    ('level: ">=warning"', "level: ^'>warning'", "a level such as >=warning"),
    ('level: ">=warning"', "level: ^high", "a level such as >=warning"),
    ('level: ">=warning"', "level: ^calm", "can never match"),
    ("status: occurred", "status: ^happened", "occurred"),
    ("reliability: C}", "reliability: ^c}", "did you mean 'C'"),
    ("repeat: 6h", "repeat: ^6", "a duration such as 90s"),
    ('"08:00 Europe/Paris"', "^8 o'clock", "08:00 Europe/Paris"),
    ('"08:00 Europe/Paris"', '^"08:00 Europe/Pari"', "did you mean 'Europe/Paris'"),
    ('"08:00 Europe/Paris"', '^"25:00 Europe/Paris"', "08:00 Europe/Paris"),
    ('"22:00-06:00 Europe/Kyiv"', '^"22-6 Europe/Kyiv"', "22:00-07:00 Europe/Paris"),
    ("language: uk", "language: ^ua", "did you mean 'uk'"),
    ("about: feeds", "about: ^feed", "did you mean 'feeds'"),
    ("[10.1.2.3:8080]", "[^10.0.0.0/8]", "an address and port"),
    ("[10.1.2.3:8080]", "[^10.1.2.3:0]", "from 1 to 65535"),
)

#: as above: settings that contradict one another, or name what is not there
_CONTRADICTING = (
    ("{id: goma", "{id: ^idlib", "the id 'idlib' stands twice; the first is on line"),
    ("- {opml: more.opml, tier: background}", '- {id: ^wire, url: "https://b.example"}', "twice"),
    (
        "- {opml: more.opml, tier: background}",
        '- {id: two, url: ^"https://wire.example/rss"}',
        "polled already; the other feed is on line 9",
    ),
    ("opml: more.opml", "opml: ^none.opml", "there is no file"),
    ("opml: more.opml, tier", "opml: more.opml, ^id: x, tier", "beside opml"),
    ("rules: [rules.yaml]", "rules: [^none.yaml]", "there is no file or folder"),
    ("public_url:", "model: ^none\npublic_url:", "there is no folder"),
    ("public_url:", "places: ^none\npublic_url:", "warnd places import"),
    ("public_url:", "templates: ^none\npublic_url:", "there is no folder"),
    ("area: idlib}", "area: ^idlb}", "did you mean 'idlib'"),
    ("area: idlib, kind", "area: ^gomma, kind", "did you mean 'goma'"),
    ("kind: shelling,", "kind: ^sheling,", "did you mean 'shelling'"),
    ("to: [duty, ops], fallback", "to: [duty, ^opps], fallback", "did you mean 'ops'"),
    ("fallback: hook", "fallback: ^hok", "did you mean 'hook'"),
    ("{to: [ops], digest", "{to: ^[], digest", "tells nobody"),
    ("{about: feeds, to: [ops]}", "^{about: feeds}", "is missing"),
    ("{id: goma, name: Goma, circle", "^{id: goma, circle", "name: is missing: what people read"),
    ("duty: {type: email, ", "duty: ^{", "type: is missing: one of"),
    ("country: SY, divisions", "country: SY, ^countries: [TR], divisions", "beside country"),
    ("{id: wire, url", "{id: wire, ^id: wire, url", "'id' stands twice; the first is on line"),
    ("max_age: 7d", "max_age: 7d\n^max_age: 8d", "'max_age' stands twice"),
    ("publisher: Wire", "publisher: ^[Wire]", "expected text, got a list"),
    ("publisher: Wire", "publisher: War, ^no Peace", "quote text"),
    ("areas:\n", "areas: ^idlib\nx_areas:\n", "expected a list"),
)


def _marked(text: str, old: str, marked: str) -> tuple[str, tuple[int, int]]:
    """Give a text with one passage replaced, and where its mark stood."""
    start = text.index(old)
    at = place(text[:start] + marked, start + marked.index("^"))
    return text[:start] + marked.replace("^", "", 1) + text[start + len(old) :], at


def _wrong_values() -> Iterator[Broken]:
    for old, marked, words in _WRONG:
        yield _changed(WHOLE, old, marked, words)


def _broken_references() -> Iterator[Broken]:
    for old, marked, words in _CONTRADICTING:
        yield _changed(WHOLE, old, marked, words)


def _changed(text: str, old: str, marked: str, words: str) -> Broken:
    broken, at = _marked(text, old, marked)
    return Broken(id=f"{old} -> {marked}", config=broken.encode(), at=(CONFIG, *at), words=words)


#: a bomb of 289 bytes: its aliases unfold to 9 ** 8 values
BOMB = "# YAML, 289 bytes\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


def _broken_documents() -> Iterator[Broken]:
    for name, text, at, words in (
        ("empty", "", (1, 1), "write settings such as"),
        ("comments alone", "# nothing\n", (1, 1), "write settings such as"),
        ("a list", "- a\n", (1, 1), "expected settings such as"),
        ("a word", "warnd\n", (1, 1), "expected settings such as"),
        ("open bracket", "store: [1\nb: 2\n", (2, 2), "a ',' or the ']'"),
        ("open brace", "feeds:\n  - {id: a", (3, 1), "the '}' that closes"),
        ("open quote", 'store: "sqlite\n', (1, 8), "quote"),
        ("tab", "feeds:\n\t- {id: a}\n", (2, 1), "tab"),
        ("indentation", "store: a\n  listen: b\n", (2, 9), "indent"),
        ("two documents", "store: a\n---\nstore: b\n", (2, 1), "a file holds one"),
        ("tag", "store: !!python/object:os.system a\n", (1, 8), "remove it"),
        ("own tag", "store: !secret a\n", (1, 8), "remove it"),
        ("merge key", "a: &a {b: 1}\nc:\n  <<: *a\n", (3, 3), "write them out"),
        ("unknown alias", "store: *gone\n", (1, 8), "no anchor before"),
        ("alias in itself", "store: &a [*a]\n", (1, 12), "stands in itself"),
        ("alias bomb", BOMB, (7, 14), "unfolds to more than 250,000 values"),
        ("many aliases", "a: &a 1\nb: [" + "*a," * 101 + "]\n", (2, 305), "more than 100 aliases"),
        ("deep", "store: " + "[" * 60, (1, 48), "levels deep"),
        ("control character", "store: a\x07b\n", (1, 9), "remove it"),
        ("escaped control character", 'store: "a\\u0007b"\n', (1, 8), "remove it"),
        ("list as key", "? [a]\n: b\n", (1, 3), "a key must be text"),
        ("over a megabyte", "#" * 1_000_001, (1, 1), "1,000,000 bytes"),
        ("no store", "listen: 127.0.0.1:0\n", (1, 1), "store: is missing: the database"),
    ):
        yield Broken(id=name, config=text.encode(), at=(CONFIG, *at), words=words)
    latin = b"store: sqlite:///w.db\n# caf\xe9\n"
    yield Broken(id="latin-1", config=latin, at=(CONFIG, 2, 6), words="save it as UTF-8")
    wide = WHOLE.encode("utf-16")
    yield Broken(id="utf-16", config=wide, at=(CONFIG, 1, 1), words="save it as UTF-8")


def _broken_secrets() -> Iterator[Broken]:
    for name, file, words in (
        ("password", None, "there is no file"),
        ("password", (b"", 0o600), "is empty"),
        ("password", (b"secret\n", 0o644), "chmod 600"),
        ("password", (b"secret\n", 0o604), "chmod 600"),
        ("password", (b"secret\n", 0o602), "chmod 600"),
        ("password", (b"one\ntwo\n", 0o600), "one line"),
        ("password", (b"\xff\xfe", 0o600), "UTF-8"),
        ("slack-url", (b"xoxb-token\n", 0o600), "an http or https address"),
        ("slack-url", (b"https://h/x\n", 0o666), "chmod 600"),
        ("hook-secret", (b"secret\n", 0o600), "whsec_ and a key in base64"),
        ("hook-secret", None, "there is no file"),
    ):
        index = WHOLE.index(f"_file: {name}") + len("_file: ")
        mode = "gone" if file is None else f"{file[0]!r} {file[1]:o}"
        yield Broken(
            id=f"secret {name}: {mode}",
            config=WHOLE.encode(),
            at=(CONFIG, *place(WHOLE, index)),
            words=words,
            files={name: file},
        )
    for secret in ("whsec_c2VjcmV0", "https://hooks.slack.example/T/B/X"):
        old = "secret_file: hook-secret"
        yield _changed(WHOLE, old, f"secret_file: ^{secret}", "not the secret itself")


#: as above, of the rules
_WRONG_RULES = (
    ("language: en, match: rebels", "language: ^english, match: rebels", "language"),
    ("match: rebels | militia*", "match: rebels |^", "write what should follow"),
    ("id: shelling-said", "id: ^shelling said", "an id of"),
    ("kind: shelling\n", "kind: ^sheling\n", "did you mean 'shelling'"),
    ("kind: shelling\n", "^knd: shelling\n", "did you mean 'kind'"),
    ("confidence: 0.9", "confidence: ^1.9", "0 to 1"),
    ("confidence: 0.9", "confidence: ^high", "a number"),
    ("confidence: 0.9", "confidence: ^0,9", "a number"),
    ("'shell* NEAR/4 (town | village)'", "'^(shell'", 'write its ")"'),
    ("'shell* NEAR/4 (town | village)'", "'shell ^NEAR town'", "write NEAR/5"),
    ("'shell* NEAR/4 (town | village)'", "'^@fightrs'", "did you mean 'fighters'"),
    ("'shell* NEAR/4 (town | village)'", "^''", "empty"),
    ("within: 7d", "within: ^7", "a duration such as 90s"),
    ("origins: 2", "origins: ^0", "from 1 to 100"),
    ("level: warning", "level: ^warn", "did you mean 'warning'"),
    ("{all: [shelling, troop_movement]}", "{all: [shelling, ^troop_movment]}", "did you mean"),
    ("{all: [shelling, troop_movement]}", "{^al: [shelling]}", "did you mean 'all'"),
    (
        "- id: two-signs",
        "- {id: ^shelling-said, kind: shelling, language: en, match: a}\n- id: two-signs",
        "twice",
    ),
    ("silent: [", "^quiet: [", "known: fires, silent"),
)


def _broken_rules() -> Iterator[Broken]:
    for old, marked, words in _WRONG_RULES:
        text, at = _marked(RULES, old, marked)
        yield _rules(f"{old} -> {marked}", text, at, words)
    for name, text, at, words in (
        ("no list", "id: a\n", (1, 1), "each entry begins with '- '"),
        ("no entry", "- a\n", (1, 3), "expected an entry such as"),
        ("tag", "- !!set {id: a}\n", (1, 3), "remove it"),
        ("bomb", BOMB, (7, 14), "unfolds to more than"),
    ):
        yield _rules(f"rules: {name}", text, at, words)
    failing = RULES.replace("Shells hit the town.", "Rain fell.")
    yield _rules("a test that fails", failing, (2, 3), "mend the rule, or its test")
    for mode in (0o602, 0o666):
        yield Broken(
            id=f"rules {mode:o}",
            config=WHOLE.encode(),
            at=("rules.yaml", 1, 1),
            words="chmod go-w",
            files={"rules.yaml": (RULES.encode(), mode)},
        )


def _rules(name: str, text: str, at: tuple[int, int], words: str) -> Broken:
    return Broken(
        id=name,
        config=WHOLE.encode(),
        at=("rules.yaml", *at),
        words=words,
        files={"rules.yaml": (text.encode(), 0o600)},
    )
