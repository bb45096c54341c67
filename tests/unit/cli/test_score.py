import json
from typing import Any

import pytest

from tests.unit.cli.conftest import run

#: shells fall in Idlib; what stands before it must not move the offsets
FIRE = "Artillery shelled at least 14 towns in Idlib, and thousands of people fled."


def line(**fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=True).encode()


#: name, the line, and whether it is an article
LINES: tuple[tuple[str, bytes, bool], ...] = (
    ("plain", line(id="plain", title="Fire", text=FIRE), True),
    ("not JSON", b"{broken", False),
    (
        "astral",
        line(id="astral", title="\U0001f525 Fire", text=f"\U0001f4a5\U0001f1f8 {FIRE}"),
        True,
    ),
    ("combining", line(id="combining", title="", text=f"Cafe\u0301 \u200b {FIRE}"), True),
    ("no id", line(title="Fire", text=FIRE), False),
    (
        "windows",
        line(id="windows", title="A\ttitle", text=f"First.\r\nThen:\t{FIRE}\r\nEnd."),
        True,
    ),
    ("controls", line(id="controls", title="", text=f"\x00\x1b[31m{FIRE}\x9b"), True),
    ("surrogate", line(id="\ud800", title="\udfff", text=f"\ud83d {FIRE} \ude00"), True),
    ("inside", line(id="inside", title="", text=FIRE.replace(" 14 ", " 14\t")), True),
    ("array", b"[1, 2]", False),
    ("no date", line(id="x", text=FIRE, published="last Monday"), False),
    ("number", line(id=7, title="", text=FIRE), True),
    ("empty", line(id="empty", title="", text=""), True),
    ("unknown language", line(id="unknown", title="", text=FIRE, lang="xx"), True),
    ("greek", line(id="greek", title="", text="Το πυροβολικό βομβάρδισε χωριά.", lang="el"), True),
    ("null", line(id="null", title="Fire", text=FIRE, lang=None, url=None, source=None), True),
    ("not UTF-8", b'{"id": "latin", "text": "caf\xe9"}', False),
    ("deep", b'{"id": "deep", "text": ' + b"[" * 5000 + b"]" * 5000 + b"}", False),
    ("no text", line(id="nothing"), False),
    ("long", line(id="long", title="", text=f"{'Rain fell. ' * 2000}{FIRE}", lang="en"), True),
    ("last", line(id="last", title=FIRE), True),
)
GOOD = [name for name, _, good in LINES if good]
BAD = [name for name, _, good in LINES if not good]


@pytest.fixture(scope="module")
def scored() -> tuple[int, dict[str, dict[str, Any]], bytes]:
    """Give exit code, each line's answer and the whole output of one run over all lines."""
    result = run("score", feed=b"\n\n".join(raw for _, raw, _ in LINES) + b"\n")
    output = result.stdout_bytes
    answers = [json.loads(each) for each in output.split(b"\n") if each]
    assert len(answers) == len(LINES), result.output
    named = dict(zip((name for name, _, _ in LINES), answers, strict=True))
    return result.exit_code, named, output


def body_of(name: str) -> str:
    fields = json.loads(next(raw for known, raw, _ in LINES if known == name))
    return f"{fields.get('title') or ''}\n{fields.get('text') or ''}"


def test_every_line_is_answered_in_its_place(scored: tuple[int, dict[str, Any], bytes]) -> None:
    _, answers, _ = scored
    ids = {name: answers[name]["id"] for name in GOOD}
    assert ids["plain"] == "plain"
    assert ids["number"] == "7"
    assert ids["last"] == "last"


@pytest.mark.parametrize("name", BAD)
def test_a_line_that_is_no_article_gives_an_error_in_its_place(
    scored: tuple[int, dict[str, Any], bytes], name: str
) -> None:
    _, answers, _ = scored
    assert answers[name].keys() == {"id", "error"}
    assert answers[name]["id"] is None
    number = 1 + 2 * [known for known, _, _ in LINES].index(name)
    assert answers[name]["error"].startswith(f"line {number}: ")


def test_a_bad_line_makes_the_command_end_with_one(
    scored: tuple[int, dict[str, Any], bytes],
) -> None:
    code, _, _ = scored
    assert code == 1


@pytest.mark.parametrize("name", GOOD)
def test_each_answer_has_the_promised_shape(
    scored: tuple[int, dict[str, Any], bytes], name: str
) -> None:
    _, answers, _ = scored
    answer = answers[name]
    assert answer.keys() == {"id", "lang", "score", "signals", "places"}
    assert 0 <= answer["score"] <= 100
    for signal in answer["signals"]:
        assert signal.keys() == {"kind", "probability", "seen_by", "status", "count", "evidence"}
        assert 0.5 <= signal["probability"] <= 1.0
        assert signal["seen_by"] in {"rule", "model", "both"}
        assert signal["status"] in {"occurred", "threatened", "denied", "historical"}
        assert signal["count"] is None or isinstance(signal["count"], int)
        assert signal["evidence"]
    for place in answer["places"]:
        wanted = {"name", "country", "admin1", "lat", "lon", "text", "start", "end"}
        assert place.keys() == wanted


@pytest.mark.parametrize("name", GOOD)
def test_offsets_slice_back_to_what_they_quote(
    scored: tuple[int, dict[str, Any], bytes], name: str
) -> None:
    _, answers, _ = scored
    body = body_of(name)
    pieces = [piece for signal in answers[name]["signals"] for piece in signal["evidence"]]
    for piece in (*pieces, *answers[name]["places"]):
        assert body[piece["start"] : piece["end"]] == piece["text"]


@pytest.mark.parametrize("name", sorted(set(GOOD) - {"empty", "unknown language", "greek"}))
def test_the_signal_is_found_whatever_stands_around_it(
    scored: tuple[int, dict[str, Any], bytes], name: str
) -> None:
    _, answers, _ = scored
    shelling = [one for one in answers[name]["signals"] if one["kind"] == "shelling"]
    assert [one["count"] for one in shelling] == [14]
    assert "SY-ID" in {place["admin1"] for place in answers[name]["places"]}


@pytest.mark.parametrize(
    ("name", "language"),
    [
        pytest.param("plain", "en", id="guessed"),
        pytest.param("unknown language", "xx", id="said and not known"),
        pytest.param("greek", "el", id="said and without rules"),
    ],
)
def test_the_language_is_told(
    scored: tuple[int, dict[str, Any], bytes], name: str, language: str
) -> None:
    _, answers, _ = scored
    assert answers[name]["lang"] == language


def test_a_language_without_rules_yields_no_signals(
    scored: tuple[int, dict[str, Any], bytes],
) -> None:
    _, answers, _ = scored
    assert answers["greek"]["signals"] == []
    assert answers["empty"]["signals"] == []
    assert answers["empty"]["score"] == 0


def test_the_output_is_utf8_whatever_came_in(scored: tuple[int, dict[str, Any], bytes]) -> None:
    _, answers, output = scored
    output.decode("utf-8")
    assert answers["surrogate"]["id"] == "\ud800"


def test_good_lines_alone_end_with_zero() -> None:
    assert run("score", feed=LINES[0][1]).exit_code == 0


def test_nothing_in_is_nothing_out() -> None:
    result = run("score", feed=b"")
    assert (result.exit_code, result.stdout) == (0, "")
