"""Builders of alerts in the Common Alerting Protocol; what they tell is invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
SENDER = "duty@civildefence.example"


def info(headline: str, description: str, *, language: str = "en", area: str = "Kharkiv") -> str:
    return (
        f"<info><language>{language}</language><category>Security</category>"
        f"<event>Attack</event><urgency>Immediate</urgency><severity>Severe</severity>"
        f"<certainty>Observed</certainty><expires>2019-01-28T20:00:00+02:00</expires>"
        f"<senderName>Civil Defence</senderName><headline>{escape(headline)}</headline>"
        f"<description>{escape(description)}</description>"
        f"<instruction>Stay in the shelter.</instruction>"
        f"<area><areaDesc>{escape(area)}</areaDesc></area></info>"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message; `xml` gives it as its sender would write it."""

    identifier: str
    infos: Sequence[str] = ()
    status: str = "Actual"
    kind: str = "Alert"
    sent: str = "2019-01-28T14:00:00+02:00"
    references: Sequence["Message"] = ()
    note: str = ""

    @property
    def reference(self) -> str:
        return f"{SENDER},{self.identifier},{self.sent}"

    def xml(self) -> str:
        told = " ".join(each.reference for each in self.references)
        return (
            f'<alert xmlns="{NAMESPACE}"><identifier>{self.identifier}</identifier>'
            f"<sender>{SENDER}</sender><sent>{self.sent}</sent><status>{self.status}</status>"
            f"<msgType>{self.kind}</msgType><scope>Public</scope>"
            + (f"<note>{self.note}</note>" if self.note else "")
            + (f"<references>{told}</references>" if told else "")
            + "".join(self.infos)
            + "</alert>"
        )
