"""What a table must satisfy before it is stored. Each check answers with a sentence.

The cells, `dense`, may be a hundred million: they are looked at once, into `summary`, a row per measure and period.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import duckdb

from slagvaardig.see.figures.periods import bounds, is_period

SHOWN = 5


class FiguresProblem(Exception):
    """A table that cannot be stored. The message is Dutch: what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Expectation:
    """What is known about a table before it is read.

    known_on: no period may begin after this day. areas: the codes that exist, empty when anything goes (some unknown
    codes give a note, only unknown codes an error). signed: whether a number may be negative.
    """

    known_on: date
    areas: Collection[str] = ()
    signed: bool = False


_KEY = "measure, kind, area, period"
_NEGATIVE = "value < 0"
_NEVER = (
    (
        "measure is null or kind is null or area is null or period is null or measure = '' or area = '' or period = ''",
        "Een maat, soort, gebied of periode ontbreekt. Controleer of het bestand niet is afgekapt.",
    ),
    ("state is null or state not in ('', 'withheld')", "De cel heeft een toestand die niet bestaat."),
    ("state = '' and value is null", "De cel is leeg, maar niet als 'niet gegeven' gemerkt."),
    ("state = 'withheld' and value is not null", "De cel is 'niet gegeven' en heeft toch een getal."),
    ("isnan(value) or isinf(value)", "De cel bevat geen eindig getal."),
    (
        "value < lower or value > upper or lower > upper",
        "Het cijfer valt buiten zijn eigen marges. Zijn de kolommen verwisseld?",
    ),
    (_NEGATIVE, "Een telling kan niet negatief zijn. Vraag de bron om een verbeterde tabel."),
)
_SUMMARY = """
create or replace table summary as
select measure, period, count(*) as cells, count(*) filter (state = '' and value <> 0) as numbers,
       count(*) filter (state = 'withheld') as withheld, coalesce(fsum(value), 0) as total,
       coalesce(bool_and(value = trunc(value) and abs(value) < 2147483648), true) as whole, {wrong}
from dense group by measure, period
"""
_DOUBLED = """
select measure, kind, area, period from dense
semi join (from series where rows <> bit_count(present)) as doubled using (measure, kind, area)
group by measure, kind, area, period having count(*) > 1 limit 1
"""


def summarise(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `summary` from `dense`: per measure and period its cells, numbers, sum, and what is wrong."""
    wrong = ", ".join(f"bool_or({condition}) as {_wrong(place)}" for place, (condition, _) in enumerate(_NEVER))
    connection.execute(_SUMMARY.format(wrong=wrong))


def check(connection: duckdb.DuckDBPyConnection, expected: Expectation) -> tuple[str, ...]:
    """Look at `summary` and `dense`; FiguresProblem when they must not be stored, else notes for a person."""
    if not len(connection.table("summary")):
        raise FiguresProblem("De tabel is leeg: er staat geen enkel cijfer in. Controleer of het bestand volledig is.")
    _cells(connection, signed=expected.signed)
    _periods(connection, expected.known_on)
    return _areas(connection, expected.areas)


def refuse_duplicates(connection: duckdb.DuckDBPyConnection) -> None:
    """FiguresProblem when a cell occurs twice in `dense`: one of the two vintages would silently win."""
    if not connection.table("series").filter("rows <> bit_count(present)").limit(1).fetchall():
        return
    doubled = connection.execute(_DOUBLED).fetchone()
    if doubled is not None:
        raise FiguresProblem(
            f"{_place(doubled)}: deze cel komt twee keer voor. Waarschijnlijk zijn twee versies van de tabel"
            " samengevoegd; laad één versie."
        )


def _cells(connection: duckdb.DuckDBPyConnection, *, signed: bool) -> None:
    """Name the first cell that is wrong; only a table with a fault is looked at again for it."""
    for place, (condition, sentence) in enumerate(_NEVER):
        if signed and condition == _NEGATIVE:
            continue
        if connection.table("summary").filter(_wrong(place)).limit(1).fetchall():
            key = connection.table("dense").filter(condition).limit(1).project(_KEY).fetchall()[0]
            raise FiguresProblem(f"{_place(key)}: {sentence}")


def _wrong(place: int) -> str:
    return f"wrong_{place}"


def _periods(connection: duckdb.DuckDBPyConnection, known_on: date) -> None:
    for (period,) in connection.execute("select distinct period from summary order by period").fetchall():
        if not is_period(period):
            raise FiguresProblem(f"{period!r} is geen periode. Verwacht een vorm als 2015, 2015-Q1 of 2015-03.")
        if bounds(period)[0] > known_on:
            raise FiguresProblem(
                f"Periode {period} begint na {known_on:%d-%m-%Y}, de dag waarop deze tabel bekend werd."
                " Cijfers over de toekomst worden niet geladen."
            )


def _areas(connection: duckdb.DuckDBPyConnection, known: Collection[str]) -> tuple[str, ...]:
    if not known:
        return ()
    published = [area for (area,) in connection.execute("select distinct area from dense order by area").fetchall()]
    unknown = sorted(set(published) - set(known))
    if len(unknown) == len(published):
        raise FiguresProblem(
            f"Geen enkel gebied in de tabel is bekend in deze regio (bijvoorbeeld {unknown[0]})."
            " Controleer of dit de goede tabel is."
        )
    if not unknown:
        return ()
    more = f" en nog {len(unknown) - SHOWN}" if len(unknown) > SHOWN else ""
    return (f"Gebieden die in deze regio niet bekend zijn: {', '.join(unknown[:SHOWN])}{more}.",)


def _place(key: tuple[str, ...]) -> str:
    measure, kind, area, period = key
    return f"Maat {measure}, soort {kind or '-'}, gebied {area}, periode {period}"
