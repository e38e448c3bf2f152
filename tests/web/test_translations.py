"""Every text has an English translation, and our compiler says the same as the known one."""

import gettext
import io
import os
import re
import shutil
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.web import translations

CATALOGUE = translations.LOCALE / "en/LC_MESSAGES/django.po"
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0\4\r", exclude_categories=["Cs"]), min_size=1)


def _catalogue(content: bytes) -> dict[Any, str]:
    catalogue = dict(gettext.GNUTranslations(io.BytesIO(content))._catalog)  # type: ignore[attr-defined]
    catalogue.pop("", None)
    return catalogue


def test_our_compiler_agrees_with_polib_on_our_own_texts(tmp_path: Path) -> None:
    polib.pofile(str(CATALOGUE)).save_as_mofile(str(tmp_path / "known.mo"))
    ours = _catalogue(translations.compiled(CATALOGUE.read_text("utf-8")))
    assert len(ours) > 50
    assert ours == _catalogue((tmp_path / "known.mo").read_bytes())


@given(st.lists(st.tuples(texts, texts, st.none() | texts), max_size=8, unique_by=lambda row: (row[0], row[2])))
def test_our_compiler_agrees_with_polib_on_any_text(rows: list[tuple[str, str, str | None]]) -> None:
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for source, target, context in rows:
        file.append(polib.POEntry(msgid=source, msgstr=target, msgctxt=context))
    assert _catalogue(translations.compiled(str(file))) == _catalogue(file.to_binary())


def test_plurals_and_contexts_compile_and_fuzzy_texts_stay_out() -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "%(n)s gebied"\nmsgid_plural "%(n)s gebieden"\nmsgstr[0] "%(n)s area"\nmsgstr[1] "%(n)s areas"\n\n'
        'msgctxt "kaart"\nmsgid "Zoek"\nmsgstr "Find"\n\n'
        '#, fuzzy\nmsgid "Ooit"\nmsgstr "Once"\n\n#~ msgid "Weg"\n#~ msgstr "Gone"\n'
    )
    english = gettext.GNUTranslations(io.BytesIO(translations.compiled(text)))
    assert english.ngettext("%(n)s gebied", "%(n)s gebieden", 2) == "%(n)s areas"
    assert english.pgettext("kaart", "Zoek") == "Find"
    assert [english.gettext(word) for word in ("Ooit", "Weg")] == ["Ooit", "Weg"]


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "en/LC_MESSAGES"
    folder.mkdir(parents=True)
    shutil.copy(CATALOGUE, folder)
    assert translations.compile_stale(tmp_path) == [folder / "django.mo"]
    assert translations.compile_stale(tmp_path) == []
    later = (folder / "django.mo").stat().st_mtime + 5
    os.utime(folder / "django.po", (later, later))
    assert translations.compile_stale(tmp_path) == [folder / "django.mo"]
    assert [path.name for path in folder.iterdir() if path.suffix not in {".po", ".mo"}] == []


def test_nothing_is_untranslated_or_only_guessed() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_a_translation_keeps_every_place_holder() -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)s", text))

    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue if entry.msgstr and names(entry.msgid) != names(entry.msgstr)] == []


def test_the_catalogue_holds_exactly_the_texts_of_the_code(settings: Any, tmp_path: Path) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("xgettext is not installed: install gettext to compare the catalogue with the code")
    copied = tmp_path / "slagvaardig"
    shutil.copytree(
        translations.PACKAGE, copied, ignore=shutil.ignore_patterns("__pycache__", "static", "fonts", "*.mo")
    )
    settings.LOCALE_PATHS = [copied / "locale"]
    translations.collect(copied)
    found = {entry.msgid for entry in polib.pofile(str(copied / "locale/en/LC_MESSAGES/django.po"))}
    assert found == {entry.msgid for entry in polib.pofile(str(CATALOGUE))}, "run ./dev messages and translate"
