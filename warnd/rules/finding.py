"""What a look at rules finds wrong with them."""

from collections.abc import Iterable, Mapping
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
    #: a rule that never says more than another of its kind
    OVERLAPPING = "overlapping"
    #: a rule that a single everyday word sets off, or that fires in too much of an archive
    TOO_BROAD = "too-broad"
    #: a query that every sentence pays for, or whose reach has no useful bound
    UNSAFE = "unsafe"
    #: too few sentences that show what it does
    UNTESTED = "untested"
    #: `|` beside AND or NEAR without parentheses
    MIXED = "mixed"
    #: an alternative that another one beside it sees already
    REDUNDANT = "redundant"
    #: a list that no rule, count or cue uses
    UNUSED_LIST = "unused-list"
    #: a pattern that names a rule which is not there
    UNKNOWN_RULE = "unknown-rule"
    #: a pattern that looks further back than claims are kept
    BEYOND = "beyond"
    #: a rule that fires nowhere in an archive
    NEVER_FIRED = "never-fired"


_SEVERITY: Mapping[Fault, Severity] = {
    Fault.BROKEN: Severity.ERROR,
    Fault.UNKNOWN_KIND: Severity.ERROR,
    Fault.UNKNOWN_LANGUAGE: Severity.WARNING,  # a pack may be ahead of the program
    Fault.CONFIDENCE: Severity.ERROR,
    Fault.UNREACHABLE: Severity.ERROR,
    Fault.DUPLICATE: Severity.WARNING,
    Fault.OVERLAPPING: Severity.WARNING,
    Fault.TOO_BROAD: Severity.WARNING,
    Fault.UNSAFE: Severity.WARNING,
    Fault.UNTESTED: Severity.WARNING,
    Fault.MIXED: Severity.NOTE,
    Fault.REDUNDANT: Severity.NOTE,
    Fault.UNUSED_LIST: Severity.NOTE,
    Fault.UNKNOWN_RULE: Severity.WARNING,  # the rules of a language may not be loaded
    Fault.BEYOND: Severity.WARNING,
    Fault.NEVER_FIRED: Severity.NOTE,  # what it waits for may be rare
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
    mistake = Mistake(
        message=message, file=origin.file, line=origin.line, column=origin.column, path=path
    )
    return Finding(severity=_SEVERITY[fault], fault=fault, mistake=mistake)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give findings in order: the worst first, then by file and line."""
    return tuple(sorted(findings, key=_rank))


def _rank(each: Finding) -> tuple[int, str, int]:
    return list(Severity).index(each.severity), str(each.mistake.file), each.mistake.line
