"""The jobs of ours.py as one would write them in pandas and Polars: `python -m bench.peers JOB ENGINE FILE...`"""

import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl

from bench.measuring import report

Sum = Callable[[], float]
KIND, AREA, PERIOD, VALUE = "SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1"


def ingest_pandas(csv: Path, out: Path) -> Sum:
    """Read everything, keep what is not zero, sort, write Parquet."""
    texts = {KIND: "category", AREA: "category", PERIOD: "category"}
    table = pd.concat([pd.read_csv(file, sep=";", dtype=texts) for file in sorted(csv.glob("*.csv"))])
    table[KIND] = table[KIND].cat.rename_categories(lambda code: code.strip())
    if table.duplicated([KIND, AREA, PERIOD]).any():
        raise ValueError("duplicate cells")
    kept = table[table[VALUE] != 0].sort_values([KIND, AREA, PERIOD])
    kept.drop(columns="ID").to_parquet(out, compression="zstd")
    return lambda: kept[VALUE].sum()


def ingest_polars(csv: Path, out: Path) -> Sum:
    """Stream: keep what is not zero, sort, write Parquet. Duplicates are not looked for: that does not stream."""
    scan = pl.scan_csv(csv / "*.csv", separator=";").drop("ID").with_columns(pl.col(KIND).str.strip_chars())
    kept = scan.filter(pl.col(VALUE).is_null() | (pl.col(VALUE) != 0)).sort(KIND, AREA, PERIOD)
    kept.sink_parquet(out, compression="zstd")
    return lambda: pl.scan_parquet(out).select(pl.col(VALUE).sum()).collect().item()


def roll_up_pandas(file: Path) -> Sum:
    """Year and area level (neighbourhood, district, municipality, country); a sum with a withheld part has no value."""
    table = pd.read_parquet(file)
    table["year"] = table["period"].astype(str).str[:4]
    table["withheld"] = table["value"].isna()
    yearly = table.groupby(["year", "area"], observed=True).agg(value=("value", "sum"), withheld=("withheld", "sum"))
    yearly = yearly.reset_index()
    code = yearly["area"].astype(str)
    levels = [code, "WK" + code.str[2:8], "GM" + code.str[2:6], pd.Series("NL", index=code.index)]
    parts = [
        yearly.assign(area=level).groupby(["year", "area"], as_index=False)[["value", "withheld"]].sum()
        for level in levels
    ]
    answer = pd.concat(parts)
    return lambda: answer.loc[answer["withheld"] == 0, "value"].sum()


def roll_up_polars(file: Path) -> Sum:
    """As roll_up_pandas, lazily and streaming."""
    table = pl.scan_parquet(file).with_columns(year=pl.col("period").str.slice(0, 4))
    yearly = (
        table.group_by("year", "area")
        .agg(value=pl.col("value").sum(), withheld=pl.col("value").is_null().sum())
        .collect(engine="streaming")
    )
    code = pl.col("area")
    levels = [code, "WK" + code.str.slice(2, 6), "GM" + code.str.slice(2, 4), pl.lit("NL")]
    parts = [
        yearly.with_columns(area=level).group_by("year", "area").agg(pl.col("value", "withheld").sum())
        for level in levels
    ]
    answer = pl.concat(parts)
    return lambda: answer.filter(pl.col("withheld") == 0)["value"].sum()


def latest_pandas(file: Path, people: Path) -> Sum:
    """Rate, rank and percentile per kind over the last twelve months, zeros included."""
    table = pd.read_parquet(file)
    last = sorted(table["period"].astype(str).unique())[-12:]
    table = table[table["period"].isin(last)]
    sums = (
        table.assign(hidden=table["value"].isna())
        .groupby(["kind", "area"], observed=True)
        .agg(value=("value", "sum"), hidden=("hidden", "sum"))
    )
    population = pd.read_parquet(people).set_index("area")["inhabitants"]
    every = pd.MultiIndex.from_product([table["kind"].astype(str).unique(), population.index], names=["kind", "area"])
    answer = sums.reindex(every, fill_value=0).reset_index()
    answer["rate"] = 1000 * answer["value"] / answer["area"].map(population)
    answer.loc[answer["hidden"] > 0, "rate"] = None
    by_kind = answer.groupby("kind")["rate"]
    answer["rank"] = by_kind.rank(method="min", ascending=False)
    answer["percentile"] = by_kind.rank(method="max", pct=True)
    return lambda: answer["rate"].sum() + answer["rank"].sum() + answer["percentile"].sum()


def latest_polars(file: Path, people: Path) -> Sum:
    """As latest_pandas, lazily and streaming."""
    scan = pl.scan_parquet(file)
    last = scan.select(pl.col("period").unique()).collect(engine="streaming")["period"].sort()[-12:].to_list()
    sums = (
        scan.filter(pl.col("period").is_in(last))
        .group_by("kind", "area")
        .agg(value=pl.col("value").sum(), hidden=pl.col("value").is_null().sum())
        .collect(engine="streaming")
    )
    population = pl.read_parquet(people)
    every = sums.select(pl.col("kind").unique()).join(population, how="cross")
    rated = every.join(sums, on=["kind", "area"], how="left").with_columns(
        rate=pl.when(pl.col("hidden").fill_null(0) == 0).then(
            1000 * pl.col("value").fill_null(0) / pl.col("inhabitants")
        )
    )
    rate = pl.col("rate")
    answer = rated.with_columns(
        rank=rate.rank("min", descending=True).over("kind"),
        percentile=rate.rank("max").over("kind") / rate.count().over("kind"),
    )
    return lambda: answer["rate"].sum() + answer["rank"].sum() + answer["percentile"].sum()


def page_pandas(csv: Path) -> Sum:
    """The published crime table of one year, cleaned and laid out per kind and area."""
    table = pd.read_csv(csv, sep=";", dtype=str, encoding="utf-8-sig")
    kind, area, period = table.columns[1:4]
    value = pd.to_numeric(table[table.columns[4]].str.strip().replace(".", None), errors="coerce")
    clean = table.assign(value=value, **{name: table[name].str.strip() for name in (kind, area, period)})
    block = clean.pivot_table(index=area, columns=[kind, period], values="value", aggfunc="sum", dropna=False)
    return lambda: block.to_numpy(dtype=float, na_value=0).sum()


def page_polars(csv: Path) -> Sum:
    """As page_pandas."""
    table = pl.read_csv(csv, separator=";", infer_schema=False)
    kind, area, period, value = table.columns[1:5]
    clean = table.with_columns(
        pl.col(kind, area, period).str.strip_chars(), pl.col(value).str.strip_chars().cast(pl.Float64, strict=False)
    )
    block = clean.pivot(on=kind, index=[area, period], values=value, aggregate_function="sum")
    return lambda: block.drop(area, period).sum().sum_horizontal().item()


if __name__ == "__main__":
    job, engine, *files = sys.argv[1:]
    report(lambda: globals()[f"{job}_{engine}"](*map(Path, files)))
