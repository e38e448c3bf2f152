"""Generated pages are drawn again and compared; links between documents lead somewhere."""

import re

import pytest

from tools.docs import FOLDER, PAGES_TO_DRAW, draw

from .sources import ROOT


@pytest.mark.parametrize("name", PAGES_TO_DRAW)
def test_a_generated_page_equals_what_the_code_says(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == draw(name), "run ./dev docs"


def test_every_link_between_documents_leads_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = []
    for document in documents:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text("utf-8")):
            if not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)} -> {target}")
    assert broken == []
