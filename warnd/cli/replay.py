"""`warnd replay`: an archive through the daemon's pipeline; only a drill sends anything."""

from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.replay_archive import opened_archive
from warnd.cli.replay_course import Means
from warnd.cli.replay_diff import print_differences, print_differences_json
from warnd.cli.replay_drill import Wish, run_drill
from warnd.cli.replay_onsets import print_onsets, print_onsets_json
from warnd.cli.replay_run import Asked, Run, compared
from warnd.cli.replay_told import print_lines, print_table
from warnd.config.load import load_settings
from warnd.replay.onsets import Expectations, Held
from warnd.replay.onsets_file import load_onsets
from warnd.replay.report import Titles
from warnd.replay.window import Window
from warnd.settings import Settings

_DATES = ["%Y-%m-%d"]


def command(
    archive: Path = typer.Argument(..., help="Articles as JSON lines, each with `published`."),
    *,
    config: Path | None = typer.Option(
        None, "--config", "-c", help="The configuration; left out: rules, areas and model shipped."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON line an alert version."),
    since: datetime | None = typer.Option(
        None, "--since", formats=_DATES, help="The first day told, in UTC."
    ),
    until: datetime | None = typer.Option(
        None, "--until", formats=_DATES, help="The last day told, in UTC."
    ),
    onsets: Path | None = typer.Option(
        None, "--onsets", help="Dated onsets as JSON: tells which were caught, and false alarms."
    ),
    diff: Path | None = typer.Option(
        None, "--diff", help="Another configuration: tells alerts gained, lost and moved by it."
    ),
    html: Path | None = typer.Option(
        None, "--html", help="Writes a report to this file: one page that loads nothing."
    ),
    jobs: int | None = typer.Option(
        None, "--jobs", min=1, help="Processes that read; left out: as many as there are cores."
    ),
    scheduler: str | None = typer.Option(
        None, "--scheduler", help="A Dask scheduler whose workers read, as tcp://10.0.0.5:8786."
    ),
    drill: bool = typer.Option(
        False, "--drill", help="Sends it through the real channels, each message marked EXERCISE."
    ),
    speed: float | None = typer.Option(
        None, "--speed", min=0.001, help="With --drill: how many times as fast as it was."
    ),
    yes: bool = typer.Option(False, "--yes", help="With --drill: begins without asking."),
) -> None:
    """Run an archive through the same pipeline as the daemon and tell the alerts it would send."""
    _refuse_mixed(diff, onsets, html)
    if drill:
        _refuse_with_drill(config, other=diff or onsets or html, as_json=as_json)
    elif speed is not None or yes:
        raise typer.BadParameter("belongs to --drill", param_hint="--speed" if speed else "--yes")
    window = _window(since, until)
    with told():
        expected = load_onsets(onsets) if onsets else None
        settings, other = _settings(config), _settings(diff)
        with opened_archive(archive) as opened:
            asked = Asked(
                archive=opened,
                window=window,
                means=Means(jobs=jobs, scheduler=scheduler),
                settings=settings,
            )
            if drill:
                run_drill(asked, Wish(is_sure=yes, speed=speed))
            elif diff is not None:
                found = compared(asked, other)
                (print_differences_json if as_json else print_differences)(found)
            else:
                run = Run(asked, reports=html is not None)
                held = _print_run(run, expected, as_json=as_json, quietly=html is not None)
                if html is not None:
                    run.write(html, _titles(archive, config), held)
    if opened.failed:
        raise typer.Exit(EXIT_FAILURE)


def _print_run(
    run: Run, expected: Expectations | None, *, as_json: bool, quietly: bool
) -> Held | None:
    """Replay, and print lines for programs; for people onsets, a table, or quietly nothing."""
    if as_json:
        print_lines(run.versions())
    elif quietly or expected is not None:
        deque(run.versions(), maxlen=0)
    else:
        print_table(run.versions())
    if expected is None:
        return None
    held = run.held(expected)
    (print_onsets_json if as_json else print_onsets)(held)
    return held


def _titles(archive: Path, config: Path | None) -> Titles:
    return Titles(archive=archive.name, config=config.name if config else "")


def _settings(config: Path | None) -> Settings:
    return load_settings(config) if config else Settings(store="sqlite://")


def _window(since: datetime | None, until: datetime | None) -> Window:
    """Give the window from the first to the last day, both told whole."""
    window = Window(
        since=since and since.replace(tzinfo=UTC),
        until=until and until.replace(tzinfo=UTC) + timedelta(days=1),
    )
    if window.since and window.until and window.until <= window.since:
        raise typer.BadParameter("ends before it begins", param_hint="--until")
    return window


def _refuse_with_drill(config: Path | None, *, other: Path | None, as_json: bool) -> None:
    if config is None:
        raise typer.BadParameter("needs a --config, whose channels it uses", param_hint="--drill")
    if other is not None or as_json:
        raise typer.BadParameter(
            "sends, and goes with no --diff, --onsets, --html or --json", param_hint="--drill"
        )


def _refuse_mixed(diff: Path | None, onsets: Path | None, html: Path | None) -> None:
    if diff is not None and (onsets is not None or html is not None):
        raise typer.BadParameter(
            "compares two configurations; --onsets and --html are about one", param_hint="--diff"
        )
    if html is not None and not html.absolute().parent.is_dir():
        raise typer.BadParameter(f"{html.parent} is no folder", param_hint="--html")
