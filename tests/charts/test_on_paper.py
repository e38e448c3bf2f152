"""The same drawing in a PDF."""

import json
from pathlib import Path

import pytest
import typst

from tests.charts.samples import DRAWINGS
from tests.charts.test_ground import FONTS

PAGE = """
#set page(width: 18cm, height: auto)
#set text(font: "Source Sans 3")
#for one in json(bytes(sys.inputs.drawings)) { image(bytes(one), format: "svg", alt: "tekening", width: 100%) }
"""


@pytest.mark.parametrize("mark", ["", "voorbeeld"])
def test_every_chart_fits_in_a_pdf(mark: str, tmp_path: Path) -> None:
    page = tmp_path / "page.typ"
    page.write_text(PAGE)
    drawings = [draw(mark=mark) for name, draw in DRAWINGS.items() if name.endswith("wide")]
    made = typst.compile(str(page), font_paths=[str(FONTS)], sys_inputs={"drawings": json.dumps(drawings)})
    assert bytes(made).startswith(b"%PDF")
