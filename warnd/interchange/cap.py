"""The Common Alerting Protocol 1.2 (OASIS, http://docs.oasis-open.org/emergency/cap/v1.2/).

Elements stand in the order that its schema wants; times are in UTC, written `-00:00` as it asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from warnd.interchange.facts import (
    account_of,
    divisions_of,
    headline_of,
    kinds_of,
    links_of,
    name_of,
    pcodes_of,
)
from warnd.model.alert import ENDINGS, AlertReason, AlertVersion
from warnd.model.certainty import Urgency
from warnd.model.level import Level
from warnd.model.notification import Purpose
from warnd.model.plain import plain_block, plain_line

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
#: how long a version is shown by whoever hears nothing more: a week, in which an alert that stands
#: is told again and one that fell silent expires
SHOWN_FOR = timedelta(days=7)
#: characters of a headline (3.2.2: some devices show no more than 160)
HEADLINE = 160
#: the message types of reasons (3.2.1, msgType); whatever refers to nothing is an Alert
TYPES = {
    AlertReason.NEW: "Alert",
    AlertReason.ESCALATED: "Update",
    AlertReason.UPDATED: "Update",
    AlertReason.ALL_CLEAR: "Update",
    AlertReason.EXPIRED: "Cancel",
    AlertReason.CANCELLED: "Cancel",
}
#: what is recommended (3.2.2, responseType)
RESPONSES = {
    Level.CALM: "AllClear",
    Level.WATCH: "Monitor",
    Level.WARNING: "Prepare",
    Level.EMERGENCY: "Prepare",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CapMessage:
    """One message of the Common Alerting Protocol, before it is written."""

    #: what it tells of
    version: AlertVersion
    #: who sends it: unique in the world, without space, comma, < and &
    sender: str
    #: the references of the messages before it about the same alert, oldest first
    references: tuple[str, ...] = ()
    #: whether it is meant
    purpose: Purpose = Purpose.ACTUAL
    #: ISO 639-1 code of the language of headline and description
    language: str = "en"
    #: one line; empty: made from the facts
    headline: str = ""
    #: the text; empty: made from the facts
    description: str = ""
    #: P-codes of divisions, by ISO 3166-2 code, as far as known
    pcodes: Mapping[str, str] = field(default_factory=dict)


def identifier_of(version: AlertVersion) -> str:
    """Give the identifier of a version's message, the same wherever it is published."""
    return f"{_token(version.alert)}.{version.version}"


def reference_to(version: AlertVersion, sender: str) -> str:
    """Give how later messages refer to a version's: sender, identifier and time sent."""
    return f"{sender},{identifier_of(version)},{cap_time(version.at)}"


def cap_time(moment: datetime) -> str:
    """Give a moment as the protocol writes it (3.3.2): no fractions, and no `Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def cap_xml(message: CapMessage) -> str:
    """Give the XML document of a message."""
    version = message.version
    alert = Element("alert", xmlns=NAMESPACE)
    _add(alert, "identifier", identifier_of(version))
    _add(alert, "sender", message.sender)
    _add(alert, "sent", cap_time(version.at))
    _add(alert, "status", message.purpose.value)
    _add(alert, "msgType", _type_of(message))
    _add(alert, "scope", "Public")
    _add(alert, "note", _note(message))
    _add(alert, "references", " ".join(message.references))
    _add(alert, "incidents", _token(version.alert))
    _add_info(alert, message)
    indent(alert)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(alert, encoding="unicode")}\n'


def _type_of(message: CapMessage) -> str:
    # An Update or a Cancel that names nothing cannot be acted upon.
    return TYPES[message.version.reason] if message.references else "Alert"


def _note(message: CapMessage) -> str:
    """Give what must be said of a message that is not, or perhaps not, meant."""
    if message.purpose is Purpose.EXERCISE:
        return "EXERCISE: a drill, not a real alert"
    if message.purpose is Purpose.TEST:
        return "TEST: to be disregarded"
    doubtful = message.version.possible_test
    return "POSSIBLE TEST: its sources are marked as a drill" if doubtful else ""


def _add_info(alert: Element, message: CapMessage) -> None:
    version = message.version
    info = SubElement(alert, "info")
    _add(info, "language", message.language)
    _add(info, "category", "Security")
    _add(info, "event", ", ".join(kinds_of(version)) or "situation")
    _add(info, "responseType", _response_to(version))
    _add(info, "urgency", _urgency_of(version).value)
    _add(info, "severity", version.level.cap_severity)
    _add(info, "certainty", version.certainty.value)
    _add(info, "expires", cap_time(version.at + SHOWN_FOR))
    _add(info, "senderName", "warnd")
    _add(info, "headline", plain_line(message.headline or headline_of(version), HEADLINE))
    _add(info, "description", plain_block(message.description or account_of(version)))
    _add(info, "web", next(iter(links_of(version)), ""))
    _add_parameters(info, version)
    _add_area(info, message)


def _response_to(version: AlertVersion) -> str:
    called_off = version.reason in {AlertReason.EXPIRED, AlertReason.CANCELLED}
    return "None" if called_off else RESPONSES[version.level]


def _urgency_of(version: AlertVersion) -> Urgency:
    return Urgency.PAST if version.reason in ENDINGS else version.urgency


def _add_parameters(info: Element, version: AlertVersion) -> None:
    facts = {
        "warnd:level": version.level.value,
        "warnd:index": f"{version.index:.1f}",
        "warnd:origins": str(version.origins),
        "warnd:reason": version.reason.value,
    }
    for name, value in facts.items():
        _add_pair(info, "parameter", name, value)


def _add_area(info: Element, message: CapMessage) -> None:
    version = message.version
    area = SubElement(info, "area")
    _add(area, "areaDesc", name_of(version))
    circle = version.area.circle
    if circle is not None:
        _add(area, "circle", f"{circle.lat},{circle.lon} {circle.radius_km}")
    if version.area.country:
        _add_pair(area, "geocode", "ISO3166-1", version.area.country)
    for code in divisions_of(version):
        _add_pair(area, "geocode", "ISO3166-2", code)
    for code in pcodes_of(version, message.pcodes):
        _add_pair(area, "geocode", "P-code", code)


def _add_pair(parent: Element, tag: str, name: str, value: str) -> None:
    pair = SubElement(parent, tag)
    _add(pair, "valueName", name)
    _add(pair, "value", value)


def _add(parent: Element, tag: str, text: str) -> None:
    """Add an element, unless there is nothing to say in it."""
    if text.strip():
        SubElement(parent, tag).text = text.strip()


def _token(text: str) -> str:
    """Give text without what identifiers must not hold (3.2.1): space, comma, < and &."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in text)
