"""`warnd places`: places of your own, and what a name would become."""

from collections.abc import Iterable
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track

from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.places_shown import account_document, row_of, show
from warnd.cli.printing import print_json
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.config.places_folder import places_folder
from warnd.daemon.compose import place_names, shipped_gazetteer, watched_countries
from warnd.model.gathered import GatheredPlace, RawPlace
from warnd.signals.places.folding import fold
from warnd.signals.places.gathering import Divisions, Gathered, Gatherer
from warnd.signals.places.lookup import Verdict, look_up
from warnd.storage.gazetteer import PackedNames, load_names, load_units
from warnd.storage.gazetteer_tables import Codes, read_back, replace_tables
from warnd.storage.nearest_division import NearestDivision
from warnd.storage.place_files import PlaceFile, Wanted, read_place_file

app = typer.Typer(
    help="Places: import your own, and see what a name would become.", no_args_is_help=True
)


@app.command("import")
def import_places(
    files: list[Path] = typer.Argument(
        ..., metavar="FILE...", help="Country files of GeoNames (XX.txt) or P-code tables (CSV)."
    ),
    config: Path = typer.Option(
        ..., "--config", "-c", help="The configuration whose folder of places they go to."
    ),
    country: str = typer.Option(
        "",
        help="ISO 3166-1 code: take the places of this country alone; needed where a file says "
        "none.",
    ),
    replace: bool = typer.Option(
        False, "--replace", help="Forget what was imported before; left out: it is kept."
    ),
) -> None:
    """Import places into the folder that a configuration names, beside those that warnd ships.

    A line that holds no place is told with its file and number, and ends with exit 1; the others
    are imported all the same.
    """
    with told():
        folder = places_folder(config)
        packaged = load_names(shipped_gazetteer())
        code = _known_country(country, packaged)
        wanted = Wanted(countries=dict(packaged.countries()), country=code)
        found = [read_place_file(file, wanted) for file in files]
        for mistake in (mistake for one in found for mistake in one.mistakes):
            say(str(mistake), err=True)
        if not any(one.places for one in found):
            say("no place was found, and nothing was changed", err=True)
            raise typer.Exit(EXIT_FAILURE)
        earlier = () if replace or not folder.path.is_dir() else read_back(load_names(folder.path))
        gathered = _gather(packaged, earlier, found)
        replace_tables(gathered.places, _codes(packaged, gathered.places), folder.path)
    _tell(found, gathered, folder.path)
    if folder.missing:
        say(f"{config} does not use them yet; add the line: {folder.missing}")
    if any(one.mistakes for one in found):
        raise typer.Exit(EXIT_FAILURE)


def _known_country(country: str, packaged: PackedNames) -> str:
    code = country.upper()
    if code and packaged.country_name(code) is None:
        raise typer.BadParameter(f"{country} is no country; expected a code such as SD")
    return code


def _gather(
    packaged: PackedNames, earlier: Iterable[GatheredPlace], files: list[PlaceFile]
) -> Gathered:
    divisions = Divisions(units=load_units(shipped_gazetteer()), nearest=NearestDivision(packaged))
    return Gatherer(packaged, divisions).gather(earlier, _shown(files))


def _shown(files: list[PlaceFile]) -> Iterable[RawPlace]:
    places = [place for one in files for place in one.places]
    console = Console(stderr=True)
    if not console.is_terminal:
        return places
    return track(places, description="Gathering", console=console, transient=True)


def _codes(packaged: PackedNames, places: Iterable[GatheredPlace]) -> Codes:
    countries, divisions = dict(packaged.countries()), {c: n for c, n, _ in packaged.divisions()}
    used = [(place.country, place.division) for place in places]
    return Codes(
        countries={code: countries[code] for code, _ in used if code},
        divisions={code: divisions[code] for _, code in used if code},
    )


def _tell(files: list[PlaceFile], gathered: Gathered, folder: Path) -> None:
    read = sum(len(one.places) for one in files)
    counts = f"{gathered.new:,} new, {gathered.renamed:,} known by new spellings"
    lines = [f"{read:,} places read: {counts}, {gathered.known:,} known already"]
    if gathered.homeless:
        lines.append(f"{gathered.homeless:,} of the new ones lie in no division that is known")
    for one in files:
        lines += [f"{one.file}: passed over {n:,} {what}" for what, n in one.passed_over.items()]
    lines.append(f"{folder} holds {len(gathered.places):,} places")
    say("\n".join(lines))


@app.command("find")
def find(
    name: str = typer.Argument(..., help="A name, as an article would write it."),
    config: Path | None = typer.Option(
        None, "--config", "-c", help="The configuration whose places and areas count as well."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
) -> None:
    """Show everything that a name may stand for, and what a bare mention of it becomes."""
    with told():
        settings = load_settings(config) if config else None
        names = place_names(settings.places if settings else None)
        packaged = load_names(shipped_gazetteer())
        account = look_up(name, names, watched_countries(settings))
        shipped = {toponym.place for toponym in packaged.toponyms(fold(name))}
        rows = [row_of(candidate, packaged, shipped) for candidate in account.candidates]
        near = packaged.names_like(fold(name)) if account.verdict is Verdict.UNKNOWN else ()
    if as_json:
        print_json(account_document(name, account, rows, near))
    else:
        show(account, rows, near)
    if account.verdict is Verdict.UNKNOWN:
        raise typer.Exit(EXIT_FAILURE)
