import json
from pathlib import Path

from tests.loopback import Ledger, free_address
from tests.unit.cli.conftest import run


def with_channels(config: Path, *addresses: str) -> Path:
    settings = json.loads(config.read_text())
    settings["channels"] = {
        f"hook{number}": {"type": "webhook", "url": f"http://{address}/"}
        for number, address in enumerate(addresses)
    }
    settings["routes"] = [{"to": list(settings["channels"])}]
    settings["allow_addresses"] = list(addresses)
    config.write_text(json.dumps(settings))
    return config


def test_a_test_message_arrives_marked_as_one(config: Path) -> None:
    with Ledger() as ledger:
        result = run("channels", "test", "hook0", "-c", with_channels(config, ledger.address))
    assert (result.exit_code, result.stdout) == (0, "hook0 : delivered\n")
    ((_, document),) = ledger.posts
    assert "TEST" in document["headline"]
    assert "This is a test of the channel" in document["text"]


def test_a_console_channel_prints_it(config: Path) -> None:
    result = run("channels", "test", "screen", "--config", config)
    assert result.exit_code == 0
    assert "This is a test of the channel" in result.stdout


def test_a_channel_that_does_not_take_it_ends_with_one(config: Path) -> None:
    result = run("channels", "test", "hook0", "-c", with_channels(config, free_address()))
    assert result.exit_code == 1
    assert "hook0 : not delivered: " in result.stderr


def test_a_channel_that_is_not_configured_is_wrong_usage(config: Path) -> None:
    result = run("channels", "test", "nobody", "--config", config)
    assert result.exit_code == 2
    assert "configured: screen" in result.stderr


def test_a_test_message_goes_in_every_language_that_routes_tell_the_channel_in(
    config: Path,
) -> None:
    settings = json.loads(config.read_text())
    settings["routes"] = [{"to": ["screen"], "language": code} for code in ("ar", "fr", "ar")]
    config.write_text(json.dumps(settings))
    result = run("channels", "test", "screen", "--config", config)
    assert result.stdout.count("هذه تجربة للقناة") == 1
    assert result.stdout.count("Ceci est un essai du canal") == 1
    assert "This is a test" not in result.stdout


def test_a_test_message_is_marked_as_one_where_programs_read_it(
    config: Path, tmp_path: Path
) -> None:
    settings = json.loads(config.read_text())
    settings["channels"] = {
        "files": {"type": "cap", "folder": str(tmp_path / "cap"), "sender": "warnd@relief.example"}
    }
    settings["routes"] = [{"to": ["files"]}]
    config.write_text(json.dumps(settings))
    assert run("channels", "test", "files", "--config", config).exit_code == 0
    (file,) = (tmp_path / "cap").iterdir()
    assert "<status>Test</status>" in file.read_text()


def test_the_list_says_where_each_leads_and_no_secret(config: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret-of-slack"
    secret.write_text("https://hooks.slack.example/services/canary")
    secret.chmod(0o600)
    settings = json.loads(config.read_text())
    settings["channels"] = {
        "duty": {"type": "email", "host": "mail.example", "to": ["a@example.org"]},
        "ops": {"type": "slack", "webhook_url_file": str(secret), "at_most": "10/m"},
        "hook": {"type": "webhook", "url": "https://hook.example/canary-path"},
        "prog": {"type": "exec", "command": ["/bin/page", "canary-argument"]},
        "screen": {"type": "console"},
    }
    settings["routes"] = [
        {"to": ["duty", "ops"], "fallback": "hook"},
        {"match": {"level": ">=warning"}, "to": ["duty"]},
    ]
    config.write_text(json.dumps(settings))
    listed = run("channels", "list", "--config", config)
    assert listed.exit_code == 0
    duty, ops, hook, prog, screen = (
        next(line for line in listed.stdout.splitlines() if line.split()[:1] == [name])
        for name in ("duty", "ops", "hook", "prog", "screen")
    )
    assert "a@example.org" in duty
    assert "2 routes" in duty
    assert "one in 6 s" in ops
    assert "hook.example" in hook
    assert "1 route that falls back on it" in hook
    assert "no route" in prog
    assert "standard output" in screen
    assert "canary" not in listed.stdout


def test_programs_read_the_list_a_line_a_channel(config: Path) -> None:
    listed = run("channels", "list", "--json", "--config", config)
    (line,) = listed.stdout.splitlines()
    assert json.loads(line) == {
        "channel": "screen",
        "type": "console",
        "leads_to": ["standard output"],
        "gap_s": 0.0,
        "told_by": ["2 routes"],
    }
