"""Every line of the log can be read: each verb in the code has its sentence and its processing."""

import ast
from collections.abc import Iterator

import pytest

from slagvaardig.trust.audit.models import Event
from slagvaardig.trust.audit.verbs import VERBS, activity_of
from slagvaardig.trust.logbook.words import Names, sentence
from slagvaardig.trust.privacy.processing import PROCESSINGS
from tests.architecture.sources import place, python_files


def recorded() -> Iterator[tuple[str, str]]:
    """(verb, where) of every call of record() in the code; "?" for a verb that only running would tell."""
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
                (verb,) = [keyword.value for keyword in node.keywords if keyword.arg == "verb"]
                yield from ((text, place(path)) for text in _texts(verb))


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    else:
        yield node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "?"


def test_every_verb_in_the_code_has_its_words() -> None:
    found = list(recorded())
    assert len(found) > 20
    assert [(verb, where) for verb, where in found if verb not in VERBS] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_makes_a_sentence_and_belongs_to_a_processing(verb: str) -> None:
    line = Event(actor="system:test", verb=verb, about="source:made-up")
    words = sentence(line, Names({}, {}))
    assert "%" not in words
    assert words != verb
    assert activity_of(verb) in PROCESSINGS


def test_logging_in_and_out_have_their_words() -> None:
    assert {"login", "login-failed", "sign-out", "factor-added", "factor-removed", "password-changed"} <= set(VERBS)
