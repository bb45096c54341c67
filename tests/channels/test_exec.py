import json
import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.channels.messages import message
from warnd.channel_settings import ExecSettings
from warnd.channels.exec import ExecChannel
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.notification import Message

KEEP = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"


def program(code: str, *arguments: str, timeout_s: float = 20.0) -> ExecChannel:
    return ExecChannel(
        ExecSettings(
            command=(sys.executable, "-c", code, *arguments), timeout=timedelta(seconds=timeout_s)
        )
    )


async def send(channel: ExecChannel, sent: Message | None = None) -> None:
    assert channel.recipients == ("",)
    await channel.send(sent or message())
    await channel.close()


def is_running(process: str) -> bool:
    """Tell whether a process runs; one that was killed and nobody waits for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


async def test_the_program_reads_the_alert_as_json(tmp_path: Path) -> None:
    await send(program(KEEP, str(tmp_path / "got")))
    got = json.loads((tmp_path / "got").read_bytes())
    assert got["alert"] == "4f1c9e02ab77"
    assert got["headline"] == message().headline
    assert (got["key"], got["language"]) == (message().key, "en")
    assert got["evidence"][1]["count"] == 14


async def test_arguments_go_as_they_stand_and_no_shell_reads_them(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    code = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"
    await send(program(code, str(kept), "$(id); `id` | > * ~ \\"))
    assert kept.read_text() == "$(id); `id` | > * ~ \\"


async def test_the_program_sees_little_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY", "secret")
    code = "import json, os, sys; json.dump(dict(os.environ), open(sys.argv[1], 'w'))"
    await send(program(code, str(tmp_path / "env")))
    seen = json.loads((tmp_path / "env").read_text())
    assert set(seen) - {"LC_CTYPE"} == {"PATH", "LANG", "WARND_KEY"}
    assert seen["WARND_KEY"] == message().key


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        pytest.param("raise SystemExit(75)", DeliveryDeferred, id="75, try again"),
        pytest.param("raise SystemExit(1)", DeliveryRefused, id="1"),
        pytest.param("raise SystemExit(2)", DeliveryRefused, id="2"),
        pytest.param(
            "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
            DeliveryDeferred,
            id="a signal",
        ),
    ],
)
async def test_the_exit_code_is_the_outcome(code: str, outcome: type[Exception]) -> None:
    with pytest.raises(outcome) as caught:
        await send(program(code))
    assert type(caught.value) is outcome


async def test_what_it_says_when_it_fails_is_told_on_one_line() -> None:
    code = "import sys; sys.stderr.write('no\\x1b[31m\\nroom ' + 'x' * 100000); sys.exit(3)"
    with pytest.raises(DeliveryRefused, match=r"ended with 3: no\[31m room x+") as caught:
        await send(program(code))
    assert len(str(caught.value)) < 300


async def test_a_program_that_runs_too_long_is_killed_with_all_that_it_started(
    tmp_path: Path,
) -> None:
    code = (
        "import signal, subprocess, sys;"
        "child = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()']);"
        "open(sys.argv[1], 'w').write(str(child.pid)); signal.pause()"
    )
    with pytest.raises(DeliveryDeferred, match="ran for more than 2 s"):
        await send(program(code, str(tmp_path / "pid"), timeout_s=2.0))
    assert not is_running((tmp_path / "pid").read_text())


async def test_a_program_that_reads_nothing_may_succeed_all_the_same() -> None:
    long = replace(message(), payload={"text": "x" * 1_000_000})
    await send(program("pass"), long)


async def test_a_program_that_is_not_there_waits_for_its_mender() -> None:
    channel = ExecChannel(ExecSettings(command=("/nowhere/at/all",)))
    with pytest.raises(ChannelClosed, match="No such file"):
        await channel.send(message())


async def test_a_program_that_may_not_be_run_waits_for_its_mender(tmp_path: Path) -> None:
    file = tmp_path / "program"
    file.write_text("#!/bin/sh\n")
    file.chmod(0o600)
    with pytest.raises(ChannelClosed, match="Permission denied"):
        await ExecChannel(ExecSettings(command=(str(file),))).send(message())
    assert os.access(file, os.R_OK)
