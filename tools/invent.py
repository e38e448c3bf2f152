"""Invents the figures and outlines of the fictional region: `python -m tools.invent`. The same seed, the same files.

Written as a publisher would write them, so that the region goes through the same connectors as a real one: typed CSV
with
padded keys and withheld cells, a survey with margins, months with a provisional end, a revised edition, a merger.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "regions" / "duinrade" / "starter"
SEED = 20190301
YEARS = range(2015, 2026)
MONTHS = [f"{year}MM{month:02}" for year in range(2018, 2026) for month in range(1, 13)]
FIRST_EDITION, SECOND_EDITION = date(2025, 3, 14), date(2026, 3, 13)
MERGED_IN = 2020
EFFORT_FROM = 2023
COUNTRY, COUNTRY_SIZE = "VB00", 38


@dataclass(frozen=True)
class Town:
    """A municipality that does not exist: its size at the start, its growth per year and how busy it is."""

    code: str
    name: str
    size: int
    growth: float
    busy: float
    until: int = 9999
    since: int = 0
    tile: tuple[int, int] = (0, 0)


TOWNS = (
    Town("VB0101", "Aldermeer", 118_000, 0.011, 1.5, tile=(2, 0)),
    Town("VB0102", "Brandewolde", 34_500, 0.004, 1.0, tile=(1, 0)),
    Town("VB0103", "Oosterhage", 21_300, 0.002, 0.8, tile=(3, 1)),
    Town("VB0104", "Kleiburen", 8_900, 0.001, 0.6, tile=(1, 1)),
    Town("VB0105", "Vliethove", 57_200, 0.007, 1.1, tile=(2, 1)),
    Town("VB0106", "Wilgenhage", 4_700, 0.0, 0.5, tile=(2, 2)),
    Town("VB0107", "Zandrade", 0, 0.0, 0.9, since=MERGED_IN, tile=(3, 2)),
    Town("VB0108", "Oud-Zandrade", 15_800, 0.003, 0.9, until=MERGED_IN),
    Town("VB0109", "Hoogduinen", 11_200, 0.001, 0.8, until=MERGED_IN),
)
# Per 1,000 inhabitants in the first year, and the change per year.
KINDS = {
    "F10": (6.0, -0.045),  # bicycles
    "W20": (2.6, -0.09),  # homes
    "V30": (4.1, 0.0),  # damage
    "H40": (0.09, -0.02),  # robberies: few
    "S50": (1.3, 0.06),  # online
    "O60": (2.2, 0.035),  # nuisance
}


def main() -> None:
    chance = np.random.default_rng(SEED)
    people = dict(_population())
    counts = _counts(chance, people)
    for edition, last in ((FIRST_EDITION, 2024), (SECOND_EDITION, 2025)):
        known = {key: size for key, size in people.items() if key[1] <= last}
        _write("vb-bevolking", edition, ("RegioS", "Perioden", "Inwoners_1"), _population_rows(known))
    head = ("Soort", "RegioS", "Perioden", "Aantal_1")
    _write("vb-registraties", FIRST_EDITION, head, _count_rows(counts, last=2024, revised=False))
    _write("vb-registraties", SECOND_EDITION, head, _count_rows(counts, last=2025, revised=True))
    _write("vb-maandcijfers", SECOND_EDITION, head, _month_rows(chance, people))
    _write_survey(chance)
    _write_outlines(chance)


def _population() -> Iterator[tuple[tuple[str, int], int]]:
    """Inhabitants at the end of each year; the merged town is the sum of the two it came from."""
    grown = {town.code: town for town in TOWNS}
    for year in range(YEARS[0] - 1, YEARS[-1] + 1):
        old = {code: round(grown[code].size * (1 + grown[code].growth) ** (year - 2014)) for code in grown}
        old["VB0107"] = old["VB0108"] + old["VB0109"]
        for town in TOWNS:
            # On the last day before a merger the old towns still stand.
            if town.since - 1 < year < town.until:
                yield (town.code, year), old[town.code]
        yield (COUNTRY, year), sum(old[town.code] for town in TOWNS[:7]) * COUNTRY_SIZE


def _counts(chance: np.random.Generator, people: dict[tuple[str, int], int]) -> dict[tuple[str, str, int], int]:
    found = {}
    for kind, (level, change) in KINDS.items():
        for (code, year), size in people.items():
            if code == COUNTRY:
                expected = level * 0.95 * (1 + change * 0.7) ** (year - 2015) * size / 1000
                found[kind, code, year] = int(chance.poisson(expected))
                continue
            town = next(town for town in TOWNS if town.code == code)
            shock = chance.gamma(60, 1 / 60)
            expected = level * town.busy * (1 + change) ** (year - 2015) * shock * size / 1000
            if kind == "O60" and town.name == "Vliethove" and year >= EFFORT_FROM:
                expected *= 1.8  # more is written down since a campaign
            found[kind, code, year] = int(chance.poisson(expected))
    return found


def _population_rows(people: dict[tuple[str, int], int]) -> Iterator[tuple[str, ...]]:
    return ((code, f"{year}JJ00", str(size)) for (code, year), size in people.items())


def _count_rows(counts: dict[tuple[str, str, int], int], *, last: int, revised: bool) -> Iterator[tuple[str, ...]]:
    """Fewer than five of the rarest kind are withheld; the newest year of an edition is later revised upwards."""
    for (kind, code, year), count in counts.items():
        if not YEARS[0] <= year <= last or not _stood(code, year):
            continue
        published = round(count * 0.985) if year == last and not revised else count
        hidden = kind == "H40" and 0 < published < 5 and code != COUNTRY
        yield f"{kind} ", f"{code}  ", f"{year}JJ00", "       ." if hidden else f"{published:8}"


def _month_rows(chance: np.random.Generator, people: dict[tuple[str, int], int]) -> Iterator[tuple[str, ...]]:
    """Three kinds by month, with a season; counting changed in July 2021 and the last three months are not complete."""
    for kind, level, change in (("F10", 6.0, -0.045), ("S50", 1.3, 0.06), ("O60", 2.2, 0.035)):
        for code in (*(town.code for town in TOWNS[:7]), COUNTRY):
            busy = next((town.busy for town in TOWNS if town.code == code), 0.95)
            for place, period in enumerate(MONTHS):
                year, month = int(period[:4]), int(period[6:])
                size = people.get((code, year - 1)) or people["VB0108", year - 1] + people["VB0109", year - 1]
                season = 1 + 0.18 * np.sin((month - 4) / 12 * 2 * np.pi)
                expected = level * busy * (1 + change) ** (year - 2015) * size / 12000 * season
                expected *= 1.35 if kind == "S50" and period >= "2021MM07" else 1
                expected *= (0.96, 0.88, 0.7)[place - len(MONTHS) + 3] if place >= len(MONTHS) - 3 else 1
                yield f"{kind} ", f"{code}  ", period, f"{int(chance.poisson(expected)):8}"


def _stood(code: str, year: int) -> bool:
    town = next((town for town in TOWNS if town.code == code), None)
    return town is None or town.since <= year < town.until


def _write(source: str, edition: date, head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    folder = FOLDER / "raw" / source / edition.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{source}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
    sys.stdout.write(f"{source} {edition}\n")


def _write_survey(chance: np.random.Generator) -> None:
    """Two questions in four towns and the region; margins by size of the sample; a small town has no own figure."""
    asked = [town.name for town in TOWNS if town.name in ("Aldermeer", "Brandewolde", "Vliethove", "Oosterhage")]
    places, years = [*asked, "Duinrade"], (2017, 2019, 2021, 2023, 2025)
    questions = {"|||Voelt zich wel eens onveilig": 34.0, "|||Rapportcijfer voor de buurt": 7.2}
    folder = FOLDER / "raw" / "vb-enquete" / SECOND_EDITION.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    columns = [f"{what}_{place}_{year}" for what in ("Waarde", "Marges") for place in places for year in years]
    with (folder / "vb-enquete.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["Onderwerp", "Perioden", *columns])
        for question, level in questions.items():
            small = level < 10
            step, margin = (0.03, 0.1) if small else (-0.7, 2.4)
            made = [level + step * place + chance.normal(0, margin / 3) for _ in places for place in range(len(years))]
            halves = [margin * (0.5 if place == "Duinrade" else 1) for place in places for _ in years]
            texts = [f"{number:.1f}".replace(".", ",") for number in (*made, *halves)]
            writer.writerow([question, "rapportcijfer" if small else "%", *texts])
    sys.stdout.write("vb-enquete\n")


def _write_outlines(chance: np.random.Generator) -> None:
    """Squares on the tile grid with their corners pushed aside: neighbours share each corner, so nothing overlaps."""
    corners = {
        (x, y): (round(x * 0.16 + chance.uniform(-0.04, 0.04), 4), round(-y * 0.1 + chance.uniform(-0.025, 0.025), 4))
        for x in range(6)
        for y in range(6)
    }
    features = []
    for town in TOWNS[:7]:
        x, y = town.tile
        ring = [corners[point] for point in ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))]
        features.append(
            f'{{"type": "Feature", "properties": {{"code": "{town.code}", "name": "{town.name}"}}, '
            f'"geometry": {{"type": "Polygon", "coordinates": [{[list(point) for point in ring]}]}}}}'
        )
    text = (
        '{"type": "FeatureCollection", "title": "Verzonnen omtrekken", "features": [\n'
        + ",\n".join(features)
        + "\n]}\n"
    )
    (FOLDER / "outlines.geojson").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
