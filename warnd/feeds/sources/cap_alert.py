"""One alert of the Common Alerting Protocol as an entry.

What its elements mean is told in section 3.2 of
https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html. An alert is known by its sender,
its identifier and when it was sent, which is how later alerts refer to it.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape

from warnd.feeds.sources.tree import Element
from warnd.model.entry import Entry

#: the only status that is meant: Exercise, System, Test and Draft are for machines and practice
ACTUAL = "Actual"
#: message types that take the place of the alerts they refer to
REPLACES = frozenset({"Update", "Cancel", "Error"})
#: message types that take them back: Error says that they should never have been sent
CANCELS = frozenset({"Cancel", "Error"})
#: message types that tell people something; Ack tells a machine that it was heard
TELLING = frozenset({"Alert", *REPLACES})
#: what the codes of an alert mean, in the order of the protocol
SCALES = (
    ("severity", "Severity"),
    ("urgency", "Urgency"),
    ("certainty", "Certainty"),
)
#: the language of an `<info>` that names none
DEFAULT_LANGUAGE = "en-US"


def in_cap(element: Element) -> bool:
    """Tell whether an element is of the protocol, in any of its versions."""
    return ":cap:" in element.namespace or "/cap/" in element.namespace


def is_alert(element: Element) -> bool:
    """Tell whether an element is an alert."""
    bare = not element.namespace and any(element.all("identifier"))
    return element.name == "alert" and (in_cap(element) or bare)


def is_real(alert: Element) -> bool:
    """Tell whether an alert is actual and meant for people."""
    return alert.told("status") == ACTUAL and alert.told("msgType") in TELLING


def entry_of(alert: Element, languages: Sequence[str]) -> Entry | None:
    """Give an alert as an entry, in the first of `languages` that it speaks.

    None when it lacks what it would be known by.
    """
    sender, identifier = alert.told("sender"), alert.told("identifier")
    sent = alert.told("sent")
    if not identifier or not sent:
        return None
    blocks = _chosen(list(alert.all("info")), languages)
    kind = alert.told("msgType")
    first = blocks[0] if blocks else alert
    return Entry(
        id=_reference(sender, identifier, sent),
        title=escape(_title(blocks, alert), quote=False),
        content="".join(f"<p>{escape(line, quote=False)}</p>" for line in _lines(alert, blocks)),
        published=sent,
        language=first.told("language") or (DEFAULT_LANGUAGE if blocks else ""),
        source=escape(first.told("senderName"), quote=False),
        replaces=_replaced(alert) if kind in REPLACES else (),
        cancels=kind in CANCELS,
    )


def _chosen(blocks: list[Element], languages: Sequence[str]) -> list[Element]:
    """Give the blocks of one language: the first that is wanted, else that of the first block."""
    spoken = [_language(block) for block in blocks]
    wanted = next((each for each in languages if each in spoken), spoken[0] if spoken else "")
    return [block for block, language in zip(blocks, spoken, strict=True) if language == wanted]


def _language(block: Element) -> str:
    return (block.told("language") or DEFAULT_LANGUAGE).partition("-")[0].lower()


def _title(blocks: Sequence[Element], alert: Element) -> str:
    told = (block.told("headline") or block.told("event") for block in blocks)
    return next((title for title in told if title), alert.told("note"))


def _lines(alert: Element, blocks: Sequence[Element]) -> Iterator[str]:
    """Give what an alert tells, a paragraph each, what is repeated once."""
    lines: dict[str, None] = {}
    for block in blocks:
        for name in ("headline", "description", "instruction"):
            lines[block.told(name)] = None
        lines[_areas(block)] = None
        lines[_scales(block)] = None
    lines[alert.told("note")] = None
    return (line for line in lines if line)


def _areas(block: Element) -> str:
    names = dict.fromkeys(area.told("areaDesc") for area in block.all("area"))
    told = "; ".join(name for name in names if name)
    return f"{told}." if told else ""


def _scales(block: Element) -> str:
    told = [f"{word}: {block.told(name).lower()}" for name, word in SCALES if block.told(name)]
    expires = block.told("expires")
    if expires:
        told.append(f"Expires: {expires}")
    return f"{'. '.join(told)}." if told else ""


def _replaced(alert: Element) -> tuple[str, ...]:
    """Give the alerts that one refers to, each by `sender,identifier,sent`."""
    found = []
    for reference in alert.told("references").split():
        parts = reference.split(",")
        if len(parts) >= 3:  # noqa: PLR2004  an identifier may hold a comma of its own
            found.append(_reference(parts[0], ",".join(parts[1:-1]), parts[-1]))
    return tuple(found)


def _reference(sender: str, identifier: str, sent: str) -> str:
    return f"{sender},{identifier},{_moment(sent)}"


def _moment(sent: str) -> str:
    """Give a time in one spelling: a reference may write another zone than its alert."""
    try:
        moment = datetime.fromisoformat(sent)
    except ValueError:
        return sent
    return moment.astimezone(UTC).isoformat() if moment.tzinfo else sent
