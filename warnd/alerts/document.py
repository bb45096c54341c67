"""An alert version as the JSON that programs outside the project read."""

from warnd.model.alert import AlertEvidence, AlertVersion
from warnd.model.moments import rfc3339


def version_document(version: AlertVersion) -> dict[str, object]:
    """Give the document of one version, as `warnd replay --json` prints it a line.

    Keys: at, alert, version, reason, level, urgency, severity, certainty (the words of the Common
    Alerting Protocol), area {id, name, country, admin1}, index, kinds,
    articles (ids).
    """
    area = version.area
    return {
        "at": rfc3339(version.at),
        "alert": version.alert,
        "version": version.version,
        "reason": version.reason.value,
        "level": version.level.value,
        "urgency": version.urgency.value,
        "severity": version.severity,
        "certainty": version.certainty.value,
        "area": {
            "id": area.id,
            "name": area.name,
            "country": area.country,
            "admin1": area.admin1,
        },
        "index": version.index,
        "kinds": list(version.kinds),
        "articles": list(version.articles),
    }


def evidence_document(evidence: AlertEvidence) -> dict[str, object]:
    """Give one piece of evidence for a webhook's JSON."""
    return {
        "article": evidence.article,
        "publisher": evidence.publisher,
        "reliability": evidence.reliability.value,
        "party": evidence.party,
        "url": evidence.url,
        "title": evidence.title,
        "published": rfc3339(evidence.published),
        "kind": evidence.kind,
        "status": evidence.status.value,
        "count": evidence.count,
        "probability": round(evidence.probability, 3),
        "place": evidence.place,
        "quote": {
            "text": evidence.quote.text,
            "start": evidence.quote.start,
            "end": evidence.quote.end,
            "rule": evidence.quote.rule,
            "rule_version": evidence.quote.rule_version,
            "sentence": evidence.quote.told,
            "language": evidence.quote.language,
        },
    }
