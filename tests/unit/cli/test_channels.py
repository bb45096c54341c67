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
