"""areas.csv, comparators.csv and profile.csv, row by row, with the line of every mistake."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from slagvaardig.region.areas.geography import KINDS, Area, Comparator, Profile
from slagvaardig.region.problems import Problem

Parsed = TypeVar("Parsed")
Line = tuple[int, dict[str, str]]
A_DATE = "een datum zoals 2019-01-01"

AREA_COLUMNS = (
    "code",
    "name",
    "kind",
    "parent",
    "team",
    "valid_from",
    "valid_until",
    "succeeds",
    "tile",
    "source",
    "certainty",
    "also",
)
COMPARATOR_COLUMNS = ("code", "name", "province", "valid_from", "valid_until", "also")
PROFILE_COLUMNS = ("code", "land_km2", "urbanity", "source")


def read_areas(file: Path, root: Path, problems: list[Problem]) -> dict[int, Area]:
    """Every area by the line on which it stands."""
    found = {}
    for number, row in _lines(file, root, AREA_COLUMNS, problems):
        place = _Place(str(file.relative_to(root)), number, problems)
        if row["kind"] not in KINDS:
            place.wrong(f"soort {row['kind']!r} bestaat niet. Kies uit: {', '.join(KINDS)}.")
            continue
        if not row["code"] or not row["name"]:
            place.wrong("code of naam ontbreekt. Vul beide in.")
            continue
        found[number] = Area(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            parent=row["parent"],
            team=row["team"],
            valid_from=place.parsed(row["valid_from"], date.fromisoformat, "valid_from", A_DATE),
            valid_until=place.parsed(row["valid_until"], date.fromisoformat, "valid_until", A_DATE),
            succeeds=tuple(part.strip() for part in row["succeeds"].split("+") if part.strip()),
            tile=place.parsed(row["tile"], _tile, "tile", "kolom:rij, zoals 3:5"),
            source=row["source"],
            certainty=row["certainty"],
            also=row["also"],
        )
    return found


def read_comparators(file: Path, root: Path, problems: list[Problem]) -> list[Comparator]:
    """Every municipality outside the region; none when the file is not there."""
    if not file.exists():
        return []
    found = []
    for number, row in _lines(file, root, COMPARATOR_COLUMNS, problems):
        place = _Place(str(file.relative_to(root)), number, problems)
        days = [place.parsed(row[name], date.fromisoformat, name, A_DATE) for name in ("valid_from", "valid_until")]
        found.append(Comparator(row["code"], row["name"], row["province"], days[0], days[1], row["also"]))
    return found


def read_profiles(file: Path, root: Path, problems: list[Problem]) -> Mapping[str, Profile]:
    """Land area and urbanity by code; none when the file is not there."""
    if not file.exists():
        return {}
    found = {}
    for number, row in _lines(file, root, PROFILE_COLUMNS, problems):
        place = _Place(str(file.relative_to(root)), number, problems)
        land = place.parsed(row["land_km2"], float, "land_km2", "een getal met een punt, zoals 18.4")
        found[row["code"]] = Profile(land, place.parsed(row["urbanity"], int, "urbanity", "1 tot en met 5"))
    return found


def read_rows(file: Path, root: Path, columns: tuple[str, ...], problems: list[Problem]) -> list[Line]:
    """The rows of any other table of a region, with their line numbers."""
    return list(_lines(file, root, columns, problems))


class _Place:
    """Where in a file we are, to write problems down with."""

    def __init__(self, name: str, number: int, problems: list[Problem]) -> None:
        self.name, self.number, self.problems = name, number, problems

    def wrong(self, message: str) -> None:
        self.problems.append(Problem(self.name, self.number, message))

    def parsed(self, text: str, parse: Callable[[str], Parsed], column: str, expected: str) -> Parsed | None:
        if not text:
            return None
        try:
            return parse(text)
        except ValueError:
            self.wrong(f"kolom {column!r} is {text!r}. Verwacht {expected}.")
            return None


def _tile(text: str) -> tuple[int, int]:
    column, row = text.split(":")
    return int(column), int(row)


def _lines(file: Path, root: Path, columns: tuple[str, ...], problems: list[Problem]) -> Iterator[Line]:
    name = str(file.relative_to(root))
    try:
        reader = csv.DictReader(io.StringIO(file.read_text("utf-8")), strict=True)
    except FileNotFoundError:
        problems.append(Problem(name, 0, "dit bestand ontbreekt. Maak het, naar het voorbeeld van een andere regio."))
        return
    except UnicodeDecodeError as error:
        problems.append(Problem(name, 0, f"geen UTF-8 (byte {error.start}). Sla het bestand op als UTF-8."))
        return
    head = tuple(reader.fieldnames or ())
    if missing := [column for column in columns if column not in head]:
        problems.append(Problem(name, 1, f"kolom {', '.join(missing)} ontbreekt. Verwacht: {','.join(columns)}."))
        return
    for row in reader:
        if None in row or None in row.values():
            problems.append(Problem(name, reader.line_num, f"geen {len(head)} kolommen. Tel de komma's."))
            continue
        yield reader.line_num, {column: (value or "").strip() for column, value in row.items()}
