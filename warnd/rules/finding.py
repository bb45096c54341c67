"""What a look at rules finds wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from warnd.errors import Mistake
from warnd.rules.rule import Origin


class Severity(StrEnum):
    """How bad a finding is."""

    #: it cannot work as it stands
    ERROR = "error"
    #: it is likely not what its writer wants
    WARNING = "warning"
    #: it could be tidier
    NOTE = "note"


class Fault(StrEnum):
    """What is wrong."""

    #: a query that cannot be read, or names what is not there
    BROKEN = "broken"
    #: a kind that nothing declares
    UNKNOWN_KIND = "unknown-kind"
    #: a language that warnd does not read
    UNKNOWN_LANGUAGE = "unknown-language"
    #: a confidence that is no share
    CONFIDENCE = "confidence"
    #: a rule that can never fire
    UNREACHABLE = "unreachable"
    #: a rule that sees just what another sees
    DUPLICATE = "duplicate"
    #: a rule that a single everyday word sets off
    TOO_BROAD = "too-broad"
    #: too few sentences that show what it does
    UNTESTED = "untested"
    #: `|` beside AND or NEAR without parentheses
    MIXED = "mixed"
    #: a list that no query names
    UNUSED_LIST = "unused-list"


_SEVERITY: Mapping[Fault, Severity] = {
    Fault.BROKEN: Severity.ERROR,
    Fault.UNKNOWN_KIND: Severity.ERROR,
    Fault.UNKNOWN_LANGUAGE: Severity.WARNING,  # a pack may be ahead of the program
    Fault.CONFIDENCE: Severity.ERROR,
    Fault.UNREACHABLE: Severity.ERROR,
    Fault.DUPLICATE: Severity.WARNING,
    Fault.TOO_BROAD: Severity.WARNING,
    Fault.UNTESTED: Severity.WARNING,
    Fault.MIXED: Severity.NOTE,
    Fault.UNUSED_LIST: Severity.NOTE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is probably wrong."""

    #: how bad it is
    severity: Severity
    #: what it is
    fault: Fault
    #: where it stands, and what to do
    mistake: Mistake


def finding(fault: Fault, origin: Origin, path: str, message: str) -> Finding:
    """Give a finding of a fault, with the place of the entry that has it."""
    mistake = Mistake(message=message, file=origin.file, line=origin.line, path=path)
    return Finding(severity=_SEVERITY[fault], fault=fault, mistake=mistake)
