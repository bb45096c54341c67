"""The life of an alert, and who hears of its end (docs/faults.md, F37)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from tests.faults.clock import MovedClock
from tests.faults.stored import titles
from tests.faults.stories import feed, quick_config, story
from tests.faults.test_identity import document, item
from tests.faults.test_routing import held, lines
from tests.live import Warnd, outbox, running, until
from tests.loopback import FeedServer, Item, Ledger, free_address
from warnd.cli.app import app

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AREA = "UA-63"


def routed(
    folder: Path,
    feeds: FeedServer,
    sinks: Mapping[str, Ledger | str],
    routes: list[dict[str, Any]],
    /,
    **more: Any,
) -> Path:
    """Write a configuration with these routes."""
    config = quick_config(folder, feeds, sinks)
    settings = {**json.loads(config.read_text()), "routes": routes, **more}
    config.write_text(json.dumps(settings))
    return config


def rules(folder: Path) -> Path:
    """Write rules for a story that goes on: who flees, how many are killed, what is feared."""
    file = folder / "life.yaml"
    said = {
        "shelling": ("shelling", {}),
        "truce_collapse": ("truce NEAR/4 over", {}),
        "displacement": ("families NEAR/3 flee", {}),
        "civilian_harm": ("NUM NEAR/3 killed", {"count": "NUM"}),
        "offensive_threat": ("offensive NEAR/3 feared", {"status": "threatened"}),
        "armed_clash": ("clashes NEAR/3 feared", {"status": "threatened"}),
    }
    made = [rule(kind, match, more) for kind, (match, more) in said.items()]
    made.append(rule("armed_clash", "clashes NEAR/3 began", {}, "began"))
    file.write_text(json.dumps(made))
    return file


def rule(kind: str, match: str, more: Mapping[str, str], name: str = "said") -> dict[str, Any]:
    words = match.replace(" NEAR/3", "").replace(" NEAR/4", "").replace("NUM", "12")
    fires = [f"The {words}."]
    tests = {"fires": fires, "silent": ["Nothing was heard."]}
    base = {"id": f"{kind}-{name}".replace("_", "-"), "kind": kind, "language": "en"}
    return {**base, "confidence": 0.95, "match": match, **more, "tests": tests}


class Teller:
    """A feed that goes on telling while time goes by."""

    def __init__(self, feeds: FeedServer, clock: MovedClock) -> None:
        self._feeds, self._clock = feeds, clock
        self._at = datetime.now(UTC)  # noqa: TID251  the daemon runs on the real clock
        self._told = 0

    def later(self, time: timedelta) -> None:
        self._clock.pass_by(time)
        self._at += time

    def tell(self, feed_: str, text: str) -> None:
        self._told += 1
        id_ = f"entry-{self._told}"
        new = Item(id=id_, title=f"Report {self._told}", text=text, published=self._at)
        self._feeds.add(feed_, new)


def reasons(ledger: Ledger) -> list[str]:
    return [str(post["reason"]) for _, post in list(ledger.posts)]


def await_reasons(warnd: Warnd, ledger: Ledger, *expected: str) -> None:
    """Wait until a receiver was told versions for these reasons and nothing else."""
    until(lambda: reasons(ledger) == list(expected), what=f"{reasons(ledger)}\n{warnd.tail()}")


def command(config: Path, *arguments: str) -> str:
    """Run a `warnd` command within this process and give what it printed; it must end well."""
    done = CliRunner().invoke(app, [*arguments, "--config", str(config)])
    assert done.exit_code == 0, done.output
    return done.output


def looked_again(warnd: Warnd, what: str = "reloaded") -> None:
    """Have the senders look at what is due: a moved clock wakes nobody, and a reload does."""
    before = sum(event["event"] == what for event in warnd.events())
    warnd.reload()
    until(
        lambda: sum(event["event"] == what for event in warnd.events()) > before,
        what=warnd.tail(),
    )


def test_what_is_taken_back_reaches_all_who_were_told_and_is_never_told_as_if_it_stood(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    now = datetime.now(UTC)  # noqa: TID251  the daemon runs on the real clock
    told = story(AREA)
    away = free_address()
    with (
        FeedServer() as feeds,
        Ledger() as plain,
        Ledger() as kinds,
        Ledger() as night,
        Ledger() as daily,
        Ledger() as drafts,
    ):
        routes: list[dict[str, Any]] = [
            {"to": ["plain"], "repeat": "30m"},
            {"to": ["kinds"], "match": {"kind": "shelling"}, "language": "ar"},
            {"to": ["night"], "quiet": f"{now - HOUR:%H:%M}-{now + 9 * HOUR:%H:%M} UTC"},
            {
                "to": ["daily"],
                "match": {"kind": "shelling"},
                "digest": f"{now + 6 * HOUR:%H:%M} UTC",
            },
            {"to": ["drafts"], "approval": "required", "approval_deadline": "1h"},
            {"to": ["away"], "match": {"kind": "shelling"}},
        ]
        sinks = {"plain": plain, "kinds": kinds, "night": night, "daily": daily, "drafts": drafts}
        config = routed(tmp_path, feeds, {**sinks, "away": away}, routes)
        feeds.pages["wire"] = document([item(1, id_="night", title=told.title, text=told.text)])
        with running(config, **clock.environment) as warnd:
            for ledger in (plain, kinds, night):
                await_reasons(warnd, ledger, "new")
            assert len(held(config)) == 1
            alert = str(plain.posts[0][1]["alert"])
            command(config, "alerts", "ack", alert, "--by", "Amal")
            silence = ("silence", "--area", AREA, "--for", "20h", "--reason", "a drill")
            command(config, "alerts", *silence, "--up-to", "emergency")

            taken_back = item(1, id_="night", title=f"RETRACTION: {told.title}", text=told.text)
            feeds.pages["wire"] = document([taken_back])
            for ledger in (plain, kinds, night):
                await_reasons(warnd, ledger, "new", "cancelled")
            assert [post["language"] for _, post in kinds.posts] == ["ar", "ar"]
            assert "Taken back by Wire" in night.posts[1][1]["text"]
            assert not daily.posts + drafts.posts

            with Ledger(port=int(away.rpartition(":")[2])) as back:
                clock.pass_by(21 * HOUR)
                looked_again(warnd)
                for ledger in (daily, drafts, back):
                    await_reasons(warnd, ledger, "cancelled")
                    assert [each["reason"] for each in ledger.posts[0][1]["earlier"]] == ["new"]
                until(lambda: outbox(config).keys() == {"delivered"}, what=warnd.tail())
            why = lines(command(config, "alerts", "why", alert, "--json"))
            shown = command(config, "alerts", "show", alert)
    assert reasons(plain) == ["new", "cancelled"], "nothing is repeated of what is over"
    ways = {(each["channel"], each["version"]) for each in why if each["type"] == "notification"}
    assert ways == {(channel, version) for channel in (*sinks, "away") for version in (1, 2)}
    assert "cancelled" in shown
    assert "acknowledged by Amal" in shown


def test_an_alert_is_told_anew_when_it_is_worse_or_materially_other(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as ledger:
        config = routed(
            tmp_path,
            feeds,
            {"hook": ledger},
            [{"to": ["hook"]}],
            rules=[str(rules(tmp_path))],
            areas=[{"id": "SY", "name": "Syria", "country": "SY"}],
            feeds=[feed(feeds, id_) for id_ in ("wire", "paper")],
        )
        teller = Teller(feeds, clock)
        teller.tell("wire", "Shelling was heard in Idlib.")
        with running(config, **clock.environment) as warnd:

            def next_told(*words: str) -> dict[str, Any]:
                """Wait for the version whose text says this."""

                def found() -> list[dict[str, Any]]:
                    told = [post for _, post in list(ledger.posts)]
                    return [post for post in told if all(each in post["text"] for each in words)]

                until(found, what=f"{words}\n{[p['text'] for _, p in ledger.posts]}")
                return found()[0]

            first = next_told("Shelling")
            teller.tell("wire", "The truce in Idlib is over. In Idlib 12 people were killed.")
            until(lambda: reasons(ledger) == ["new", "escalated"], what=warnd.tail())
            for feed_, text, words in (
                ("wire", "Families flee from Idlib.", "New: displacement"),
                ("wire", "Clashes are feared in Idlib.", "New: armed clash"),
                ("wire", "Shelling was heard in Hama too.", "Hama"),
                ("wire", "In Idlib 30 people were killed.", "from 12 to 30"),
                ("wire", "Clashes began in Idlib at dawn.", "What was threatened is happening"),
                ("paper", "A doctor told of shelling in Idlib.", "Independent origins: from 1"),
            ):
                teller.later(13 * HOUR)
                teller.tell(feed_, text)
                next_told(words)
            versions = [post["version"] for _, post in ledger.posts]
            shown = lines(command(config, "alerts", "show", str(first["alert"]), "--json"))
    assert versions == sorted(versions)
    assert [each["version"] for each in shown] == versions
    for each in shown:
        assert each["reasons"]
        assert each["evidence"]
        assert each["outlook"]
        assert each["certainty"] != "Unknown"


def test_what_falls_is_told_clear_to_all_who_were_told_and_what_nobody_tells_of_expires(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as every, Ledger() as kinds:
        config = routed(
            tmp_path,
            feeds,
            {"every": every, "kinds": kinds},
            [{"to": ["every"]}, {"to": ["kinds"], "match": {"kind": "shelling"}}],
            feeds=[feed(feeds, id_) for id_ in ("wire", "paper")],
        )
        heard, silent = "SY-ID", "UA-63"
        feeds.add("wire", story(heard))
        feeds.add("paper", story(silent))
        with running(config, **clock.environment) as warnd:
            until(lambda: len(every.posts) == len(kinds.posts) == 2, what=warnd.tail)
            # One feed goes on telling, of other things; the other has nothing more to say.
            other = Item(
                id="other", title="Bread is dear", text="The price of bread rose in Idlib."
            )
            feeds.add("wire", other)
            until(lambda: other.title in titles(config, "wire"), what=warnd.tail)
            clock.pass_by(16 * DAY)
            until(lambda: reasons(every) == ["new", "new", "updated", "updated"], what=warnd.tail)
            clock.pass_by(2 * DAY)
            ends = {(heard, "all-clear"), (silent, "expired")}
            until(lambda: endings(every) == endings(kinds) == ends, what=warnd.tail)
            until(lambda: outbox(config) == {"delivered": 10}, what=warnd.tail)
            shown = lines(command(config, "alerts", "list", "--json"))
    assert sorted(reasons(kinds)) == ["all-clear", "expired", "new", "new"]
    texts = {str(post["reason"]): str(post["text"]) for _, post in kinds.posts}
    assert texts["expired"] != texts["all-clear"]
    assert {each["level"] for each in shown} == {"calm"}


def endings(ledger: Ledger) -> set[tuple[str, str]]:
    """Give the areas whose alerts a receiver was told the end of, and which end."""
    posts = [post for _, post in list(ledger.posts)]
    return {(post["area"]["id"], post["reason"]) for post in posts if post["level"] == "calm"}
