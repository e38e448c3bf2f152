"""The rules of the house that no other tool checks. New things fail here until somebody decides."""

import re
import statistics
from itertools import chain

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from slagvaardig.trust.access.pages import PAGES
from slagvaardig.trust.privacy import Privacy

from .sources import PACKAGE, ROOT, functions, place, python_files

SAYS_NOTHING = {"utils", "helpers", "common", "core", "misc", "manager", "service", "base"}
LONGEST_FILE = 300
MEDIAN_FILE = 60


def _addresses(resolver: URLResolver) -> list[str]:
    names = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            names.append(entry.name or str(entry.pattern))
        else:
            names.extend(_addresses(entry))
    return names


def test_every_address_is_in_the_access_table_and_the_table_holds_no_other() -> None:
    assert sorted(_addresses(get_resolver())) == sorted(PAGES)


def test_every_model_declares_its_privacy() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("slagvaardig.")]
    assert ours
    assert [model.__name__ for model in ours if not isinstance(getattr(model, "privacy", None), Privacy)] == []


def test_every_action_takes_by_as_a_keyword() -> None:
    actions = [(path, function) for path in python_files() if path.name == "actions.py" for function in functions(path)]
    public = [(path, function) for path, function in actions if not function.name.startswith("_")]
    assert public
    without = [
        f"{place(path)}: {function.name}"
        for path, function in public
        if "by" not in {argument.arg for argument in function.args.kwonlyargs} or function.args.args
    ]
    assert without == []


def test_no_page_filters_rows_itself() -> None:
    pages = [path for path in python_files() if path.name == "views.py" or path.parent == PACKAGE]
    assert [place(path) for path in pages if ".filter(" in path.read_text("utf-8")] == []


def test_no_hidden_wires() -> None:
    wire = re.compile(r"@receiver|\.connect\(|post_save|pre_save|def save\(self|GenericForeignKey")
    allowed = {PACKAGE / "see/figures/store.py", PACKAGE / "postgres.py"}
    found = [
        place(path)
        for path in python_files()
        if path not in allowed and wire.search(path.read_text("utf-8").replace("duckdb.connect(", ""))
    ]
    assert [name for name in found if "psycopg" not in (ROOT / name).read_text("utf-8")] == []


def test_files_are_short_and_their_names_say_what_is_in_them() -> None:
    files = list(chain(python_files(), python_files(ROOT / "tests"), python_files(ROOT / "tools")))
    lengths = {place(path): path.read_text("utf-8").count("\n") for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}
    assert [place(path) for path in files if path.stem in SAYS_NOTHING] == []


def test_the_median_file_fits_on_a_screen() -> None:
    lengths = [path.read_text("utf-8").count("\n") for path in python_files() if path.read_text("utf-8").strip()]
    assert statistics.median(lengths) <= MEDIAN_FILE * 1.5, "half of the files should fit on one and a half screen"


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError|mark\.(skip|xfail)\b")
    here = ROOT / "tests" / "architecture" / "test_the_house.py"
    files = [path for path in chain(python_files(), python_files(ROOT / "tests")) if path != here]
    assert [place(path) for path in files if later.search(path.read_text("utf-8"))] == []


def test_no_template_carries_a_script_or_a_style_of_its_own() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|<style|\sstyle=|\son[a-z]+=\"", re.I)
    templates = sorted(PACKAGE.rglob("templates/**/*.html"))
    assert templates
    assert [place(path) for path in templates if inline.search(path.read_text("utf-8"))] == []
