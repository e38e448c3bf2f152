"""A whole round from one sheet: everything or nothing, every fault with its sheet, row and column."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from slagvaardig.choose.inventory.ballots import ballots_of
from slagvaardig.choose.inventory.models import Part, Round
from slagvaardig.choose.inventory.sheet import SHEET, headings, read_sheet
from slagvaardig.choose.inventory.submissions import Submission
from tests.choose.ground import Ground, ranked

HERE, OTHER = "Gemeente Aldermeer", "Gemeente Kleiburen"
INBRAAK, OVERLAST = "Inbraak in woningen en schuren", "Overlast in buurten"
Rows = Sequence[Sequence[object]]
GOOD: Rows = [
    (HERE, OVERLAST, 1, "Het werd drukker aan het strand.", "Veiligheidsplan", "2025-11-18", "", "", ""),
    (HERE, INBRAAK, 2, "", "", "", "Boa", 120, "Meer toezicht in de zomer."),
    (HERE, "", "", "", "", "", "Projectleider", 0, ""),
    ("gemeente-kleiburen", "inbraak", 1, "", "", "", "", "", ""),
]
# what is wrong: (the rows, the row that is named, the column that is named, words of the message)
WRONG: dict[str, tuple[Rows, int, str, str]] = {
    "unknown partner": (
        [("Gemeente Nergens", INBRAAK, 1, "", "", "", "", "", "")],
        2,
        "A (partner)",
        "kennen wij niet",
    ),
    "unknown theme": ([(HERE, "Zweven", 1, "", "", "", "", "", "")], 2, "B (onderwerp)", "kennen wij niet"),
    "double rank": (
        [(HERE, INBRAAK, 1, "", "", "", "", "", ""), (HERE, OVERLAST, 1, "", "", "", "", "", "")],
        2,
        "C (plaats)",
        "twee keer",
    ),
    "double theme": (
        [(HERE, INBRAAK, 1, "", "", "", "", "", ""), (HERE, INBRAAK, 2, "", "", "", "", "", "")],
        3,
        "B (onderwerp)",
        "ook op rij 2",
    ),
    "negative hours": ([*GOOD, (HERE, "", "", "", "", "", "Analist", -5, "")], 6, "H (uren per kwartaal)", "-5"),
    "a role of others": (
        [*GOOD, (HERE, "", "", "", "", "", "Wijkagent", 5, "")],
        6,
        "H (uren per kwartaal)",
        "hoort niet",
    ),
    "a gap in the ranking": ([(HERE, INBRAAK, 2, "", "", "", "", "", "")], 2, "", "Plaats 1 ontbreekt"),
    "too many topics": (
        [
            (HERE, one, place, *[""] * 6)
            for place, one in enumerate(("inbraak", "overlast", "vernieling", "evenementen"), 1)
        ],
        2,
        "",
        "hooguit 3",
    ),
    "no date": ([(HERE, INBRAAK, 1, "", "Plan", "vorig jaar", "", "", "")], 2, "F (datum bronplan)", "geen datum"),
    "a telephone number": (
        [(HERE, INBRAAK, 1, "Bel 06-12345678.", "", "", "", "", "")],
        2,
        "D (motivering)",
        "telefoon",
    ),
    "nothing below the headings": ([], 0, "", "staat niets"),
}


def book(rows: Rows, head: Sequence[str], sheet: str = SHEET) -> bytes:
    made = Workbook()
    made.active.title = sheet  # type: ignore[union-attr]
    for row in (head, *rows):
        made.active.append([None if value == "" else value for value in row])  # type: ignore[union-attr]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def found(ground: Ground) -> Round:
    return ground.round()


def send(client: Client, found: Round, content: bytes, name: str = "ronde.xlsx") -> tuple[int, str]:
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse("round_import", args=[found.pk]), {"file": file})
    return answer.status_code, answer.content.decode()


def test_what_is_read_in_waits_for_a_signature_and_then_counts(ground: Ground, found: Round) -> None:
    assert send(ground.client("bureau"), found, book(GOOD, headings(found)))[0] == 302
    with ground.people.acting("bureau"):
        assert not Submission.objects.exists()
    for slug in ("gemeente-aldermeer", "gemeente-kleiburen"):
        ground.sign(found, slug)
    with ground.people.acting("bureau"):
        points = {one.partner: dict(one.points) for one in ballots_of(found)}
        offers = {
            one.role: one.hours for one in Submission.objects.get(part__partner__slug="gemeente-aldermeer").offers.all()
        }
    assert points == {"gemeente-aldermeer": {"overlast": 3, "inbraak": 2}, "gemeente-kleiburen": {"inbraak": 3}}
    assert offers == {"boa": 120, "projectleider": 0}


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_has_its_place_and_nothing_is_loaded(ground: Ground, found: Round, tmp_path: Path, name: str) -> None:
    rows, row, column, words = WRONG[name]
    file = tmp_path / "ronde.xlsx"
    file.write_bytes(book(rows, headings(found)))
    faults = read_sheet(file, found).faults
    assert [(one.sheet, one.row, one.column) for one in faults[:1]] == [(SHEET, row, column)]
    assert words in faults[0].message


def test_one_fault_among_good_rows_loads_nothing(ground: Ground, found: Round) -> None:
    status, page = send(ground.client("bureau"), found, book([*GOOD, *WRONG["unknown partner"][0]], headings(found)))
    assert status == 422
    assert "Inventarisatie, rij 6, A (partner)" in page
    with ground.people.acting("bureau"):
        assert {part.state for part in Part.objects.all()} == {"invited"}


def test_formulas_empty_sheets_other_sheets_and_other_files_are_refused(ground: Ground, found: Round) -> None:
    client, head = ground.client("bureau"), headings(found)
    formula = [(HERE, INBRAAK, "=1+0", "", "", "", "", "", "")]
    files = {
        "formule.xlsx": (book(formula, head), "cel C2"),
        "leeg.xlsx": (book([], []), "leeg"),
        "blad.xlsx": (book(GOOD, head, "Blad1"), "blad"),
        "koppen.xlsx": (book(GOOD, head[:-1]), "ontbreekt"),
        "tekst.txt": (b"hallo", "bestand"),
        "kapot.xlsx": (b"PK\x03\x04", ""),
        "formule.csv": (f"{';'.join(head)}\r\n{HERE};{INBRAAK};=1+0;;;;;;\r\n".encode(), "formule"),
    }
    for name, (content, words) in files.items():
        status, page = send(client, found, content, name)
        assert (status, words in page) == (422, True), name
    with ground.people.acting("bureau"):
        assert {part.state for part in Part.objects.all()} == {"invited"}


def test_csv_and_ods_say_the_same(ground: Ground, found: Round, tmp_path: Path) -> None:
    lines = [";".join(map(str, row)) for row in (headings(found), *GOOD)]
    (tmp_path / "ronde.csv").write_text("\r\n".join(lines), "utf-8")
    (tmp_path / "ronde.xlsx").write_bytes(book(GOOD, headings(found)))
    (tmp_path / "ronde.ods").write_bytes(ods([headings(found), *GOOD]))
    read = [read_sheet(tmp_path / f"ronde.{kind}", found) for kind in ("csv", "xlsx", "ods")]
    assert [one.faults for one in read] == [(), (), ()]
    assert read[0].filled == read[1].filled == read[2].filled


def test_own_words_are_never_overwritten(ground: Ground, found: Round) -> None:
    ground.fill(found, "gemeente-aldermeer", ranked("vernieling"))
    status, page = send(ground.client("bureau"), found, book(GOOD, headings(found)))
    assert status == 422
    assert "zelf al iets ingevuld" in page


def test_a_better_file_comes_in_the_place_of_the_first(ground: Ground, found: Round) -> None:
    for rows in (GOOD, [(HERE, INBRAAK, 1, "", "", "", "", "", "")]):
        assert send(ground.client("bureau"), found, book(rows, headings(found)))[0] == 302
    ground.sign(found, "gemeente-aldermeer")
    with ground.people.acting("bureau"):
        assert [dict(one.points) for one in ballots_of(found)] == [{"inbraak": 3}]


def test_the_template_filled_in_is_read(ground: Ground, found: Round) -> None:
    client = ground.client("bureau")
    answer = client.get(reverse("round_template", args=[found.pk, "xlsx"]))
    made = load_workbook(io.BytesIO(answer.content))
    sheet = made[SHEET]
    sheet["B2"], sheet["C2"] = made["Lijsten"]["A2"].value, 1
    out = io.BytesIO()
    made.save(out)
    assert send(client, found, out.getvalue())[0] == 302
    with ground.people.acting("bureau"):
        assert Part.objects.filter(state="filled").count() == 1


def test_only_the_bureau_reads_in(ground: Ground, found: Round) -> None:
    for name in ("writer-gemeente-aldermeer", "signer-gemeente-aldermeer", "outsider"):
        assert send(ground.client(name), found, book(GOOD, headings(found)))[0] == 404


def ods(rows: Rows) -> bytes:
    """The least that is an ODS file."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{value}</text:p></table:table-cell>" for value in row)
        + "</table:table-row>"
        for row in rows
    )
    table = f'<table:table table:name="{SHEET}">{cells}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return out.getvalue()
