"""A configuration read, tried and made ready, or everything that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from warnd.config.check import Report, check, check_source
from warnd.config.last_good import Kept, LastGood, last_good
from warnd.config.load import Source
from warnd.config.state_folder import state_folders, stores_named
from warnd.daemon.compose import (
    Knowledge,
    build_reader,
    lint_rules,
    load_knowledge,
    run_pattern_tests,
    run_rule_tests,
)
from warnd.errors import ConfigurationInvalid, GazetteerInvalid, Mistake, ModelInvalid, WarndError
from warnd.model.moments import rfc3339
from warnd.rules.check import Expectation, TestFailure
from warnd.rules.finding import Fault
from warnd.settings import Settings
from warnd.signals.read import SignalReader
from warnd.situations.patterns_tried import TimelineFailure

#: what is raised for files that cannot be used
BROKEN = (ConfigurationInvalid, GazetteerInvalid, ModelInvalid)
#: what is told of an installation's own rules beside mistakes; `warnd rules lint` tells the rest
_DOUBTFUL = frozenset({Fault.UNREACHABLE, Fault.UNSAFE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """A configuration that can be used, and what was made of it."""

    settings: Settings
    knowledge: Knowledge
    reader: SignalReader
    #: what a copy of it is made of
    kept: Kept
    #: the copy that it was read from; None: it is the file itself
    copy: LastGood | None = None
    #: what is wrong with the file itself where a copy is used
    broken: WarndError | None = None


def configured_at_start(config: Path, *, strict: bool = False) -> Configured:
    """Give the configuration to start with: the file, or the copy that worked last.

    Raises one of BROKEN, about the file, when neither can be used, or when it is `strict` and the
    file cannot.
    """
    try:
        return _made(config, _own(config), tries_rules=False)
    except BROKEN as error:
        for copy in () if strict else copies_of(config):
            try:
                made = _made(config, copy.source, tries_rules=False)
            except BROKEN:  # a newer warnd may refuse what an older one took
                continue
            return replace(made, copy=copy, broken=error)
        raise


def configured_anew(config: Path) -> Configured:
    """Give the configuration as its file stands, with its own rules tried on their own tests.

    Raises one of BROKEN with every mistake.
    """
    return _made(config, _own(config), tries_rules=True)


def told_of_copy(copy: LastGood, broken: WarndError | None) -> str:
    """Give the words for a copy that is in use because the file cannot be."""
    why = (str(broken).splitlines() or [""])[0]
    return f"running on the last good configuration, of {rfc3339(copy.at)}: {why}"


def copies_of(config: Path) -> Iterator[LastGood]:
    """Give the copies of a configuration that worked, wherever its state directory may be."""
    folders = [
        each for store in (*stores_named(config), "") for each in state_folders(config, store)
    ]
    for folder in dict.fromkeys(folders):
        found = last_good(config, folder)
        if found is not None:
            yield found


def examined(config: Path) -> Report:
    """Give the whole report on a configuration, with what tests and a look at its rules found."""
    report = _with_rules_tried(check(config))
    if report.mistakes or report.scoring is None or not (report.settings and report.settings.rules):
        return report
    doubts = [
        each.mistake for each in lint_rules(report.pack, report.scoring) if each.fault in _DOUBTFUL
    ]
    return replace(report, warnings=(*report.warnings, *doubts))


def _own(config: Path) -> Source:
    return Source(file=config, folder=config.parent)


def _made(config: Path, source: Source, *, tries_rules: bool) -> Configured:
    report = check_source(source, shipped=False)
    settings = report.settings
    if tries_rules and settings is not None and settings.rules:
        report = _with_rules_tried(report)
    if report.mistakes or settings is None:
        raise ConfigurationInvalid(report.mistakes)
    knowledge = load_knowledge(settings, by_language=True, report=report, carefully=True)
    names_models = settings.model is not None or settings.model_sha256
    if tries_rules and names_models and knowledge.models is not None:
        knowledge.models.prove()  # at the start it would hold everything up, and must stop nothing
    return Configured(
        settings=settings,
        knowledge=knowledge,
        reader=build_reader(knowledge),
        kept=Kept(config=config, settings=settings, lists=report.lists),
    )


def _with_rules_tried(report: Report) -> Report:
    """Give a report with the mistakes that the rules' own tests show; it may hold others."""
    if report.mistakes:  # rules that cannot be read cannot be tried
        return report
    mistakes = [_of_rule(failure) for failure in run_rule_tests(report.pack)]
    if report.scoring is not None:
        mistakes += map(_of_pattern, run_pattern_tests(report.pack, report.scoring))
    return replace(report, mistakes=tuple(mistakes))


def _of_rule(failure: TestFailure) -> Mistake:
    origin = failure.rule.origin
    verb = "does not fire on" if failure.expected is Expectation.FIRES else "fires on"
    return Mistake(
        message=f"{verb} {failure.sentence!r}: mend the rule, or its test",
        file=origin.file,
        line=origin.line,
        column=origin.column,
        path=failure.rule.id,
    )


def _of_pattern(failure: TimelineFailure) -> Mistake:
    origin = failure.pattern.origin
    return Mistake(
        message=f"{failure.timeline!r}: {failure.why}",
        file=origin.file,
        line=origin.line,
        column=origin.column,
        path=failure.pattern.id,
    )
