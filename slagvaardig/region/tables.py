"""TOML tables into frozen dataclasses, with a line for every missing key, typo and wrong type."""

import dataclasses
import difflib
import re
import tomllib
import types
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from slagvaardig.region.problems import Problem

Made = TypeVar("Made")
_LINE_OF_ERROR = re.compile(r"at line (\d+)")


@dataclasses.dataclass(frozen=True)
class TomlFile:
    """A parsed file that can still say on which line a key stands."""

    name: str
    text: str
    content: Mapping[str, Any]

    def line(self, key: str, after: int = 0) -> int:
        """The first line after line `after` on which a key (or table) of this name stands; 0 when it does not."""
        pattern = re.compile(rf"""^\s*(?:\[+\s*)?["']?{re.escape(key)}["']?\s*(?:=|\.|\])""")
        for number, line in enumerate(self.text.splitlines(), 1):
            if number > after and pattern.match(line):
                return number
        return 0

    def lines_of_table(self, name: str) -> list[int]:
        """The lines on which `[[name]]` stands, in order."""
        pattern = re.compile(rf"^\s*\[\[\s*{re.escape(name)}\s*\]\]")
        return [number for number, line in enumerate(self.text.splitlines(), 1) if pattern.match(line)]


def read_toml(file: Path, root: Path, problems: list[Problem]) -> TomlFile | None:
    """The parsed file, or None with a problem that names the line."""
    name = str(file.relative_to(root))
    try:
        text = file.read_text("utf-8")
        return TomlFile(name, text, tomllib.loads(text))
    except FileNotFoundError:
        problems.append(Problem(name, 0, "dit bestand ontbreekt. Maak het, naar het voorbeeld van een andere regio."))
    except UnicodeDecodeError as error:
        problems.append(Problem(name, 0, f"geen UTF-8 (byte {error.start}). Sla het bestand op als UTF-8."))
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_ERROR.search(str(error))
        message = "geen geldige TOML. Kijk naar aanhalingstekens en haakjes op of vlak voor deze regel."
        problems.append(Problem(name, int(found[1]) if found else 0, message))
    return None


def make(
    cls: type[Made], values: Mapping[str, Any], file: TomlFile, problems: list[Problem], *, at: int = 0, **given: Any
) -> Made | None:
    """An instance of a dataclass from a table, or None with what is wrong. given: fields that it lacks.

    at: the line of the table's own heading. Lists become tuples. A table within is left as it is.
    """
    hints = get_type_hints(cls)
    fields = {field.name: field for field in dataclasses.fields(cls) if field.name not in given}  # type: ignore[arg-type]
    before = len(problems)
    for key in values:
        if key not in fields:
            close = difflib.get_close_matches(key, fields, 1)
            hint = f" Bedoelt u {close[0]!r}?" if close else f" Bekend zijn: {', '.join(fields)}."
            problems.append(Problem(file.name, file.line(key, at), f"onbekend veld {key!r}.{hint}"))
    made: dict[str, Any] = dict(given)
    for name, field in fields.items():
        if name in values:
            made[name] = _converted(values[name], hints[name], Problem(file.name, file.line(name, at), name), problems)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            problems.append(Problem(file.name, at or 1, f"veld {name!r} ontbreekt. Vul het in."))
    return cls(**made) if len(problems) == before else None


def make_listed(
    cls: type[Made], name: str, tables: Any, file: TomlFile, problems: list[Problem]
) -> list[tuple[int, Made]]:
    """An instance for each table under a heading of its own, `[[name]]`, with the line of that heading."""
    lines = file.lines_of_table(name)
    if not isinstance(tables, list) or len(lines) < len(tables):
        problems.append(Problem(file.name, file.line(name), f"schrijf elke {name!r} onder een eigen kop [[{name}]]."))
        return []
    made = ((line, make(cls, table, file, problems, at=line)) for table, line in zip(tables, lines, strict=False))
    return [(line, one) for line, one in made if one is not None]


def _converted(value: Any, hint: Any, place: Problem, problems: list[Problem]) -> Any:
    if get_origin(hint) is tuple and isinstance(value, list):
        value = tuple(value)
        if not all(isinstance(item, get_args(hint)[0]) for item in value):
            problems.append(_wrong_type(place, "een lijst van teksten", value))
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not _fits(value, hint):
        problems.append(_wrong_type(place, _DUTCH.get(_name(hint), _name(hint)), value))
    return value


def _fits(value: Any, hint: Any) -> bool:
    if get_origin(hint) in (Union, types.UnionType):
        return any(_fits(value, part) for part in get_args(hint))
    if hint is Any:
        return True
    kind = get_origin(hint) or hint
    return isinstance(value, kind) and not (isinstance(value, bool) and kind in (int, float))


def _name(hint: Any) -> str:
    """Of what may be left out, what it is when it is there."""
    if get_origin(hint) in (Union, types.UnionType):
        return _name(next(part for part in get_args(hint) if part is not types.NoneType))
    return getattr(get_origin(hint) or hint, "__name__", str(hint))


_DUTCH = {
    "str": "een tekst tussen aanhalingstekens",
    "int": "een heel getal",
    "float": "een getal",
    "bool": "true of false",
    "tuple": "een lijst tussen [ en ]",
    "Mapping": "een tabel",
    date.__name__: "een datum zoals 2026-12-31, zonder aanhalingstekens",
}


def _wrong_type(place: Problem, expected: str, value: Any) -> Problem:
    return Problem(place.file, place.line, f"veld {place.message!r} moet {expected} zijn, maar is {value!r}.")
