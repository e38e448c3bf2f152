"""A log that leaves out: no value that came from a visitor, however it got into a message or an error.

It keeps what helps to mend: when, which logger, the fixed words of the message, numbers, and in which lines of code.
"""

import logging
import re
import traceback
from http import HTTPStatus
from types import TracebackType

LEFT_OUT = "[weggelaten]"
_FIXED_WORDS = frozenset(status.phrase for status in HTTPStatus) | {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
_OUR_PLACES = re.compile(r"(?:slagvaardig|django|allauth|granian)(?:\.\w{1,40})*")
_SECRETS = re.compile(
    r"[^\s@]+@[^\s@]+"  # an address of somebody
    r"|(?:\d[ .\-]?){8,}"  # a number of a person, a telephone, an account
    r"|\b(?=[A-Za-z0-9_\-]*\d)(?=[A-Za-z0-9_\-]*[A-Za-z])[A-Za-z0-9_\-]{12,}"  # a key, a token
    r"|(?<=[?&;=:])[^\s&;]{4,}"  # what stands behind a name
    r"|(?<=[\'\"])[^\'\"]+(?=[\'\"])"  # what is quoted
)
_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Redacted(logging.Formatter):
    """Writes a record down: fixed words and numbers whole, everything else not."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        safe = logging.makeLogRecord(record.__dict__ | {"args": (), "exc_text": None, "stack_info": None})
        safe.msg = _message(record)
        return super().format(safe)

    def formatException(self, ei: _Error) -> str:
        """The kinds of the errors and the places in the code; never their messages, which quote what was given."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            lines += [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def _message(record: logging.LogRecord) -> str:
    """The words of the program with what was filled in made safe; without a template, the text is searched."""
    template = _SECRETS.sub(LEFT_OUT, str(record.msg)) if not record.args else str(record.msg)
    given = record.args
    try:
        if isinstance(given, dict):
            return template % {name: _safe(value) for name, value in given.items()}
        return template % tuple(map(_safe, given)) if given else template
    except (TypeError, ValueError, KeyError):
        return f"{LEFT_OUT} ({record.module}:{record.lineno})"


def _safe(value: object) -> object:
    """Numbers and fixed words as they are; of a path the first step only."""
    if isinstance(value, bool | float) or (isinstance(value, int) and abs(value) < 10_000_000):
        return value
    text = str(value) if isinstance(value, str) else ""
    if text in _FIXED_WORDS or _OUR_PLACES.fullmatch(text):
        return text
    if step := re.match(r"/([a-z\-]{0,20})(?=[/?]|$)", text):
        return f"/{step[1]}" if step.end() == len(text) else f"/{step[1]}/{LEFT_OUT}"
    return LEFT_OUT
