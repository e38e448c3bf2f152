"""Files of others are the ones that were locked, and the cut stylesheet holds what our pages use."""

import base64
import hashlib
import io
import json
import re
import tarfile
from pathlib import Path

import pytest

from slagvaardig.web import vendor
from slagvaardig.web.stylesheets import slim


def _package(folder: Path, content: bytes) -> Path:
    """A package with one stylesheet, and a lock file for it."""
    with tarfile.open(folder / "look-1.0.0.tgz", "w:gz") as archive:
        member = tarfile.TarInfo("package/look.css")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    digest = hashlib.sha512((folder / "look-1.0.0.tgz").read_bytes()).digest()
    file = {"from": "look.css", "to": "out/look.css", "notice": "/*! free */", "components": ["table"]}
    package = {"name": "look", "version": "1.0.0", "integrity": f"sha512-{base64.b64encode(digest).decode()}"}
    lock = folder / "vendor.lock.json"
    lock.write_text(json.dumps({"packages": [{**package, "files": [file]}]}))
    return lock


def test_the_committed_files_are_the_locked_ones() -> None:
    assert vendor.problems() == []


def test_unpacking_writes_the_cut_file_and_a_later_change_is_seen(tmp_path: Path) -> None:
    lock = _package(tmp_path, b".utrecht-table { color: red; } .utrecht-map { color: blue; }")
    assert vendor.unpack(tmp_path, lock) == ["out/look.css"]
    assert (tmp_path / "out/look.css").read_text() == "/*! free */\n.utrecht-table{color: red}\n"
    assert vendor.problems(lock) == []
    (tmp_path / "out/look.css").write_text("changed")
    assert vendor.problems(lock) == ["out/look.css: is niet het bestand uit look 1.0.0."]
    (tmp_path / "out/look.css").unlink()
    assert len(vendor.problems(lock)) == 1


def test_a_package_that_is_not_the_locked_one_is_refused(tmp_path: Path) -> None:
    lock = _package(tmp_path, b".utrecht-table{}")
    with (tmp_path / "look-1.0.0.tgz").open("ab") as archive:
        archive.write(b"more")
    with pytest.raises(vendor.VendorProblem, match="een ander pakket"):
        vendor.unpack(tmp_path, lock)
    assert not (tmp_path / "out").exists()


def test_no_address_of_a_registry_stands_in_the_lock() -> None:
    assert "://" not in vendor.LOCK.read_text("utf-8")


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".utrecht-a{x:1}", ".utrecht-a{x:1}\n"),
        (".utrecht-a__part, .utrecht-b { x: 1 }", ".utrecht-a__part{x: 1}\n"),
        (".utrecht-a:is(:hover, :focus) .utrecht-a--b { x: 1; }", ".utrecht-a:is(:hover,:focus) .utrecht-a--b{x: 1}\n"),
        (".utrecht-b .utrecht-a { x: 1 }", ""),
        ("@media print { .utrecht-a { x: 1 } .utrecht-b { x: 2 } }", "@media print{.utrecht-a{x: 1}\n}"),
        ("@media print { .utrecht-b { x: 2 } }", ""),
        ('@charset "UTF-8"; /* } */ .utrecht-a { x: 1 }', ".utrecht-a{x: 1}\n"),
        ("@keyframes turn { from { x: 1 } } h1 { x: 1 }", ""),
    ],
)
def test_only_the_wanted_components_stay(css: str, kept: str) -> None:
    assert slim(css, {"utrecht-a"}) == kept


def test_every_utrecht_class_in_a_template_has_its_rules() -> None:
    css = (vendor.WEB / "static/web/vendor/utrecht.css").read_text("utf-8")
    package = vendor.WEB.parent
    used = {
        name
        for path in package.rglob("*.html")
        for name in re.findall(r"\butrecht-[a-z0-9_-]+[a-z0-9]", path.read_text())
    }
    without_rules = {"utrecht-alert__content", "utrecht-page-header__content"}
    missing = {name for name in used if f".{name}" not in css} - without_rules
    assert len(used) > 20
    assert missing == set()
