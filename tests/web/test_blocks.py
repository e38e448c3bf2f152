"""What the components make of their input."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from slagvaardig.web.blocks import Column, Row, Table, figure_cell


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="2020"):
        Table("t", "Aantallen", "Jaar", (Column("A"), Column("B")), (Row("2020", (figure_cell(1),)),))


def test_a_withheld_cell_is_explained_below_its_table_and_never_a_number() -> None:
    rows = (Row("2020", (figure_cell(None),)), Row("2021", (figure_cell(7),)))
    text = render_to_string("web/components/table.html", {"table": Table("t", "A", "Jaar", (Column("A"),), rows)})
    assert text.count("niet gegeven") == 2
    assert "Lees het nooit als nul." in text
    assert ">0<" not in text
    assert "voorlopig" not in text


def test_text_of_others_cannot_become_markup() -> None:
    rows = (Row("<script>alert(1)</script>", (figure_cell(1),)),)
    text = render_to_string("web/components/table.html", {"table": Table("t", "A", "Jaar", (Column("A"),), rows)})
    assert "<script" not in text


def test_a_figure_shows_source_blind_spot_twin_and_downloads(site: Client) -> None:
    text = site.get("/zien/inbraak").content.decode()
    wanted = ("Bron: Politie", "opgehaald 12-03-2026", "Wat u hier niet ziet:", "De cijfers als tabel", "/inbraak.csv")
    assert [words for words in wanted if words not in text] == []


def test_the_menu_marks_where_you_are(site: Client) -> None:
    assert 'href="/zien" aria-current="true"' in site.get("/zien/inbraak").content.decode()
    assert 'href="/zien" aria-current="page"' in site.get("/zien").content.decode()
    assert 'href="/" aria-current' not in site.get("/zien").content.decode()
