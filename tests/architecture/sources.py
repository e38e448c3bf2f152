"""Where the code that these tests walk lives."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "slagvaardig"


def python_files(folder: Path = PACKAGE) -> Iterator[Path]:
    """Every Python file of ours, migrations left out: those are written by Django."""
    return (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions at the top of a file."""
    return (node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef))


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))
