"""Sentences that every form of an alert shares."""

from warnd.alerts.account import Account, Fact
from warnd.model.alert import AlertReason, AlertVersion


def capital(words: str) -> str:
    """Give words with a capital first and the rest as they are."""
    return words[:1].upper() + words[1:]


def opening(account: Account) -> str:
    """Give the sentence that says why this version is sent."""
    version = account.version
    match version.reason:
        case AlertReason.NEW:
            return f"New alert: the level rose from calm to {version.level.value}."
        case AlertReason.ESCALATED:
            return f"It got worse: from {version.previous_level.value} to {version.level.value}."
        case AlertReason.UPDATED if version.level < version.previous_level:
            return f"It eased: from {version.previous_level.value} to {version.level.value}."
        case AlertReason.UPDATED:
            return f"Still at {version.level.value}, with something new."
        case AlertReason.ALL_CLEAR:
            return f"Calm again. At its worst it stood at {version.peak_level.value}."
        case AlertReason.EXPIRED:
            return "Nothing more is heard, which is no all-clear: nobody may be able to report."


def origins(version: AlertVersion) -> str:
    """Give how many independent origins there are."""
    if version.origins == 1:
        return "1 origin: nobody independent confirms it yet"
    return f"{version.origins} independent origins"


def detail(fact: Fact) -> list[str]:
    """Give size and places of a fact, those that are told."""
    size = fact.size.words if fact.size else ""
    return [each for each in (size, fact.places) if each]


def stands_by(version: AlertVersion) -> str:
    """Give the line that says which version of which alert this is."""
    return f"Alert {version.alert}, version {version.version}. Index {version.index:.0f} of 100."
