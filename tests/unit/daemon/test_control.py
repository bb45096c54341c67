import asyncio
import json
import os
import socket
import stat
from pathlib import Path

import pytest

from warnd.daemon.control import Control, ask, control_path
from warnd.errors import StoreBusy
from warnd.model.order import Answer, Command, Order

ORDER = Order(command=Command.ACKNOWLEDGE, who="Amal", subject="a1", words="on it")


async def obeyed(path: Path, answer: Answer | Exception) -> tuple[Answer | None, list[Order]]:
    seen: list[Order] = []

    async def obey(order: Order) -> Answer:
        seen.append(order)
        if isinstance(answer, Exception):
            raise answer
        return answer

    control = Control(path=path, obey=obey)
    await control.open()
    try:
        return await asyncio.to_thread(ask, path, ORDER), seen
    finally:
        await control.close()


async def test_mistakes_come_with_the_answer_as_many_as_there_is_room_for(tmp_path: Path) -> None:
    few = Answer(done=False, words="refused", mistakes=("a.yaml:1:2: no", "a.yaml:3:4: « no »"))
    answer, _ = await obeyed(tmp_path / "warnd.db.control", few)
    assert answer == few
    many = Answer(
        done=False, words="refused", mistakes=tuple(f"{n}: {'x' * 100}" for n in range(999))
    )
    answer, _ = await obeyed(tmp_path / "warnd.db.control", many)
    assert answer is not None
    assert answer.mistakes[0] == many.mistakes[0]
    assert answer.mistakes[-1].startswith("and ")
    assert f"and {999 - len(answer.mistakes) + 1} more" in answer.mistakes[-1]


@pytest.mark.parametrize("depth", [0, 12], ids=["a short path", "a path too long for a socket"])
async def test_an_order_is_done_and_answered(tmp_path: Path, depth: int) -> None:
    folder = tmp_path.joinpath(*["a-folder-deep-down"] * depth)
    folder.mkdir(parents=True, exist_ok=True)
    done = Answer(done=True, words="acknowledged")
    answer, seen = await obeyed(folder / "warnd.db.control", done)
    assert (answer, seen) == (done, [ORDER])
    assert not list(folder.glob("*.control"))


async def test_a_locked_database_is_an_answer_too(tmp_path: Path) -> None:
    answer, _ = await obeyed(tmp_path / "control", StoreBusy("the database is locked"))
    assert answer == Answer(done=False, words="the database is locked")


async def test_only_the_owner_reaches_the_socket_and_one_left_behind_gives_way(
    tmp_path: Path,
) -> None:
    path = tmp_path / "control"
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(path))
    left.close()
    assert ask(path, ORDER) is None, "nobody listens there"

    async def obey(_: Order) -> Answer:
        return Answer(done=True, words="")

    control = Control(path=path, obey=obey)
    await control.open()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_uid == os.geteuid()
    await control.close()
    assert ask(path, ORDER) is None


@pytest.mark.parametrize(
    "line",
    [b"\n", b"[]\n", b"{}\n", b'{"command": "dance", "who": "me"}\n', b"\xff\n", b"[" * 70_000],
    ids=["empty", "a list", "nothing in it", "unknown", "no text", "too long"],
)
async def test_what_is_no_order_is_refused_and_stops_nothing(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "control"

    async def obey(_: Order) -> Answer:
        raise AssertionError("nothing should be obeyed")

    control = Control(path=path, obey=obey)
    await control.open()
    reader, writer = await asyncio.open_unix_connection(str(path))
    writer.write(line)
    await writer.drain()
    answer = json.loads(await reader.readline())
    assert answer["done"] is False
    writer.close()
    await writer.wait_closed()
    await control.close()


@pytest.mark.parametrize(
    ("store", "path"),
    [
        pytest.param("sqlite:////var/w.db", Path("/var/w.db.control"), id="a file"),
        pytest.param("postgresql+psycopg://u@h/w", None, id="a server"),
        pytest.param("sqlite://", None, id="in memory"),
    ],
)
def test_the_socket_stands_beside_the_database(store: str, path: Path | None) -> None:
    assert control_path(store) == path
