"""Our rates against the rates that CBS publishes beside its counts, for every municipality that has both."""

import csv
from pathlib import Path

from slagvaardig.see.figures.panels import order_for, panel
from slagvaardig.see.figures.shelves import shelf
from tests.world import World

FILES = {
    "cbs-misdrijven": ("83648NED_2015_untyped.csv", "SoortMisdrijf", "GeregistreerdeMisdrijvenPer1000Inw_3"),
    "cbs-diefstallen": ("diefstal_2018_2021_typed.csv", "SoortDiefstal", "GeregistreerdeDiefstallenPer1000Inw_3"),
}


def test_our_rates_are_the_published_ones_but_for_their_rounding(real: World, shared_data: Path) -> None:
    """Counts are rounded to five after the rate was computed, and the rate to one decimal: no more may differ.

    Where a boundary moved, the table of inhabitants has no figure on 1 January; those rates lie within three percent.
    """
    checked, moved = 0, 0
    for slug, (name, kind_column, rate_column) in FILES.items():
        published = _published(shared_data / "figures" / name, kind_column, rate_column)
        for indicator in real.region.indicators.values():
            for series in (one for one in indicator.series if one.source == slug):
                order = order_for(real.region, indicator, series, shelf())
                assert order is not None
                made = panel(order)
                for (kind, area, period), rate in published.items():
                    row = made.row(area)
                    if kind != series.kinds[0] or row is None or period not in made.periods:
                        continue
                    column = made.periods.index(period)
                    if made.state[row, column] == 0 and made.population[row, column] > 0:
                        allowed = 2.5 / made.population[row, column] * 1000 + 0.05 + 1e-6
                        difference = abs(made.value[row, column] - rate)
                        assert difference <= max(allowed, 0.03 * rate + allowed), (kind, area, period)
                        moved += difference > allowed
                        checked += 1
    assert checked > 5_000
    assert moved < checked / 50


def _published(file: Path, kind_column: str, rate_column: str) -> dict[tuple[str, str, str], float]:
    found = {}
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            text = row[rate_column].strip()
            if text not in ("", "."):
                kind = "|".join(
                    [row[kind_column].strip(), *([row["GebruikVanGeweld"]] if "GebruikVanGeweld" in row else [])]
                )
                found[kind, row["RegioS"].strip(), row["Perioden"][:4]] = float(text)
    return found
