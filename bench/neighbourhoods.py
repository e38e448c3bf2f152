"""A made-up national table: every kind of crime in every neighbourhood in every month, with realistic zeros.

14,500 neighbourhoods x 55 kinds x 150 months are 120 million cells, of which about 94 % are zero and one in a thousand
is withheld. Kinds differ by a factor of hundreds, neighbourhoods by size, months by season; counts are overdispersed
(geometric). Written by DuckDB as a CSV in the form in which such a table is published. Nothing in it is real.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

KINDS, MONTHS, AREAS = 55, 150, 14_500
ZEROS = 0.94
PER_FILE = 4000

_CELLS = """
copy (
  with cells as (
    select k, a, p, hash(k * 7919 + a * 104729 + p * 1299709) as h, kinds.rate * areas.size * months.season as mean
    from kinds, areas, months where a between {first} and {last})
  select a * 8250 + k * 150 + p as "ID",
    format('{}.{}.{} ', 1 + k // 20, 1 + k // 5 % 4, 1 + k % 5) as "SoortMisdrijf",
    format('BU{:04d}{:02d}{:02d}', 1 + a // 40, a // 5 % 8, a % 5) as "WijkenEnBuurten",
    format('{}MM{:02d}', 2012 + p // 12, p % 12 + 1) as "Perioden",
    case when h % 1000 = 0 then null
         else floor(ln(((h >> 16) % 1000003 + 0.5) / 1000003) / ln(mean / (1 + mean)))::int
    end as "GeregistreerdeMisdrijven_1"
  from cells) to '{file}' (format csv, header, delimiter ';')
"""


@dataclass(frozen=True)
class Size:
    """How large the table is."""

    areas: int = AREAS

    @property
    def cells(self) -> int:
        return self.areas * KINDS * MONTHS


def area_code(number: int) -> str:
    """The code of a neighbourhood: four digits municipality, two district, two neighbourhood."""
    return f"BU{1 + number // 40:04d}{number // 5 % 8:02d}{number % 5:02d}"


def kind_code(number: int) -> str:
    """The code of a kind of crime in the style of the police."""
    return f"{1 + number // 20}.{1 + number // 5 % 4}.{1 + number % 5}"


def population(size: Size) -> dict[str, float]:
    """Inhabitants per neighbourhood, in proportion to the size that its counts follow."""
    return {area_code(number): float(np.round(1200 * weight)) for number, weight in enumerate(_area_sizes(size))}


def write_csv(folder: Path, size: Size) -> None:
    """Write the table as files of at most 4,000 neighbourhoods; about 5 million rows a second on two cores."""
    folder.mkdir()
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "2GB", "preserve_insertion_order": "false"})
    rates, sizes = _kind_rates(), _area_sizes(size)
    season = 1 + 0.15 * np.sin(np.arange(MONTHS) * np.pi / 6)
    rates = rates * _scale(rates, sizes)
    connection.register("kinds", pa.table({"k": np.arange(KINDS), "rate": rates}))
    connection.register("areas", pa.table({"a": np.arange(size.areas), "size": sizes}))
    connection.register("months", pa.table({"p": np.arange(MONTHS), "season": season}))
    connection.execute("set enable_progress_bar = false")
    for first in range(0, size.areas, PER_FILE):
        file = str(folder / f"cells-{first // PER_FILE + 1}.csv")
        span = (("{file}", file), ("{first}", str(first)), ("{last}", str(first + PER_FILE - 1)))
        question = _CELLS
        for name, value in span:
            question = question.replace(name, value)
        connection.execute(question)
    connection.close()


def _kind_rates() -> np.ndarray:
    return 1 / (1 + np.arange(KINDS)) ** 1.4


def _area_sizes(size: Size) -> np.ndarray:
    return np.random.default_rng(55).lognormal(0, 0.8, size.areas)


def _scale(rates: np.ndarray, sizes: np.ndarray) -> float:
    """The factor that gives the wanted share of zeros: a geometric count is zero with chance 1 / (1 + mean)."""
    means = np.outer(rates, sizes[:2000]).ravel()
    low, high = 1e-4, 100.0
    for _ in range(60):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if np.mean(1 / (1 + middle * means)) > ZEROS else (low, middle)
    return high
