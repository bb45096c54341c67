"""What a headline says of the way that a message has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from warnd.alerts.paces import LATE
from warnd.model.alert import AlertVersion
from warnd.model.notification import Cause, Notification
from warnd.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """How a message comes to be sent."""

    #: whether an earlier try may have arrived
    may_repeat: bool = False
    #: whether that is so because the database was restored from an older copy
    after_restore: bool = False
    #: why it is sent to this recipient
    cause: Cause = Cause.ROUTE
    #: how late it is, in whole hours; 0 when it is not
    delayed_h: int = 0
    #: older versions of the alert that were not sent alone, newest first
    earlier: tuple[AlertVersion, ...] = ()


#: a message that is sent at once, for the first time
PROMPT = Passage()


def delayed_h(created: Sequence[datetime], now: datetime) -> int:
    """Give the hours since the oldest of `created`; 0 within the first one."""
    delay = now - min(created)
    return int(delay / timedelta(hours=1)) if delay > LATE else 0


def delay_in_words(passage: Passage, book: Phrasebook) -> str:
    """Give such as "delayed 71 h", empty when it is not."""
    return book.say_count("delayed", passage.delayed_h) if passage.delayed_h else ""


def passage_of(held: Sequence[Notification]) -> Passage:
    """Give whether what leaves together may have left before, and why that may be."""
    return Passage(
        may_repeat=any(each.may_repeat for each in held),
        after_restore=any(each.after_restore for each in held),
    )


def repeat_in_words(passage: Passage, book: Phrasebook) -> str:
    """Give the sentence that says why it may be a repeat, empty when it is none."""
    if not passage.may_repeat:
        return ""
    return book.say("may_repeat.restored" if passage.after_restore else "may_repeat")


def marks(passage: Passage, book: Phrasebook) -> str:
    """Give what stands behind a headline: why it comes again or to you, how late, a repeat."""
    delayed = delay_in_words(passage, book)
    told = [book.say(f"cause.{passage.cause}")] if passage.cause is not Cause.ROUTE else []
    told += [book.say("delayed.mark", delayed=delayed)] if delayed else []
    repeat = "repeat.restored" if passage.after_restore else "repeat"
    told += [book.say(repeat)] if passage.may_repeat else []
    return "".join(f" {words}" for words in told)
