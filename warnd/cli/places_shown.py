"""What a name would become, printed for people and for programs."""

from collections.abc import Iterable

from rich.table import Table

from warnd.cli.printing import cell, people
from warnd.signals.places.lookup import Account, Candidate, Verdict
from warnd.storage.gazetteer import PackedNames


def row_of(
    candidate: Candidate, names: PackedNames, shipped: Iterable[object]
) -> dict[str, object]:
    """Give a candidate as a document; `shipped` are the places that come with warnd."""
    toponym = candidate.toponym
    place = toponym.place
    return {
        "name": place.name,
        "kind": toponym.kind.name.lower(),
        "sense": toponym.sense.name.lower(),
        "country": place.country,
        "country_name": names.country_name(place.country) or "",
        "admin1": place.admin1,
        "admin1_name": names.division_name(place.admin1) if place.admin1 else None,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "source": "warnd" if place in shipped else "imported",
        "weight": round(candidate.weight, 2),
        "why": [remark.value for remark in candidate.remarks],
    }


def account_document(
    name: str, account: Account, rows: list[dict[str, object]], near: tuple[str, ...]
) -> dict[str, object]:
    """Give what a name would become as one document."""
    return {
        "name": name,
        "verdict": account.verdict.name.lower(),
        "why": account.verdict.value,
        "candidates": rows,
        "near": list(near),
    }


def show(account: Account, rows: list[dict[str, object]], near: tuple[str, ...]) -> None:
    """Print what a name would become, for people."""
    console = people()
    if rows:
        table = Table(
            "", "place", "kind", "country", "division", "lat", "lon", "people", "source", "weight",
            "why", box=None,
        )  # fmt: skip
        for index, row in enumerate(rows):
            mark = "*" if index == 0 and account.verdict is Verdict.TAKEN else ""
            table.add_row(mark, *map(cell, _cells(row)))
        console.print(table)
    console.print(cell(_first_capital(account.verdict.value)))
    if near:
        console.print(cell(f"Nearest names: {', '.join(near)}."))


def _cells(row: dict[str, object]) -> list[str]:
    why = row["why"]
    sense = row["sense"]
    kind = str(row["kind"]) if sense in {"name", "spelling"} else f"{sense} of a {row['kind']}"
    lat, lon = row["lat"], row["lon"]
    return [
        str(row["name"]),
        kind,
        f"{row['country_name']} {row['country']}".strip(),
        f"{row['admin1_name']} {row['admin1']}" if row["admin1"] else "",
        "" if lat is None else f"{lat:.2f}",
        "" if lon is None else f"{lon:.2f}",
        f"{row['population']:,}" if row["population"] else "",
        str(row["source"]),
        f"{row['weight']:.1f}",
        "; ".join(str(each) for each in why) if isinstance(why, list) else "",
    ]


def _first_capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
