"""Sentences that every form of an alert shares."""

from warnd.alerts.account import Account, Fact
from warnd.alerts.changes import UNWATCHED
from warnd.model.alert import AlertReason, AlertVersion
from warnd.phrasebook import Phrasebook


def capital(words: str) -> str:
    """Give words with a capital first and the rest as they are."""
    return words[:1].upper() + words[1:]


def step_of(version: AlertVersion) -> str:
    """Give what a version does to its alert: the end of a `label.` or `opening.` phrase."""
    if version.reason is AlertReason.UPDATED and version.level < version.previous_level:
        return "eased"
    if version.reason is AlertReason.EXPIRED and UNWATCHED in version.changes:
        return "unwatched"
    return version.reason.value


def label_of(version: AlertVersion, book: Phrasebook) -> str:
    """Give the level and what this version does to it, in capitals."""
    level, before = (book.levels[each].upper() for each in (version.level, version.previous_level))
    return book.say(f"label.{step_of(version)}", level=level, before=before)


def marked_label(version: AlertVersion, book: Phrasebook) -> str:
    """Give the label, behind the mark of a test where all of the proof is so marked."""
    label = label_of(version, book)
    return book.say("test.label", label=label) if version.possible_test else label


def opening(account: Account) -> str:
    """Give the sentence that says why this version is sent."""
    version, levels = account.version, account.book.levels
    return account.book.say(
        f"opening.{step_of(version)}",
        level=levels[version.level],
        before=levels[version.previous_level],
        peak=levels[version.peak_level],
    )


def coming(account: Account) -> str:
    """Give the sentence that says when the level falls, empty when that cannot be said."""
    outlook, book = account.version.outlook, account.book
    if outlook is None:
        return ""
    return book.say("outlook", level=book.levels[outlook.level], at=book.moment(outlook.at))


def origins(account: Account) -> str:
    """Give how many independent origins there are."""
    number = account.version.origins
    return account.book.say("origins") if number == 1 else account.book.say_count("origins", number)


def detail(fact: Fact) -> list[str]:
    """Give size and places of a fact, those that are told."""
    size = fact.size.words if fact.size else ""
    return [each for each in (size, fact.places) if each]


def stands_by(account: Account) -> str:
    """Give the line that says which version of which alert this is."""
    version = account.version
    return account.book.say(
        "stands_by", alert=version.alert, version=version.version, index=f"{version.index:.0f}"
    )
