"""Questions over every neighbourhood of a country at once: each one is a query over the sparse table.

A neighbourhood code nests: its first four digits name the municipality, its first six the district. A sum with a
withheld part has no value; a cell that is not stored counts as the zero it is, if the domain says that it exists.
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.engine import reader
from slagvaardig.see.figures.queries import Stored, domain_of
from slagvaardig.see.figures.store import CELLS, DOMAIN

MONTHS = 12

# Each level adds up the one below it: a hundred thousand rows once, then ever fewer.
_ROLL_UP = """
with domain as (from read_parquet($domain) where measure = $measure),
months as (select period, left(period, 4) as year from domain where part = 'period'),
years as (select year, count(*) as months from months group by all),
places as (
  select area, 'WK' || area[3:8] as district, 'GM' || area[3:6] as municipality
  from domain where part = 'area' and area[1:2] = 'BU'),
yearly as (
  select year, area, sum(value) as value, count(*) filter (state <> '') as withheld
  from read_parquet($cells) join months using (period) where measure = $measure and area[1:2] = 'BU' group by all),
missing as (
  select year, area, count(*) as missing from domain join months using (period) where part = 'gap' group by all),
gone as (select year, area, count(*) as gone from domain join months using (period) where part = 'pair' group by all),
there as (
  select year, area, district, municipality, coalesce(missing, 0) as missing
  from places cross join years left join gone using (year, area) left join missing using (year, area)
  where coalesce(gone, 0) < months),
neighbourhoods as (
  select year, area, district, municipality, coalesce(value, 0) as value, coalesce(withheld, 0) as withheld, missing
  from there left join yearly using (year, area)),
districts as (
  select year, district as area, any_value(municipality) as municipality, sum(value) as value,
    sum(withheld) as withheld, sum(missing) as missing
  from neighbourhoods group by year, district),
municipalities as (
  select year, municipality as area, sum(value) as value, sum(withheld) as withheld, sum(missing) as missing
  from districts group by year, municipality),
country as (
  select year, 'NL' as area, sum(value) as value, sum(withheld) as withheld, sum(missing) as missing
  from municipalities group by year),
every as (
  select year, area, value, withheld, missing from neighbourhoods
  union all select year, area, value, withheld, missing from districts
  union all from municipalities union all from country)
select year, area, case when withheld + missing = 0 then value::double end as value, withheld::bigint as withheld,
  missing::bigint as missing
from every
"""

_LATEST = """
with periods as (
  select period from read_parquet($domain) where measure = $measure and part = 'period' and length(period) = 7
  and period[6] <> 'Q' order by period desc limit $months),
domain as (from read_parquet($domain) where measure = $measure),
absent as (
  select distinct kind, area from domain semi join periods using (period) where part in ('pair', 'gap')),
sums as (
  select kind, area, sum(value) as value, count(*) filter (state <> '') as withheld
  from read_parquet($cells) semi join periods using (period) where measure = $measure group by all),
whole as (
  select kind, area
  from (select kind from domain where part = 'kind') cross join (select area from domain where part = 'area')
  anti join absent using (kind, area) anti join (select area from absent where kind = '') using (area)),
rates as (
  select kind, area, case when coalesce(withheld, 0) = 0 then coalesce(value, 0) end as value, 1000 * case
    when coalesce(withheld, 0) = 0 and inhabitants > 0 then coalesce(value, 0) / inhabitants end as rate
  from whole left join sums using (kind, area) left join population using (area))
select kind, area, value::double as value, rate,
  case when rate is not null then rank() over (partition by kind order by rate desc nulls last) end as rank,
  case when rate is not null then cume_dist() over (partition by kind, rate is null order by rate) end as percentile
from rates
"""


def roll_up(snapshot: Stored, *, measure: str) -> pa.Table:
    """Sum over all kinds and months: one row per year and area, for neighbourhood, district, municipality and country.

    Columns year, area, value (null when a part is withheld or missing), withheld and missing (numbers of such parts).
    """
    return _asked(_ROLL_UP, snapshot, measure)


def latest_rates(snapshot: Stored, *, measure: str, population: Mapping[str, float]) -> pa.Table:
    """Every series over its latest twelve months: rate per 1,000 inhabitants, rank and percentile among its kind.

    Columns kind, area, value, rate, rank (1 = highest), percentile (0 to 1: the share with the same rate or lower). A
    series with a withheld month, or without inhabitants, has no rate and no rank; one that misses a month has no row.
    """
    table = pa.table({"area": list(population), "inhabitants": list(population.values())})
    cursor = reader()
    cursor.register("population", table)
    try:
        return _asked(_LATEST, snapshot, measure, months=MONTHS)
    finally:
        cursor.unregister("population")


def _asked(question: str, snapshot: Stored, measure: str, **more: Any) -> pa.Table:
    if domain_of(snapshot)[measure].cells is not None:
        raise FiguresProblem(f"De tabel in {snapshot.path.name} is te onvolledig voor een vraag over het hele land.")
    files = {"cells": str(snapshot.path / CELLS), "domain": str(snapshot.path / DOMAIN)}
    answer: pa.Table = reader().sql(question, params=files | {"measure": measure} | more).to_arrow_table()
    return answer
