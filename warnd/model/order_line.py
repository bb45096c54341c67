"""An order as a line of JSON and back: how a command speaks to the daemon."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from warnd.model.act import Verdict
from warnd.model.identifiers import AreaId, KindId
from warnd.model.level import Level
from warnd.model.order import Answer, Command, Order

#: bytes of mistakes that an answer tells; a reader takes lines of 64 KiB
_MOST_TOLD: Final = 48 * 1024


def order_line(order: Order) -> bytes:
    """Give the line of an order."""
    plain = {
        "command": order.command.value,
        "who": order.who,
        "subject": order.subject,
        "words": order.words,
        "until": order.until.isoformat() if order.until else None,
        "area": list(order.area),
        "kind": list(order.kind),
        "up_to": order.up_to.value if order.up_to else None,
        "verdict": order.verdict.value if order.verdict else None,
    }
    return _line(plain)


def order_from(line: bytes) -> Order:
    """Give the order of a line; raises ValueError for what is none."""
    plain = _read(line)
    try:
        return Order(
            command=Command(plain["command"]),
            who=str(plain["who"]),
            subject=str(plain.get("subject", "")),
            words=str(plain.get("words", "")),
            until=datetime.fromisoformat(plain["until"]) if plain.get("until") else None,
            area=tuple(AreaId(str(area)) for area in plain.get("area", ())),
            kind=tuple(KindId(str(kind)) for kind in plain.get("kind", ())),
            up_to=Level(plain["up_to"]) if plain.get("up_to") else None,
            verdict=Verdict(plain["verdict"]) if plain.get("verdict") else None,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no order: {error!r}") from error


def answer_line(answer: Answer) -> bytes:
    """Give the line of an answer."""
    plain: dict[str, Any] = {"done": answer.done, "words": answer.words}
    if answer.mistakes:
        plain["mistakes"] = _told(answer.mistakes)
    return _line(plain)


def answer_from(line: bytes) -> Answer:
    """Give the answer of a line; raises ValueError for what is none."""
    plain = _read(line)
    mistakes = plain.get("mistakes", ())
    return Answer(
        done=plain.get("done") is True,
        words=str(plain.get("words", "")),
        mistakes=tuple(map(str, mistakes)) if isinstance(mistakes, list) else (),
    )


def _told(mistakes: Sequence[str]) -> list[str]:
    """Give the first mistakes, as many as an answer has room for, and how many more there are."""
    told: list[str] = []
    room = _MOST_TOLD
    for mistake in mistakes:
        room -= len(json.dumps(mistake))
        if room < 0:
            more = len(mistakes) - len(told)
            return [*told, f"and {more} more; `warnd check` tells all of them"]
        told.append(mistake)
    return told


def _line(plain: dict[str, Any]) -> bytes:
    return json.dumps(plain, ensure_ascii=True).encode() + b"\n"


def _read(line: bytes) -> dict[str, Any]:
    plain = json.loads(line)
    if not isinstance(plain, dict):
        raise ValueError("no mapping")  # noqa: TRY004  whoever reads lines expects one error
    return plain
